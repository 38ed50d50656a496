#include "planning/bound/route_program.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <ClpSimplex.hpp>

#include "planning/bound/columns.h"

namespace leeward::planning::bound {

namespace {

constexpr auto const kMostUses = std::size_t{400};  // rows; beyond, the program starts anew
constexpr auto const kLackCost = 2;                 // of a load that no bus takes, in shares of the fleet

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

bool is_same_use(restriction a, restriction const& b) {
  a.at_least_ = b.at_least_;
  a.count_ = b.count_;
  return a == b;
}

}  // namespace

struct route_program::solver {
  explicit solver(trips_network const& n) : net_{n} {}

  trips_network const& net_;
  std::vector<route> routes_;
  std::vector<std::int64_t> lengths_;
  std::set<deed> known_;
  std::unique_ptr<ClpSimplex> clp_;
  std::vector<int> column_;        // [routes in CLP]
  std::vector<restriction> uses_;  // what has a row, whatever the side and count
  std::int64_t longest_{0};        // longer routes are barred

  std::size_t yard_row(std::size_t const y) const { return net_.points_ + net_.shelters_ + y; }
  std::size_t use_row(std::size_t const i) const { return net_.points_ + net_.shelters_ + net_.yards_ + i; }

  void start();
  void add_columns();
  void add_use(restriction const&);
  bool restrict_to(std::span<restriction const>);
  void bar(std::int64_t longest);
  void append(columns const&);
};

// Columns: the share and what is left of each load, then routes and what restrictions lack, as they come.
// Rows: points, shelters, yards, then what is or was restricted.
void route_program::solver::start() {
  clp_ = std::make_unique<ClpSimplex>();
  clp_->setLogLevel(0);
  column_.clear();
  uses_.clear();
  auto least = std::vector<double>(begin(net_.loads_), end(net_.loads_));
  auto most = std::vector<double>(net_.points_, COIN_DBL_MAX);
  least.resize(net_.points_ + net_.shelters_, -COIN_DBL_MAX);
  most.insert(end(most), begin(net_.room_), end(net_.room_));
  least.resize(least.size() + net_.yards_, 0);
  most.resize(least.size(), COIN_DBL_MAX);
  auto c = columns{};
  for (auto y = std::size_t{0}; y != net_.yards_; ++y) {
    c.put(yard_row(y), static_cast<double>(net_.buses_[y]));
  }
  c.close(1);
  for (auto p = std::size_t{0}; p != net_.points_; ++p) {
    c.put(p, 1);
    c.close(kLackCost);
  }
  clp_->loadProblem(c.size(), static_cast<int>(least.size()), c.start_.data(), c.row_.data(), c.entry_.data(), nullptr,
                    nullptr, c.cost_.data(), least.data(), most.data());
}

void route_program::solver::append(columns const& c) {
  clp_->addColumns(c.size(), nullptr, nullptr, c.cost_.data(), c.start_.data(), c.row_.data(), c.entry_.data());
}

void route_program::solver::add_columns() {
  if (column_.size() == routes_.size()) {
    return;
  }
  auto c = columns{};
  for (auto const before = clp_->numberColumns(); column_.size() != routes_.size();) {
    auto const& r = routes_[column_.size()];
    column_.push_back(before + c.size());
    auto entries = std::map<std::size_t, double>{};
    for (auto const& [p, s] : r.trips_) {
      entries[p] += 1;
      entries[net_.points_ + s] += 1;
    }
    entries[yard_row(r.yard_)] = -1;
    for (auto i = std::size_t{0}; i != uses_.size(); ++i) {
      if (auto const n = uses(net_, uses_[i], r); n != 0) {
        entries[use_row(i)] = static_cast<double>(n);
      }
    }
    for (auto const& [row, entry] : entries) {
      c.put(row, entry);
    }
    c.close(0);
  }
  append(c);
  longest_ = -1;
}

void route_program::solver::add_use(restriction const& x) {
  auto index = std::vector<int>{};
  auto entry = std::vector<double>{};
  for (auto i = std::size_t{0}; i != column_.size(); ++i) {
    if (auto const n = uses(net_, x, routes_[i]); n != 0) {
      index.push_back(column_[i]);
      entry.push_back(static_cast<double>(n));
    }
  }
  clp_->addRow(static_cast<int>(index.size()), index.data(), entry.data(), -COIN_DBL_MAX, COIN_DBL_MAX);
  auto c = columns{};
  for (auto const lack : {1.0, -1.0}) {
    c.put(use_row(uses_.size()), lack);
    c.close(kLackCost);
  }
  append(c);
  uses_.push_back(x);
}

// A row stays when its restriction goes, free, as the next case may need it again. True if any row's bounds changed.
bool route_program::solver::restrict_to(std::span<restriction const> const restrictions) {
  if (uses_.size() + restrictions.size() > kMostUses) {
    start();
    add_columns();
  }
  for (auto const& x : restrictions) {
    if (std::none_of(begin(uses_), end(uses_), [&](auto const& u) { return is_same_use(u, x); })) {
      add_use(x);
    }
  }
  auto changed = false;
  for (auto i = std::size_t{0}; i != uses_.size(); ++i) {
    auto least = -COIN_DBL_MAX;
    auto most = COIN_DBL_MAX;
    for (auto const& x : restrictions) {
      if (is_same_use(uses_[i], x)) {
        auto const k = static_cast<double>(x.count_);
        (x.at_least_ ? least : most) = x.at_least_ ? std::max(least, k) : std::min(most, k);
      }
    }
    auto const row = static_cast<int>(use_row(i));
    changed = changed || clp_->getRowLower()[row] != least || clp_->getRowUpper()[row] != most;
    clp_->setRowBounds(row, least, most);
  }
  return changed;
}

void route_program::solver::bar(std::int64_t const longest) {
  if (longest != longest_) {
    for (auto i = std::size_t{0}; i != column_.size(); ++i) {
      clp_->setColumnUpper(column_[i], lengths_[i] <= longest ? COIN_DBL_MAX : 0);
    }
    longest_ = longest;
  }
}

route_program::route_program(trips_network const& n) : solver_{std::make_unique<solver>(n)} { solver_->start(); }
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
  s.add_columns();
  auto const restricted = s.restrict_to(restrictions);
  s.bar(longest);
  if (restricted) {
    s.clp_->dual();  // from the last case's prices, which are still right
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
  out.restricted_.resize(restrictions.size());
  for (auto i = std::size_t{0}; i != s.uses_.size(); ++i) {
    // Of several on the same use the tightest is the one that costs.
    auto tightest = restrictions.size();
    for (auto k = std::size_t{0}; k != restrictions.size(); ++k) {
      auto const& x = restrictions[k];
      if (is_same_use(s.uses_[i], x) && x.at_least_ == (dual[i] > 0) &&
          (tightest == restrictions.size() || x.at_least_ == (x.count_ > restrictions[tightest].count_))) {
        tightest = k;
      }
    }
    if (tightest != restrictions.size()) {
      out.restricted_[tightest] = std::fabs(dual[i]);
    }
  }
  return out;
}

std::vector<route_program::used> route_program::solution() const {
  auto const& s = *solver_;
  auto const* x = s.clp_->getColSolution();
  auto all = std::vector<used>{};
  for (auto i = std::size_t{0}; i != s.column_.size(); ++i) {
    if (auto const times = x[s.column_[i]]; times > 1e-7) {
      all.push_back({&s.routes_[i], times});
    }
  }
  return all;
}

}  // namespace leeward::planning::bound
