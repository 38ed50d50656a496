#include "cli/people_of_day.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "app/plans/names.h"
#include "base/text/transliterate.h"
#include "cli/people_in_words.h"
#include "operation/people.h"
#include "tickets/qr.h"

namespace leeward::cli {

namespace {

using namespace operation;

constexpr auto const kMostShown = std::size_t{4};
constexpr auto const kBy = "the demonstration";
constexpr auto const kWhy = "to show how it is done";

struct chosen {
  app::day_person const* of_{nullptr};
  person_row row_{};
};

// The first of the script of whom that holds.
template <typename Holds>
std::optional<chosen> choose(app::day_script const& day, state const& s, Holds const& holds) {
  for (auto const& p : day.people_) {
    auto const id = app::person_number(p.household_, static_cast<std::size_t>(p.person_ - 1));
    auto const row = s.households_.persons_.find(id);
    if (p.name_ && !row.is_none() && holds(row)) {
      return chosen{&p, row};
    }
  }
  return std::nullopt;
}

class showing {
public:
  showing(data_folder_options const& data, console const& out) : data_{data}, out_{out} {}

  result<void> search(std::string const& name) {
    auto e = about(app::errand_kind::kSearchPeople);
    e.people_->query_ = app::people_query{.name_ = name, .most_ = kMostShown};
    auto found = std::string{};
    return ask(e, [&](app::told_of_people const& told) { found += told.found_ ? in_words(*told.found_) : ""; })
        .map([&] {
          add(fmt::format("people search {} --name \"{}\"", folder(), name),
              found.empty() ? "Nobody is found.\n" : found);
        });
  }

  result<void> file_of(person_id const& p, std::optional<instant> const as_of) {
    auto e = about(app::errand_kind::kCaseFile);
    e.people_->whose_ = p.v_;
    e.as_of_ = as_of;
    auto f = app::case_file{};
    return ask(e, [&](app::told_of_people const& told) { app::add(f, told); }).map([&] {
      add(fmt::format("people show {} {}{}", folder(), to_string(p),
                      as_of ? fmt::format(" --as-of {}", to_string(*as_of)) : ""),
          in_words(f));
    });
  }

  result<void> erase(household_id const& h) {
    auto e = about(app::errand_kind::kErasePeople);
    e.people_->whose_ = h.v_;
    auto n = std::size_t{0};
    return ask(e, [&](app::told_of_people const& told) { n += told.erased_ ? told.erased_->subjects_.size() : 0; })
        .map([&] {
          add(fmt::format("people erase {} {} --reason \"{}\" --by \"{}\"", folder(), to_string(h), kWhy, kBy),
              fmt::format("{} records are erased for good. The people are still counted.\n", n));
        });
  }

  result<void> ticket_of(household_id const& h) {
    auto e = app::errand{.what_ = app::errand_kind::kTickets, .household_ = h};
    return run_errand(data_, e, "signing", out_, [&](app::errand_line const& line) {
      if (line.ticket_) {
        add(fmt::format("ticket print {} --household {} -o ticket.html", folder(), to_string(h)),
            fmt::format("Ticket {}, for {}; code word \"{}\"; good until {}.\n", line.ticket_->number_,
                        line.ticket_->persons_, line.ticket_->code_word_en_, to_string(line.ticket_->expires_)),
            tickets::draw_qr(line.ticket_->text_).svg_);
      }
      return true;
    });
  }

  std::vector<report::shown_step> take() { return std::move(steps_); }

private:
  static app::errand about(app::errand_kind const k) {
    auto e = app::errand{.what_ = k};
    e.people_ = app::about_people{.by_ = kBy, .why_ = kWhy};
    return e;
  }

  template <typename Each>
  result<void> ask(app::errand const& e, Each const& each) {
    return run_errand(data_, e, "reading", out_, [&](app::errand_line const& line) {
      if (line.people_) {
        each(*line.people_);
      }
      return true;
    });
  }

  std::string folder() const { return data_.folder_.string(); }

  void add(std::string const& command, std::string output, std::string svg = {}) {
    steps_.push_back({"leeward " + command, std::move(output), std::move(svg)});
  }

  data_folder_options const& data_;
  console const& out_;
  std::vector<report::shown_step> steps_;
};

}  // namespace

result<std::vector<report::shown_step>> show_people(data_folder_options const& data, app::day_script const& day,
                                                    state const& now, console const& out) {
  auto const& persons = now.households_.persons_;
  auto const changed = choose(day, now, [&](person_row const p) { return persons.at(p).described_ > 1; });
  auto const travels = choose(day, now, [&](person_row const p) { return place_of(now, p) != place::kGone; });
  if (!changed || !travels) {
    return std::vector<report::shown_step>{};
  }
  auto const who = persons.at(changed->row_).id_;
  auto const& household = now.households_.households_.at(persons.at(changed->row_).household_).id_;
  auto const of_ticket = now.households_.households_.at(persons.at(travels->row_).household_).id_;
  auto const name = to_latin(*changed->of_->name_);
  auto const morning = day.steps_.front().at_ + seconds{2 * 3600};
  auto s = showing{data, out};
  return s.search(name)
      .and_then([&] { return s.file_of(who, morning); })
      .and_then([&] { return s.file_of(who, std::nullopt); })
      .and_then([&] { return s.ticket_of(of_ticket); })
      .and_then([&] { return s.erase(household); })
      .and_then([&] { return s.search(name); })
      .map([&] { return s.take(); });
}

}  // namespace leeward::cli
