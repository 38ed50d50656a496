#include "simulation/report.h"

#include <array>
#include <iterator>
#include <type_traits>

#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include "operation/event.h"
#include "operation/word.h"

namespace leeward::simulation {

namespace {

constexpr auto const kFaults = std::array<std::string_view, 29>{"answer_doubled",
                                                                "answer_lost",
                                                                "clock_jump",
                                                                "cut_in_the_recovery",
                                                                "cut_with_nothing_to_do",
                                                                "edited",
                                                                "flush_error",
                                                                "forged",
                                                                "full_disk",
                                                                "killed",
                                                                "last_on_paper",
                                                                "late",
                                                                "lost_in_a_partition",
                                                                "lost_phone",
                                                                "miscounted",
                                                                "not_for_devices",
                                                                "not_kept",
                                                                "not_sent_for_a_partition",
                                                                "out_of_scope",
                                                                "power_cut",
                                                                "question_doubled",
                                                                "question_lost",
                                                                "reused_number",
                                                                "revoked_phone",
                                                                "server_down",
                                                                "stolen_phone",
                                                                "torn_outbox",
                                                                "two_places",
                                                                "unreadable"};

using counts = std::map<std::string, std::uint64_t>;

void add(counts& to, counts const& more) {
  for (auto const& [what, n] : more) {
    to[what] += n;
  }
}

void put(std::string& out, std::string_view const title, counts const& all) {
  fmt::format_to(std::back_inserter(out), "{}:\n", title);
  for (auto const& [what, n] : all) {
    fmt::format_to(std::back_inserter(out), "  {:<32} {}\n", what, n);
  }
}

template <typename Fn>
void for_each_event(Fn const& fn) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, operation::event::topics>>(
      [&](auto const topic) {
        using kinds = typename decltype(topic)::type;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, kinds>>(
            [&](auto const kind) { fn(decltype(kind)::type::kName); });
      });
}

}  // namespace

void report::refused(operation::refusal const& r) { ++refusals_[operation::word(r.code_)]; }

void report::opened(operation::cases::kind const k) { ++cases_[operation::word(k)]; }

void report::happened(std::string_view const event) {
  constexpr auto const kBefore = std::string_view{"{\""};
  auto const name = event.substr(kBefore.size(), event.find('"', kBefore.size()) - kBefore.size());
  ++events_[std::string{name.substr(0, name.find('@'))}];
}

void report::add(report const& more) {
  runs_ += more.runs_;
  operations_ += more.operations_;
  of_devices_ += more.of_devices_;
  devices_ += more.devices_;
  restarts_ += more.restarts_;
  simulation::add(faults_, more.faults_);
  simulation::add(events_, more.events_);
  simulation::add(refusals_, more.refusals_);
  simulation::add(cases_, more.cases_);
}

std::vector<std::string> missing(report const& r) {
  auto all = std::vector<std::string>{};
  auto const need = [&](std::string_view const kind, counts const& in, std::string_view const what) {
    if (!in.contains(std::string{what})) {
      all.push_back(fmt::format("{} {}", kind, what));
    }
  };
  for (auto const f : kFaults) {
    need("fault", r.faults_, f);
  }
  for_each_event([&](std::string_view const name) { need("event", r.events_, name); });
  for (auto const& w : json::words_of<operation::refusal_code>()) {
    need("refusal", r.refusals_, w.word_);
  }
  for (auto const& w : json::words_of<operation::cases::kind>()) {
    need("case", r.cases_, w.word_);
  }
  return all;
}

std::string in_words(report const& r) {
  auto out = fmt::format("runs {}, operations {} ({} of {} devices), restarts {}\n", r.runs_, r.operations_,
                         r.of_devices_, r.devices_, r.restarts_);
  put(out, "faults", r.faults_);
  put(out, "events", r.events_);
  put(out, "refusals", r.refusals_);
  put(out, "cases", r.cases_);
  return out;
}

}  // namespace leeward::simulation
