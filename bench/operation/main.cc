#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "base/uuid.h"
#include "figure.h"
#include "operation/apply.h"
#include "operation/conservation.h"
#include "operation/decide.h"
#include "operation/made_day.h"

// How many commands of a day the rules decide and apply in a second of one core, with the O(1) comparison of counts
// after each; and what they keep in memory of 340,000 persons.
namespace leeward::operation {

namespace {

constexpr auto const kHouseholds = std::uint64_t{100'000};
constexpr auto const kMostOfBatch = std::size_t{20'000};

class day {
public:
  void ask(command c) {
    waiting_.push_back(std::move(c));
    if (waiting_.size() == kMostOfBatch) {
      run();
    }
  }

  // Only this is measured: the commands were made before.
  void run() {
    seconds_ += bench::time_of([&] {
      for (auto const& c : waiting_) {
        auto const decided =
            decide(state_, c, context{.now_ = now_, .fresh_ = uuid{7, ++commands_}, .candidates_ = {}});
        ensure(decided.has_value(), "a command of the day was refused");
        for (auto const& e : *decided) {
          apply(state_, now_, e);
        }
        ensure(compare_counts(state_).has_value(), "the counts differ");
      }
    });
    waiting_.clear();
  }

  state state_{};
  instant now_{bench::kDayBegins};
  std::uint64_t commands_{0};
  double seconds_{0};

private:
  std::vector<command> waiting_;
};

void measure() {
  auto const before = bench::resident_megabytes();
  auto d = day{};
  auto const ask = [&](command c) { d.ask(std::move(c)); };
  auto const made = bench::made_day{kHouseholds};
  made.prepare(ask);
  for (auto h = std::uint64_t{0}; h != kHouseholds; ++h) {
    made.register_household(h, ask);
  }
  for (auto n = std::uint64_t{0}; n != made.trips(); ++n) {
    d.ask(made.commit(n));
    made.travel(n, ask);
  }
  d.run();
  ensure(recount(d.state_).has_value(), "the counts differ");
  auto const persons = made.persons();
  ensure(d.state_.custody_.by_place_[place::kSheltered] == static_cast<std::int64_t>(persons),
         "somebody is not sheltered");
  bench::print("operation.commands_per_s", static_cast<double>(d.commands_) / d.seconds_, "commands/s");
  bench::print("operation.bytes_per_person",
               (bench::resident_megabytes() - before) * 1e6 / static_cast<double>(persons), "bytes");
}

}  // namespace

}  // namespace leeward::operation

int main() {
  leeward::operation::measure();
  return 0;
}
