#include "simulation/operators.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "ledger/content.h"
#include "operation/random_command.h"
#include "simulation/coordinator.h"
#include "simulation/fresh.h"
#include "simulation/operators_of_trips.h"
#include "simulation/people.h"

namespace leeward::simulation {

namespace {

using namespace operation;  // NOLINT(google-build-using-namespace): it speaks of nothing else

using asked = std::optional<question>;

class clerk_of_households {
public:
  explicit clerk_of_households(desk const& d) : dice_{d.dice_}, s_{d.screen_.state_}, now_{d.screen_.now_}, d_{d} {}

  asked resident() {
    auto const& all = s_.households_.households_.all();
    if (all.empty() || dice_.chance(3, 5)) {
      return some_household();
    }
    auto const& id = dice_.pick(all).id_;
    switch (dice_.below(8)) {
      case 0: return simple(custody::withdraw{id});
      case 1: return simple(custody::left_by_themselves{id, {}});
      case 2:
      case 3: return simple(custody::ask_again{id});
      default: return once_more();
    }
  }

  asked call_taker() {
    switch (dice_.below(16)) {
      case 0: return guardian();
      case 1: return secret();
      case 2:
      case 3: return appeal();
      case 4: return link();
      case 5: return needs();
      case 6:
      case 7: return judge();
      case 8:
      case 9: return merge();
      case 10: return undo();
      case 11: return born();
      default: return confirm();
    }
  }

  asked auditor() {
    if (dice_.chance(1, 3)) {
      return simple(operations::close_day{"auditor"});
    }
    auto const& all = s_.households_.persons_.all();
    if (all.empty()) {
      return std::nullopt;
    }
    return simple(ask_for<operations::subject_erased>{{dice_.pick(all).id_.v_, "they asked for it"}});
  }

private:
  asked simple(command c) { return question{.op_ = fresh_uuid(dice_), .what_ = std::move(c)}; }

  households::registered household_with(std::size_t const persons) {
    auto h = households::registered{};
    h.household_ = fresh<household_id>(dice_);
    h.zone_ = named<zone_id>("city");
    h.point_ = named<point_id>("school");
    h.origin_ = dice_.chance(1, 2) ? households::origin::kSelf : households::origin::kStaff;
    for (auto i = std::size_t{0}; i != persons; ++i) {
      h.members_.push_back({fresh<person_id>(dice_), households::age_band::kAdult, {}});
    }
    return h;
  }

  asked some_household() {
    auto const is_child_alone = dice_.chance(1, 12);
    auto h = household_with(is_child_alone ? 1 : 1 + dice_.below(4));
    auto q = question{.op_ = fresh_uuid(dice_), .what_ = {}};
    for (auto& m : h.members_) {
      m.age_ =
          is_child_alone ? households::age_band::kChild : dice_.pick(json::words_of<households::age_band>()).value_;
      if (dice_.chance(1, 5)) {
        m.needs_.push_back(dice_.pick(json::words_of<need>()).value_);
      }
      q.people_.push_back({m.person_.v_, made_person(dice_)});
    }
    q.what_ = command{ask_for<households::registered>{h}};
    return q;
  }

  // Whoever asked before asks again, through somebody else.
  asked once_more() {
    auto const first = some_with_people();
    if (!first) {
      return some_household();
    }
    auto const h = household_with(first->people_.size());
    auto q = question{.op_ = fresh_uuid(dice_), .what_ = command{ask_for<households::registered>{h}}};
    for (auto i = std::size_t{0}; i != h.members_.size(); ++i) {
      q.people_.push_back({h.members_[i].person_.v_, as_heard_again(first->people_[i].what_, dice_)});
    }
    return q;
  }

  asked some_with_people() {
    constexpr auto const kTries = 4;
    for (auto i = 0; i != kTries && !d_.asked_.empty(); ++i) {
      if (auto const& q = dice_.pick(d_.asked_); !q.people_.empty()) {
        return q;
      }
    }
    return std::nullopt;
  }

  asked confirm() {
    constexpr auto const kMostAtOnce = std::size_t{8};
    auto c = households::confirm{.by_ = households::origin::kStaff, .households_ = {}};
    for (auto const& h : s_.households_.households_.all()) {
      if (!h.confirmed_ && c.households_.size() != kMostAtOnce) {
        c.households_.push_back(h.id_);
      }
    }
    return c.households_.empty() ? std::nullopt : simple(c);
  }

  household_id const* some_household_id() {
    auto const& all = s_.households_.households_.all();
    return all.empty() ? nullptr : &dice_.pick(all).id_;
  }

  asked guardian() {
    for (auto const& p : s_.households_.persons_.all()) {
      auto const row = s_.households_.persons_.row_of(p.id_);
      auto const is_alone = s_.households_.households_.at(p.household_).persons_.size() == 1;
      if (p.age_ == households::age_band::kChild && is_alone && !s_.custody_.children_.contains(row)) {
        return simple(ask_for<custody::guardian_set>{{p.id_, {}, {"a man in a grey car"}}});
      }
    }
    return std::nullopt;
  }

  asked secret() {
    auto const* const id = some_household_id();
    return id == nullptr ? std::nullopt : simple(ask_for<households::disclosure_set>{{*id, dice_.chance(4, 5)}});
  }

  asked appeal() {
    auto const id = fresh<appeal_id>(dice_);
    auto q = simple(ask_for<appeals::taken>{
        {id, dice_.pick(json::words_of<appeals::channel>()).value_, {to_string(id), 1}, now_ - seconds{60}}});
    auto words = made_person(dice_);
    words.text_ = "Нам страшно, помогите выехать. We are afraid, help us to get to safety.";
    q->people_.push_back({id.v_, std::move(words)});
    return q;
  }

  asked link() {
    auto const* const household = some_household_id();
    for (auto const& a : s_.appeals_.appeals_.all()) {
      if (a.household_.is_none() && !a.closed_ && household != nullptr) {
        return simple(ask_for<appeals::linked>{{a.id_, *household, a.text_}});
      }
    }
    return std::nullopt;
  }

  asked needs() {
    auto const& all = s_.households_.persons_.all();
    if (all.empty()) {
      return std::nullopt;
    }
    return simple(
        ask_for<households::needs_changed>{{dice_.pick(all).id_, {dice_.pick(json::words_of<need>()).value_}}});
  }

  asked born() {
    auto const* const household = some_household_id();
    if (household == nullptr) {
      return std::nullopt;
    }
    auto const child = households::member{fresh<person_id>(dice_), households::age_band::kUnder3, {}};
    return simple(ask_for<households::person_joined>{{*household, child, households::joined::kBorn}});
  }

  asked judge() {
    for (auto const& [pair, id] : s_.duplicates_.open_) {
      if (dice_.chance(1, 2)) {
        auto const& all = s_.households_.households_;
        return simple(ask_for<duplicates::judged>{
            {all.at(pair.first).id_, all.at(pair.second).id_,
             dice_.chance(2, 3) ? duplicates::verdict::kSame : duplicates::verdict::kDifferent, "spoke to both",
             "call-taker"}});
      }
    }
    return std::nullopt;
  }

  // As many persons of one as the other has are the same.
  asked merge() {
    for (auto const& [pair, verdict] : s_.duplicates_.verdicts_) {
      auto const& from = s_.households_.households_.at(pair.second);
      auto const& into = s_.households_.households_.at(pair.first);
      auto const both_stand = from.merged_into_.is_none() && into.merged_into_.is_none();
      if (verdict != duplicates::verdict::kSame || !both_stand) {
        continue;
      }
      auto const id = [&](person_row const p) { return s_.households_.persons_.at(p).id_; };
      auto m = duplicates::merged{};
      m.merge_ = fresh<merge_id>(dice_);
      m.from_ = from.id_;
      m.into_ = into.id_;
      m.by_ = "call-taker";
      for (auto i = std::size_t{0}; i != from.persons_.size(); ++i) {
        if (i < into.persons_.size()) {
          m.same_.push_back({id(from.persons_[i]), id(into.persons_[i])});
        } else {
          m.come_over_.push_back(id(from.persons_[i]));
        }
      }
      return simple(ask_for<duplicates::merged>{m});
    }
    return std::nullopt;
  }

  // It was two families after all, often after both have travelled.
  asked undo() {
    for (auto const& [id, m] : s_.duplicates_.merges_) {
      if (!m.undone_ && dice_.chance(1, 2)) {
        return simple(duplicates::undo_merge{id, "two families after all"});
      }
    }
    return std::nullopt;
  }

  random_source& dice_;
  state const& s_;
  instant now_;
  desk const& d_;
};

}  // namespace

std::optional<question> desk::next(actor const who) {
  auto const at_the_field = [&](std::optional<ledger::asked> what) {
    return what ? std::optional{question{.op_ = fresh_uuid(dice_), .what_ = std::move(*what)}} : std::nullopt;
  };
  switch (who) {
    case actor::kResident: return clerk_of_households{*this}.resident();
    case actor::kCallTaker: return clerk_of_households{*this}.call_taker();
    case actor::kAuditor: return clerk_of_households{*this}.auditor();
    case actor::kCoordinator: return what_a_coordinator_asks(dice_, screen_);
    case actor::kDispatcher: return at_the_field(operators_of_trips{dice_, screen_}.dispatcher());
    case actor::kSteward: return at_the_field(operators_of_trips{dice_, screen_}.steward());
    case actor::kClerk: return at_the_field(operators_of_trips{dice_, screen_}.clerk());
    case actor::kMistaken: return at_the_field(ledger::asked{random_command(dice_, screen_)});
    case actor::kForgetful: {
      if (asked_.empty()) {
        return std::nullopt;
      }
      auto const& before = dice_.pick(asked_);
      auto other = question{.op_ = before.op_, .what_ = random_command(dice_, screen_)};
      auto const is_same = before.people_.empty() && ledger::text_of(before.what_) == ledger::text_of(other.what_);
      return is_same ? std::nullopt : std::optional{std::move(other)};
    }
    default: return std::nullopt;
  }
}

}  // namespace leeward::simulation
