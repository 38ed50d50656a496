#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/quantities.h"
#include "base/result.h"
#include "base/time.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "roads/roads.h"

// A plan as a page that a coordinator reads, hands on and prints: one HTML file that needs nothing else, with the map,
// every trip on its roads, the vehicles' day, the centres, and who is not served and why.
namespace leeward::report {

// A plan with the scenario that it was made for; the scenario's closures are those that were in force.
struct planned {
  planning::scenario const& scenario_;
  planning::plan const& plan_;
};

// Persons by place at a time, and the beds that nobody is promised.
struct where_everybody_is {
  instant at_;
  std::int64_t registered_{0};
  std::int64_t waiting_{0};
  std::int64_t promised_{0};
  std::int64_t boarded_{0};
  std::int64_t under_way_{0};
  std::int64_t arrived_{0};
  std::int64_t sheltered_{0};
  std::int64_t absent_{0};
  std::int64_t gone_{0};
  std::int64_t sum_{0};  // over the places
  std::int64_t beds_free_{0};
};

// A command, and what it answered; the picture is of our own making.
struct shown_step {
  std::string command_;
  std::string output_;
  std::string svg_{};
};

struct page_options {
  seconds utc_offset_;                           // of the times shown; each says it
  std::string json_file_{};                      // a link to the plan's file beside the page, if there is one
  std::vector<std::string> lost_{};              // what has dropped out since the earlier plan besides roads, in words
  std::vector<where_everybody_is> everybody_{};  // as the day went, if it was played
  std::vector<shown_step> shown_{};              // done with its people
};

// `before` is an earlier plan for the same people: then the page says what changed.
// Errors: a plan that names what its scenario does not have, a place too far from any road, a leg without a way.
result<std::string> make_html(std::shared_ptr<roads::road_map const> const&, planned const& now,
                              std::optional<planned> const& before = std::nullopt, page_options const& = {});

// The same into a file, which is there whole or not at all.
result<void> write_html(std::filesystem::path const&, std::shared_ptr<roads::road_map const> const&, planned const& now,
                        std::optional<planned> const& before = std::nullopt, page_options const& = {});

// What a server must send with such a page: it allows the page's own script and style by their hashes, nothing else.
std::string content_security_policy();

}  // namespace leeward::report
