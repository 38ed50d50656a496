#include "simulation/coordinator.h"

#include <utility>

#include "operation/legs.h"
#include "operation/people.h"
#include "simulation/fresh.h"

namespace leeward::simulation {

namespace {

using namespace operation;  // NOLINT(google-build-using-namespace): it speaks of nothing else

using asked = std::optional<question>;

class coordinator {
public:
  coordinator(random_source& dice, running const& r) : dice_{dice}, s_{r.state_}, now_{r.now_} {}

  asked next() {
    switch (dice_.below(15)) {
      case 0: return just(ask_for<operations::offer_made>{{{{"en", "warm, safe rooms"}}, {"Hall"}, now_}});
      case 1: return just(ask_for<operations::offer_withdrawn>{{"the road is closed"}});
      case 2: return just(ask_for<zones::point_closed>{{named<point_id>("church"), dice_.chance(1, 2), "shelling"}});
      case 3: return just(ask_for<centres::beds_blocked>{{kGym, named<room_id>("floor"), {1, 0}, "a leak"}});
      case 4: return just(ask_for<centres::status_set>{{kGym, centres::status::kClosing, "no water"}});
      case 5: return just(ask_for<centres::intake_set>{{kGym, 20}});
      case 6: return just(ask_for<regions::requested>{request()});
      case 7: return on_household();
      case 8: return undo_confirmation();
      case 9: return on_trip();
      case 10: return assign();
      case 11: return close_appeal();
      case 12: return describe();
      case 13: return stand_down();
      default: return let_in();
    }
  }

private:
  static inline auto const kGym = named<centre_id>("gym");

  asked just(command c) { return question{.op_ = fresh_uuid(dice_), .what_ = std::move(c)}; }

  regions::requested request() {
    return {.request_ = {fresh_uuid(dice_)},
            .region_ = named<region_id>("neighbour"),
            .beds_ = {10, 0},
            .from_ = now_,
            .nights_ = 3,
            .text_ = "ten beds"};
  }

  asked on_household() {
    auto const& all = s_.households_.households_.all();
    if (all.empty()) {
      return std::nullopt;
    }
    auto const& h = dice_.pick(all);
    if (dice_.chance(1, 2) || h.persons_.size() < 2) {
      return just(ask_for<households::order_overridden>{{h.id_, "her time has come", "coordinator"}});
    }
    return just(ask_for<households::split>{
        {h.id_, {fresh_uuid(dice_)}, {s_.households_.persons_.at(h.persons_.front()).id_}, "they said so"}});
  }

  asked undo_confirmation() {
    auto const& all = s_.households_.confirmations_;
    return all.empty() ? std::nullopt : just(ask_for<households::confirmation_undone>{{all.begin()->first}});
  }

  asked on_trip() {
    auto const& all = s_.trips_.trips_.all();
    return all.empty()
               ? std::nullopt
               : just(ask_for<trips::diverted>{{all.back().id_, named<centre_id>("school far away"), "no water"}});
  }

  asked assign() {
    for (auto const& c : s_.cases_.cases_.all()) {
      if (!c.settled_) {
        return just(
            ask_for<cases::assigned>{{c.id_, cases::owner::kCoordinator, "coordinator", now_ + seconds{3'600}}});
      }
    }
    return std::nullopt;
  }

  asked close_appeal() {
    auto const& all = s_.appeals_.appeals_.all();
    return all.empty() ? std::nullopt
                       : just(ask_for<appeals::closed>{{dice_.pick(all).id_, "nobody answers", "coordinator"}});
  }

  asked describe() {
    auto const& all = s_.households_.persons_.all();
    if (all.empty()) {
      return std::nullopt;
    }
    auto const& id = dice_.pick(all).id_;
    auto const what = ask_for<households::person_described>{{.person_ = id, .version_ = 0, .fields_ = {}}};
    auto q = question{.op_ = fresh_uuid(dice_), .what_ = command{what}};
    q.people_.push_back({id.v_, {.phone_ = "+380501234567"}});
    return q;
  }

  asked stand_down() {
    for (auto const& t : s_.trips_.trips_.all()) {
      if (!t.standby_.empty()) {
        return just(ask_for<trips::standby_removed>{{t.id_, s_.households_.households_.at(t.standby_.front()).id_}});
      }
    }
    return std::nullopt;
  }

  // Into beds that are held for others, if need be.
  asked let_in() {
    for (auto i = std::uint32_t{0}; i != s_.custody_.tracks_.size(); ++i) {
      auto const& t = s_.custody_.tracks_[i];
      if (!t.uncounted_ && place_of(t) == place::kWaiting && dice_.chance(1, 3)) {
        return just(custody::check_in{dice_.chance(1, 2) ? kGym : named<centre_id>("hall"),
                                      {s_.households_.persons_.at(person_row{i}).id_},
                                      "it is freezing"});
      }
    }
    return std::nullopt;
  }

  random_source& dice_;
  state const& s_;
  instant now_;
};

}  // namespace

std::optional<question> what_a_coordinator_asks(random_source& dice, running const& screen) {
  return coordinator{dice, screen}.next();
}

}  // namespace leeward::simulation
