#include "app/plans/names.h"

#include <fmt/format.h>

namespace leeward::app {

operation::person_id person_number(std::string_view const household, std::size_t const n) {
  return number_of<operation::person_id>(fmt::format("{}/{}", household, n + 1));
}

std::vector<operation::person_id> person_numbers(planning::household const& h) {
  auto all = std::vector<operation::person_id>{};
  for (auto i = std::size_t{0}; i != static_cast<std::size_t>(h.persons_.v_); ++i) {
    all.push_back(person_number(h.id_, i));
  }
  return all;
}

operation::room_id room_number(std::string_view const centre) {
  return number_of<operation::room_id>(fmt::format("{}/beds", centre));
}

operation::crew_id crew_number(std::string_view const crew, std::size_t const shift) {
  return number_of<operation::crew_id>(fmt::format("{}/{}", crew, shift + 1));
}

}  // namespace leeward::app
