#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "operation/context.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/refusal.h"
#include "operation/state.h"

// Children, and whether somebody is with them who looks after them: one of their guardians, or where none were ever
// named an adult of their household.
namespace leeward::operation::custody {

// What was said of a child under any of the numbers that were merged into its own; none: nothing.
std::optional<guardianship> guardianship_of(operation::state const&, person_row child);

bool is_child(households::person const&);

// Who may look after a child: its guardians, or where none were ever named the adults of its household, wherever they
// are; and whether it was handed over to somebody.
struct care {
  std::vector<person_row> carers_;
  bool handed_over_{false};
};
care care_of(operation::state const&, person_row child);

// Who is at one place once a command is done.
using is_there = std::function<bool(person_row)>;

// These, who have to outlive it.
is_there among(std::vector<person_row> const&);

// No child leaves without somebody who looks after it, or the record of a hand-over.
check children_are_safe(operation::state const&, std::vector<person_row> const& leaving);

// A case for each child of these who has nobody there, and of whom no case is open yet.
void note_children_alone(operation::state const&, std::vector<person_row> const&, is_there const&, trips::trip const&,
                         std::string_view sentence, context const&, events&);

// The cases of children who are there, and so is somebody who looks after them.
void settle_children_together(operation::state const&, is_there const&, events&);

// The same of a centre where these people come in.
void settle_children_in(operation::state const&, centre_row, std::vector<person_row> const& coming, events&);

}  // namespace leeward::operation::custody
