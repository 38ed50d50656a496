#include "vault/made_people.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"

namespace leeward::bench {

namespace {

using words = std::vector<std::string_view>;

auto const kMen = words{"Александр", "Алексей", "Анатолий", "Андрей",   "Антон",      "Борис",   "Вадим",    "Валерий",
                        "Василий",   "Виктор",  "Виталий",  "Владимир", "Геннадий",   "Георгий", "Григорий", "Денис",
                        "Дмитрий",   "Евгений", "Иван",     "Игорь",    "Константин", "Максим",  "Михаил",   "Николай",
                        "Олег",      "Павел",   "Пётр",     "Роман",    "Сергей",     "Степан",  "Юрий",     "Ярослав"};
auto const kWomen =
    words{"Александра", "Алла",    "Анастасия", "Анна",   "Валентина", "Вера",      "Виктория", "Галина",
          "Дарья",      "Евгения", "Екатерина", "Елена",  "Жанна",     "Зинаида",   "Инна",     "Ирина",
          "Ксения",     "Лариса",  "Лидия",     "Любовь", "Людмила",   "Маргарита", "Марина",   "Мария",
          "Надежда",    "Наталья", "Нина",      "Оксана", "Ольга",     "Светлана",  "Татьяна",  "Юлия"};
// Of fathers' names, without the ending.
auto const kFathers =
    words{"Александров", "Алексеев", "Анатольев", "Андреев",      "Антонов",   "Борисов",   "Вадимов",
          "Валерьев",    "Васильев", "Викторов",  "Владимиров",   "Геннадьев", "Григорьев", "Дмитриев",
          "Евгеньев",    "Иванов",   "Игорев",    "Константинов", "Максимов",  "Михайлов",  "Николаев",
          "Олегов",      "Павлов",   "Петров",    "Романов",      "Сергеев",   "Степанов",  "Юрьев"};
auto const kRoots =
    words{"Абрам",    "Агеев",   "Акимов",  "Антип",  "Архип",    "Бабич",   "Баранов", "Белоус",  "Бережн", "Бондар",
          "Борис",    "Буряк",   "Васил",   "Ветров", "Волков",   "Вороб",   "Гаврил",  "Голуб",   "Гончар", "Горбач",
          "Гриц",     "Гуляй",   "Давид",   "Демьян", "Добровол", "Дорош",   "Ефим",    "Жданов",  "Жуков",  "Журавл",
          "Завгород", "Зайц",    "Захар",   "Зубков", "Игнат",    "Калаш",   "Карп",    "Кирич",   "Клим",   "Коваль",
          "Козл",     "Колес",   "Кондрат", "Корол",  "Кравц",    "Кузьм",   "Куприян", "Лазар",   "Левч",   "Литвин",
          "Лукьян",   "Лысенк",  "Макар",   "Мартын", "Матвей",   "Мельник", "Мирошн",  "Мороз",   "Назар",  "Нестер",
          "Никит",    "Олейник", "Онищ",    "Орл",    "Остап",    "Павл",    "Панас",   "Петр",    "Пилип",  "Полищук",
          "Пономар",  "Прокоп",  "Радч",    "Родион", "Руденк",   "Савч",    "Самойл",  "Семен",   "Сидор",  "Скляр",
          "Соловь",   "Сорок",   "Стасюк",  "Степан", "Тарас",    "Тимош",   "Ткач",    "Третьяк", "Удов",   "Устин",
          "Федор",    "Филип",   "Фрол",    "Харч",   "Хохл",     "Цыбул",   "Чайк",    "Черняв",  "Шапова", "Шевч",
          "Щербак",   "Щукин",   "Юдин",    "Юхим",   "Яков",     "Ярош",    "Яцен"};
auto const kEndings = words{"ов", "енко", "ин", "ский", "юк", "ев", "овский"};
auto const kStreets =
    words{"Мира",        "Садовая",  "Школьная", "Победы",  "Железнодорожная", "Вокзальная",    "Лесная",
          "Набережная",  "Щорса",    "Гагарина", "Пушкина", "Шевченко",        "Киевская",      "Молодёжная",
          "Заводская",   "Парковая", "Полевая",  "Степная", "Чехова",          "Льва Толстого", "Богдана Хмельницкого",
          "Первомайская"};
// As kStreets: what each was called before.
auto const kOldStreets =
    words{"Сталинградская", "Красноармейская", "Комсомольская", "Ворошилова",  "Кагановича", "Дзержинского",
          "Колхозная",      "Пролетарская",    "Фрунзе",        "Космонавтов", "Ленина",     "Кирова",
          "Московская",     "Пионерская",      "Стахановская",  "Калинина",    "Советская",  "Октябрьская",
          "Чапаева",        "Куйбышева",       "Орджоникидзе",  "1 Мая"};
// As kMen, kWomen and kFathers: the same names in Ukrainian.
auto const kMenInUkrainian =
    words{"Олександр", "Олексій", "Анатолій", "Андрій",    "Антон",     "Борис",   "Вадим",    "Валерій",
          "Василь",    "Віктор",  "Віталій",  "Володимир", "Геннадій",  "Георгій", "Григорій", "Денис",
          "Дмитро",    "Євген",   "Іван",     "Ігор",      "Костянтин", "Максим",  "Михайло",  "Микола",
          "Олег",      "Павло",   "Петро",    "Роман",     "Сергій",    "Степан",  "Юрій",     "Ярослав"};
auto const kWomenInUkrainian =
    words{"Олександра", "Алла",    "Анастасія", "Ганна",  "Валентина", "Віра",      "Вікторія", "Галина",
          "Дарина",     "Євгенія", "Катерина",  "Олена",  "Жанна",     "Зінаїда",   "Інна",     "Ірина",
          "Ксенія",     "Лариса",  "Лідія",     "Любов",  "Людмила",   "Маргарита", "Марина",   "Марія",
          "Надія",      "Наталія", "Ніна",      "Оксана", "Ольга",     "Світлана",  "Тетяна",   "Юлія"};
auto const kFathersInUkrainian =
    words{"Олександр", "Олексій",  "Анатолій", "Андрій", "Антон", "Борис",  "Вадим",  "Валерій",   "Василь", "Віктор",
          "Володимир", "Геннадій", "Григор",   "Дмитр",  "Євген", "Іван",   "Ігор",   "Костянтин", "Максим", "Михайл",
          "Микола",    "Олег",     "Павл",     "Петр",   "Роман", "Сергій", "Степан", "Юрій"};
auto const kLetters = words{"а", "в", "д", "е", "и", "к", "л", "м", "н", "о", "п", "р", "с", "т", "у"};

std::string surname(random_source& r, bool const is_woman) {
  auto const ending = r.pick(kEndings);
  auto name = fmt::format("{}{}", r.pick(kRoots), ending);
  if (is_woman && ending.ends_with("ий")) {
    name = name.substr(0, name.size() - std::string_view{"ий"}.size()) + "ая";
  } else if (is_woman && !ending.ends_with("о") && !ending.ends_with("к")) {
    name += "а";
  }
  return name;
}

using letters = std::vector<std::string>;

letters letters_of(std::string_view const word) {
  auto all = letters{};
  for (auto at = std::size_t{0}; at != word.size();) {
    auto const n = utf8_length_at(word, at);
    all.emplace_back(word.substr(at, n));
    at += n;
  }
  return all;
}

void spoil(letters& word, misspelling const how, random_source& r) {
  auto const at = 1 + static_cast<std::ptrdiff_t>(r.below(word.size() - 2));
  auto const here = word.begin() + at;
  switch (how) {
    case misspelling::kInserted: word.insert(here, std::string{r.pick(kLetters)}); break;
    case misspelling::kDropped: word.erase(here); break;
    case misspelling::kDoubled: word.insert(here, std::string{*here}); break;
    case misspelling::kSwapped: std::swap(*here, *(here + 1)); break;
    default: *here = r.pick(kLetters);
  }
}

// As the rules say, letter by letter; those that are alike in all of them first.
std::map<std::string, std::string> scheme(misspelling const how) {
  auto all = std::map<std::string, std::string>{
      {"а", "a"}, {"б", "b"},  {"в", "v"},  {"г", "g"},  {"д", "d"},  {"е", "e"},  {"з", "z"},   {"и", "i"}, {"к", "k"},
      {"л", "l"}, {"м", "m"},  {"н", "n"},  {"о", "o"},  {"п", "p"},  {"р", "r"},  {"с", "s"},   {"т", "t"}, {"у", "u"},
      {"ф", "f"}, {"ж", "zh"}, {"х", "kh"}, {"ц", "ts"}, {"ч", "ch"}, {"ш", "sh"}, {"щ", "shch"}};
  auto const set = [&](std::initializer_list<std::pair<char const*, char const*>> const more) {
    for (auto const& [from, to] : more) {
      all[from] = to;
    }
  };
  switch (how) {
    case misspelling::kBgn:
      set({{"ё", "yë"}, {"й", "y"}, {"ъ", "\""}, {"ы", "y"}, {"ь", "'"}, {"э", "e"}, {"ю", "yu"}, {"я", "ya"}});
      break;
    case misspelling::kIcao:
      set({{"ё", "e"}, {"й", "i"}, {"ъ", "ie"}, {"ы", "y"}, {"ь", ""}, {"э", "e"}, {"ю", "iu"}, {"я", "ia"}});
      break;
    case misspelling::kIso9:
      set({{"ё", "ë"},
           {"ж", "ž"},
           {"й", "j"},
           {"х", "h"},
           {"ц", "c"},
           {"ч", "č"},
           {"ш", "š"},
           {"щ", "ŝ"},
           {"ъ", "ʺ"},
           {"ы", "y"},
           {"ь", "ʹ"},
           {"э", "è"},
           {"ю", "û"},
           {"я", "â"}});
      break;
    default:
      set({{"г", "h"},
           {"ё", "io"},
           {"и", "y"},
           {"й", "i"},
           {"ъ", ""},
           {"ы", "y"},
           {"ь", ""},
           {"э", "e"},
           {"ю", "iu"},
           {"я", "ia"}});
  }
  return all;
}

constexpr auto const kCapital = std::string_view{"АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"};
constexpr auto const kSmall = std::string_view{"абвгдеёжзийклмнопрстуфхцчшщъыьэюя"};

std::string small(std::string const& letter) {
  auto const at = kCapital.find(letter);
  return std::string{at == std::string_view::npos ? std::string_view{letter} : kSmall.substr(at, letter.size())};
}

std::string in_latin(letters const& word, misspelling const how) {
  auto const by = scheme(how);
  auto out = std::string{};
  auto before = std::string{};
  for (auto const& capital : word) {
    auto const l = small(capital);
    auto const begins = before.empty() || std::string_view{"аеёийоуыэюяьъ"}.find(before) != std::string_view::npos;
    out += how == misspelling::kBgn && l == "е" && begins ? "ye" : by.at(l);
    before = l;
  }
  return out;
}

// What stands in `to` where `from` has the word; else the word itself.
std::string_view counterpart(words const& from, words const& to, std::string_view const word) {
  auto const at = std::ranges::find(from, word);
  return at == from.end() ? word : to[static_cast<std::size_t>(at - from.begin())];
}

std::string replaced(std::string text, std::string_view const what, std::string_view const by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// "Николаевич": the father's name and an ending, in Ukrainian "Миколайович", "Миколаївна".
std::string patronymic_in_ukrainian(std::string_view const word) {
  auto const is_woman = word.ends_with("на");
  auto const root = word.substr(0, word.size() - std::string_view{"ич"}.size());  // "на" has as many bytes
  auto const father = std::string{counterpart(kFathers, kFathersInUkrainian, root)};
  auto const soft = std::string_view{"й"};
  if (!father.ends_with(soft)) {
    return father + (is_woman ? "івна" : "ович");
  }
  auto const short_root = father.substr(0, father.size() - soft.size());
  return short_root + (is_woman ? "ївна" : "йович");
}

std::string in_ukrainian(std::string_view const name) {
  auto const first = name.find(' ');
  auto const second = name.find(' ', first + 1);
  auto const given = name.substr(first + 1, second - first - 1);
  auto surname = std::string{name.substr(0, first)};
  surname = replaced(std::move(surname), "ский", "ський");
  surname = replaced(std::move(surname), "ская", "ська");
  surname = replaced(std::move(surname), "и", "і");
  surname = replaced(std::move(surname), "ы", "и");
  return fmt::format("{} {} {}", surname,
                     counterpart(kMen, kMenInUkrainian, counterpart(kWomen, kWomenInUkrainian, given)),
                     patronymic_in_ukrainian(name.substr(second + 1)));
}

std::string on_old_street(std::string const& address) {
  for (auto i = std::size_t{0}; i != kStreets.size(); ++i) {
    auto const street = fmt::format("ул. {},", kStreets[i]);
    if (address.starts_with(street)) {
      return fmt::format("ул. {},{}", kOldStreets[i], address.substr(street.size()));
    }
  }
  return address;
}

std::string misspelt_name(std::string_view const name, misspelling const how, random_source& r) {
  auto out = std::string{};
  for (auto at = std::size_t{0}; at < name.size();) {
    auto const end = std::min(name.find(' ', at), name.size());
    auto word = letters_of(name.substr(at, end - at));
    at = end + 1;
    out += out.empty() ? "" : " ";
    if (how >= misspelling::kBgn) {
      out += in_latin(word, how);
      continue;
    }
    auto const errors = word.size() > 7 ? 2 : 1;
    for (auto i = 0; i != errors; ++i) {
      spoil(word, how, r);
    }
    for (auto const& l : word) {
      out += l;
    }
  }
  return out;
}

}  // namespace

vault::personal made_person(random_source& r) {
  auto const is_woman = r.chance(1, 2);
  return {.name_ = fmt::format("{} {} {}{}", surname(r, is_woman), r.pick(is_woman ? kWomen : kMen), r.pick(kFathers),
                               is_woman ? "на" : "ич"),
          .birth_year_ = static_cast<std::uint16_t>(r.between(1930, 2022)),
          .phone_ = fmt::format("+7 9{:02} {:03}-{:02}-{:02}", r.below(100), r.below(1000), r.below(100), r.below(100)),
          .address_ = fmt::format("ул. {}, д. {}, кв. {}", r.pick(kStreets), r.between(1, 150), r.between(1, 120)),
          .text_ = std::nullopt,
          .medical_ = std::nullopt,
          .document_ = std::nullopt};
}

vault::personal misspelt(vault::personal p, misspelling const how, random_source& r) {
  if (how == misspelling::kOldStreet) {
    p.address_ = on_old_street(*p.address_);
  } else {
    p.name_ = how == misspelling::kUkrainian ? in_ukrainian(*p.name_) : misspelt_name(*p.name_, how, r);
  }
  return p;
}

}  // namespace leeward::bench
