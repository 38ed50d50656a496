#include "planning/load_maker.h"

#include <algorithm>
#include <utility>

#include "planning/kinds.h"

namespace leeward::planning {

namespace {

std::int64_t since_start(problem const& p, instant const t) { return (t - p.scenario_.start_).v_; }

// Each list once.
std::uint32_t number(std::map<std::vector<bool>, std::uint32_t>& known, std::vector<std::vector<bool>>& all,
                     std::vector<bool> list) {
  auto const [at, is_new] = known.try_emplace(list, static_cast<std::uint32_t>(all.size()));
  if (is_new) {
    all.push_back(std::move(list));
  }
  return at->second;
}

}  // namespace

load_maker::load_maker(problem const& p, trips::problem& out) : p_{p}, out_{out} {
  auto const kinds = kinds_of(p);
  of_kind_.resize(number_of(kinds));
  for (auto i = static_cast<std::uint32_t>(kinds.size()); i-- != 0;) {
    of_kind_[kinds[i]] = {i};
  }
  if (out.loads_.empty()) {
    out.may_carry_.clear();
    out.may_take_.clear();
  }
  for (auto i = std::uint32_t{0}; i != out.may_carry_.size(); ++i) {
    carriers_.emplace(out.may_carry_[i], i);
  }
  for (auto i = std::uint32_t{0}; i != out.may_take_.size(); ++i) {
    centres_.emplace(out.may_take_[i], i);
  }
}

trips::load load_maker::make(planned_run const& r) {
  auto const v = vehicle_id{0};  // roads differ little between vehicles

  auto l = trips::load{.point_ = {r.pickups_.front().point_.v_}, .last_ = {r.pickups_.back().point_.v_}};
  auto in = std::int64_t{0};  // from the beginning of its loading
  auto on_board = persons{};
  auto before = r.pickups_.front().point_;
  for (auto const& at : r.pickups_) {
    auto const& place = p_.points_[at.point_.v_];
    auto const way = at.point_ == before ? seconds{} : p_.driving(v, p_.at(before), p_.at(at.point_));
    auto const takes = loading_time(place, at.persons_);
    l.between_ += way.v_;
    in += way.v_;
    auto ready = std::max(place.open_from_, p_.scenario_.start_);
    auto done_by = place.open_until_;
    for (auto const h : at.households_) {
      auto const& party = p_.households_[h.v_];
      ready = std::max(ready, party.ready_from_);
      done_by = std::min(done_by, party.board_by_.value_or(done_by));
      l.weight_ += party.weight_;
      l.beds_.general_ += party.beds_.general_.v_;
      l.beds_.accessible_ += party.beds_.accessible_.v_;
    }
    l.ready_ = std::max(l.ready_, since_start(p_, ready) - in);
    l.loading_ += takes.v_;
    in += takes.v_;
    l.latest_ = std::min(l.latest_, since_start(p_, done_by) - in);
    on_board += at.persons_;
    before = at.point_;
  }
  l.persons_ = on_board.v_;
  l.unloading_ = unloading_time(p_.scenario_, on_board).v_;
  l.carriers_ = {number(carriers_, out_.may_carry_, who_can_carry(r))};
  l.centres_ = {number(centres_, out_.may_take_, who_can_house(r))};
  return l;
}

std::vector<bool> load_maker::who_can_carry(planned_run const& r) const {
  auto can = std::vector<bool>{};
  for (auto const v : of_kind_) {
    auto takes = room{};
    auto all = true;
    for (auto const& at : r.pickups_) {
      all = all && !p_.wishes_.forbids(wishes::key(v), wishes::key(at.point_));
      for (auto const h : at.households_) {
        takes = takes + p_.households_[h.v_].takes_;
        all = all && can_take(p_, v, h);
      }
    }
    can.push_back(all && fits(takes, p_.vehicles_[v.v_].has_));
  }
  return can;
}

// Those who must not meet somebody stay where they are: then they do not.
std::vector<bool> load_maker::who_can_house(planned_run const& r) const {
  auto can = std::vector<bool>{};
  for (auto c = std::uint32_t{0}; c != p_.scenario_.centres_.size(); ++c) {
    auto all = true;
    for (auto const& at : r.pickups_) {
      all = all && !p_.wishes_.forbids(wishes::key(at.point_), wishes::key(centre_id{c}));
      for (auto const h : at.households_) {
        all = all && can_house(p_, {c}, h) && (c == r.centre_.v_ || p_.households_[h.v_].apart_.empty());
      }
    }
    can.push_back(all);
  }
  return can;
}

}  // namespace leeward::planning
