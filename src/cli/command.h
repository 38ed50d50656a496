#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "cli/console.h"

// A command is data: its name, its options and the function that it runs. Only main.cc turns it into CLI11.
namespace leeward::cli {

enum class exit_code : std::uint8_t {
  kOk = 0,
  kInternal = 1,  // our own fault, or the machine's: a full disk, no permission
  kBadInput = 2,  // the user's file, field or argument
  kNo = 3         // a command that judges (`check`) found something wrong
};

exit_code exit_code_for(error_kind);

// Where an option's value goes. An option without `optional` or a default of its own should be `required_`.
using option_target =
    std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*, std::int64_t*,
                 std::optional<std::int64_t>*, double*, std::filesystem::path*, std::optional<std::filesystem::path>*>;

enum class need : std::uint8_t { kOptional, kRequired };

struct option {
  std::string names_;  // "-o,--output", or without dashes for a positional one: "region"
  option_target into_;
  std::string help_;
  need need_{need::kOptional};
};

struct command {
  std::string name_;     // "roads route": a group and a verb, or a verb alone
  std::string summary_;  // one sentence
  std::string example_;  // a line that can be pasted into a shell
  std::vector<option> options_;
  std::function<result<exit_code>(console const&)> run_;
};

// For commands whose options are one struct: `declare` binds its members, `run` gets it filled.
// Every command has --json; it is in the console.
template <typename Options>
command make_command(std::string name, std::string summary, std::string example,
                     std::vector<option> (*declare)(Options&),
                     result<exit_code> (*run)(Options const&, console const&)) {
  auto options = std::make_shared<Options>();
  auto declared = declare(*options);
  return {.name_ = std::move(name),
          .summary_ = std::move(summary),
          .example_ = std::move(example),
          .options_ = std::move(declared),
          .run_ = [options = std::move(options), run](console const& c) { return run(*options, c); }};
}

}  // namespace leeward::cli
