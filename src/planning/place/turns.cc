#include <map>
#include <tuple>

#include "planning/place/allocation.h"

namespace leeward::planning::placing {

namespace {

constexpr auto const kMostLooks = std::int64_t{5'000'000};  // at a pair of groups

class turns {
public:
  explicit turns(allocation& a) : a_{a} {}

  void run() {
    auto alike = std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::vector<std::size_t>>{};
    for (auto g = std::size_t{0}; g != a_.left_.size(); ++g) {
      auto const& group = a_.group(g);
      alike[{group.beds_.general_, group.beds_.accessible_, group.weight_}].push_back(g);
    }
    for (auto const& [what, groups] : alike) {
      while (looks_ < kMostLooks && swap_any(groups)) {
      }
    }
  }

private:
  bool swap_any(std::vector<std::size_t> const& groups) {
    for (auto const g : groups) {
      if (a_.left_[g] == 0) {
        continue;
      }
      for (auto const s : groups) {
        ++looks_;
        if (g != s && served(s) != 0 && turn(g, served(g)) < turn(s, served(s) - 1) && swap(g, s)) {
          return true;
        }
      }
    }
    return false;
  }

  bool swap(std::size_t const in, std::size_t const out) {
    for (auto const c : a_.best_first(in)) {
      if (a_.in_[c].contains(out)) {
        a_.take_out(out, c, 1);
        if (a_.may_go(in, c)) {
          a_.put(in, c, 1);
          return true;
        }
        a_.put(out, c, 1);
      }
    }
    return false;
  }

  std::int64_t served(std::size_t const g) const { return a_.group(g).households_ - a_.left_[g]; }

  std::size_t turn(std::size_t const g, std::int64_t const i) const {
    auto const& all = a_.group(g).turns_;
    return all.empty() ? g : all[static_cast<std::size_t>(i)];
  }

  allocation& a_;
  std::int64_t looks_{0};
};

}  // namespace

void serve_in_turn(allocation& a) { turns{a}.run(); }

}  // namespace leeward::planning::placing
