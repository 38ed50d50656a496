#pragma once

#include <utility>
#include <vector>

#include "roads/cch/customize.h"
#include "roads/cch/drawing.h"
#include "roads/cch/matrix.h"
#include "roads/cch/query.h"

namespace leeward::roads::cch {

// A drawing with all that a search needs.
struct prepared {
  explicit prepared(drawn d) : d_{std::move(d)}, data_{build(d_.view())} {
    customize(h(), d_.view(), d_.weights(), m_);
  }

  hierarchy h() const { return view_of(data_); }
  searched view() const { return {.h_ = h(), .g_ = d_.view(), .weights_ = d_.weights(), .metric_ = m_}; }

  weight distance(seeds const& from, seeds const& to) const { return query{h()}.distance(view(), from, to); }
  std::vector<edge_id> path(seeds const& from, seeds const& to) const { return query{h()}.path(view(), from, to); }

  std::vector<weight> table(std::vector<seeds> const& from, std::vector<seeds> const& to) const {
    auto out = std::vector<weight>(from.size() * to.size(), -1);
    auto space = table_space{};
    fill_table(view(), from, to, space, out);
    return out;
  }

  drawn d_;
  hierarchy_data data_;
  metric m_{};
};

}  // namespace leeward::roads::cch
