#include "roads/dijkstra/dijkstra.h"

#include <utility>

#include "base/ensure.h"
#include "roads/roads.h"
#include "roads/weights_now.h"

namespace leeward::roads {

struct dijkstra::impl {
  explicit impl(weights_now now)
      : now_{std::move(now)}, weights_{now_.view()}, search_{now_.network().graph_, weights_} {}

  weights_now now_;
  profile_weights weights_;
  reference_search search_;
};

result<dijkstra> dijkstra::create(std::shared_ptr<road_map const> map, profile_id const p,
                                  std::span<closure const> const closures) {
  auto now = weights_now{std::move(map), p};
  if (auto closed = now.close(closures); !closed.has_value()) {
    return tl::unexpected{std::move(closed.error())};
  }
  return dijkstra{std::make_unique<impl>(std::move(now))};
}

dijkstra::dijkstra(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
dijkstra::~dijkstra() = default;
dijkstra::dijkstra(dijkstra&&) noexcept = default;
dijkstra& dijkstra::operator=(dijkstra&&) noexcept = default;

std::optional<milliseconds> dijkstra::distance(place_on_road const& from, place_on_road const& to) {
  auto ms = kNever;
  distances(from, {&to, 1}, {&ms, 1});
  return ms < kNever ? std::optional{milliseconds{ms}} : std::nullopt;
}

void dijkstra::distances(place_on_road const& from, std::span<place_on_road const> const to,
                         std::span<weight> const out) {
  ensure(out.size() == to.size(), "there is a time for each place");
  impl_->search_.run(from);
  for (auto i = std::size_t{0}; i != to.size(); ++i) {
    out[i] = impl_->search_.time_to_place(to[i]);
  }
}

}  // namespace leeward::roads
