#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "operation/running.h"
#include "simulation/message.h"
#include "simulation/network.h"
#include "simulation/phone.h"
#include "simulation/properties.h"
#include "simulation/reality.h"
#include "simulation/script.h"
#include "simulation/server.h"

// All field devices of a run, those who work with them, and what becomes of them.
namespace leeward::simulation {

class phones {
public:
  // All of these outlive it.
  phones(script const& s, server& to, network& by, report& r) : script_{s}, server_{to}, network_{by}, report_{r} {}

  // A step of one of the actors from kHeadquarters on; what it makes somebody ask for at a desk.
  std::optional<question> take(actor, random_source&, instant now, operation::running const& screen);

  // An acknowledgement came.
  violation receive(message const&, instant now);

  // So many operations of a phone as were not acknowledged to it before.
  std::uint64_t newly_received(message const&) const;

  // Something was asked for at a desk that says where people are, or who they are.
  void hear(question const&);

  // Everything that waits on phones that are still there; false: nothing does.
  bool send_all(instant now);

  // What waits now leads to the same in whatever order it comes (orders.h).
  violation any_order_is_the_same(operation::state const&, instant now, random_source&) const;

  // At the end; so many persons were entered at desks.
  violation is_all_there(operation::state const&, ledger::store&, std::size_t entered_at_desks) const;

  std::vector<party> parties() const;

  // What was written down since, in words.
  std::vector<std::string> story();

private:
  static constexpr auto const kFirst = party{100};

  phone* some_phone(random_source&);
  std::optional<question> enrol(random_source&, instant now, operation::running const&);
  void brief(phone&);
  std::optional<operation::devices::scope> some_scope(random_source&, operation::running const&);
  std::optional<question> lease(random_source&, phone const&, operation::running const&);
  void send(std::size_t number, instant now);
  void lose(phone&, instant now);
  void steal(random_source&, instant now);
  std::optional<question> revoke(random_source&, instant now);
  void forge(random_source&, instant now);
  void make_unsure(phone const&);

  script const& script_;
  server& server_;
  network& network_;
  report& report_;
  std::vector<phone> all_;
  reality really_;
  std::set<operation::household_id> changed_at_a_desk_;
  std::set<operation::household_id> merged_at_a_desk_;  // also what is no more
};

}  // namespace leeward::simulation
