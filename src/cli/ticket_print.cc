#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "app/live/tickets.h"
#include "base/file.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/outputs.h"
#include "cli/utc_offset.h"
#include "tickets/sheet.h"

namespace leeward::cli {

namespace {

struct print_options {
  data_folder_options data_;
  std::filesystem::path output_;
  std::optional<std::string> household_;
  std::optional<std::string> trip_;
  std::string language_{"ru"};
  std::int64_t per_page_{4};
  std::string utc_offset_{"+00:00"};
  std::optional<std::string> name_;
};

struct print_answer {
  std::string file_;
  std::vector<app::issued_ticket> tickets_;
};
BOOST_DESCRIBE_STRUCT(print_answer, (), (file_, tickets_))

std::vector<option> declare(print_options& o) {
  auto all = declare(o.data_);
  auto const more =
      std::vector<option>{{"-o,--output", &o.output_,
                           "Where the sheet goes: one HTML file, A4, to be printed by any browser", need::kRequired},
                          {"--household", &o.household_, "Only the ticket of this household, by its id"},
                          {"--trip", &o.trip_, "Only tickets of households that are promised this trip, by its id"},
                          {"--language", &o.language_, "ru or en [ru]"},
                          {"--per-page", &o.per_page_, "Tickets on a page: 4 or 1 [4]"},
                          {"--utc-offset", &o.utc_offset_, "Of the times on it, as +03:00 [+00:00]"},
                          {"--name", &o.name_, "A name to stand on the ticket, with --household; else there is none"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

struct wanted {
  app::errand errand_{.what_ = app::errand_kind::kTickets};
  tickets::sheet_options sheet_;
};

template <typename Id>
result<std::optional<Id>> id_of(std::optional<std::string> const& text, std::string const& name) {
  if (!text) {
    return std::nullopt;
  }
  auto const id = parse_uuid(*text);
  return id ? result<std::optional<Id>>{Id{*id}}
            : result<std::optional<Id>>{invalid(fmt::format("{}: {}", name, id.error().sentence_), name)};
}

result<wanted> wanted_of(print_options const& o) {
  if (o.language_ != "ru" && o.language_ != "en") {
    return invalid(fmt::format("--language: is \"{}\", must be ru or en", o.language_), "--language");
  }
  if (o.per_page_ != 1 && o.per_page_ != 4) {
    return invalid(fmt::format("--per-page: is {}, must be 4 or 1", o.per_page_), "--per-page");
  }
  if (o.name_ && !o.household_) {
    return invalid("--name: needs --household: a name belongs to one ticket", "--name");
  }
  auto w = wanted{};
  w.sheet_.language_ = o.language_ == "ru" ? tickets::language::kRu : tickets::language::kEn;
  w.sheet_.per_page_ = o.per_page_ == 1 ? tickets::per_page::kOne : tickets::per_page::kFour;
  return parse_utc_offset(o.utc_offset_)
      .and_then([&](seconds const offset) {
        w.sheet_.utc_offset_ = offset;
        return id_of<operation::household_id>(o.household_, "--household");
      })
      .and_then([&](auto const& household) {
        w.errand_.household_ = household;
        return id_of<operation::trip_id>(o.trip_, "--trip");
      })
      .map([&](auto const& trip) {
        w.errand_.trip_ = trip;
        return w;
      });
}

result<tickets::printed_ticket> on_paper(app::issued_ticket const& t, print_options const& o) {
  return tickets::parse_number(t.number_).map([&](tickets::ticket_number const n) {
    return tickets::printed_ticket{.text_ = t.text_,
                                   .number_ = n,
                                   .code_word_ = o.language_ == "ru" ? t.code_word_ru_ : t.code_word_en_,
                                   .persons_ = t.persons_,
                                   .point_ = t.point_,
                                   .at_door_ = t.at_door_,
                                   .boards_at_ = t.boards_at_,
                                   .centre_ = t.centre_,
                                   .issued_ = t.issued_,
                                   .expires_ = t.expires_,
                                   .name_ = o.name_.value_or("")};
  });
}

result<std::vector<app::issued_ticket>> fetch(print_options const& o, wanted& w, console const& out) {
  auto all = std::vector<app::issued_ticket>{};
  return run_errand(o.data_, {.what_ = app::errand_kind::kTicketKey}, "reading", out,
                    [&](app::errand_line const& line) {
                      if (line.ticket_key_) {
                        w.sheet_.operation_ = line.ticket_key_->name_;
                        w.sheet_.is_exercise_ = line.ticket_key_->kind_ == operation::operations::kind::kExercise;
                      }
                      return true;
                    })
      .and_then([&] {
        return run_errand(o.data_, w.errand_, "signing", out, [&](app::errand_line const& line) {
          if (line.ticket_) {
            all.push_back(*line.ticket_);
          }
          return true;
        });
      })
      .map([&] { return std::move(all); });
}

result<exit_code> print(print_options const& o, wanted w, console const& out) {
  auto const all = fetch(o, w, out);
  if (!all) {
    return tl::unexpected{all.error()};
  }
  if (all->empty()) {
    return fail(error_kind::kNotFound, "there is nobody to print a ticket for: nobody who has still to travel");
  }
  auto paper = std::vector<tickets::printed_ticket>{};
  for (auto const& t : *all) {
    auto const p = on_paper(t, o);
    if (!p) {
      return tl::unexpected{p.error()};
    }
    paper.push_back(*p);
  }
  return write_atomically(o.output_, tickets::sheet(paper, w.sheet_)).map([&] {
    auto const n = all->size();
    out.print(out.json_ ? json::encode(print_answer{o.output_.string(), *all}) + "\n"
                        : fmt::format("{}: {} {}, as of {}. Print it from any browser.\n", o.output_.string(), n,
                                      n == 1 ? "ticket" : "tickets", to_string(all->front().issued_)));
    return exit_code::kOk;
  });
}

result<exit_code> run(print_options const& o, console const& out) {
  return check_outputs(std::vector{output{"--output", o.output_}}, {})
      .and_then([&] { return wanted_of(o); })
      .and_then([&](wanted const& w) { return print(o, w, out); });
}

}  // namespace

command ticket_print() {
  return make_command<print_options>("ticket print", "Print tickets with number, code word and QR code, for households",
                                     "leeward ticket print day/data -o tickets.html --language ru --utc-offset +03:00",
                                     declare, run);
}

}  // namespace leeward::cli
