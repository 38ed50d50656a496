#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/day/player.h"
#include "app/plans/field.h"

// The insides of play_day(): playing.cc what is due by itself, steps.cc the steps of the script, plan_step.cc its
// plans.
namespace leeward::app {

class playing {
public:
  playing(readable_day const& day, planning::scenario const& everybody, desk& d, planner const& p, watcher const& w);

  result<day_outcome> play();

private:
  // The household's place in the scenario, or what is due on a trip.
  struct asks_for_help {
    std::size_t household_;
    bool by_itself_;
  };
  using due = std::variant<asks_for_help, occasion>;

  struct to_ask {
    std::string name_;  // of this request in this day, from which its op id follows
    ledger::asked what_;
    bool may_be_refused_{false};
    std::vector<operation::candidate> candidates_{};
    std::vector<about> about_{};
  };

  result<void> run_until(instant, bool with_the_last);
  result<void> do_what_is_due(instant, std::vector<due>);
  result<void> hear_from_trips(instant, std::vector<occasion>);
  void show_rows_until(instant);

  result<void> take(day_step const&, std::size_t index);
  result<void> ask_command(day_step const&, std::size_t index);
  result<void> ask_all(instant, std::string const& name, std::vector<operation::command>);
  result<void> set_up(instant, app::set_up const&);
  result<void> let_all_ask(instant, all_ask const&);
  result<void> confirm(instant, confirm_all const&, std::size_t index);
  result<void> live(instant, centre_life const&, std::size_t index);
  void add_appeal(instant, asks_for_help const&, std::vector<to_ask>&);

  result<void> make_plan(instant, plan_now const&);
  result<void> lose_bus(instant, plan_now const&, planning::losses&);
  result<void> lose_bridge(instant);
  result<void> add_points(instant, planning::scenario const&, std::string const& name);
  result<void> commit(instant, planning::scenario, planning::plan, std::string const& name);

  // Refusals that nobody expects are kept for the outcome.
  result<std::vector<ledger::answer>> ask(instant, std::vector<to_ask>);
  void refused(instant, std::string what, operation::refusal);
  operation::state const& known() const { return desk_.known(); }

  readable_day const& day_;
  std::multimap<std::string_view, day_person const*> people_;  // of the script, by household
  planning::scenario const& everybody_;
  desk& desk_;
  planner const& planner_;
  watcher const& watch_;
  running running_;
  deviations deviations_{};
  std::multimap<instant, due> due_{};
  instant next_row_{};
  day_outcome outcome_{};
};

}  // namespace leeward::app
