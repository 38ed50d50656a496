#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cli/command.h"
#include "roads/roads.h"

// What the commands that ask for travel times have in common: a map, a profile, and what is closed at a time.
namespace leeward::cli {

struct situation_options {
  std::filesystem::path file_;
  std::string profile_{"coach"};
  std::optional<std::filesystem::path> closures_;
  std::optional<std::string> at_;
};

// The map's file, as the first positional argument, and the options --profile, --closures, --at.
std::vector<option> declare(situation_options&);

struct opened_situation {
  std::shared_ptr<roads::road_map const> map_;
  roads::situation situation_;
  std::vector<std::string> closure_ids_;  // in force
};

result<opened_situation> open_situation(situation_options const&);

// "--at: …" for what does not parse.
result<std::optional<instant>> parse_at(std::optional<std::string> const&);

}  // namespace leeward::cli
