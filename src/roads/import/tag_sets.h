#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "roads/osm/osm.h"
#include "roads/profiles/profile.h"

namespace leeward::roads {

using tag_set_id = std::uint32_t;

// The tags that rules read, each combination once: thousands of roads share a few hundred of them, so that every rule
// is asked once for a combination and not once for a way.
class tag_sets {
public:
  explicit tag_sets(std::vector<profile> const&);

  // Keeps what some rule or profile reads of these tags.
  tag_set_id add(osm::tags);
  osm::tags at(tag_set_id const id) const { return sets_[id]; }
  std::size_t size() const { return sets_.size(); }

private:
  bool is_kept(std::string_view key);
  std::string_view keep(std::string_view);

  std::unordered_set<std::string> words_;  // what sets_ points into; a set's strings never move
  std::unordered_map<std::string_view, std::string_view> word_of_;
  std::unordered_map<std::string_view, bool> kept_;
  std::unordered_set<std::string> profile_keys_;
  std::deque<std::vector<osm::tag>> sets_;
  std::unordered_map<std::string, tag_set_id> id_of_;
  std::vector<osm::tag> scratch_;
  std::string signature_;
};

}  // namespace leeward::roads
