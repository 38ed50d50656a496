#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/json/sample.h"

namespace leeward::json {

namespace {

rc::Gen<persons> some_persons() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(0, kMaxQuantity + 1),
                      [](std::int64_t const n) { return persons{n}; });
}

rc::Gen<position> some_position() {
  return rc::gen::construct<position>(rc::gen::inRange(-900'000'000, 900'000'001),
                                      rc::gen::inRange(-1'800'000'000, 1'800'000'001));
}

// Text as people write it: JSON keeps every Unicode character, so any valid UTF-8 will do.
rc::Gen<std::string> some_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                          "a", "Z", "\"", "\\", "\n", std::string(1, '\0'), "\x1f", "/", "<", "Ж", "€", "😀", " ")),
                      [](std::vector<std::string> const& parts) {
                        auto text = std::string{};
                        for (auto const& p : parts) {
                          text += p;
                        }
                        return text;
                      });
}

rc::Gen<sample::vehicle> some_vehicle() {
  using sample::kerb;
  return rc::gen::construct<sample::vehicle>(some_text(), some_persons(), some_persons(),
                                             rc::gen::element(kerb::kAnySide, kerb::kDoorSide),
                                             rc::gen::arbitrary<bool>());
}

sample::scenario some_scenario() {
  auto s = sample::scenario{};
  s.name_ = *some_text();
  s.start_ = instant{*rc::gen::inRange<std::int64_t>(-62'135'596'800, 253'402'300'800)};
  s.where_ = *some_position();
  s.level_ = *rc::gen::arbitrary<std::uint8_t>();
  s.way_ = *rc::gen::arbitrary<std::int64_t>();
  s.seed_ = *rc::gen::arbitrary<std::uint64_t>();
  s.share_ = *rc::gen::suchThat(rc::gen::arbitrary<double>(), [](double const d) { return std::isfinite(d); });
  if (*rc::gen::arbitrary<bool>()) {
    s.wait_ = seconds{*rc::gen::inRange<std::int64_t>(0, kMaxQuantity)};
  }
  s.vehicles_ = *rc::gen::container<std::vector<sample::vehicle>>(some_vehicle());
  s.range_ = {*rc::gen::arbitrary<std::int32_t>(), *rc::gen::arbitrary<std::int32_t>()};
  s.beds_ = *rc::gen::container<std::map<std::string, persons>>(some_text(), some_persons());
  s.areas_ = *rc::gen::container<std::vector<std::vector<position>>>(
      rc::gen::container<std::vector<position>>(some_position()));
  if (*rc::gen::arbitrary<bool>()) {
    s.extra_ = raw{encode(*some_text())};
  }
  return s;
}

}  // namespace

RC_GTEST_PROP(json_law, what_is_encoded_is_decoded_again, ()) {
  auto const s = some_scenario();
  auto const how = *rc::gen::element(layout::kCompact, layout::kWide);
  auto const again = decode<sample::scenario>(encode(s, how), "again");
  if (!again) {
    RC_FAIL(again.error().sentence_);
  }
  RC_ASSERT(*again == s);
}

}  // namespace leeward::json
