#include <algorithm>

#include "planning/made/making.h"

// How many beds each centre has, and whom it takes.
namespace leeward::planning::making {

namespace {

// Rounded to the side that was meant: a little more than enough, or a little less.
std::int64_t accessible_beds(scenario const& s, std::int64_t const per_cent_of_need) {
  auto need = persons{};
  for (auto const& h : s.households_) {
    need += beds_of(h).accessible_;
  }
  auto const special = need.v_ * per_cent_of_need;
  return per_cent_of_need >= 100 ? divided_up(special, 100) : special / 100;
}

// Gives the centres of one group, or all without groups, their general beds; they have their accessible ones.
void share_general(work const& w, scenario& s, made_centres const* const group,
                   std::vector<std::int64_t> const& weights) {
  auto const share = group != nullptr ? group->beds_per_cent_of_persons_ : w.numbers_.beds_per_cent_of_persons_;
  auto left = divided_up(w.size_.people_ * share, 100);
  auto members = std::vector<centre*>{};
  auto theirs = std::vector<std::int64_t>{};
  for (auto i = std::size_t{0}; i != s.centres_.size(); ++i) {
    if (w.group_of_[i] == group) {
      left -= s.centres_[i].beds_.accessible_.v_;
      members.push_back(&s.centres_[i]);
      theirs.push_back(weights[i]);
    }
  }
  if (members.empty()) {
    return;
  }
  auto const general = share_out(std::max<std::int64_t>(0, left), theirs);
  for (auto i = std::size_t{0}; i != members.size(); ++i) {
    members[i]->beds_.general_ = {general[i]};
  }
}

}  // namespace

void add_beds(work& w, scenario& s) {
  auto weights = std::vector<std::int64_t>{};
  for (auto i = std::size_t{0}; i != s.centres_.size(); ++i) {
    weights.push_back(w.random_.between(60, 140));
  }
  auto const accessible = share_out(accessible_beds(s, w.numbers_.accessible_beds_per_cent_of_need_), weights);
  for (auto i = std::size_t{0}; i != s.centres_.size(); ++i) {
    s.centres_[i].beds_.accessible_ = {accessible[i]};
    if (i == 0 || chance_per_cent(w, w.numbers_.centres_with_pets_per_cent_)) {  // some centre serves everybody
      s.centres_[i].serves_.push_back(need::kPet);
    }
  }
  if (w.numbers_.centres_.empty()) {
    share_general(w, s, nullptr, weights);
  }
  for (auto const& group : w.numbers_.centres_) {
    share_general(w, s, &group, weights);
  }
}

}  // namespace leeward::planning::making
