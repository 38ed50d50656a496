#include "app/registry/name_versions.h"

#include <cstddef>
#include <string>
#include <variant>

#include <fmt/format.h>

namespace leeward::app {

using namespace operation;

namespace {

struct naming {
  // Has it a place for versions?
  bool operator()(ask_for<households::registered>& c) {
    for (auto& m : c.what_.members_) {
      name(m);
    }
    return true;
  }
  bool operator()(ask_for<households::person_joined>& c) {
    name(c.what_.member_);
    return true;
  }
  bool operator()(ask_for<households::person_described>& c) {
    if (auto const* const next = of(c.what_.person_.v_); next != nullptr) {
      c.what_.version_ = next->version_;
      c.what_.fields_ = next->other_;
    }
    return true;
  }
  bool operator()(ask_for<appeals::taken>& c) { return name(c.what_.appeal_, c.what_.text_); }
  bool operator()(ask_for<appeals::linked>& c) { return name(c.what_.appeal_, c.what_.text_); }
  template <typename Other>
  bool operator()(Other&) {
    return false;
  }

  void name(households::member& m) {
    if (auto const* const next = of(m.person_.v_); next != nullptr) {
      m.described_ = next->version_;
    }
  }

  bool name(appeal_id const& id, appeals::verbatim& text) {
    if (auto const* const next = of(id.v_); next != nullptr) {
      text = {.subject_ = to_string(id), .version_ = next->version_};
    }
    return true;
  }

  next_version const* of(uuid const& subject) {
    auto const next = next_.find(subject);
    if (next == next_.end()) {
      return nullptr;
    }
    ++named_;
    return &next->second;
  }

  std::map<uuid, next_version> const& next_;
  std::size_t named_{0};
};

}  // namespace

operation::command* command_in(ledger::asked& what) {
  if (auto* const of_device = std::get_if<ledger::device_operation>(&what); of_device != nullptr) {
    return of_device->what_ ? &*of_device->what_ : nullptr;
  }
  return std::get_if<operation::command>(&what);
}

check name_versions(ledger::asked& what, std::map<uuid, next_version> const& next) {
  auto names = naming{next};
  auto* const command = command_in(what);
  auto const has_place =
      command != nullptr &&
      std::visit([&](auto& topic) { return std::visit([&](auto& c) { return names(c); }, topic); }, *command);
  if (has_place && names.named_ != next.size()) {
    return refuse(
        refusal_code::kInvalid,
        fmt::format("Something personal comes with it about {} whom it does not name.",
                    next.size() == 1 ? "somebody" : fmt::format("{} of {}", next.size() - names.named_, next.size())),
        "about", "only of persons and appeals that it names");
  }
  return {};
}

}  // namespace leeward::app
