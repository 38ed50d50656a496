#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "roads/cch/query.h"

namespace leeward::roads::cch {

using seeds = std::vector<seed>;

// What tables need besides themselves, kept from table to table, so that a small one costs no more than what it
// touches. For one table at a time, of any hierarchy.
class table_space {
public:
  table_space();
  ~table_space();
  table_space(table_space&&) noexcept;
  table_space& operator=(table_space&&) noexcept;

private:
  friend class table_targets;
  struct impl;

  impl& of(hierarchy const&);

  std::unique_ptr<impl> impl_;
};

// Which way a search goes: from the starts, or back from the ends.
enum class search_way : std::uint8_t { kForward, kBackward };

// One side of tables, prepared for one metric: what a search must go down over. Made once, used for any number of
// places on the other side, so that a table can be filled in blocks of rows. Forward, these are the targets and the
// rows are of sources; backward, these are the sources and the rows are of targets.
class table_targets {
public:
  table_targets(searched const&, std::span<seeds const> to, table_space&, search_way = search_way::kForward);
  ~table_targets();
  table_targets(table_targets const&) = delete;
  table_targets& operator=(table_targets const&) = delete;

  // Row-major [from × to] into `out`, kNever where there is no way. Rows go in batches of 16 over the others' ancestors
  // only (Delling, Goldberg, Werneck: Faster batched shortest paths, 2011, on the elimination tree).
  void fill_rows(std::span<seeds const> from, std::span<weight> out) const;

private:
  friend void fill_table(searched const&, std::span<seeds const>, std::span<seeds const>, table_space&,
                         std::span<weight>);
  struct batch;

  void prepare_arcs();

  // Pairs on one edge whose target lies behind the source: a single search each. Forward only.
  void go_round(std::span<seeds const> from, std::span<weight> out) const;

  searched s_;
  std::span<seeds const> to_;
  table_space::impl& space_;
  search_way way_;
  std::vector<std::uint32_t> nodes_;  // the targets and their ancestors, highest first
  std::vector<std::uint32_t> first_;  // [nodes_ + 1] their finite down arcs:
  std::vector<std::uint32_t> tail_;   // … by place in nodes_
  std::vector<weight> weight_;
  std::vector<std::pair<edge_id, std::uint32_t>> on_edge_;  // the targets by their edges, sorted
};

// A whole table, from whichever side is quicker: few places against many are the rows.
void fill_table(searched const&, std::span<seeds const> from, std::span<seeds const> to, table_space&,
                std::span<weight> out);

}  // namespace leeward::roads::cch
