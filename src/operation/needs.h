#pragma once

#include <cstdint>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace leeward::operation {

enum class need : std::uint8_t {
  kWheelchair,
  kLying,   // a stretcher, and a lying place
  kOxygen,  // on the way as well
  kPower,   // for equipment that keeps somebody alive
  kGroundFloor,
  kCarer,
  kPregnant,
  kPet
};
BOOST_DESCRIBE_ENUM(need, kWheelchair, kLying, kOxygen, kPower, kGroundFloor, kCarer, kPregnant, kPet)

// A set of needs.
class needs {
public:
  needs() = default;
  explicit needs(std::vector<need> const& all) {
    for (auto const n : all) {
      set(n, true);
    }
  }
  bool operator==(needs const&) const = default;

  bool has(need const n) const { return ((bits_ >> static_cast<unsigned>(n)) & 1U) != 0; }
  void set(need const n, bool const yes) {
    auto const bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(n));
    bits_ = static_cast<std::uint16_t>(yes ? bits_ | bit : bits_ & ~bit);
  }
  // Those of `this` that `other` lacks.
  needs without(needs const& other) const {
    auto rest = *this;
    rest.bits_ = static_cast<std::uint16_t>(bits_ & ~other.bits_);
    return rest;
  }
  needs operator|(needs const& other) const {
    auto both = *this;
    both.bits_ = static_cast<std::uint16_t>(bits_ | other.bits_);
    return both;
  }
  bool empty() const { return bits_ == 0; }

  std::uint16_t bits_{0};
};

// What a group of people takes up on the way. May be below zero where it says what is left.
struct space {
  bool operator==(space const&) const = default;
  space& operator+=(space const& o) {
    seats_ += o.seats_;
    bays_ += o.bays_;
    lying_ += o.lying_;
    oxygen_ += o.oxygen_;
    return *this;
  }
  space& operator-=(space const& o) {
    seats_ -= o.seats_;
    bays_ -= o.bays_;
    lying_ -= o.lying_;
    oxygen_ -= o.oxygen_;
    return *this;
  }
  // Of a kind that nobody asks for there may be too few.
  bool fits(space const& asked) const {
    return (asked.seats_ <= 0 || asked.seats_ <= seats_) && (asked.bays_ <= 0 || asked.bays_ <= bays_) &&
           (asked.lying_ <= 0 || asked.lying_ <= lying_) && (asked.oxygen_ <= 0 || asked.oxygen_ <= oxygen_);
  }

  std::int32_t seats_{0};
  std::int32_t bays_{0};    // wheelchair bays
  std::int32_t lying_{0};   // lying places
  std::int32_t oxygen_{0};  // persons on oxygen that may travel together
};
BOOST_DESCRIBE_STRUCT(space, (), (seats_, bays_, lying_, oxygen_))

// Beds by kind. May be below zero where it says what is left.
struct beds {
  bool operator==(beds const&) const = default;
  beds& operator+=(beds const& o) {
    general_ += o.general_;
    accessible_ += o.accessible_;
    return *this;
  }
  beds& operator-=(beds const& o) {
    general_ -= o.general_;
    accessible_ -= o.accessible_;
    return *this;
  }
  friend beds operator+(beds a, beds const& b) { return a += b; }
  friend beds operator-(beds a, beds const& b) { return a -= b; }
  // Of a kind that nobody asks for there may be too few.
  bool fits(beds const& asked) const {
    return (asked.general_ <= 0 || asked.general_ <= general_) &&
           (asked.accessible_ <= 0 || asked.accessible_ <= accessible_);
  }
  bool below_zero() const { return general_ < 0 || accessible_ < 0; }
  friend beds smaller(beds const& a, beds const& b) {
    return {a.general_ < b.general_ ? a.general_ : b.general_,
            a.accessible_ < b.accessible_ ? a.accessible_ : b.accessible_};
  }
  friend beds larger(beds const& a, beds const& b) {
    return {a.general_ > b.general_ ? a.general_ : b.general_,
            a.accessible_ > b.accessible_ ? a.accessible_ : b.accessible_};
  }

  std::int32_t general_{0};
  std::int32_t accessible_{0};  // only for persons who need one
};
BOOST_DESCRIBE_STRUCT(beds, (), (general_, accessible_))

// What one person takes up: a lying place, a bay or a seat; and which bed.
space space_for(needs const&);
beds bed_for(needs const&);

}  // namespace leeward::operation
