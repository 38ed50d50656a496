#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/folder_lock.h"
#include "base/json/encode.h"
#include "cli/closure_effect.h"
#include "cli/commands.h"
#include "roads/closures/closures_file.h"
#include "roads/roads.h"

namespace leeward::cli {

namespace {

struct open_options {
  std::filesystem::path file_;
  std::filesystem::path closures_;
  std::vector<std::string> ids_;
};

struct reopened {
  std::string id_;
  std::vector<touched_network> touched_;
};
BOOST_DESCRIBE_STRUCT(reopened, (), (id_, touched_))

struct open_answer {
  std::vector<reopened> opened_;
  std::vector<unreachable_places> unreachable_;  // still
  std::string attribution_;
};
BOOST_DESCRIBE_STRUCT(open_answer, (), (opened_, unreachable_, attribution_))

std::vector<option> declare(open_options& o) {
  return {{"file", &o.file_, "The .roads file", need::kRequired},
          {"ids", &o.ids_, "The closures to take back", need::kRequired},
          {"--closures", &o.closures_, "The closures file to take them from", need::kRequired}};
}

// Takes the named ones out of `all`.
result<std::vector<roads::closure>> take(std::vector<roads::closure>& all, open_options const& o) {
  auto taken = std::vector<roads::closure>{};
  for (auto const& id : o.ids_) {
    auto const found = std::find_if(begin(all), end(all), [&](roads::closure const& c) { return c.id_ == id; });
    if (found == end(all)) {
      auto known = std::string{};
      for (auto const& c : all) {
        known += fmt::format("{}{}", known.empty() ? "" : ", ", c.id_);
      }
      return fail(error_kind::kNotFound,
                  fmt::format("{}: has no closure \"{}\"; it has {}.", o.closures_.string(), id,
                              known.empty() ? "none" : known),
                  "ids");
    }
    taken.push_back(std::move(*found));
    all.erase(found);
  }
  return taken;
}

std::string in_words(open_answer const& a) {
  auto text = std::string{};
  for (auto const& one : a.opened_) {
    text += fmt::format("closure \"{}\" taken back\n{}", one.id_, in_words(one.touched_));
  }
  return text + in_words(a.unreachable_) + a.attribution_ + "\n";
}

result<exit_code> run(open_options const& o, console const& out) {
  auto const lock = folder_lock::await_around(o.closures_);
  if (!lock.has_value()) {
    return tl::unexpected{lock.error()};
  }
  auto all = roads::read_closures(o.closures_);
  if (!all.has_value()) {
    return tl::unexpected{std::move(all.error())};
  }
  auto const taken = take(*all, o);
  if (!taken.has_value()) {
    return tl::unexpected{taken.error()};
  }
  auto const map = roads::open(o.file_);
  if (!map.has_value()) {
    return tl::unexpected{map.error()};
  }
  auto answer = open_answer{.opened_ = {}, .unreachable_ = {}, .attribution_ = std::string{roads::attribution(**map)}};
  for (auto const& c : *taken) {
    // One that names no road of this map can be taken back all the same.
    answer.opened_.push_back(
        {.id_ = c.id_, .touched_ = touched_roads(**map, c).value_or(std::vector<touched_network>{})});
  }
  auto unreachable = find_unreachable(*map, *all, std::nullopt);
  if (!unreachable.has_value()) {
    return tl::unexpected{std::move(unreachable.error())};
  }
  answer.unreachable_ = std::move(*unreachable);
  return roads::write_closures(o.closures_, *all).map([&] {
    out.print(out.json_ ? json::encode(answer) + "\n" : in_words(answer));
    return exit_code::kOk;
  });
}

}  // namespace

command roads_open() {
  return make_command<open_options>("roads open", "Take closures back, by their ids, in any order",
                                    "leeward roads open region.roads closure-1 --closures today.json", declare, run);
}

}  // namespace leeward::cli
