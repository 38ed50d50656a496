#include "operation/command.h"

namespace leeward::operation {

command::command() = default;
command::command(command const&) = default;
command::command(command&&) noexcept = default;
command& command::operator=(command const&) = default;
command& command::operator=(command&&) noexcept = default;
command::~command() = default;

}  // namespace leeward::operation
