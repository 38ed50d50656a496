#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/day/names_in_text.h"
#include "app/day/script.h"
#include "base/ensure.h"

// A script is read, or refused with a sentence; a name that has become a number is none any more.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  auto const once = app::with_numbers(text);
  ensure(app::with_numbers(once) == once, "a number was taken for a name");
  if (auto const day = app::read_day(text, "fuzz")) {
    ensure(day->asked_.size() == day->script_.steps_.size(), "a step without a place for its command");
  } else {
    ensure(!day.error().sentence_.empty(), "an error without a sentence");
  }
  return 0;
}
