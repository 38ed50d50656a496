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

// The targets of tables, prepared for one metric: what a search must go down over. Made once, used for any number of
// sources, so that a table can be filled in blocks of rows.
class table_targets {
public:
  table_targets(searched const&, std::span<seeds const> to, table_space&);
  ~table_targets();
  table_targets(table_targets const&) = delete;
  table_targets& operator=(table_targets const&) = delete;

  // Row-major [from × to] into `out`, kNever where there is no way. Sources go in batches of 16 over the targets'
  // ancestors only (Delling, Goldberg, Werneck: Faster batched shortest paths, 2011, on the elimination tree).
  void fill_rows(std::span<seeds const> from, std::span<weight> out) const;

private:
  struct batch;

  // Pairs on one edge whose target lies behind the source: a single search each.
  void go_round(std::span<seeds const> from, std::span<weight> out) const;

  searched s_;
  std::span<seeds const> to_;
  table_space::impl& space_;
  std::vector<std::uint32_t> nodes_;  // the targets and their ancestors, highest first
  std::vector<std::uint32_t> first_;  // [nodes_ + 1] their finite down arcs:
  std::vector<std::uint32_t> tail_;   // … by place in nodes_
  std::vector<weight> weight_;
  std::vector<std::pair<edge_id, std::uint32_t>> on_edge_;  // the targets by their edges, sorted
};

}  // namespace leeward::roads::cch
