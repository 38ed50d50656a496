#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "planning/place/allocation.h"

namespace leeward::planning::placing {

namespace {

constexpr auto const kMostLooks = std::int64_t{20'000'000};  // at a pair of households
constexpr auto const kNowhere = static_cast<std::size_t>(-1);

struct move {
  std::size_t out_{0};  // this group's household
  std::size_t centre_{0};
  std::size_t to_{kNowhere};
  std::int64_t gain_{0};
};

class exchange {
public:
  explicit exchange(allocation& a) : a_{a} {}

  void run() {
    auto order = std::vector<std::size_t>(a_.left_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t const g) { return -a_.group(g).weight_; });
    for (auto changed = true; changed && looks_ < kMostLooks;) {
      changed = false;
      for (auto const g : order) {
        while (a_.left_[g] != 0 && looks_ < kMostLooks && place_one(g)) {
          changed = true;
        }
      }
    }
  }

private:
  struct two_centres {
    bool known_{false};
    std::array<std::size_t, 2> at_{kNowhere, kNowhere};
  };

  bool place_one(std::size_t const g) {
    elsewhere_.assign(a_.left_.size(), {});
    looks_ += std::ssize(elsewhere_);
    auto best = std::optional<move>{};
    for (auto const c : a_.best_first(g)) {
      if (a_.room_for(g, c) != 0) {
        a_.put(g, c, 1);
        return true;
      }
      if (!a_.may_go(g, c)) {
        continue;
      }
      if (auto const m = best_out(g, c); m && (!best || m->gain_ > best->gain_)) {
        best = m;
      }
      if (best && best->to_ != kNowhere) {
        break;
      }
    }
    if (!best) {
      return false;
    }
    a_.take_out(best->out_, best->centre_, 1);
    if (best->to_ != kNowhere) {
      a_.put(best->out_, best->to_, 1);
    }
    a_.put(g, best->centre_, 1);
    return true;
  }

  // Whose beds would make room for the group there: somebody who can move, else who counts least and less.
  std::optional<move> best_out(std::size_t const g, std::size_t const c) {
    auto const& mine = a_.group(g);
    auto best = std::optional<move>{};
    for (auto const& [s, n] : a_.in_[c]) {
      ++looks_;
      auto const& theirs = a_.group(s);
      auto const then = bed_count{.general_ = a_.free_[c].general_ + theirs.beds_.general_,
                                  .accessible_ = a_.free_[c].accessible_ + theirs.beds_.accessible_};
      if (s == g || !fits(mine.beds_, then)) {
        continue;
      }
      if (auto const d = other_than(c, s); d != kNowhere) {
        return move{.out_ = s, .centre_ = c, .to_ = d, .gain_ = mine.weight_};
      }
      if (auto const gain = mine.weight_ - theirs.weight_; gain > 0 && (!best || gain > best->gain_)) {
        best = move{.out_ = s, .centre_ = c, .to_ = kNowhere, .gain_ = gain};
      }
    }
    return best;
  }

  // Another centre where one more of them fits.
  std::size_t other_than(std::size_t const c, std::size_t const s) {
    auto& known = elsewhere_[s];
    if (!known.known_) {
      known.known_ = true;
      auto next = std::size_t{0};
      for (auto const d : a_.best_first(s)) {
        ++looks_;
        if (next != known.at_.size() && fits(a_.group(s).beds_, a_.free_[d]) && a_.may_go(s, d)) {
          known.at_[next++] = d;
        }
      }
    }
    return known.at_[0] != c ? known.at_[0] : known.at_[1];
  }

  allocation& a_;
  std::int64_t looks_{0};
  std::vector<two_centres> elsewhere_{};  // by group
};

}  // namespace

void exchange_households(allocation& a) { exchange{a}.run(); }

}  // namespace leeward::planning::placing
