#include "planning/kept_beds.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/must_have.h"

namespace leeward::planning {

namespace {

persons beyond(persons const a, persons const b) { return std::max(persons{}, a - b); }

beds beyond(beds const& a, beds const& b) {
  return {.general_ = beyond(a.general_, b.general_), .accessible_ = beyond(a.accessible_, b.accessible_)};
}

bool suffices(beds const& need, beds const& free, persons const spare) {
  return need.general_ <= free.general_ + spare && need.accessible_ <= free.accessible_;
}

// The first centre with such a slot that can take on what is needed there besides, after what others have given up.
centre_id slot_elsewhere(kept_beds const& kept, std::vector<beds> const& free, beds_there const& there,
                         slot_kind_id const kind, beds const& besides) {
  for (auto c = std::uint32_t{0}; c != free.size(); ++c) {
    auto slots = c == there.centre_.v_ ? 0 : kept.slots_[c][kind.v_];
    auto need = besides;
    for (auto i = std::size_t{0}; slots != 0 && i != there.elsewhere_.size(); ++i) {
      auto const& gone = there.elsewhere_[i];
      slots -= gone.centre_.v_ == c && gone.kind_ == kind ? 1 : 0;
      need = gone.centre_.v_ == c ? need + gone.besides_ : need;
    }
    if (slots != 0 && (besides == beds{} || suffices(need, free[c], kept.spare_[c]))) {
      return {c};
    }
  }
  return {};
}

// The one whose number of beds is nearest.
std::optional<bed_claim> exchange(kept_beds const& kept, std::vector<beds> const& free, beds_there const& there,
                                  slot_kind_id const mine) {
  auto const& own = kept.kinds_[mine.v_];
  auto best = std::optional<bed_claim>{};
  auto least = persons{};
  for (auto i = std::uint32_t{0}; i != there.slots_.size(); ++i) {
    auto const& other = kept.kinds_[i];
    if (there.slots_[i] == 0 || other.class_ != own.class_ || !other.only_.is_none() ||
        !suffices(beyond(own.beds_, other.beds_), there.free_, there.spare_)) {
      continue;
    }
    auto const more = beyond(other.beds_, own.beds_);
    auto const fewer = beyond(own.beds_, other.beds_);
    auto const differ = more.general_ + more.accessible_ + fewer.general_ + fewer.accessible_;
    if (best && differ >= least) {
      continue;
    }
    if (auto const c = slot_elsewhere(kept, free, there, mine, more); !c.is_none()) {
      best = bed_claim{.takes_ = {i}, .instead_ = c};
      least = differ;
    }
  }
  return best;
}

// From the free ones first. What it took of the spare ones.
persons take_general(persons const n, persons& free, persons& spare) {
  auto const of_spare = beyond(n, free);
  free -= n - of_spare;
  spare -= of_spare;
  return of_spare;
}

void count(kept_beds& kept, slot_kind_id const kind, centre_id const c, std::int64_t const n) {
  auto const& k = kept.kinds_[kind.v_];
  auto& sum = kept.beds_[k.class_.v_][c.v_];
  kept.slots_[c.v_][kind.v_] += n;
  sum.general_ += k.beds_.general_ * n;
  sum.accessible_ += k.beds_.accessible_ * n;
}

// What a claim means for the beds there and elsewhere.
void settle(kept_beds& kept, std::vector<beds>& free, household_id const h, beds const& due, centre_id const c,
            bed_claim const& how) {
  auto const mine = kept.kind_of_[h.v_];
  auto const slot = how.takes_.is_none() ? beds{} : kept.kinds_[how.takes_.v_].beds_;
  auto const fewer = beyond(due, slot);
  auto const more = beyond(slot, due);
  if (!how.takes_.is_none()) {
    count(kept, how.takes_, c, -1);
  }
  auto const spare_here = take_general(fewer.general_, free[c.v_].general_, kept.spare_[c.v_]);
  free[c.v_] = free[c.v_] + beds{.general_ = more.general_, .accessible_ = more.accessible_ - fewer.accessible_};
  if (how.instead_.is_none()) {
    return;
  }
  auto const d = how.instead_;
  count(kept, mine, d, -1);
  if (how.takes_.is_none()) {
    free[d.v_] = free[d.v_] + due;
    return;
  }
  count(kept, how.takes_, d, 1);
  // What is spare stays as much together.
  auto const spare_there = take_general(more.general_, free[d.v_].general_, kept.spare_[d.v_]);
  free[d.v_] =
      free[d.v_] + beds{.general_ = fewer.general_ - spare_here, .accessible_ = fewer.accessible_ - more.accessible_};
  kept.spare_[d.v_] += spare_here;
  kept.spare_[c.v_] += spare_there;
  free[c.v_].general_ -= spare_there;
}

}  // namespace

kept_beds keep_none(problem const& p) {
  return {.class_of_ = std::vector<class_id>(p.households_.size()),
          .beds_ = {},
          .kinds_ = {},
          .kind_of_ = std::vector<slot_kind_id>(p.households_.size()),
          .slots_ = std::vector<std::vector<std::int64_t>>(p.beds_.size()),
          .spare_ = std::vector<persons>(p.beds_.size())};
}

void keep_slot(kept_beds& kept, household_id const h, beds const& due, class_id const k, centre_id const c,
               bool const stays) {
  auto const only = stays ? h : household_id{};
  auto const same = std::ranges::find_if(
      kept.kinds_, [&](slot_kind const& kind) { return kind.class_ == k && kind.beds_ == due && kind.only_ == only; });
  auto const kind = slot_kind_id{static_cast<std::uint32_t>(same - kept.kinds_.begin())};
  if (same == kept.kinds_.end()) {
    kept.kinds_.push_back({k, due, only});
    for (auto& slots : kept.slots_) {
      slots.push_back(0);
    }
  }
  if (kept.beds_.size() <= k.v_) {
    kept.beds_.resize(k.v_ + std::size_t{1}, std::vector<beds>(kept.slots_.size()));
  }
  kept.class_of_[h.v_] = k;
  kept.kind_of_[h.v_] = kind;
  count(kept, kind, c, 1);
}

beds_there look_there(kept_beds const& kept, std::vector<beds> const& free, centre_id const c) {
  return {.centre_ = c, .free_ = free[c.v_], .spare_ = kept.spare_[c.v_], .slots_ = kept.slots_[c.v_]};
}

std::optional<bed_claim> claim(kept_beds const& kept, std::vector<beds> const& free, beds_there const& there,
                               household_id const h, beds const& due) {
  auto const mine = kept.kind_of_[h.v_];
  if (!mine.is_none() && there.slots_[mine.v_] != 0) {
    return bed_claim{.takes_ = mine, .instead_ = {}};
  }
  if (!mine.is_none() && !kept.kinds_[mine.v_].only_.is_none()) {
    return std::nullopt;
  }
  if (fits(due, there.free_)) {
    auto const own = mine.is_none() ? centre_id{} : slot_elsewhere(kept, free, there, mine, {});
    return bed_claim{.takes_ = {}, .instead_ = own};
  }
  return mine.is_none() ? std::nullopt : exchange(kept, free, there, mine);
}

void take_there(kept_beds const& kept, beds_there& there, household_id const h, beds const& due, bed_claim const& how) {
  auto const slot = how.takes_.is_none() ? beds{} : kept.kinds_[how.takes_.v_].beds_;
  if (!how.takes_.is_none()) {
    --there.slots_[how.takes_.v_];
  }
  auto const fewer = beyond(due, slot);
  auto const more = beyond(slot, due);
  take_general(fewer.general_, there.free_.general_, there.spare_);
  there.free_.general_ += more.general_;
  there.free_.accessible_ += more.accessible_ - fewer.accessible_;
  if (!how.instead_.is_none()) {
    there.elsewhere_.push_back({how.instead_, kept.kind_of_[h.v_], how.takes_.is_none() ? beds{} : more});
  }
}

void take_beds(kept_beds& kept, std::vector<beds>& free, problem const& p, std::vector<household_id> const& all,
               centre_id const c) {
  auto there = look_there(kept, free, c);
  auto claims = std::vector<bed_claim>{};
  for (auto const h : all) {
    auto const& due = p.households_[h.v_].beds_;
    auto const how = must_have(claim(kept, free, there, h, due), "beds are taken only where they are left");
    take_there(kept, there, h, due, how);
    claims.push_back(how);
  }
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    settle(kept, free, all[i], p.households_[all[i].v_].beds_, c, claims[i]);
  }
}

void hold_all(kept_beds const& kept, std::vector<beds>& free) {
  for (auto c = std::size_t{0}; c != free.size(); ++c) {
    for (auto const& of_class : kept.beds_) {
      free[c] = free[c] - of_class[c];
    }
    free[c].general_ -= kept.spare_[c];
  }
}

void give_all_back(kept_beds& kept, std::vector<beds>& free) {
  for (auto c = std::size_t{0}; c != free.size(); ++c) {
    for (auto& of_class : kept.beds_) {
      free[c] = free[c] + std::exchange(of_class[c], {});
    }
    free[c].general_ += std::exchange(kept.spare_[c], {});
    std::ranges::fill(kept.slots_[c], 0);
  }
}

}  // namespace leeward::planning
