#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "operation/devices/fields.h"
#include "operation/duplicates/standing.h"
#include "operation/households/checks.h"
#include "operation/households/rules.h"
#include "operation/word.h"

// What the vault keeps of a person has changed.
namespace leeward::operation::households {

check are_details(std::vector<detail> const& all) {
  if (all.empty()) {
    return refuse(refusal_code::kInvalid, "Say what is kept about this person that was not so before.", "fields",
                  "at least one field");
  }
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    auto const before = all.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(all.begin(), before, all[i]) != before) {
      return refuse(refusal_code::kTaken, fmt::format("The field {} is listed twice.", word(all[i])),
                    fmt::format("fields[{}]", i), "each field once");
    }
  }
  return {};
}

decision decide(operation::state const& s, ask_for<person_described> const& c, context const& now) {
  auto const& what = c.what_;
  return duplicates::standing(s, what.person_, "person").and_then([&](person_row const p) -> decision {
    auto const newest = s.households_.persons_.at(p).described_;
    if (what.version_ <= newest) {
      return refuse(refusal_code::kWrongState,
                    newest == 0 ? fmt::format("Versions are counted from 1; this is version {}.", what.version_)
                                : fmt::format("Version {} of what is kept about this person is known already; this is "
                                              "version {}.",
                                              newest, what.version_),
                    "version", fmt::format("{} or later", newest + 1));
    }
    return are_details(what.fields_).map([&] {
      auto all = devices::edit_and_cases(s, devices::at_desk(s, what, now), now);
      all.emplace_back(what);
      return all;
    });
  });
}

}  // namespace leeward::operation::households
