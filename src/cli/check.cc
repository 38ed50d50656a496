#include "check/check.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "check/ask_roads.h"
#include "cli/commands.h"
#include "cli/open_scenario.h"
#include "planning/model/plan_file.h"

namespace leeward::cli {

namespace {

constexpr auto const kMaxPlanBytes = std::size_t{512} << 20U;
constexpr auto const kMostShown = std::size_t{50};

struct check_options {
  std::filesystem::path scenario_;
  std::filesystem::path plan_;
  std::optional<std::filesystem::path> closures_;
  bool skip_invalid_{false};
};

struct check_answer {
  bool good_{false};
  bool same_scenario_{false};  // the plan names the file that it is judged by
  std::vector<check::finding> findings_;
};
BOOST_DESCRIBE_STRUCT(check_answer, (), (good_, same_scenario_, findings_))

std::vector<option> declare(check_options& o) {
  return {{"scenario", &o.scenario_, "The scenario that the plan is for", need::kRequired},
          {"plan", &o.plan_, "The plan, from wherever it comes", need::kRequired},
          {"--closures", &o.closures_, "A closures file that holds besides the scenario's own"},
          {"--skip-invalid", &o.skip_invalid_, "Leave out households whose entries are wrong, as the plan did"}};
}

std::string in_words(check_answer const& a, check_options const& o) {
  auto text = std::string{};
  if (!a.same_scenario_) {
    text += fmt::format("Note: {} was made from another file than {}, or from an earlier state of it.\n",
                        o.plan_.string(), o.scenario_.string());
  }
  if (a.good_) {
    return text + "The plan keeps every rule.\n";
  }
  for (auto i = std::size_t{0}; i != std::min(kMostShown, a.findings_.size()); ++i) {
    auto const& f = a.findings_[i];
    auto const& word = json::words_of<check::rule>()[static_cast<std::size_t>(f.rule_)].word_;
    text += fmt::format("{}: {} {}\n", word, f.subject_, f.sentence_);
  }
  if (a.findings_.size() > kMostShown) {
    text += fmt::format("… and {} more; --json lists them all\n", a.findings_.size() - kMostShown);
  }
  return text + fmt::format("The plan breaks {} {}.\n", a.findings_.size(), a.findings_.size() == 1 ? "rule" : "rules");
}

result<exit_code> run(check_options const& o, console const& out) {
  auto const text = read_file(o.plan_, kMaxPlanBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto const p = planning::read_plan(*text, o.plan_.string());
  if (!p) {
    return tl::unexpected{p.error()};
  }
  auto const s =
      open_scenario(o.scenario_, o.closures_, o.skip_invalid_ ? wrong_households::kSkip : wrong_households::kRefuse);
  if (!s) {
    return tl::unexpected{s.error()};
  }
  auto const times = s->map_ ? check::ask_roads(s->now_, s->map_, o.scenario_.string())
                             : result<check::leg_times>{check::ask_table(s->now_)};
  if (!times) {
    return tl::unexpected{times.error()};
  }
  auto answer = check_answer{.good_ = false,
                             .same_scenario_ = p->made_from_.scenario_digest_ == s->digest_,
                             .findings_ = check::check_plan(s->now_, *p, *times)};
  answer.good_ = answer.findings_.empty();
  out.print(out.json_ ? json::encode(answer) + "\n" : in_words(answer, o));
  return answer.good_ ? exit_code::kOk : exit_code::kNo;
}

}  // namespace

command check() {
  return make_command<check_options>("check", "Judge a plan: count it again and ask the roads again, independently",
                                     "leeward check scenario.json plan.json", declare, run);
}

}  // namespace leeward::cli
