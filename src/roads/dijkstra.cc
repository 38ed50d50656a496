#include "roads/dijkstra/dijkstra.h"

#include <optional>
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
  std::optional<reference_search_back> back_{};  // once it is needed
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
  auto const ms = impl_->search_.time_between(from, to);
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

void dijkstra::distances_to(place_on_road const& to, std::span<place_on_road const> const from,
                            std::span<weight> const out) {
  ensure(out.size() == from.size(), "there is a time for each place");
  if (!impl_->back_) {
    impl_->back_.emplace(impl_->now_.network().graph_, impl_->weights_);
  }
  impl_->back_->run(to);
  for (auto i = std::size_t{0}; i != from.size(); ++i) {
    out[i] = impl_->back_->time_from_place(from[i]);
  }
}

}  // namespace leeward::roads
