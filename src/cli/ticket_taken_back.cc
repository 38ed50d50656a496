#include <filesystem>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "app/live/tickets.h"
#include "base/file.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/outputs.h"

namespace leeward::cli {

namespace {

struct taken_back_options {
  data_folder_options data_;
  std::filesystem::path output_;
};

struct taken_back_answer {
  std::string file_;
  instant as_of_;
  std::uint64_t households_{0};
};
BOOST_DESCRIBE_STRUCT(taken_back_answer, (), (file_, as_of_, households_))

std::vector<option> declare(taken_back_options& o) {
  auto all = declare(o.data_);
  all.push_back(
      {"-o,--output", &o.output_, "Where the list goes, for `leeward ticket verify --taken-back`", need::kRequired});
  return all;
}

result<exit_code> run(taken_back_options const& o, console const& out) {
  auto list = tickets::no_longer_good_list{};
  return check_outputs(std::vector{output{"--output", o.output_}}, {})
      .and_then([&] {
        return run_errand(o.data_, {.what_ = app::errand_kind::kTakenBack}, "reading", out,
                          [&](app::errand_line const& line) {
                            list = line.taken_back_.value_or(list);
                            return true;
                          });
      })
      .and_then([&] { return write_atomically(o.output_, encode(list)); })
      .map([&] {
        auto const a = taken_back_answer{o.output_.string(), list.as_of_, list.tickets_.size()};
        out.print(out.json_ ? json::encode(a) + "\n"
                            : fmt::format("{}: tickets of {} households that are no longer good, as of {}. Renew it as "
                                          "often as there is a network.\n",
                                          a.file_, a.households_, to_string(a.as_of_)));
        return exit_code::kOk;
      });
}

}  // namespace

command ticket_taken_back() {
  return make_command<taken_back_options>("ticket taken-back",
                                          "List the tickets that were replaced or withdrawn, signed, for verifiers",
                                          "leeward ticket taken-back day/data -o taken-back.json", declare, run);
}

}  // namespace leeward::cli
