#include "cli/commands.h"

namespace leeward::cli {

std::vector<command> all_commands() {
  return {
      roads_import(),
      roads_info(),
      roads_route(),
      roads_matrix(),
      roads_close(),
      roads_open(),
      roads_export(),
      region_make(),
      demo(),
      scenario_make(),
      scenario_numbers(),
      scenario_schema(),
      plan(),
      replan(),
      check(),
      day_run(),
      ask(),
      account(),
      ledger_verify(),
      ledger_checkpoint(),
      ledger_dump(),
      ledger_backup(),
      ledger_restore(),
      people_register(),
      people_change(),
      people_search(),
      people_show(),
      people_erase(),
      vault_new_key(),
      ticket_key(),
      ticket_print(),
      ticket_taken_back(),
      ticket_verify(),
      device_invite(),
      device_enrol(),
      device_brief(),
      device_receive(),
      device_list(),
      device_join(),
      device_do(),
      device_send(),
      device_hear(),
  };
}

}  // namespace leeward::cli
