#pragma once

#include <memory>
#include <string>

#include "roads/file/road_map.h"

namespace leeward::roads::oracle {

// One of the real extracts, or a region that is made here.
struct source {
  std::string name_;
  std::int64_t people_{0};  // of a made region
};

// Nothing if the extracts are not there (the caller skips).
std::shared_ptr<road_map const> map_of(source const&);

}  // namespace leeward::roads::oracle
