#include "operation/event.h"

namespace leeward::operation {

event::event() = default;
event::event(event const&) = default;
event::event(event&&) noexcept = default;
event& event::operator=(event const&) = default;
event& event::operator=(event&&) noexcept = default;
event::~event() = default;

}  // namespace leeward::operation
