#include "app/registry/audit.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "ledger/chain.h"
#include "ledger/content.h"
#include "operation/known.h"

namespace leeward::app {

namespace {

result<void> check_reader(reader const& r) {
  if (r.who_.empty()) {
    return invalid("by: is empty; it has to be known who reads the record of a person", "by");
  }
  if (r.who_.size() > operation::kMostName || r.why_.size() > operation::kMostText) {
    return invalid(
        fmt::format("who reads and why: are longer than {} and {} bytes", operation::kMostName, operation::kMostText),
        "by");
  }
  return {};
}

// A clock that was put back does not put the log back.
result<instant> time_after(ledger::store& s, ledger::head const& end, instant const now) {
  auto last = now;
  auto const read = end.seq_ == 0 ? result<std::size_t>{0} : s.read(kReadsStream, end.seq_, 1, [&](auto const& r) {
    last = r.at_;
    return false;
  });
  return read.map([&](std::size_t) { return std::max(last, now); });
}

}  // namespace

result<void> note_read(ledger::store& s, ledger::keys const& k, reader const& r, std::vector<uuid> subjects) {
  if (auto const known = check_reader(r); !known) {
    return known;
  }
  if (subjects.empty()) {
    return {};
  }
  auto end = s.head_of(kReadsStream);
  auto const at = end.and_then([&](ledger::head const& h) { return time_after(s, h, r.at_); });
  if (!at) {
    return tl::unexpected{at.error()};
  }
  auto const text =
      fmt::format(R"({{"{}":{}}})", people_read::kName, json::encode(people_read{std::move(subjects), r.why_}));
  auto const op = ledger::secret_id(k, "the read after event", uuid{kReadsStream.v_, end->seq_});
  auto b = ledger::batch{};
  b.records_.push_back(ledger::next_record(*end, kReadsStream, *at, op, r.who_, text));
  return s.append(b);
}

}  // namespace leeward::app
