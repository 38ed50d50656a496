#include "app/registry/people_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "ledger/content.h"

namespace leeward::app {

using namespace operation;

namespace {

constexpr auto const kSecondsOfAYear = std::int64_t{31'556'952};
constexpr auto const kOldest = 136;  // years, of anybody who lives

int year_of(instant const t) { return 1970 + static_cast<int>(t.unix_s_ / kSecondsOfAYear); }

households::age_band age_of(int const born, instant const now) {
  auto const years = year_of(now) - born;
  return years < 3     ? households::age_band::kUnder3
         : years < 18  ? households::age_band::kChild
         : years <= 75 ? households::age_band::kAdult
                       : households::age_band::kOver75;
}

std::optional<std::string> said(std::optional<unsaid<std::string>> const& t) {
  return t ? std::optional{t->v_} : std::nullopt;
}

template <typename Line>
vault::personal personal_of(Line const& l) {
  return {.name_ = said(l.name_),
          .birth_year_ = l.birth_year_ ? std::optional{l.birth_year_->v_} : std::nullopt,
          .phone_ = said(l.phone_),
          .address_ = said(l.address_),
          .text_ = {},
          .medical_ = said(l.medical_),
          .document_ = said(l.document_)};
}

result<void> check(vault::personal const& p, std::string const& where, instant const now) {
  if (p.birth_year_ && (*p.birth_year_ > year_of(now) || *p.birth_year_ < year_of(now) - kOldest)) {
    return invalid(fmt::format("{}birth_year: nobody who lives was born then; must be from {} to {}", where,
                               year_of(now) - kOldest, year_of(now)),
                   where + "birth_year");
  }
  return vault::check(p).or_else(
      [&](error e) -> result<void> { return invalid(where + e.sentence_, where + e.field_); });
}

// By its id, or by its name where only one has it.
template <typename Table>
result<typename Table::id> named(Table const& all, std::string const& text, std::string_view const field) {
  using id = typename Table::id;
  if (auto const parsed = parse_uuid(text); parsed && all.has(id{*parsed})) {
    return id{*parsed};
  }
  auto const& list = all.all();
  auto const n = std::ranges::count_if(list, [&](auto const& x) { return x.name_ == text; });
  if (n == 1) {
    return std::ranges::find_if(list, [&](auto const& x) { return x.name_ == text; })->id_;
  }
  return invalid(fmt::format("{}: \"{}\" {}; name one of this operation, by its id{}", field, text,
                             n == 0 ? "is not known" : "is the name of several", n == 0 ? " or its name" : ""),
                 std::string{field});
}

uuid own_id(people_setting const& s, std::string_view const what_for, std::string_view const line) {
  auto const hash = ledger::content_of(s.keys_, line);
  auto of = uuid{};
  for (auto i = std::size_t{0}; i != 8; ++i) {
    of.high_ = (of.high_ << 8U) | hash[i];
    of.low_ = (of.low_ << 8U) | hash[8 + i];
  }
  return ledger::secret_id(s.keys_, what_for, of);
}

ledger::request asks(people_setting const& s, household_id const& of, std::string_view const what_for,
                     operation::command what) {
  return {.op_ = ledger::secret_id(s.keys_, what_for, of.v_), .actor_ = s.by_, .what_ = std::move(what)};
}

result<people_request> registration(people_setting const& s, household_id const& id, household_line const& l) {
  auto const zone = named(s.state_.zones_.zones_, l.zone_, "zone");
  if (!zone) {
    return tl::unexpected{zone.error()};
  }
  auto h = households::registered{.household_ = id,
                                  .zone_ = *zone,
                                  .point_ = {},
                                  .at_door_ = l.at_door_,
                                  .origin_ = l.origin_.value_or(households::origin::kStaff),
                                  .members_ = {},
                                  .ready_from_ = l.ready_from_};
  if (l.point_) {
    auto const point = named(s.state_.zones_.points_, *l.point_, "point");
    if (!point) {
      return tl::unexpected{point.error()};
    }
    h.point_ = *point;
  }
  auto all = people_request{.what_ = asks(s, id, "registering", {}), .about_ = {}};
  for (auto i = std::size_t{0}; i != l.members_.size(); ++i) {
    auto const& m = l.members_[i];
    auto what = personal_of(m);
    if (auto const good = check(what, fmt::format("members[{}].", i), s.now_); !good) {
      return tl::unexpected{good.error()};
    }
    auto const person = m.person_.value_or(person_id{derived(id.v_, i + 1)});
    auto const age = m.age_             ? *m.age_
                     : what.birth_year_ ? age_of(*what.birth_year_, s.now_)
                                        : households::age_band::kUnknown;
    h.members_.push_back({.person_ = person, .age_ = age, .needs_ = m.needs_, .described_ = {}});
    if (what != vault::personal{}) {
      all.about_.push_back({person.v_, std::move(what)});
    }
  }
  all.what_.what_ = operation::command{households::command{ask_for<households::registered>{std::move(h)}}};
  return all;
}

void add_appeal(people_setting const& s, household_id const& household, appeal_line const& a,
                std::vector<people_request>& all) {
  auto const id = a.appeal_.value_or(appeal_id{derived(household.v_, 0)});
  auto words = vault::personal{};
  words.text_ = a.text_.v_;
  auto const taken = a.taken_at_.value_or(s.now_);
  auto first = people_request{
      .what_ = asks(s, household, "its appeal", appeals::command{ask_for<appeals::taken>{{id, a.channel_, {}, taken}}}),
      .about_ = {{id.v_, words}}};
  if (!a.taken_at_) {
    first.what_.content_ = ledger::content_of(s.keys_, to_string(id) + a.text_.v_);  // whenever it comes again
  }
  all.push_back(std::move(first));
  all.push_back({.what_ = asks(s, household, "whose appeal",
                               appeals::command{ask_for<appeals::linked>{{id, household, {to_string(id), 1}}}}),
                 .about_ = {}});
}

result<people_line> line_of(people_setting const& s, household_line const& l, std::string_view const text) {
  auto const id = l.household_.value_or(household_id{own_id(s, "the household of a line", text)});
  return registration(s, id, l).and_then([&](people_request first) -> result<people_line> {
    auto out = people_line{.number_ = 0, .requests_ = {}, .household_ = id};
    out.requests_.push_back(std::move(first));
    if (l.secret_) {
      out.requests_.push_back(
          {asks(s, id, "its secret", households::command{ask_for<households::disclosure_set>{{id, true}}}), {}});
    }
    if (l.appeal_) {
      auto words = vault::personal{};
      words.text_ = l.appeal_->text_.v_;
      if (auto const good = check(words, "appeal.", s.now_); !good) {
        return tl::unexpected{good.error()};
      }
      add_appeal(s, id, *l.appeal_, out.requests_);
    }
    return out;
  });
}

result<people_line> line_of(people_setting const& s, changed_person const& l, std::string_view const text) {
  auto what = personal_of(l);
  if (auto const good = check(what, "", s.now_); !good) {
    return tl::unexpected{good.error()};
  }
  auto const row = s.state_.households_.persons_.find(l.person_);
  if (row.is_none()) {
    return invalid(fmt::format("person: there is no person with the number {}", to_string(l.person_)), "person");
  }
  if (what == vault::personal{}) {
    return invalid("says nothing new of the person; name what has changed", "person");
  }
  auto const& p = s.state_.households_.persons_.at(row);
  auto const from = fmt::format("{} {}", p.described_, text);
  auto out =
      people_line{.number_ = 0, .requests_ = {}, .household_ = s.state_.households_.households_.at(p.household_).id_};
  out.requests_.push_back(
      {.what_ = {.op_ = own_id(s, "changing", from),
                 .actor_ = s.by_,
                 .what_ = operation::command{households::command{
                     ask_for<households::person_described>{{.person_ = l.person_, .version_ = 0, .fields_ = {}}}}}},
       .about_ = {{l.person_.v_, std::move(what)}}});
  return out;
}

template <typename Line>
result<std::variant<household_line, changed_person>> decode_line(std::string_view const text,
                                                                 std::string const& where) {
  return json::decode<Line>(text, where).map([](Line l) {
    return std::variant<household_line, changed_person>{std::move(l)};
  });
}

}  // namespace

result<people_file> people_file::read(people_file_kind const kind, std::string_view const text,
                                      std::string_view const source) {
  auto file = people_file{};
  file.source_ = source;
  auto number = std::size_t{0};
  for (auto rest = text; !rest.empty();) {
    auto const end = std::min(rest.find('\n'), rest.size());
    auto const one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) {
      continue;
    }
    if (file.read_.size() == kMostPeopleLines) {
      return fail(error_kind::kTooLarge,
                  fmt::format("{}: has more than {} lines; take it in parts", source, kMostPeopleLines));
    }
    auto const where = fmt::format("{}: line {}", source, number);
    auto line = kind == people_file_kind::kHouseholds ? decode_line<household_line>(one, where)
                                                      : decode_line<changed_person>(one, where);
    if (!line) {
      return tl::unexpected{line.error()};
    }
    file.read_.push_back({number, one, std::move(*line)});
  }
  return file.read_.empty() ? result<people_file>{invalid(fmt::format("{}: has no line in it", source))}
                            : std::move(file);
}

result<bool> people_file::settle_some(people_setting const& s) {
  for (auto n = std::size_t{0}; n != kLinesAtOnce && lines_.size() != read_.size(); ++n) {
    auto const& one = read_[lines_.size()];
    auto line = std::visit([&](auto const& what) { return line_of(s, what, one.text_); }, one.what_);
    if (!line) {
      auto e = line.error();
      e.sentence_ = fmt::format("{}: line {}: {}", source_, one.number_, e.sentence_);
      return tl::unexpected{std::move(e)};
    }
    line->number_ = one.number_;
    lines_.push_back(std::move(*line));
  }
  return lines_.size() == read_.size();
}

}  // namespace leeward::app
