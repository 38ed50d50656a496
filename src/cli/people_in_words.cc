#include "cli/people_in_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "operation/word.h"

namespace leeward::cli {

namespace {

using operation::word;

std::string plain(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string in_words(vault::personal const& p) {
  auto parts = std::vector<std::string>{};
  auto const add = [&](std::string_view const what, std::optional<std::string> const& value) {
    if (value) {
      parts.push_back(fmt::format("{}{}", what, *value));
    }
  };
  add("", p.name_);
  if (p.birth_year_) {
    parts.push_back(fmt::format("born {}", *p.birth_year_));
  }
  add("tel. ", p.phone_);
  add("", p.address_);
  add("medical: ", p.medical_);
  add("document: ", p.document_);
  add("", p.text_);
  return parts.empty() ? std::string{"nothing more is known"} : fmt::format("{}", fmt::join(parts, "; "));
}

std::string in_words(app::whereabouts const& w) {
  auto text = fmt::format("{} since {}", plain(word(w.place_)), to_string(w.since_));
  text += w.where_.empty() ? "" : ", " + w.where_;
  return w.trip_ ? text + ", trip " + to_string(*w.trip_) : text;
}

std::string record_in_words(app::on_record const r, std::optional<vault::personal> const& what) {
  switch (r) {
    case app::on_record::kNothing: return "nothing is kept about them by name";
    case app::on_record::kThere: return what ? in_words(*what) : "";
    case app::on_record::kErased: return "was erased: nothing is kept any more";
    case app::on_record::kDamaged: return "the record is damaged and cannot be read: restore a backup";
  }
  return {};
}

std::string in_words(app::file_leg const& l) {
  auto facts = std::vector<std::string>{};
  for (auto const& f : l.facts_) {
    facts.push_back(fmt::format("{} {}{}", plain(word(f.place_)), to_string(f.happened_), f.void_ ? " (void)" : ""));
  }
  auto text = fmt::format("    leg: {}", fmt::join(facts, ", "));
  if (l.trip_) {
    text += fmt::format("; trip {}", to_string(*l.trip_));
    text += l.departs_ ? ", departs " + to_string(*l.departs_) : "";
    text += l.arrives_ ? ", arrives " + to_string(*l.arrives_) : "";
  }
  text += l.centre_.empty() ? "" : "; " + l.centre_;
  text += l.absent_ ? ", absent" : "";
  text += l.gone_ ? ", " + plain(word(*l.gone_)) : "";
  return text + (l.closed_ ? "; closed: " + plain(word(*l.closed_)) : "") + "\n";
}

std::string in_words(app::file_person const& p) {
  auto text = fmt::format("  {}  {}\n    {}{}", to_string(p.person_), record_in_words(p.record_, p.what_),
                          plain(word(p.age_)), p.needs_.empty() ? "" : "; needs ");
  for (auto i = std::size_t{0}; i != p.needs_.size(); ++i) {
    text += (i == 0 ? "" : ", ") + plain(word(p.needs_[i]));
  }
  text += p.now_ ? "; " + in_words(*p.now_) + "\n" : "\n";
  if (p.last_) {
    text += fmt::format("    last seen {} at {}{}{}\n", plain(word(p.last_->as_)), to_string(p.last_->at_),
                        p.last_->where_.empty() ? "" : ", ", p.last_->where_);
  }
  for (auto const& l : p.legs_) {
    text += in_words(l);
  }
  for (auto const& f : p.noted_) {
    text += fmt::format("    also said: {} {}{}\n", plain(word(f.place_)), to_string(f.happened_),
                        f.void_ ? " (void)" : "");
  }
  return p.same_as_ ? text + fmt::format("    the same person as {}\n", to_string(*p.same_as_)) : text;
}

}  // namespace

std::string in_words(app::found_one const& f) {
  auto text = fmt::format("{}  {}\n", to_string(f.subject_), in_words(f.what_));
  if (f.now_) {
    text += "  " + in_words(*f.now_) + "\n";
  }
  if (f.appeal_) {
    text += "  an appeal\n";
  }
  if (f.household_) {
    text += fmt::format("  household {}\n", to_string(*f.household_));
  }
  text += f.secret_ ? "  SECRET: nobody who enquires is told anything of them\n" : "";
  return f.same_as_ ? text + fmt::format("  the same person as {}\n", to_string(*f.same_as_)) : text;
}

std::string in_words(app::case_file const& f) {
  auto const& h = f.head_;
  auto text = fmt::format("Household {}, as of {} (event {})\n  {}{}{}; asked {}; {}{}\n", to_string(h.household_),
                          to_string(h.as_of_), h.events_, h.zone_, h.point_.empty() ? "" : ", " + h.point_,
                          h.at_door_ ? ", at its door" : "", to_string(h.asked_),
                          h.confirmed_ ? "confirmed by " + plain(word(*h.confirmed_)) : "not confirmed yet",
                          h.merged_into_ ? "; is the same as " + to_string(*h.merged_into_) : "");
  text += h.secret_ ? "  SECRET: nobody who enquires is told anything of them\n" : "";
  for (auto const& p : f.people_) {
    text += in_words(p);
  }
  for (auto const& a : f.appeals_) {
    text += fmt::format("  Appeal {} by {}, {}{}: {}\n", to_string(a.appeal_), plain(word(a.channel_)),
                        to_string(a.taken_at_), a.closed_ ? ", closed" : "", record_in_words(a.record_, a.what_));
  }
  for (auto const& c : f.cases_) {
    text += fmt::format("  Case {}, {}: {} {}\n", to_string(c.case_), plain(word(c.kind_)), c.sentence_,
                        c.settled_ ? "Settled: " + c.how_
                                   : fmt::format("With the {}, due {}.", plain(word(c.owner_)), to_string(c.due_)));
  }
  return text;
}

}  // namespace leeward::cli
