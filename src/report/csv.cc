#include "report/csv.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/csv.h"
#include "base/ensure.h"
#include "base/json/description.h"
#include "report/sheets.h"

namespace leeward::report {

namespace {

struct table {
  table(std::string name, std::vector<std::string_view> const& header) : columns_{header.size()} {
    file_.name_ = std::move(name);
    append_csv(file_.text_, header);
  }

  void row(std::vector<std::string> const& fields) {
    ensure(fields.size() == columns_, "a row of a table has a field for each column");
    auto safe = fields;
    for (auto& f : safe) {
      if (!f.empty() && std::string_view{"=+-@"}.find(f.front()) != std::string_view::npos) {
        f.insert(0, 1, '\'');  // or a spreadsheet takes a name for a formula
      }
    }
    append_csv(file_.text_, std::vector<std::string_view>{safe.begin(), safe.end()});
  }

  std::size_t columns_;
  table_file file_{};
};

std::string number(std::int64_t const n) { return std::to_string(n); }
std::string number(std::optional<std::int64_t> const n) { return n ? std::to_string(*n) : std::string{}; }
std::string time(std::optional<instant> const t) { return t ? to_string(*t) : std::string{}; }

std::string word_for(planning::unserved_reason const r) {
  auto const& words = json::words_of<planning::unserved_reason>();
  auto const found = std::ranges::find_if(words, [&](auto const& w) { return w.value_ == r; });
  return found == words.end() ? std::string{} : std::string{found->word_};
}

template <typename T>
std::optional<std::int64_t> value(std::optional<T> const& q) {
  return q ? std::optional{q->v_} : std::nullopt;
}

table_file plan_table(planned const& p) {
  auto const& from = p.plan_.made_from_;
  auto const& t = p.plan_.totals_;
  auto const b = t.bounds_.value_or(planning::term_bounds{});
  auto out = table{"plan.csv", {"what", "value", "bound"}};
  out.row({"plan", p.plan_.id_, ""});
  out.row({"program", from.program_, ""});
  out.row({"seed", std::to_string(from.seed_), ""});
  out.row({"iterations", std::to_string(from.iterations_), ""});
  out.row({"scenario", from.scenario_, ""});
  out.row({"scenario_digest", from.scenario_digest_, ""});
  out.row({"roads", from.roads_, ""});
  out.row({"attribution", from.attribution_, ""});
  out.row({"persons", number(t.persons_.v_), ""});
  out.row({"served", number(t.served_.v_), ""});
  out.row({"unserved_weight", number(t.unserved_weight_), number(b.unserved_weight_)});
  out.row({"weighted_waiting_s", number(t.weighted_waiting_s_), number(b.weighted_waiting_s_)});
  out.row({"clearance", time(t.clearance_), time(b.clearance_)});
  out.row({"own_tier", number(t.own_tier_.v_), number(value(b.own_tier_))});
  out.row({"length_m", number(t.length_m_.v_), number(value(b.length_m_))});
  return out.file_;
}

table_file trips_table(planned const& p, plan_index const& all) {
  auto out = table{
      "trips.csv",
      {"trip", "vehicle", "duty", "stops", "first_pickup", "centre", "boarding", "departure", "arrival", "end",
       "households", "persons", "seats", "wheelchair_bays", "lying_places", "oxygen", "pets", "empty_m", "loaded_m"}};
  for (auto const& t : p.plan_.trips_) {
    auto sum = party_sum{};
    auto loaded = t.centre_.way_.length_m_;
    for (auto const& s : t.pickups_) {
      loaded += &s == t.pickups_.data() ? metres{} : s.way_.length_m_;
      for (auto const& id : s.households_) {
        if (auto const h = all.households_.find(id); h != all.households_.end()) {
          sum.add(*h->second);
        }
      }
    }
    auto const* const first = t.pickups_.empty() ? nullptr : t.pickups_.data();
    out.row({t.id_, t.vehicle_, t.duty_, number(static_cast<std::int64_t>(t.pickups_.size())),
             first == nullptr ? "" : first->way_.to_, t.centre_.way_.to_,
             first == nullptr ? "" : to_string(first->begin_), to_string(t.centre_.way_.departure_),
             to_string(t.centre_.way_.arrival_), to_string(t.centre_.end_), number(sum.households_),
             number(t.centre_.persons_.v_), number(sum.seats_), number(sum.bays_), number(sum.lying_),
             number(sum.oxygen_), number(sum.pets_), number(first == nullptr ? 0 : first->way_.length_m_.v_),
             number(loaded.v_)});
  }
  return out.file_;
}

table_file duties_table(planned const& p) {
  auto out = table{"duties.csv", {"duty", "vehicle", "crew", "departure", "end", "trips", "breaks", "driving_s"}};
  for (auto const& d : p.plan_.duties_) {
    out.row({d.id_, d.vehicle_, d.crew_, to_string(d.departure_), to_string(d.end_),
             number(static_cast<std::int64_t>(d.trips_.size())), number(static_cast<std::int64_t>(d.breaks_.size())),
             number(d.driving_s_.v_)});
  }
  return out.file_;
}

table_file households_table(planned const& p, plan_index const& all) {
  auto out = table{"households.csv",
                   {"household", "persons", "served", "trip", "pickup_point", "walk_m", "boarding", "arrival", "centre",
                    "general_beds", "accessible_beds", "reason", "sentence", "would_help"}};
  auto const persons_of = [&](std::string const& id) {
    auto const h = all.households_.find(id);
    return h == all.households_.end() ? std::string{} : number(h->second->persons_.v_);
  };
  for (auto const& a : p.plan_.households_) {
    out.row({a.household_, persons_of(a.household_), "yes", a.trip_, a.pickup_point_, number(value(a.walk_m_)),
             to_string(a.boarding_), to_string(a.arrival_), a.centre_, number(a.beds_.general_.v_),
             number(a.beds_.accessible_.v_), "", "", ""});
  }
  for (auto const& u : p.plan_.unserved_) {
    out.row({u.household_, persons_of(u.household_), "no", "", "", "", "", "", "", "", "", word_for(u.reason_),
             u.sentence_, u.would_help_.value_or("")});
  }
  return out.file_;
}

table_file centres_table(planned const& p) {
  auto out = table{"centres.csv",
                   {"centre", "name", "tier", "persons", "general_used", "general_available", "accessible_used",
                    "accessible_available", "first_arrival", "last_arrival"}};
  for (auto const& f : p.plan_.centres_) {
    auto const centre = std::ranges::find(p.scenario_.centres_, f.centre_, &planning::centre::id_);
    auto const known = centre != p.scenario_.centres_.end();
    out.row({f.centre_, known ? centre->name_ : "", known ? number(centre->tier_) : "", number(f.persons_.v_),
             number(f.used_.general_.v_), number(f.available_.general_.v_), number(f.used_.accessible_.v_),
             number(f.available_.accessible_.v_), time(f.first_arrival_), time(f.last_arrival_)});
  }
  return out.file_;
}

}  // namespace

std::vector<std::string> table_names() {
  return {"plan.csv", "trips.csv", "duties.csv", "households.csv", "centres.csv"};
}

std::vector<table_file> make_tables(planned const& p) {
  auto const all = plan_index{p};
  return {plan_table(p), trips_table(p, all), duties_table(p), households_table(p, all), centres_table(p)};
}

}  // namespace leeward::report
