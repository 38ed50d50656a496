#include "vault/kept_people.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/ensure.h"
#include "ledger/chain.h"
#include "ledger/sqlite/sqlite_store.h"

namespace leeward::bench {

kept_people::kept_people() {
  auto opened = ledger::open_sqlite({.file_ = folder_.path_ / "ledger.db", .new_folder_ = uuid{1, 2}});
  ensure(opened.has_value(), "a ledger can be made");
  store_ = std::move(*opened);
  rows_ = std::make_unique<ledger::vault_rows>(*store_);
  vault_ = std::make_unique<vault::vault>(
      vault::keys{.master_ = vault::secret::random(), .index_ = vault::secret::random(), .next_ = std::nullopt},
      *rows_);
}

void kept_people::keep(std::vector<vault::personal> const& people) {
  auto end = *store_->head_of(ledger::kOperationStream);
  for (auto at = std::size_t{0}; at < people.size(); at += kInABatch) {
    auto b = ledger::batch{};
    for (auto i = at; i != std::min(at + kInABatch, people.size()); ++i) {
      auto const id = subject(size_ + i - at);
      auto sealed = vault_->seal(id, 1, people[i]);
      ensure(sealed.has_value(), "a person is sealed");
      b.keys_.push_back({.subject_ = id, .wrapped_ = *sealed->wrapped_key_});
      b.subjects_.push_back(ledger::record_of(std::move(*sealed)));
      b.records_.push_back(
          ledger::next_record(end, ledger::kOperationStream, instant{1'704'430'800}, id, "call-taker 1",
                              fmt::format(R"({{"subject_named":{{"subject":"{}"}}}})", to_string(id))));
    }
    ensure(store_->append(b).has_value(), "a batch is kept");
    for (auto const& s : b.subjects_) {
      ensure(vault_->index(s.subject_, s.version_, s.tokens_).has_value(), "tokens are read");
    }
    size_ += b.subjects_.size();
  }
}

}  // namespace leeward::bench
