#pragma once

#include <array>
#include <string_view>

#include "tickets/code_word.h"

// What stands on every ticket, in the language that was asked for.
namespace leeward::tickets {

struct sheet_words {
  std::string_view lang_;
  std::string_view ticket_;
  std::string_view exercise_;
  std::string_view code_word_;
  std::string_view persons_;
  std::string_view boards_;
  std::string_view at_your_door_;
  std::string_view no_point_yet_;
  std::string_view no_bus_yet_;
  std::string_view goes_to_;
  std::string_view bring_;
  std::string_view your_choice_;
  std::string_view issued_;
  std::string_view good_until_;
  std::array<std::string_view, 12> months_;  // as they stand after a day
};

inline constexpr auto const kRussian = sheet_words{
    .lang_ = "ru",
    .ticket_ = "Билет",
    .exercise_ = "УЧЕНИЕ",
    .code_word_ = "Кодовое слово",
    .persons_ = "Человек",
    .boards_ = "Посадка",
    .at_your_door_ = "за вами приедут домой",
    .no_point_yet_ = "место сообщим",
    .no_bus_yet_ = "время сообщим",
    .goes_to_ = "Куда",
    .bring_ = "Возьмите: документы, лекарства, тёплую одежду, воду, еду на день, зарядку для телефона.",
    .your_choice_ = "Поездка добровольная и бесплатная. Кодовое слово называйте только сотруднику у автобуса.",
    .issued_ = "выдан",
    .good_until_ = "действует до",
    .months_ = {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                "ноября", "декабря"}};

inline constexpr auto const kEnglish =
    sheet_words{.lang_ = "en",
                .ticket_ = "Ticket",
                .exercise_ = "EXERCISE",
                .code_word_ = "Code word",
                .persons_ = "Persons",
                .boards_ = "Boarding",
                .at_your_door_ = "you are fetched at your door",
                .no_point_yet_ = "we will tell you where",
                .no_bus_yet_ = "we will tell you when",
                .goes_to_ = "Going to",
                .bring_ = "Bring: documents, medicines, warm clothes, water, food for a day, a telephone charger.",
                .your_choice_ = "Travelling is your choice and free. Tell the code word only to the staff at the bus.",
                .issued_ = "issued",
                .good_until_ = "good until",
                .months_ = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
                            "October", "November", "December"}};

constexpr sheet_words const& words_in(language const l) { return l == language::kRu ? kRussian : kEnglish; }

}  // namespace leeward::tickets
