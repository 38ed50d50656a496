#include "ledger/chain.h"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <openssl/evp.h>

#include "base/ensure.h"

namespace leeward::ledger {

namespace {

struct free_context {
  void operator()(EVP_MD_CTX* const c) const { EVP_MD_CTX_free(c); }
};

EVP_MD const* sha256() {
  static auto const* const kind = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kind;
}

// OpenSSL's, which asks the processor: four times as fast as libsodium's, and every event of a replay is hashed.
class hasher {
public:
  hasher() { must(EVP_DigestInit_ex2(context_.get(), sha256(), nullptr)); }

  void bytes(void const* const data, std::size_t const size) { must(EVP_DigestUpdate(context_.get(), data, size)); }

  void number(std::uint64_t const n) {
    auto raw = std::array<unsigned char, 8>{};
    for (auto i = std::size_t{0}; i != raw.size(); ++i) {
      raw[i] = static_cast<unsigned char>(n >> (8U * i));
    }
    bytes(raw.data(), raw.size());
  }

  void id(uuid const& u) {
    number(u.high_);
    number(u.low_);
  }

  void text(std::string_view const t) {
    number(t.size());
    bytes(t.data(), t.size());
  }

  digest take() {
    auto out = digest{};
    must(EVP_DigestFinal_ex(context_.get(), out.data(), nullptr));
    return out;
  }

private:
  static void must(int const done) { ensure(done == 1, "OpenSSL has SHA-256"); }

  std::unique_ptr<EVP_MD_CTX, free_context> context_{EVP_MD_CTX_new()};
};

}  // namespace

digest chain_start(uuid const& folder, stream const of) {
  auto h = hasher{};
  h.text("leeward ledger 1");
  h.id(folder);
  h.number(of.v_);
  return h.take();
}

digest chain_hash(digest const& before, record const& r) {
  auto h = hasher{};
  h.bytes(before.data(), before.size());
  h.number(r.stream_.v_);
  h.number(r.seq_);
  h.number(static_cast<std::uint64_t>(r.at_.unix_s_));
  h.id(r.op_);
  h.text(r.actor_);
  h.text(r.event_);
  return h.take();
}

record next_record(head& end, stream const of, instant const at, uuid const& op, std::string actor, std::string event) {
  auto r = record{.stream_ = of,
                  .seq_ = end.seq_ + 1,
                  .at_ = at,
                  .op_ = op,
                  .actor_ = std::move(actor),
                  .event_ = std::move(event),
                  .chain_ = {}};
  r.chain_ = chain_hash(end.chain_, r);
  end = {.seq_ = r.seq_, .chain_ = r.chain_};
  return r;
}

}  // namespace leeward::ledger
