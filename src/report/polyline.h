#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/geo.h"

namespace leeward::report {

// Without the points that lie less than `tolerance_m` off the line of the others (Douglas and Peucker 1973). Ends stay.
std::vector<position> simplified(std::span<position const>, double tolerance_m);

// A line as text for the page's script: steps of 1e-5 degree (about a metre), latitude then longitude, each zigzag in
// groups of five bits, low ones first, sixth bit "more follows", in the letters A-Z a-z 0-9 - _.
std::string packed(std::span<position const>);

}  // namespace leeward::report
