#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "report/sections.h"

// How good the plan is, and how much better any other could be.
namespace leeward::report {

namespace {

struct term {
  std::string_view name_;
  std::string value_;
  std::string bound_;  // empty: none is known
  std::int64_t off_{0};
  std::int64_t whole_{0};  // what the gap is a part of
};

// "0 %", "1.4 %"; a gap to nothing has no share.
std::string gap_of(term const& t) {
  if (t.bound_.empty()) {
    return "–";
  }
  if (t.off_ <= 0) {
    return "none: proven best";
  }
  return t.whole_ <= 0 ? std::string{"above nothing"}
                       : fmt::format("{:.2f} %", 100.0 * static_cast<double>(t.off_) / static_cast<double>(t.whole_));
}

std::string row(term const& t) {
  return fmt::format(
      R"(<tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td></tr>)", t.name_,
      t.value_, t.bound_.empty() ? std::string_view{"not known"} : t.bound_, gap_of(t));
}

std::string hours(std::int64_t const s) { return fmt::format("{} h", grouped(s / 3'600)); }

std::string rows_of(planning::totals const& t, instant const start, clock const& c) {
  auto const b = t.bounds_.value_or(planning::term_bounds{});
  auto out = row({.name_ = "Priority of people not served",
                  .value_ = grouped(t.unserved_weight_),
                  .bound_ = b.unserved_weight_ ? grouped(*b.unserved_weight_) : "",
                  .off_ = t.unserved_weight_ - b.unserved_weight_.value_or(0),
                  .whole_ = b.unserved_weight_.value_or(0)});
  out += row({.name_ = "Waiting, by priority",
              .value_ = hours(t.weighted_waiting_s_),
              .bound_ = b.weighted_waiting_s_ ? hours(*b.weighted_waiting_s_) : "",
              .off_ = t.weighted_waiting_s_ - b.weighted_waiting_s_.value_or(0),
              .whole_ = b.weighted_waiting_s_.value_or(0)});
  if (t.clearance_) {
    auto const bound = b.clearance_.value_or(start);
    out += row({.name_ = "Last arrival",
                .value_ = c.day_and_time(*t.clearance_),
                .bound_ = b.clearance_ ? c.day_and_time(bound) : "",
                .off_ = (*t.clearance_ - bound).v_,
                .whole_ = (bound - start).v_});
  }
  auto const own = b.own_tier_.value_or(persons{});
  out += row({.name_ = "People in the own region",
              .value_ = grouped(t.own_tier_.v_),
              .bound_ = b.own_tier_ ? grouped(own.v_) : "",
              .off_ = (own - t.own_tier_).v_,
              .whole_ = own.v_});
  auto const length = b.length_m_.value_or(metres{});
  return out + row({.name_ = "Distance driven",
                    .value_ = kilometres(t.length_m_),
                    .bound_ = b.length_m_ ? kilometres(length) : "",
                    .off_ = (t.length_m_ - length).v_,
                    .whole_ = length.v_});
}

std::string_view what_is_proven(planning::totals const& t) {
  if (!t.bounds_) {
    return "How much better another plan could be has not been worked out for this one.";
  }
  return t.bounds_->proved_optimal_
             ? "This plan is proven to be the best of all: each aim is as good as it can be without harm to one above "
               "it."
             : "What no plan can do better is proven; from the second aim on for plans that serve as many.";
}

}  // namespace

std::string proof_section(page_context const& c) {
  auto const& t = c.now_.plan_.totals_;
  return fmt::format(
      R"(<section aria-labelledby="h-proof"><h2 id="h-proof">How good this plan is</h2><p class="hint">The aims in the )"
      R"(order of their importance. {}</p><div class="scroll" tabindex="0" role="region" aria-label="Table of aims">)"
      R"(<table class="proof"><thead><tr><th scope="col">Aim</th><th scope="col" class="n">This plan</th>)"
      R"(<th scope="col" class="n">No plan can do better than</th><th scope="col" class="n">At most so far from it)"
      R"(</th></tr></thead><tbody>{}</tbody></table></div></section>)",
      what_is_proven(t), rows_of(t, c.now_.scenario_.start_, c.clock_));
}

}  // namespace leeward::report
