#include <gtest/gtest.h>

#include "ledger/any_kind.h"

namespace leeward::ledger {

TEST(codec, says_what_is_wrong_with_any_field_of_any_event) {
  expect_damage_of_every_kind_is_named<operation::event>();
}

}  // namespace leeward::ledger
