#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/random.h"
#include "ledger/request.h"
#include "operation/running.h"

// What people with a screen do about trips and reception centres.
namespace leeward::simulation {

class operators_of_trips {
public:
  operators_of_trips(random_source& dice, operation::running const& screen)
      : dice_{dice}, r_{screen}, s_{screen.state_} {}

  // Each gives none where nothing is to be done.
  std::optional<ledger::asked> dispatcher();
  std::optional<ledger::asked> steward();
  std::optional<ledger::asked> clerk();

private:
  using trip = operation::trips::trip;
  using person_row = operation::person_row;

  // One of those in one of these phases.
  trip const* some_trip(std::vector<operation::trips::phase> const&);
  std::optional<operation::trips::commit_trip> new_trip();
  std::optional<ledger::asked> go_on(trip const&);
  bool has_phone(trip const&) const;
  operation::command depart(trip const&);
  std::vector<person_row> some_in(operation::place);
  std::optional<ledger::asked> give_beds();
  std::optional<ledger::asked> let_go();
  std::vector<person_row> some_waiting();
  std::vector<operation::person_id> ids_of(std::vector<person_row> const&) const;

  random_source& dice_;
  operation::running const& r_;
  operation::state const& s_;
};

}  // namespace leeward::simulation
