#include <gtest/gtest.h>

#include "ledger/any_kind.h"

namespace leeward::ledger {

TEST(codec, says_what_is_wrong_with_any_field_of_any_event) {
  for_each_kind<operation::event>([]<typename Topic, typename Kind>(one_kind<Topic, Kind>) {
    expect_damage_is_named<operation::event, Topic, Kind>();
  });
}

}  // namespace leeward::ledger
