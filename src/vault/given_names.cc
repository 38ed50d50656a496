#include "vault/given_names.h"

#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text/spelling.h"

namespace leeward::vault {

namespace {

using two_names = std::pair<std::string_view, std::string_view>;

// Russian, Ukrainian. Only those whose keys differ.
constexpr auto const kPairs = std::to_array<two_names>(
    {{"Александр", "Олександр"}, {"Александра", "Олександра"}, {"Алексей", "Олексій"},   {"Анастасия", "Настасія"},
     {"Анна", "Ганна"},          {"Антонина", "Антоніна"},     {"Василий", "Василь"},    {"Виктор", "Віктор"},
     {"Владимир", "Володимир"},  {"Владислав", "Володислав"},  {"Даниил", "Данило"},     {"Дарья", "Дарина"},
     {"Дмитрий", "Дмитро"},      {"Евгений", "Євген"},         {"Евгения", "Євгенія"},   {"Егор", "Єгор"},
     {"Екатерина", "Катерина"},  {"Елена", "Олена"},           {"Иван", "Іван"},         {"Илья", "Ілля"},
     {"Иосиф", "Йосип"},         {"Кирилл", "Кирило"},         {"Лев", "Левко"},         {"Марьяна", "Мар'яна"},
     {"Михаил", "Михайло"},      {"Никита", "Микита"},         {"Николай", "Микола"},    {"Павел", "Павло"},
     {"Пётр", "Петро"},          {"Роман", "Роман"},           {"Светлана", "Світлана"}, {"Степан", "Степан"},
     {"Татьяна", "Тетяна"},      {"Фёдор", "Федір"},           {"Юрий", "Юрій"}});

}  // namespace

std::string one_for_both_languages(std::string key) {
  static auto const russian = [] {
    auto map = std::unordered_map<std::string, std::string>{};
    for (auto const& [one, other] : kPairs) {
      map.emplace(spelling_key(other), spelling_key(one));
    }
    return map;
  }();
  auto const at = russian.find(key);
  return at == russian.end() ? std::move(key) : at->second;
}

}  // namespace leeward::vault
