#include "ledger/codec/named.h"

#include <charconv>
#include <iterator>
#include <system_error>
#include <vector>

#include <fmt/format.h>

namespace leeward::ledger {

namespace {

struct name_and_version {
  std::string_view name_;
  std::uint32_t version_{1};
};

// What is not written as we write it is a name as a whole, which then is not known.
name_and_version parted(std::string_view const written) {
  auto const at = written.find('@');
  if (at == std::string_view::npos) {
    return {written, 1};
  }
  auto const digits = written.substr(at + 1);
  auto version = std::uint32_t{0};
  auto const [stop, code] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  auto const is_ours =
      code == std::errc{} && stop == digits.data() + digits.size() && version > 1 && !digits.starts_with('0');
  return is_ours ? name_and_version{written.substr(0, at), version} : name_and_version{written, 1};
}

void decode_only_field(json::reader& r, json::value const& v, std::span<named const> const known,
                       std::string_view const what, void* const out) {
  auto const [name, version] = parted(v.key_);
  auto const kind = std::ranges::lower_bound(known, name, {}, &named::name_);
  if (kind == known.end() || kind->name_ != name) {
    auto names = std::vector<std::string_view>{};
    std::ranges::transform(known, std::back_inserter(names), &named::name_);
    json::unknown_field(r, v.key_, names);
  } else if (version > kind->version_) {
    r.add(v.key_, fmt::format("is a newer version of this {} than this program knows (up to {}); use the program that "
                              "wrote it, or a newer one",
                              what, kind->version_));
  } else {
    auto const at = json::inside{r, v.key_};
    kind->decode_(r, v, version, out);
  }
}

}  // namespace

std::string written_name(std::string_view const name, std::uint32_t const version) {
  return version == 1 ? std::string{name} : fmt::format("{}@{}", name, version);
}

result<void> decode_with(std::span<named const> const known, std::string_view const what, std::string_view const text,
                         std::string_view const source, void* const out) {
  auto const doc = json::parse(text, source);
  if (!doc) {
    return tl::unexpected{doc.error()};
  }
  auto r = json::reader{source};
  auto const& root = doc->root();
  if (root.kind_ != json::kind::kObject) {
    r.wrong(root, fmt::format("an object with one field, the name of the {}", what));
  } else if (root.size_ != 1) {
    r.add(fmt::format("is an object with {} fields, must have one: the name of the {}", root.size_, what));
  } else {
    decode_only_field(r, *json::children_of(root).begin(), known, what, out);
  }
  return r.good() ? result<void>{} : result<void>{r.all().to_error()};
}

}  // namespace leeward::ledger
