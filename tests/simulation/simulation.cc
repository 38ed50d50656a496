#include "simulation/simulation.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/random.h"
#include "operation/in_words.h"
#include "operation/running.h"
#include "simulation/asking.h"
#include "simulation/network.h"
#include "simulation/operators.h"
#include "simulation/phones.h"
#include "simulation/properties.h"
#include "simulation/world.h"

namespace leeward::simulation {

namespace {

constexpr auto const kTurn = std::int64_t{10};       // s; what arrives within one is dealt with together
constexpr auto const kFirstWait = std::int64_t{60};  // s, for an answer; then twice as long each time
constexpr auto const kLongestWait = std::int64_t{7'200};
constexpr auto const kLongestEnd = seconds{std::int64_t{3} * 24 * 3600};
constexpr auto const kVehicles = std::size_t{4};
constexpr auto const kDesks = std::size_t{5};
constexpr auto const kWritesBeforeACut = std::uint64_t{40};
constexpr auto const kWritesOfARecovery = std::uint64_t{12};

std::string words_of(question const& q) {
  auto const* const c = std::get_if<operation::command>(&q.what_);
  return c == nullptr ? "commit_plan " + json::encode(std::get<ledger::commit_plan>(q.what_)) : operation::in_words(*c);
}

class run {
public:
  run(script const& s, planted const p, telling const t)
      : script_{s},
        telling_{t},
        world_{world_with(std::max(kVehicles, s.size_.devices_))},
        server_{world_, s.seed_, p, out_.report_},
        network_{s.seed_, out_.report_},
        phones_{s, server_, network_, out_.report_},
        dice_{s.seed_ ^ 0x5E17EULL} {}

  outcome all() {
    out_.report_.runs_ = 1;
    now_ = world_.begins_;
    start_server();
    for (auto const& s : script_.steps_) {
      until(s.at_);
      if (out_.violation_) {
        return out_;
      }
      take(s);
    }
    finish();
    return out_;
  }

private:
  // ------------------------------------------------------------------------------------------------ time

  std::optional<instant> next_event() const {
    auto next = network_.next();
    auto const sooner = [&](std::optional<instant> const& t) { next = t && (!next || *t < *next) ? t : next; };
    sooner(turn_at_);
    sooner(restart_at_);
    sooner(space_at_);
    if (!waiting_.empty()) {
      sooner(waiting_.begin()->first);
    }
    return next;
  }

  void until(instant const end) {
    for (auto next = next_event(); next && *next <= end && !out_.violation_; next = next_event()) {
      now_ = std::max(now_, *next);
      one_moment();
    }
    now_ = std::max(now_, end);
  }

  void one_moment() {
    if (restart_at_ && *restart_at_ <= now_) {
      start_server();
    }
    if (space_at_ && *space_at_ <= now_) {
      space_at_.reset();
      server_.disk_.plan({});
    }
    for (auto& m : network_.due(now_)) {
      arrive(std::move(m));
    }
    if (turn_at_ && *turn_at_ <= now_) {
      turn_at_.reset();
      turn();
    }
    while (!waiting_.empty() && waiting_.begin()->first <= now_) {
      auto const about = waiting_.begin()->second;
      waiting_.erase(waiting_.begin());
      if (!asked_[about].told_) {
        send(about);
      }
    }
  }

  // ------------------------------------------------------------------------------------------------ those who ask

  void take(step const& s) {
    auto dice = random_source{s.dice_};
    switch (s.who_) {
      case actor::kPowerCut: return plan("power_cut", {.cut_at_ = 1 + dice.below(kWritesBeforeACut)});
      case actor::kFlushError: {
        auto const nth = 1 + dice.below(6);
        return plan("flush_error", {.flush_errors_ = {nth, nth}});
      }
      case actor::kFullDisk: return fill_disk(dice);
      case actor::kKill: return kill(dice);
      case actor::kClockJump:
        out_.report_.fault("clock_jump");
        // Back again only where no device has heard of the time before.
        jump_ =
            script_.size_.devices_ == 0 ? seconds{dice.between(-7'200, 900)} : jump_ + seconds{dice.between(1, 900)};
        return;
      case actor::kPartition: {
        auto parties = phones_.parties();
        parties.insert(parties.end(), {0, 1, 2, 3, 4});
        auto const hours = dice.chance(1, 4) ? 48 : 4;
        return network_.part(dice.pick(parties), now_ + seconds{dice.between(600, std::int64_t{hours} * 3'600)});
      }
      default: ask(s.who_, dice);
    }
  }

  void ask(actor const who, random_source& dice) {
    look();
    auto q =
        who < actor::kHeadquarters ? desk{dice, screen_, questions_}.next(who) : phones_.take(who, dice, now_, screen_);
    if (who == actor::kHeadquarters) {
      after_turn();
    }
    if (who >= actor::kHeadquarters) {
      for (auto const& line : phones_.story()) {
        note("{}", line);
      }
    }
    if (!q) {
      return;
    }
    phones_.hear(*q);
    auto const reuses = who == actor::kForgetful;
    if (reuses && !reused_.insert(q->op_).second) {
      return;
    }
    out_.report_.fault_if(reuses, "reused_number");
    questions_.push_back(*q);
    asked_.push_back({.who_ = static_cast<party>(who) % kDesks, .question_ = std::move(*q), .reuses_ = reuses});
    send(asked_.size() - 1);
  }

  // At the screen, which shows what it did when the server is away.
  void look() {
    if (server_.is_up()) {
      server_.see([&](operation::state const& s, ledger::head const&) {
        if (s.events_ != screen_.state_.events_) {
          screen_.state_ = s;
        }
      });
    }
    screen_.now_ = now_;
    ++screen_.commands_;
  }

  void send(std::size_t const about) {
    auto& a = asked_[about];
    auto const wait = std::min(kFirstWait << std::min(a.copies_, std::uint64_t{7}), kLongestWait);
    waiting_.emplace(now_ + seconds{wait}, about);
    network_.send(
        now_,
        {.who_ = a.who_, .op_ = a.question_.op_, .about_ = about, .copy_ = a.copies_++, .question_ = a.question_});
  }

  void arrive(message m) {
    if (m.answer_) {
      return tell(m.about_, *m.answer_);
    }
    if (m.received_) {
      auto const received = phones_.newly_received(m);
      out_.report_.operations_ += received;
      out_.report_.of_devices_ += received;
      return hold(phones_.receive(m, now_));
    }
    if (!server_.is_up()) {
      return out_.report_.fault("server_down");
    }
    inbox_.push_back(std::move(m));
    if (!turn_at_) {
      turn_at_ = instant{(now_.unix_s_ / kTurn + 1) * kTurn};
    }
  }

  void tell(std::size_t const about, ledger::answer const& a) {
    if (a.outcome_ == ledger::outcome::kNotKept) {
      return out_.report_.fault("not_kept");
    }
    auto& told = asked_[about].told_;
    if (told) {
      auto const is_same = *told == a || (is_taken_number(*told) && is_taken_number(a));
      return is_same
                 ? void()
                 : violate(fmt::format("number {} was answered {}, and once more {}",
                                       to_string(asked_[about].question_.op_), json::encode(*told), json::encode(a)));
    }
    told = a;
    note("{}: {}", words_of(asked_[about].question_), json::encode(a));
    ++out_.report_.operations_;
    if (a.refusal_) {
      out_.report_.refused(*a.refusal_);
    }
    for (auto const& t : a.trips_) {
      if (t.refusal_) {
        out_.report_.refused(*t.refusal_);
      }
    }
  }

  // ------------------------------------------------------------------------------------------------ the server

  void turn() {
    if (!server_.is_up()) {
      inbox_.clear();
      return;
    }
    for (auto& m : server_.turn(now_ + jump_, std::exchange(inbox_, {}))) {
      network_.send(now_, std::move(m));
    }
    after_turn();
  }

  void after_turn() {
    if (server_.broken_) {
      return violate(*server_.broken_);
    }
    if (!server_.is_up()) {
      if (restart_at_) {
        return;
      }
      out_.report_.fault_if(server_.disk_.is_cut(), "power_cut");
      note("the server ended");
      // A process that ended by an error may begin again on the same running system, or after its power went as well.
      if (server_.disk_.is_cut() || dice_.chance(1, 2)) {
        server_.lose_power();
      }
      restart_at_ = now_ + seconds{dice_.between(10, 1'800)};
      return;
    }
    server_.see([&](operation::state const& s, ledger::head const&) { hold(state_is_sound(s)); });
  }

  void plan(std::string_view const what, ledger::disk_faults const& f) {
    if (server_.is_up() && !space_at_) {
      out_.report_.fault_if(f.cut_at_ == 0, what);
      server_.disk_.plan(f);
    }
  }

  void fill_disk(random_source& dice) {
    if (server_.is_up()) {
      out_.report_.fault("full_disk");
      auto used = std::uint64_t{0};
      for (auto const& [name, bytes] : server_.disk_.contents()) {
        used += bytes.size();
      }
      server_.disk_.plan({.most_bytes_ = used + dice.below(40'000)});
      space_at_ = now_ + seconds{dice.between(60, 7'200)};
    }
  }

  void kill(random_source& dice) {
    if (!server_.is_up()) {
      return;
    }
    if (dice.chance(1, 2)) {
      out_.report_.fault("killed");
      server_.kill();
    } else {
      out_.report_.fault("cut_with_nothing_to_do");
      server_.lose_power();
    }
    restart_at_ = now_ + seconds{dice.between(10, 1'800)};
  }

  void start_server() {
    note("the server starts");
    restart_at_.reset();
    space_at_.reset();
    inbox_.clear();
    auto const is_cut = !is_ending_ && out_.report_.restarts_ != 0 && dice_.chance(1, 4);
    server_.disk_.plan(is_cut ? ledger::disk_faults{.cut_at_ = 1 + dice_.below(kWritesOfARecovery)}
                              : ledger::disk_faults{});
    // It may come up although the power went with its last write, which it can do without; then nothing can be read.
    if (!server_.start() || server_.disk_.is_cut()) {
      out_.report_.fault_if(is_cut, "cut_in_the_recovery");
      if (server_.broken_) {
        return violate(*server_.broken_);
      }
      server_.lose_power();
      restart_at_ = now_ + seconds{dice_.between(10, 600)};
      return;
    }
    after_restart();
  }

  void after_restart() {
    server_.see([&](operation::state const& s, ledger::head const& h) {
      if (out_.report_.restarts_ == 1) {
        frame_ = h.seq_;
      }
      if (h.seq_ < screen_.state_.events_) {
        violate(fmt::format("what a screen has shown is not there any more: it had {} events, there are {}",
                            screen_.state_.events_, h.seq_));
      }
      hold(state_is_sound(s));
      hold(vault_has_what_was_said(server_.vault(), s, {asked_, frame_}));
    });
    hold(log_is_what_was_answered(server_.store(), {asked_, frame_}));
  }

  // ------------------------------------------------------------------------------------------------ the end

  bool all_are_answered() const {
    return std::ranges::all_of(asked_, [](asking const& a) { return a.told_.has_value(); });
  }

  // The disk is sound and the server is there; then the network is whole again, and everybody asks until they are
  // answered.
  void finish() {
    is_ending_ = true;
    if (server_.is_up()) {
      server_.disk_.plan({});
      space_at_.reset();
    }
    auto const last = now_ + kLongestEnd;
    go_on(last, [&] { return server_.is_up(); });
    if (out_.violation_) {
      return;
    }
    server_.see([&](operation::state const& s, ledger::head const&) {
      hold(phones_.any_order_is_the_same(s, std::max(now_, s.now_), dice_));
    });
    network_.heal();
    while (!out_.violation_ && phones_.send_all(now_)) {
      until(now_ + seconds{2 * kTurn});
      if (now_ > last) {
        return violate("what is on the phones does not arrive");
      }
    }
    go_on(last, [&] { return all_are_answered() && server_.is_up(); });
    if (out_.violation_) {
      return;
    }
    server_.see([&](operation::state const& s, ledger::head const&) {
      hold(everybody_is_there(s, {asked_, frame_}));
      hold(phones_.is_all_there(s, server_.store(), entered_at_desks({asked_, frame_})));
      count_events_and_cases(server_.store(), s, out_.report_);
      out_.report_.devices_ = s.devices_.devices_.size();
    });
    server_.lose_power();
    start_server();
  }

  template <typename Condition>
  void go_on(instant const last, Condition const& is_done) {
    while (!out_.violation_ && !is_done()) {
      auto const next = next_event();
      if (!next || *next > last) {
        return violate("not everybody is answered three days after the network was whole again");
      }
      until(*next);
    }
  }

  void hold(violation const& wrong) {
    if (wrong) {
      violate(*wrong);
    }
  }

  void violate(std::string const& sentence) {
    if (!out_.violation_) {
      out_.violation_ = fmt::format("{}: {}", to_string(now_), sentence);
    }
  }

  // What goes on, line by line.
  template <typename... Parts>
  void note(fmt::format_string<Parts...> const how, Parts&&... parts) {
    if (telling_ == telling::kStory) {
      out_.story_.push_back(to_string(now_) + " " + fmt::format(how, std::forward<Parts>(parts)...));
    }
  }

  script const& script_;
  telling telling_;
  world const& world_;
  outcome out_;
  server server_;
  network network_;
  phones phones_;
  random_source dice_;  // of the server's troubles
  instant now_;
  seconds jump_{0};
  std::uint64_t frame_{0};
  operation::running screen_;
  std::vector<question> questions_;
  std::vector<asking> asked_;
  std::set<uuid> reused_;
  std::vector<message> inbox_;
  std::set<std::pair<instant, std::size_t>> waiting_;
  std::optional<instant> turn_at_;
  std::optional<instant> restart_at_;
  std::optional<instant> space_at_;
  bool is_ending_{false};
};

}  // namespace

outcome play(script const& s, planted const p, telling const t) { return run{s, p, t}.all(); }

}  // namespace leeward::simulation
