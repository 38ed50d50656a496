#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "roads/region_maker/plane.h"

// The streets while they are being laid out: lines over shared points.
namespace leeward::roads::made {

using point_id = std::uint32_t;
inline constexpr auto const kNone = std::numeric_limits<std::uint32_t>::max();

enum class street_kind : std::uint8_t {
  kMotorway,
  kTrunk,
  kPrimary,
  kSecondary,
  kTertiary,
  kUnclassified,
  kResidential,
  kLivingStreet,
  kService,
  kTrack,
  kPedestrian
};

enum class level : std::uint8_t {
  kGround,  // meets whatever it crosses
  kFree,    // a motorway: meets nothing; ground streets pass over it
  kLink     // a ramp: meets only where it was joined by hand
};

enum class name_style : std::uint8_t { kUnnamed, kAvenue, kStreet, kLane, kEmbankment, kOutOfTown };

enum class passing : std::uint8_t { kOnGround, kOnBridge, kBelowBridge };

struct street {
  std::vector<point_id> points_{};  // a closed street ends with its first point
  std::vector<passing> bridge_{};   // for each piece between two points
  street_kind kind_{street_kind::kResidential};
  level level_{level::kGround};
  bool oneway_{false};  // in the order of its points
  bool roundabout_{false};
  bool crosses_water_{false};  // by a bridge; others stop at the bank
  bool dives_{false};          // passes below a free street, not over it
  name_style style_{name_style::kUnnamed};
  bool estate_{false};  // between the blocks of a housing estate
  bool gated_{false};   // works and depots: private, behind a gate
  bool bollard_{false};
  std::uint32_t settlement_{kNone};
  std::uint32_t axis_{kNone};  // within the settlement: streets of one axis share a name
  std::uint32_t name_{kNone};
  std::uint32_t ref_{kNone};       // see ref_text
  std::uint32_t heads_to_{kNone};  // settlement on the signs
  std::uint16_t max_weight_t_{0};  // 0: no limit
  std::uint16_t max_height_dm_{0};
};

struct network {
  std::vector<spot> points_;
  std::vector<street> streets_;
};

point_id add_point(network&, spot);

// Adds the line as a street that looks like `like` in all but its points; gives its index.
std::uint32_t add_street(network&, line const&, street like);

// The same for a ring.
std::uint32_t add_loop(network&, ring const&, street like);

line line_of(network const&, street const&);

// Points at most so far apart: on streets of settlements, and on others.
void densify(network&, double step, double step_outside);

// A point on the street, that far from its start; an existing one if it is within a metre.
point_id insert_point(network&, std::uint32_t street_index, double metres);

// Gives streets that cross or touch a common point; where a ground street crosses a free one, one of them becomes a
// bridge.
void knot(network&);

// Marks the street from `from` to `to` metres; it gets points there.
void mark(network&, std::uint32_t street_index, double from, double to, passing how);

// Moves all of `from` into `into`; gives what was added to its point ids.
point_id append(network& into, network&& from);

// Keeps the pieces for which `keep(street, piece)` holds; a street that loses a piece in the middle becomes two.
void keep_pieces(network&, std::function<bool(street const&, std::size_t)> const& keep);

// Makes every change between ground and bridge a change of street.
void split_at_bridges(network&);

// How many pieces meet at each point.
std::vector<std::uint32_t> degrees(network const&);

// Joins points that are nearer than `metres` along one piece of ground street, so that no junction is split by a hair.
void join_near(network&, double metres);

// Takes off dead ends shorter than `metres`, repeatedly.
void trim(network&, double metres);

// Leaves out points where a street runs straight (within `metres`) and nothing meets.
void simplify(network&, double metres);

}  // namespace leeward::roads::made
