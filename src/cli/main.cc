#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>
#include <variant>
#include <vector>

// The one file that sees CLI11.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/version.h"

namespace leeward::cli {
namespace {

constexpr auto const kGroups = std::array{
    std::pair<std::string_view, std::string_view>{"roads",
                                                  "The roads of a region: import, routes, travel times, closures"},
    std::pair<std::string_view, std::string_view>{"region", "Regions to try things on: make one up"},
    std::pair<std::string_view, std::string_view>{"scenario", "Evacuations to be planned: make one up"},
    std::pair<std::string_view, std::string_view>{"day", "A whole day from a script: play it"},
    std::pair<std::string_view, std::string_view>{"ledger", "The log of an operation: verify, sign, back up, restore"},
    std::pair<std::string_view, std::string_view>{"people",
                                                  "Who is registered, with names: register, search, show, erase"},
    std::pair<std::string_view, std::string_view>{"vault", "What keeps names safe: the master key"},
    std::pair<std::string_view, std::string_view>{"ticket",
                                                  "What households carry: print, and verify without a network"},
    std::pair<std::string_view, std::string_view>{
        "device", "Field devices, for days without a network: invite, take what they did"},
};

void declare(CLI::App& app, option const& o) {
  auto* const declared = std::visit(
      [&](auto* const into) {
        if constexpr (std::is_same_v<bool* const, decltype(into)>) {
          return app.add_flag(o.names_, *into, o.help_);
        } else {
          return app.add_option(o.names_, *into, o.help_);
        }
      },
      o.into_);
  if (o.need_ == need::kRequired) {
    declared->required();
  }
}

std::string example_of(command const& c) { return fmt::format("Example:\n  {}", c.example_); }

// A group's help shows the example of its first command.
CLI::App& group_of(CLI::App& root, std::string const& name, command const& first) {
  auto const same = root.get_subcommands([&](CLI::App* const sub) { return sub->get_name() == name; });
  if (!same.empty()) {
    return *same.front();
  }
  auto* const group = root.add_subcommand(name);
  for (auto const& [known, summary] : kGroups) {
    if (known == name) {
      group->description(std::string{summary});
    }
  }
  group->require_subcommand(1);
  group->footer(example_of(first));
  return *group;
}

// The app keeps pointers into the commands and the console.
void declare(CLI::App& root, command const& c, console& out, command const*& chosen) {
  auto const space = c.name_.find(' ');
  auto& parent = space == std::string::npos ? root : group_of(root, c.name_.substr(0, space), c);
  auto* const app = parent.add_subcommand(c.name_.substr(space == std::string::npos ? 0 : space + 1), c.summary_);
  app->footer(example_of(c));
  for (auto const& o : c.options_) {
    declare(*app, o);
  }
  app->add_flag("--json", out.json_, "Answer with one JSON document");
  app->callback([&] { chosen = &c; });
}

int finish(command const& c, console const& out) {
  auto const done = c.run_(out);
  if (!done.has_value()) {
    auto const& e = done.error();
    out.note(fmt::format("leeward {}: {}", c.name_, e.sentence_));
    return static_cast<int>(exit_code_for(e.kind_));
  }
  // A write may have failed before the last one.
  if (std::fflush(out.out_) != 0 || std::ferror(out.out_) != 0) {
    out.note(fmt::format("leeward {}: the answer could not be written to the standard output.", c.name_));
    return static_cast<int>(exit_code::kInternal);
  }
  return static_cast<int>(*done);
}

// The innermost command that was named.
CLI::App const& named(CLI::App const& app) {
  auto const inner = app.get_subcommands();
  return inner.empty() ? app : named(*inner.front());
}

// CLI11 calls a misspelt command an extra argument, or says only that one is missing.
std::string what_is_wrong(CLI::App const& app, CLI::ParseError const& e, std::vector<std::string_view> const& words) {
  auto const& at = named(app);
  auto path = std::string{};
  for (auto const* a = &at; a->get_parent() != nullptr; a = a->get_parent()) {
    path = path.empty() ? a->get_name() : fmt::format("{} {}", a->get_name(), path);
  }
  auto const depth = path.empty() ? std::size_t{0} : std::size_t{1};
  auto const is_group = !at.get_subcommands([](CLI::App const*) { return true; }).empty();
  auto const wrong = is_group && words.size() > depth && !words[depth].starts_with('-')
                         ? fmt::format("there is no command \"{}{}{}\"", path, path.empty() ? "" : " ", words[depth])
                         : std::string{e.what()};
  auto const full = path.empty() ? std::string{"leeward"} : "leeward " + path;
  return fmt::format("{}: {}\n`{} --help` shows what there is, with an example.\n", full, wrong, full);
}

console find_console() {
  auto out = console{};
  out.terminal_ = isatty(STDERR_FILENO) == 1;
  auto size = winsize{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
    out.columns_ = size.ws_col;
  }
  return out;
}

int run(int const argc, char const* const* const argv) {
  auto const commands = all_commands();
  auto out = find_console();
  command const* chosen = nullptr;

  auto app = CLI::App{"Leeward: evacuations by bus, planned on real roads", "leeward"};
  app.set_version_flag("--version", fmt::format("leeward {}", kVersion));
  app.require_subcommand(1);
  app.footer("Example:\n  leeward demo --seed 7\n\n`leeward COMMAND --help` says more of each.");
  for (auto const& c : commands) {
    declare(app, c, out, chosen);
  }
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& e) {
    if (e.get_exit_code() == 0) {  // --help, --version
      return app.exit(e);
    }
    out.note(what_is_wrong(app, e, {argv + 1, argv + argc}));
    return static_cast<int>(exit_code::kBadInput);
  }
  return finish(*chosen, out);
}

}  // namespace
}  // namespace leeward::cli

int main(int argc, char** argv) {
  try {
    return leeward::cli::run(argc, argv);
  } catch (std::exception const& e) {
    std::fputs(fmt::format("leeward: stopped by a fault of the program: {}\n", e.what()).c_str(), stderr);
    return static_cast<int>(leeward::cli::exit_code::kInternal);
  }
}
