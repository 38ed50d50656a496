#include <vector>

#include "base/json/schema.h"
#include "ledger/codec.h"
#include "ledger/codec/named.h"

namespace leeward::ledger {

namespace {

template <typename... Topics, typename... Kinds>
std::vector<std::string> schemas_of(json::schema_book& book,
                                    boost::mp11::mp_list<boost::mp11::mp_list<Topics, Kinds>...>) {
  auto const one = [](std::string_view const name, std::string fields) {
    return json::schema_of_object({json::field_schema{name, std::move(fields), {}, {}, true}}, false);
  };
  return {one(name_of_kind<Kinds>(), json::schema_into<fields_type<Kinds>>(book))...};
}

}  // namespace

std::string commands_schema() {
  auto book = json::schema_book{};
  auto w = json::writer{};
  w.begin_object();
  w.key("oneOf");
  w.begin_list();
  for (auto const& s : schemas_of(book, kinds_of<operation::command>{})) {
    w.json(s);
  }
  w.end_list();
  w.end_object();
  return json::schema_document(book, "Leeward command", w.take(), json::layout::kWide);
}

}  // namespace leeward::ledger
