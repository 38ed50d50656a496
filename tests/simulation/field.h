#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "operation/running.h"
#include "simulation/message.h"
#include "simulation/phone.h"
#include "simulation/reality.h"

// Who is in the field with a phone: a steward on a trip, a clerk in a reception centre. They do something, and write it
// down; sometimes they write down what was not so.
namespace leeward::simulation {

class field_worker {
public:
  field_worker(random_source& dice, instant now, operation::running const& screen, reality& r, phone& p,
               std::size_t const number, report& rep)
      : dice_{dice}, now_{now}, screen_{screen}, really_{r}, phone_{p}, number_{number}, report_{rep} {}

  void work();

private:
  using people = std::vector<operation::person_id>;

  void steward(operation::trip_id const&);
  void clerk(operation::centre_id const&);
  void mistake();

  void board(operation::trip_id const&);
  void depart(operation::trip_id const&, trip_really&);
  void register_walk_in(std::optional<operation::trip_id> const&);
  void edit(people const&);
  std::optional<operation::person_id> somebody_edited_by_another(people const&) const;
  void check_in(operation::centre_id const&);
  void give_bed(operation::centre_id const&);
  void go_out(operation::centre_id const&);
  bool write_in_two_places(operation::centre_id const&);

  // Whom this phone may speak of now: nobody whom another one has just written down.
  people free_of(people const&);
  people known_here(operation::centre_id const&);
  people some(people, std::size_t most);
  void touch(people const&);
  uuid number();
  bool note(operation::command const&, std::map<std::string, std::uint32_t> base = {});

  random_source& dice_;
  instant now_;
  operation::running const& screen_;
  reality& really_;
  phone& phone_;
  std::size_t number_;
  report& report_;
};

}  // namespace leeward::simulation
