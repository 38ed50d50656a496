#pragma once

#include <cstddef>
#include <vector>

namespace leeward::planning::bound {

// The columns of a linear program as CLP takes them: the entries of one are put, then it is closed.
struct columns {
  std::vector<double> cost_;
  std::vector<int> start_{0};
  std::vector<int> row_;
  std::vector<double> entry_;

  void put(std::size_t const row, double const entry) {
    row_.push_back(static_cast<int>(row));
    entry_.push_back(entry);
  }
  void close(double const cost) {
    cost_.push_back(cost);
    start_.push_back(static_cast<int>(row_.size()));
  }
  int size() const { return static_cast<int>(cost_.size()); }
};

}  // namespace leeward::planning::bound
