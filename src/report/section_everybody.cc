#include <string>

#include <fmt/format.h>

#include "report/sections.h"

// Where everybody is as the day goes on, by the operation's own count.
namespace leeward::report {

std::string everybody_section(page_context const& c) {
  if (c.everybody_.empty()) {
    return {};
  }
  auto out = fmt::format(
      R"(<section aria-labelledby="h-everybody"><h2 id="h-everybody">Where everybody is</h2>)"
      R"(<p class="hint">As the day is played through the ledger. People by place; registered is always the sum of all places.</p>)"
      R"(<div class="scroll" tabindex="0" role="region" aria-label="Table of where everybody is">)"
      R"(<table class="everybody"><thead><tr><th scope="col">Time ({})</th><th scope="col" class="n">Registered</th>)"
      R"(<th scope="col" class="n">Waiting</th><th scope="col" class="n">Promised</th>)"
      R"(<th scope="col" class="n">Boarded</th><th scope="col" class="n">Under way</th>)"
      R"(<th scope="col" class="n">Arrived</th><th scope="col" class="n">Sheltered</th>)"
      R"(<th scope="col" class="n">Absent</th><th scope="col" class="n">Gone</th><th scope="col" class="n">Sum</th>)"
      R"(<th scope="col" class="n">Beds free</th></tr></thead><tbody>)",
      c.clock_.zone());
  for (auto const& r : c.everybody_) {
    out += fmt::format(R"(<tr><th scope="row">{}</th>)", c.clock_.time(r.at_));
    for (auto const n : {r.registered_, r.waiting_, r.promised_, r.boarded_, r.under_way_, r.arrived_, r.sheltered_,
                         r.absent_, r.gone_, r.sum_, r.beds_free_}) {
      out += fmt::format(R"(<td class="n">{}</td>)", grouped(n));
    }
    out += "</tr>";
  }
  return out + "</tbody></table></div></section>";
}

}  // namespace leeward::report
