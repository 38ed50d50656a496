#pragma once

#include <vector>

#include "cli/command.h"

// The commands of the program; one file each.
namespace leeward::cli {

command roads_import();
command roads_info();
command roads_route();
command roads_matrix();
command roads_close();
command roads_open();
command roads_export();

command region_make();

command demo();
command scenario_make();
command scenario_numbers();
command scenario_schema();
command plan();
command replan();
command check();

command day_run();
command ask();
command account();
command ledger_verify();
command ledger_checkpoint();
command ledger_dump();
command ledger_backup();
command ledger_restore();

command people_register();
command people_change();
command people_search();
command people_show();
command people_erase();
command vault_new_key();

command ticket_key();
command ticket_print();
command ticket_taken_back();
command ticket_verify();

command device_invite();
command device_enrol();
command device_brief();
command device_receive();
command device_list();
command device_join();
command device_do();
command device_send();
command device_hear();

// All of them, in the order of its help.
std::vector<command> all_commands();

}  // namespace leeward::cli
