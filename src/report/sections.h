#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/difference.h"
#include "report/report.h"
#include "report/text.h"
#include "roads/route/route.h"

// The parts of the page that are text, each as a piece of HTML; all that comes from a file is escaped.
namespace leeward::report {

using way_in_words = std::function<std::vector<roads::step>(std::string const& profile, planning::leg const&)>;

struct page_context {
  std::string name_of(std::string const& place) const;  // escaped

  planned now_;
  std::optional<planned> before_;
  std::vector<detour> detours_;  // of the earlier plan's loaded drives
  clock clock_;
  std::string attribution_;
  std::string json_file_;
  std::map<std::string, std::string, std::less<>> names_;  // of places
  std::vector<std::string> lost_{};                        // what has dropped out, in words
  way_in_words words_{};                                   // of a profile's leg, if there are roads
  std::vector<where_everybody_is> everybody_{};
  std::vector<shown_step> shown_{};
};

// Asks the script to show something on the map; without a script it is plain text. The label is HTML.
std::string show_button(std::string_view kind, std::string const& id, std::string const& label);

std::string title_section(page_context const&);
std::string figures_section(page_context const&);
std::string since_section(page_context const&, difference const*);    // in short; empty without an earlier plan
std::string changes_section(page_context const&, difference const*);  // empty without an earlier plan
std::string map_section(page_context const&);
std::string vehicles_section(page_context const&);
std::string centres_section(page_context const&);
std::string points_section(page_context const&);
std::string unserved_section(page_context const&);
std::string proof_section(page_context const&);      // each term of the objective with its bound
std::string curves_section(page_context const&);     // how zones empty and centres fill over time
std::string everybody_section(page_context const&);  // empty if no day was played
std::string shown_section(page_context const&);      // empty if nothing was
std::string sheets_link(page_context const&);        // to the sheets, from within the page
std::string sheet_link(page_context const&, std::string const& duty, std::string const& label);  // to one driver's
std::string foot_section(page_context const&);

}  // namespace leeward::report
