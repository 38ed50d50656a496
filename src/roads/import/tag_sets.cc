#include "roads/import/tag_sets.h"

#include <algorithm>

#include "roads/profiles/way_use.h"

namespace leeward::roads {

tag_sets::tag_sets(std::vector<profile> const& profiles) {
  for (auto const& p : profiles) {
    for (auto const* keys : {&p.access_, &p.ferry_, &p.oneway_, &p.maxspeed_}) {
      for (auto const& key : *keys) {
        for (auto const suffix : {"", ":forward", ":backward"}) {
          profile_keys_.insert(key + suffix);
        }
      }
    }
  }
}

std::string_view tag_sets::keep(std::string_view const text) {
  if (auto const it = word_of_.find(text); it != word_of_.end()) {
    return it->second;
  }
  auto const word = std::string_view{*words_.emplace(text).first};
  word_of_.emplace(word, word);
  return word;
}

bool tag_sets::is_kept(std::string_view const key) {
  if (auto const it = kept_.find(key); it != kept_.end()) {
    return it->second;
  }
  auto const kept = is_rule_key(key) || profile_keys_.contains(std::string{key});
  kept_.emplace(keep(key), kept);
  return kept;
}

tag_set_id tag_sets::add(osm::tags const ts) {
  scratch_.clear();
  for (auto const& t : ts) {
    if (is_kept(t.first)) {
      scratch_.push_back(t);
    }
  }
  std::ranges::sort(scratch_);
  signature_.clear();
  for (auto const& [key, value] : scratch_) {
    signature_.append(key).push_back('\0');
    signature_.append(value).push_back('\0');
  }
  if (auto const it = id_of_.find(signature_); it != id_of_.end()) {
    return it->second;
  }
  auto const id = static_cast<tag_set_id>(sets_.size());
  auto& set = sets_.emplace_back();
  for (auto const& [key, value] : scratch_) {
    set.emplace_back(keep(key), keep(value));
  }
  id_of_.emplace(signature_, id);
  return id;
}

}  // namespace leeward::roads
