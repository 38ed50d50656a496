#include "simulation/people.h"

#include <array>
#include <string>

#include <fmt/format.h>

namespace leeward::simulation {

namespace {

struct spelt {
  std::string_view cyrillic_;
  std::string_view latin_;
};

// A family name is a beginning and an end.
constexpr auto const kBeginnings = std::array{
    spelt{"Щербак", "Shcherbak"}, spelt{"Ковал", "Koval"},   spelt{"Бондар", "Bondar"},    spelt{"Ткач", "Tkach"},
    spelt{"Журавл", "Zhuravl"},   spelt{"Цыбул", "Tsybul"},  spelt{"Лис", "Lys"},          spelt{"Яковл", "Yakovl"},
    spelt{"Мірошн", "Miroshn"},   spelt{"Хом", "Khom"},      spelt{"Заваден", "Zavaden"},  spelt{"Піддубн", "Piddubn"},
    spelt{"Острог", "Ostroh"},    spelt{"Гриц", "Hryts"},    spelt{"Эпельб", "Epelb"},     spelt{"Удов", "Udov"},
    spelt{"Фёдор", "Fedor"},      spelt{"Степан", "Stepan"}, spelt{"Нечипор", "Nechypor"}, spelt{"Вишнев", "Vyshnev"}};
constexpr auto const kEnds =
    std::array{spelt{"енко", "enko"}, spelt{"ова", "ova"},   spelt{"ський", "skyi"}, spelt{"ук", "uk"},
               spelt{"ян", "ian"},    spelt{"идзе", "idze"}, spelt{"ович", "ovych"}};

constexpr auto const kGiven = std::array{
    spelt{"Марина", "Marina"}, spelt{"Олена", "Olena"},   spelt{"Иван", "Ivan"},       spelt{"Андрій", "Andrii"},
    spelt{"Пётр", "Petr"},     spelt{"Софія", "Sofiia"},  spelt{"Юлия", "Yuliia"},     spelt{"Сергей", "Sergei"},
    spelt{"Настя", "Nastia"},  spelt{"Богдан", "Bohdan"}, spelt{"Тимофей", "Timofei"}, spelt{"Злата", "Zlata"}};

constexpr auto const kStreets = std::array{spelt{"вул. Садова", "Sadova St"}, spelt{"ул. Мира", "Mira St"},
                                           spelt{"вул. Шкільна", "Shkilna St"}, spelt{"пер. Тихий", "Tykhyi Ln"}};

std::string_view in_letters(spelt const& s, bool const latin) { return latin ? s.latin_ : s.cyrillic_; }

}  // namespace

vault::personal made_person(random_source& dice) {
  auto const latin = dice.chance(1, 4);
  auto p = vault::personal{};
  p.name_ = fmt::format("{}{} {}", in_letters(dice.pick(kBeginnings), latin), in_letters(dice.pick(kEnds), latin),
                        in_letters(dice.pick(kGiven), latin));
  p.birth_year_ = static_cast<std::uint16_t>(dice.between(1930, 2022));
  p.address_ = fmt::format("{}, {}", in_letters(dice.pick(kStreets), latin), dice.between(1, 60));
  p.phone_ = dice.chance(1, 6) ? std::string{kSharedPhone} : fmt::format("+38057{:07}", dice.below(10'000'000));
  if (dice.chance(1, 6)) {
    p.medical_ = "insulin, to be kept cold";
  }
  return p;
}

vault::personal as_heard_again(vault::personal p, random_source& dice) {
  if (p.name_ && p.name_->size() > 4) {
    p.name_->append(dice.chance(1, 2) ? "а" : "");
  }
  if (dice.chance(1, 2)) {
    p.address_.reset();
  }
  p.medical_.reset();
  return p;
}

}  // namespace leeward::simulation
