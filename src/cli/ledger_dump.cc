#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/json/encode.h"
#include "base/json/uuid.h"
#include "base/json/writer.h"
#include "cli/commands.h"
#include "cli/data_folder.h"

namespace leeward::cli {

namespace {

struct dump_options {
  data_folder_options data_;
  std::optional<std::string> as_of_;
};

std::vector<option> declare(dump_options& o) {
  auto all = declare(o.data_);
  all.push_back({"--as-of", &o.as_of_, "What was known then, as 2024-01-05T18:00:00+03:00; by default now"});
  return all;
}

result<std::optional<instant>> time_of(dump_options const& o) {
  if (!o.as_of_) {
    return std::nullopt;
  }
  auto const t = parse_instant(*o.as_of_);
  if (!t) {
    return invalid(fmt::format("--as-of: {}", t.error().sentence_), "--as-of");
  }
  return *t;
}

// Lists of things, one after the other, in one document.
class document {
public:
  document() { out_.begin_object(); }

  void begin(app::dump_head const& h) { out_.members(json::encode(h)); }

  void add(app::dumped const& thing) {
    auto const is_single = thing.kind_ == "operation" || thing.kind_ == "offer";
    if (thing.kind_ != kind_) {
      end_list();
      kind_ = thing.kind_;
      out_.key(kind_);
      if (!is_single) {
        out_.begin_list();
        in_list_ = true;
      }
    }
    out_.json(thing.what_.text_);
  }

  std::string take() {
    end_list();
    out_.end_object();
    return out_.take() + "\n";
  }

private:
  void end_list() {
    if (in_list_) {
      out_.end_list();
      in_list_ = false;
    }
  }

  json::writer out_;
  std::string kind_;
  bool in_list_{false};
};

result<exit_code> run(dump_options const& o, console const& out) {
  auto const as_of = time_of(o);
  if (!as_of) {
    return tl::unexpected{as_of.error()};
  }
  auto all = document{};
  return run_errand(o.data_, {.what_ = app::errand_kind::kDump, .as_of_ = *as_of}, "reading the log", out,
                    [&](app::errand_line const& line) {
                      if (line.dump_) {
                        all.begin(*line.dump_);
                      }
                      if (line.thing_) {
                        all.add(*line.thing_);
                      }
                      return true;
                    })
      .map([&] {
        out.print(all.take());
        return exit_code::kOk;
      });
}

}  // namespace

command ledger_dump() {
  return make_command<dump_options>("ledger dump", "The operation as it is known, or was known then, as JSON",
                                    "leeward ledger dump day/data --as-of 2024-01-05T18:00:00+03:00", declare, run);
}

}  // namespace leeward::cli
