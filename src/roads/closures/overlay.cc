#include "roads/closures/overlay.h"

#include <algorithm>

#include "base/ensure.h"

namespace leeward::roads {

namespace {

constexpr auto const kSlowestMs = weight{24 * 3600 * 1000};

}  // namespace

weight slowed(weight const open_ms, std::span<std::uint8_t const> const ascending_percents) {
  if (open_ms >= kNever) {
    return kNever;
  }
  auto const slowest = std::max(open_ms, kSlowestMs);
  auto ms = std::int64_t{open_ms};
  for (auto const percent : ascending_percents) {
    ms = std::min<std::int64_t>((ms * 100 + percent - 1) / percent, slowest);
  }
  return static_cast<weight>(ms);
}

overlay::overlay(std::uint32_t const edge_count) : closed_(edge_count) {}

void overlay::add(edge_id const e, std::int32_t const speed_percent) {
  if (speed_percent == kClosed) {
    ++closed_[e.v_];
  } else {
    auto& on_edge = slowdowns_[e.v_];
    auto const percent = static_cast<std::uint8_t>(speed_percent);
    on_edge.insert(std::upper_bound(begin(on_edge), end(on_edge), percent), percent);
  }
}

void overlay::take_back(edge_id const e, std::int32_t const speed_percent) {
  if (speed_percent == kClosed) {
    ensure(closed_[e.v_] > 0, "a closure is taken back from an edge that it was added to");
    --closed_[e.v_];
    return;
  }
  auto const on_edge = slowdowns_.find(e.v_);
  ensure(on_edge != end(slowdowns_), "a slowdown is taken back from an edge that it was added to");
  auto& percents = on_edge->second;
  auto const one = std::lower_bound(begin(percents), end(percents), static_cast<std::uint8_t>(speed_percent));
  ensure(one != end(percents) && *one == speed_percent, "a slowdown is taken back with the speed it was added with");
  percents.erase(one);
  if (percents.empty()) {
    slowdowns_.erase(on_edge);
  }
}

weight overlay::weight_of(edge_id const e, weight const open_ms) const {
  if (closed_[e.v_] > 0) {
    return kNever;
  }
  auto const on_edge = slowdowns_.find(e.v_);
  return on_edge == end(slowdowns_) ? open_ms : slowed(open_ms, on_edge->second);
}

}  // namespace leeward::roads
