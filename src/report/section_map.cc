#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "report/gantt.h"
#include "report/sections.h"

namespace leeward::report {

namespace {

std::string layer_switch(std::string_view const id, std::string_view const label) {
  return fmt::format(R"(<label class="layer"><input type="checkbox" data-layer="{}" checked>)"
                     R"(<span class="sign s-{}"></span>{}</label>)",
                     id, id, label);
}

std::string plan_switch(page_context const& c) {
  if (!c.before_) {
    return {};
  }
  return R"(<fieldset class="which"><legend>Plan shown</legend>)"
         R"(<label><input type="radio" name="which" value="now" checked>Now</label>)"
         R"(<label><input type="radio" name="which" value="before">Before</label>)"
         R"(<label><input type="radio" name="which" value="changes">What changed</label></fieldset>)";
}

}  // namespace

// What the script fills; without a script its place says so.
std::string map_section(page_context const& c) {
  auto out = std::string{
      R"(<section id="where" class="mapped" aria-labelledby="h-map"><h2 id="h-map">Where the buses drive</h2>)"};
  out += R"(<noscript><p>The map needs JavaScript; all its figures also stand in the tables below.</p></noscript>)";
  out += R"(<div class="board"><div class="frame">)"
         R"(<div id="map" tabindex="0" role="application" aria-roledescription="map" )"
         R"(aria-label="Map of the plan. Arrow keys move it, plus and minus zoom, 0 shows )"
         R"(everything."><canvas id="ground"></canvas><canvas id="traffic"></canvas></div>)"
         R"(<div class="zoom"><button type="button" id="in" aria-label="Zoom in">+</button>)"
         R"(<button type="button" id="out" aria-label="Zoom out">−</button>)"
         R"(<button type="button" id="city" aria-label="Show the pickup points">City</button>)"
         R"(<button type="button" id="fit" aria-label="Show everything">All</button></div>)"
         R"(<div id="scale" aria-hidden="true"><span></span></div><div id="tip" hidden></div>)";
  out += fmt::format(R"(<p class="credit">{}</p></div>)", escaped(c.attribution_));
  out += R"(<div class="side">)" + plan_switch(c);
  out += R"(<label class="pick">Show one <select id="pick"><option value="">Everything</option></select></label>)"
         R"(<div id="panel" aria-live="polite"></div><fieldset class="layers"><legend>On the map</legend>)";
  out += layer_switch("flows", "Roads with people on board; wider: more people") +
         layer_switch("buses", "Vehicles: full with people, hollow without") +
         layer_switch("pickups", "People who wait") +
         layer_switch("centres", "Reception centres, filled as people arrive") + layer_switch("depots", "Depots") +
         layer_switch("closures", "Closed or slow roads") + layer_switch("names", "Names");
  out += R"(</fieldset></div></div>)";
  auto span = span_of(c.now_.plan_);
  if (c.before_) {
    auto const then = span_of(c.before_->plan_);
    span = {std::min(span.from_, then.from_), std::max(span.until_, then.until_)};
  }
  out += fmt::format(R"(<div class="day" data-from="{}" data-until="{}"><div class="clockrow">)"
                     R"(<button type="button" id="play" aria-label="Play the day">Play</button>)"
                     R"(<output id="time" for="slider"></output><p id="counts"><span><i class="i-wait"></i>)"
                     R"(<b id="n-wait">–</b> wait</span><span><i class="i-onway"></i><b id="n-onway">–)"
                     R"(</b> on the way</span><span><i class="i-there"></i><b id="n-there">–</b> arrived</span>)"
                     R"(</p></div>)",
                     (span.from_ - c.now_.scenario_.start_).v_, (span.until_ - c.now_.scenario_.start_).v_);
  out += fmt::format(R"(<div class="curve">{}{}<input id="slider" type="range" aria-label="Time of day, {}">)"
                     R"(<div id="needle"></div></div>{}</div></section>)",
                     day_curve(c.now_.plan_, span, "curve"),
                     c.before_ ? day_curve(c.before_->plan_, span, "curve-before") : std::string{}, c.clock_.zone(),
                     hour_marks(span, c.clock_.utc_offset_));
  return out;
}

}  // namespace leeward::report
