#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/ensure.h"

namespace {

void append(std::string& out, std::vector<std::string> const& fields) {
  leeward::append_csv(out, std::vector<std::string_view>{fields.begin(), fields.end()});
}

}  // namespace

// A table that is read is written and read to the same again.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const t = read_csv({reinterpret_cast<char const*>(data), size}, "fuzz");
  // A single empty field is written as an empty line, which is skipped; a byte order mark that did not come first is
  // written first, and skipped.
  if (!t || t->header_.size() < 2 || t->header_[0].starts_with("\xEF\xBB\xBF")) {
    return 0;
  }
  auto text = std::string{};
  append(text, t->header_);
  for (auto const& r : t->rows_) {
    append(text, r.fields_);
  }
  auto const again = read_csv(text, "again");
  ensure(again.has_value() && again->header_ == t->header_ && again->rows_.size() == t->rows_.size(), "another table");
  for (auto i = std::size_t{0}; i != t->rows_.size(); ++i) {
    ensure(again->rows_[i].fields_ == t->rows_[i].fields_, "another row");
  }
  return 0;
}
