#include <algorithm>
#include <optional>
#include <string_view>

#include "roads/import/collect.h"

// https://wiki.openstreetmap.org/wiki/Relation:restriction
namespace leeward::roads {

namespace {

using osm::value_of;

constexpr auto const kMaxBrokenIds = std::size_t{100};
constexpr auto const kMaxViaWays = std::size_t{8};

struct parsed_value {
  bool only_{false};
  manoeuvre what_{manoeuvre::kEntry};
};

std::optional<parsed_value> parse_value(std::string_view v) {
  auto parsed = parsed_value{};
  if (v.starts_with("only_")) {
    parsed.only_ = true;
    v.remove_prefix(5);
  } else if (v.starts_with("no_")) {
    v.remove_prefix(3);
  } else {
    return std::nullopt;
  }
  if (v == "left_turn") {
    parsed.what_ = manoeuvre::kLeft;
  } else if (v == "right_turn") {
    parsed.what_ = manoeuvre::kRight;
  } else if (v == "straight_on") {
    parsed.what_ = manoeuvre::kStraight;
  } else if (v == "u_turn") {
    parsed.what_ = manoeuvre::kUTurn;
  } else if (v == "entry") {
    parsed.what_ = manoeuvre::kEntry;
  } else if (v == "exit") {
    parsed.what_ = manoeuvre::kExit;
  } else {
    return std::nullopt;
  }
  return parsed;
}

bool names(std::string_view list, std::string_view const word) {
  while (!list.empty()) {
    auto const end = std::min(list.find(';'), list.size());
    auto part = list.substr(0, end);
    part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    if (part == word) {
      return true;
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// Whom "restriction:KIND" binds; an empty kind binds all vehicles.
profile_mask bound_by(std::string_view const kind, std::string_view const except,
                      std::vector<profile> const& profiles) {
  auto mask = profile_mask{0};
  for (auto i = std::size_t{0}; i != profiles.size(); ++i) {
    auto const& kinds = profiles[i].restrictions_;
    auto const meant = kind.empty() || std::ranges::find(kinds, kind) != kinds.end();
    auto const excepted = std::ranges::any_of(kinds, [&](auto const& k) { return names(except, k); });
    if (!profiles[i].on_foot_ && meant && !excepted) {
      mask = static_cast<profile_mask>(mask | (1U << i));
    }
  }
  return mask;
}

// The members in their roles; false where they cannot make sense together.
bool read_members(osm::relation const& r, restriction& to) {
  auto via_nodes = 0;
  for (auto const& m : r.members_) {
    auto const is_way = m.kind_ == osm::entity_kind::kWay;
    if (m.role_ == "from" && is_way) {
      to.from_.push_back(m.id_);
    } else if (m.role_ == "to" && is_way) {
      to.to_.push_back(m.id_);
    } else if (m.role_ == "via" && is_way) {
      to.via_ways_.push_back(m.id_);
    } else if (m.role_ == "via" && m.kind_ == osm::entity_kind::kNode) {
      to.via_node_ = m.id_;
      ++via_nodes;
    }
  }
  auto const many_from = to.what_ == manoeuvre::kEntry && !to.only_;
  auto const many_to = to.what_ == manoeuvre::kExit && !to.only_;
  return !to.from_.empty() && !to.to_.empty() && (to.from_.size() == 1 || many_from) &&
         (to.to_.size() == 1 || many_to) && to.via_ways_.size() <= kMaxViaWays &&
         (via_nodes == 1) != !to.via_ways_.empty() && via_nodes <= 1;
}

}  // namespace

void read_restriction(osm::relation const& r, std::vector<profile> const& profiles, std::vector<restriction>& out,
                      import_report& report) {
  ++report.restrictions_;
  auto const except = value_of(r.tags_, "except");
  // An older way to write "restriction:hgv": type=restriction:hgv with a plain restriction.
  auto kind_of_type = value_of(r.tags_, "type");
  kind_of_type.remove_prefix(std::min(std::string_view{"restriction:"}.size(), kind_of_type.size()));
  auto const timed = !value_of(r.tags_, "day_on").empty() || !value_of(r.tags_, "hour_on").empty();
  auto broken = true;
  auto conditional = timed;
  auto without_effect = false;
  for (auto const& [key, value] : r.tags_) {
    if (key != "restriction" && !key.starts_with("restriction:")) {
      continue;
    }
    if (key.ends_with(":conditional")) {
      conditional = true;
      continue;
    }
    auto const kind = key.size() > 12 ? key.substr(12) : kind_of_type;
    auto const parsed = parse_value(value);
    auto one = restriction{};
    one.id_ = r.id_;
    one.for_ = bound_by(kind, except, profiles);
    if (parsed) {
      one.what_ = parsed->what_;
      one.only_ = parsed->only_;
    }
    if (!parsed || !read_members(r, one) || timed) {
      continue;
    }
    broken = false;
    without_effect = without_effect || one.for_ == 0;
    if (one.for_ != 0) {
      out.push_back(std::move(one));
    }
  }
  if (broken && conditional) {
    ++report.restrictions_conditional_;
  } else if (broken) {
    ++report.restrictions_broken_;
    if (report.broken_restriction_ids_.size() < kMaxBrokenIds) {
      report.broken_restriction_ids_.push_back(r.id_);
    }
  } else if (without_effect) {
    ++report.restrictions_without_effect_;
  }
}

}  // namespace leeward::roads
