#include "app/registry/sealing.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "app/registry/name_versions.h"
#include "ledger/content.h"
#include "ledger/vault_rows.h"

namespace leeward::app {

using namespace operation;

namespace {

using households::detail;

struct text_field {
  detail detail_;
  std::optional<std::string> vault::personal::* value_;
};

constexpr auto const kTexts = std::to_array<text_field>({{detail::kName, &vault::personal::name_},
                                                         {detail::kPhone, &vault::personal::phone_},
                                                         {detail::kAddress, &vault::personal::address_},
                                                         {detail::kText, &vault::personal::text_},
                                                         {detail::kMedical, &vault::personal::medical_},
                                                         {detail::kDocument, &vault::personal::document_}});

// What is kept from now on.
vault::personal merged(vault::personal before, vault::personal const& now) {
  for (auto const& t : kTexts) {
    if (auto const& value = now.*t.value_) {
      before.*t.value_ = value->empty() ? std::nullopt : value;
    }
  }
  if (now.birth_year_) {
    before.birth_year_ = now.birth_year_;
  }
  return before;
}

std::vector<detail> other_in(vault::personal const& a, vault::personal const& b) {
  auto all = std::vector<detail>{};
  for (auto const& t : kTexts) {
    if (a.*t.value_ != b.*t.value_) {
      all.push_back(t.detail_);
    }
  }
  if (a.birth_year_ != b.birth_year_) {
    all.push_back(detail::kBirthYear);
  }
  return all;
}

ask_for<households::registered> const* registration_in(ledger::asked& what) {
  auto const* const command = command_in(what);
  auto const* const topic = command == nullptr ? nullptr : std::get_if<households::command>(command);
  return topic == nullptr ? nullptr : std::get_if<ask_for<households::registered>>(topic);
}

// What a device has done is taken, whatever becomes of it.
void set_aside(sealed_request& r) {
  if (auto* const of_device = std::get_if<ledger::device_operation>(&r.what_.what_); of_device != nullptr) {
    of_device->what_.reset();
    of_device->unreadable_ = std::move(r.refusal_);
    r.refusal_.reset();
    r.records_.clear();
  }
}

// The same again says the same, whatever version it would be by now.
ledger::content_hash content_of(ledger::keys const& k, people_request const& r) {
  auto text = ledger::text_of(r.what_.what_);
  for (auto const& a : r.about_) {
    text += to_string(a.subject_) + vault::pack(a.what_);
  }
  return ledger::content_of(k, text);
}

refusal as_refusal(error const& e, std::size_t const number) {
  return {.code_ = e.kind_ == error_kind::kNotFound ? refusal_code::kWrongState : refusal_code::kInvalid,
          .sentence_ = e.sentence_,
          .field_ = fmt::format("about[{}]{}{}", number, e.field_.empty() ? "" : ".", e.field_),
          .accepted_ = {}};
}

}  // namespace

result<std::optional<std::string>> sealing::new_rows::wrapped_key(uuid const& subject) {
  auto const row = all_.find(subject);
  return row == all_.end() ? std::nullopt : row->second.wrapped_key_;
}

result<std::optional<std::string>> sealing::new_rows::sealed(uuid const& subject, std::uint32_t const version) {
  auto const row = all_.find(subject);
  return row == all_.end() || row->second.version_ != version ? std::nullopt : std::optional{row->second.bytes_};
}

sealing::sealing(vault::vault& v, ledger::keys const& k, std::size_t const requests)
    : vault_{v}, keys_{k}, others_follow_{requests > 1} {}

result<sealed_request> sealing::seal(people_request r) {
  auto out = sealed_request{.what_ = {.op_ = {}, .actor_ = {}, .what_ = {}}};
  if (!r.about_.empty() && !r.what_.content_ && !std::holds_alternative<ledger::device_operation>(r.what_.what_)) {
    r.what_.content_ = content_of(keys_, r);
  }
  out.what_ = std::move(r.what_);
  auto next = std::map<uuid, next_version>{};
  for (auto i = std::size_t{0}; i != r.about_.size() && !out.refusal_; ++i) {
    if (auto const done = seal(r.about_[i], i, out, next); !done) {
      return tl::unexpected{done.error()};
    }
  }
  if (auto const named = name_versions(out.what_.what_, next); !named && !out.refusal_) {
    out.refusal_ = named.error();
  }
  if (out.refusal_) {
    set_aside(out);
    return out;
  }
  if (auto const* const registration = registration_in(out.what_.what_); registration != nullptr) {
    out.registers_ = registration->what_.household_;
  }
  out.what_.subjects_ = out.records_;
  return note_new(out).map([&] { return std::move(out); });
}

result<void> sealing::seal(about const& a, std::size_t const number, sealed_request& out,
                           std::map<uuid, next_version>& next) {
  auto const newest = vault_.newest(a.subject_);
  auto before = newest == 0 ? result<vault::personal>{} : vault_.read(a.subject_, newest);
  if (!before && before.error().kind_ == error_kind::kNotFound) {
    before =
        vault::personal{};  // erased meanwhile: what was asked before has its answer, and the rest the rules refuse
  }
  auto const now = before.map([&](vault::personal const& b) { return merged(b, a.what_); });
  auto sealed = now.and_then([&](vault::personal const& p) { return vault_.seal(a.subject_, newest + 1, p); });
  if (!sealed) {
    if (sealed.error().kind_ == error_kind::kStorage) {
      return tl::unexpected{sealed.error()};
    }
    out.refusal_ = as_refusal(sealed.error(), number);
    return {};
  }
  next[a.subject_] = {newest + 1, other_in(*before, *now)};
  out.records_.push_back(ledger::record_of(std::move(*sealed)));
  return registration_in(out.what_.what_) == nullptr ? result<void>{} : suspect_others(a.subject_, *now, out.suspects_);
}

result<void> sealing::suspect_others(uuid const& subject, vault::personal const& p, std::vector<suspect>& all) {
  for (auto* const where : {&vault_, new_ ? &*new_ : nullptr}) {
    auto const found = where == nullptr ? result<std::vector<vault::duplicate>>{} : where->duplicates(p, subject);
    if (!found) {
      return tl::unexpected{found.error()};
    }
    for (auto const& d : *found) {
      all.push_back({d.subject_, d.why_});
    }
  }
  return {};
}

// Whoever registers the same people after them in this go is told as well.
result<void> sealing::note_new(sealed_request const& r) {
  auto noted = result<void>{};
  if (!r.registers_ || !others_follow_) {
    return noted;
  }
  for (auto const& one : r.records_) {
    if (one.new_key_.empty() || !noted) {
      continue;
    }
    rows_.all_[one.subject_] = {.subject_ = one.subject_,
                                .version_ = one.version_,
                                .bytes_ = one.bytes_,
                                .tokens_ = one.tokens_,
                                .wrapped_key_ = one.new_key_};
    registered_[one.subject_] = *r.registers_;
    if (!new_) {
      new_.emplace(vault_.current_keys(), rows_);
    }
    noted = new_->index(one.subject_, one.version_, one.tokens_);
  }
  return noted;
}

}  // namespace leeward::app
