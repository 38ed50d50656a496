#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "roads/region_maker/country.h"

namespace leeward::roads::made {

struct name {
  std::string local_;    // "2-й Садовый переулок"
  std::string english_;  // "2-y Sadovyy pereulok", after BGN/PCGN without its signs
  std::string old_{};    // what it was called before, for a few
};

struct all_names {
  std::vector<name> streets_;      // street::name_ is an index
  std::vector<name> settlements_;  // by settlement
  name river_;
};

std::string transliterated(std::string_view cyrillic);

enum class gender : std::uint8_t { kMasculine, kFeminine, kNeuter };

// "Садовый" → "Садовая", "Летний" → "Летняя", "Заречный" → "Заречное".
std::string in_gender(std::string_view masculine, gender);

// Names every settlement, and every street of one that has a name_style; no name twice in one settlement.
all_names name_all(network&, country const&, random_source&);

}  // namespace leeward::roads::made
