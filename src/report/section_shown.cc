#include <string>

#include <fmt/format.h>

#include "report/sections.h"

// What is done at the command line with the people of the day, and what it answers.
namespace leeward::report {

std::string shown_section(page_context const& c) {
  if (c.shown_.empty()) {
    return {};
  }
  auto out = std::string{
      R"(<section aria-labelledby="h-shown"><h2 id="h-shown">Found, known then and now, given a ticket, forgotten</h2>)"
      R"(<p class="hint">Made-up people. Names lie encrypted in the vault; every reading of a record is in its audit.</p>)"};
  for (auto const& s : c.shown_) {
    out += fmt::format(R"(<p class="command"><code>{}</code></p>)", escaped(s.command_));
    out += s.svg_.empty() ? "" : fmt::format(R"(<div class="qr">{}</div>)", s.svg_);
    out += fmt::format(R"(<pre tabindex="0">{}</pre>)", escaped(s.output_));
  }
  return out + "</section>";
}

}  // namespace leeward::report
