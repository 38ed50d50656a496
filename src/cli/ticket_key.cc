#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/live/tickets.h"
#include "base/file.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/outputs.h"

namespace leeward::cli {

namespace {

struct key_options {
  data_folder_options data_;
  std::optional<std::filesystem::path> output_;
};

std::vector<option> declare(key_options& o) {
  auto all = declare(o.data_);
  all.push_back({"-o,--output", &o.output_, "Write it into this file, for `leeward ticket verify --key`"});
  return all;
}

result<exit_code> run(key_options const& o, console const& out) {
  auto key = app::ticket_key{};
  auto const good = o.output_ ? check_outputs(std::vector{output{"--output", *o.output_}}, {}) : result<void>{};
  return good
      .and_then([&] {
        return run_errand(o.data_, {.what_ = app::errand_kind::kTicketKey}, "reading", out,
                          [&](app::errand_line const& line) {
                            key = line.ticket_key_.value_or(key);
                            return true;
                          });
      })
      .and_then([&] {
        return o.output_ ? write_atomically(*o.output_, json::encode(key, json::layout::kWide)) : result<void>{};
      })
      .map([&] {
        auto const where = o.output_ ? fmt::format("Written to {}.\n", o.output_->string()) : std::string{};
        out.print(out.json_ ? json::encode(key) + "\n"
                            : fmt::format("Tickets of {} ({}) are signed with the key whose public half is\n  {}\n"
                                          "It is no secret: whoever has it can verify tickets, and make none.\n{}",
                                          key.name_, to_string(key.operation_), key.public_key_, where));
        return exit_code::kOk;
      });
}

}  // namespace

command ticket_key() {
  return make_command<key_options>("ticket key", "Show the public key with which anybody can verify the tickets",
                                   "leeward ticket key day/data -o operation.key.json", declare, run);
}

}  // namespace leeward::cli
