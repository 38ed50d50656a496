#include "planning/bound/route_program.h"

#include <algorithm>
#include <map>
#include <set>

#include <ClpSimplex.hpp>

namespace leeward::planning::bound {

namespace {

constexpr auto const kLackCost = 2;  // of a load that no bus takes, in shares of the fleet

// What makes a route different from others.
using deed = std::vector<std::uint32_t>;

deed deed_of(route const& r) {
  auto d = deed{static_cast<std::uint32_t>(r.yard_)};
  for (auto const& [p, s] : r.trips_) {
    d.push_back(p);
    d.push_back(s);
  }
  return d;
}

// Columns as CLP takes them.
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

}  // namespace

struct route_program::solver {
  explicit solver(trips_network const& n) : net_{n} {}

  trips_network const& net_;
  std::vector<route> routes_;
  std::vector<std::int64_t> lengths_;
  std::set<deed> known_;
  std::unique_ptr<ClpSimplex> clp_;
  std::size_t in_clp_{0};          // routes that are columns already
  std::vector<restriction> rows_;  // restrictions that are rows now

  std::size_t yard_row(std::size_t const y) const { return net_.points_ + net_.shelters_ + y; }
  std::size_t restriction_row(std::size_t const i) const { return net_.points_ + net_.shelters_ + net_.yards_ + i; }
  std::size_t first_route() const { return 1 + net_.points_ + rows_.size(); }

  void start(std::span<restriction const>);
  void add_columns();
};

// Columns: the share, what is left of each load, then routes. Rows: points, shelters, yards, restrictions.
void route_program::solver::start(std::span<restriction const> const restrictions) {
  clp_ = std::make_unique<ClpSimplex>();
  clp_->setLogLevel(0);
  rows_.assign(begin(restrictions), end(restrictions));
  in_clp_ = 0;
  auto least = std::vector<double>(begin(net_.loads_), end(net_.loads_));
  auto most = std::vector<double>(net_.points_, COIN_DBL_MAX);
  least.resize(net_.points_ + net_.shelters_, -COIN_DBL_MAX);
  most.insert(end(most), begin(net_.room_), end(net_.room_));
  least.resize(least.size() + net_.yards_, 0);
  most.resize(least.size(), COIN_DBL_MAX);
  for (auto const& x : rows_) {
    auto const k = static_cast<double>(x.count_);
    least.push_back(x.at_least_ ? k : -COIN_DBL_MAX);
    most.push_back(x.at_least_ ? COIN_DBL_MAX : k);
  }
  auto c = columns{};
  for (auto y = std::size_t{0}; y != net_.yards_; ++y) {
    c.put(yard_row(y), static_cast<double>(net_.buses_[y]));
  }
  c.close(1);
  for (auto p = std::size_t{0}; p != net_.points_; ++p) {
    c.put(p, 1);
    c.close(kLackCost);
  }
  for (auto i = std::size_t{0}; i != rows_.size(); ++i) {
    c.put(restriction_row(i), rows_[i].at_least_ ? 1 : -1);
    c.close(kLackCost);
  }
  clp_->loadProblem(c.size(), static_cast<int>(least.size()), c.start_.data(), c.row_.data(), c.entry_.data(), nullptr,
                    nullptr, c.cost_.data(), least.data(), most.data());
}

void route_program::solver::add_columns() {
  if (in_clp_ == routes_.size()) {
    return;
  }
  auto c = columns{};
  for (; in_clp_ != routes_.size(); ++in_clp_) {
    auto const& r = routes_[in_clp_];
    auto entries = std::map<std::size_t, double>{};
    for (auto const& [p, s] : r.trips_) {
      entries[p] += 1;
      entries[net_.points_ + s] += 1;
    }
    entries[yard_row(r.yard_)] = -1;
    for (auto i = std::size_t{0}; i != rows_.size(); ++i) {
      if (auto const n = uses(net_, rows_[i], r); n != 0) {
        entries[restriction_row(i)] = static_cast<double>(n);
      }
    }
    for (auto const& [row, entry] : entries) {
      c.put(row, entry);
    }
    c.close(0);
  }
  clp_->addColumns(c.size(), nullptr, nullptr, c.cost_.data(), c.start_.data(), c.row_.data(), c.entry_.data());
}

route_program::route_program(trips_network const& n) : solver_{std::make_unique<solver>(n)} { solver_->start({}); }
route_program::~route_program() = default;

std::size_t route_program::add(std::span<route const> const all) {
  auto& s = *solver_;
  auto const before = s.routes_.size();
  for (auto const& r : all) {
    if (s.known_.insert(deed_of(r)).second) {
      s.routes_.push_back(r);
      s.lengths_.push_back(length(s.net_, r));
    }
  }
  return s.routes_.size() - before;
}

route_program::prices route_program::solve(std::int64_t const longest,
                                           std::span<restriction const> const restrictions) {
  auto& s = *solver_;
  auto const same = std::equal(begin(restrictions), end(restrictions), begin(s.rows_), end(s.rows_));
  if (!same) {
    s.start(restrictions);
  }
  s.add_columns();
  auto const base = static_cast<int>(s.first_route());
  for (auto i = std::size_t{0}; i != s.routes_.size(); ++i) {
    s.clp_->setColumnUpper(base + static_cast<int>(i), s.lengths_[i] <= longest ? COIN_DBL_MAX : 0);
  }
  s.clp_->primal(1);
  auto const* dual = s.clp_->getRowPrice();
  auto out = prices{.share_ = s.clp_->getObjValue(), .load_ = {}, .room_ = {}, .bus_ = {}, .restricted_ = {}};
  for (auto p = std::size_t{0}; p != s.net_.points_; ++p) {
    out.load_.push_back(std::max(0.0, *dual++));
  }
  for (auto i = std::size_t{0}; i != s.net_.shelters_; ++i) {
    out.room_.push_back(std::max(0.0, -*dual++));
  }
  for (auto y = std::size_t{0}; y != s.net_.yards_; ++y) {
    out.bus_.push_back(std::max(0.0, *dual++));
  }
  for (auto const& x : s.rows_) {
    out.restricted_.push_back(std::max(0.0, x.at_least_ ? *dual : -*dual));
    ++dual;
  }
  return out;
}

std::vector<route_program::used> route_program::solution() const {
  auto const& s = *solver_;
  auto const* x = s.clp_->getColSolution() + s.first_route();
  auto all = std::vector<used>{};
  for (auto i = std::size_t{0}; i != s.in_clp_; ++i) {
    if (x[i] > 1e-7) {
      all.push_back({&s.routes_[i], x[i]});
    }
  }
  return all;
}

}  // namespace leeward::planning::bound
