#include "roads/region_maker/names.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/ensure.h"
#include "roads/region_maker/chance.h"
#include "roads/region_maker/words.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kShortStreet = 330.0;  // metres; below it is a lane

struct street_type {
  std::string_view word_;
  gender gender_;
};

constexpr auto const kStreet = street_type{"улица", gender::kFeminine};
constexpr auto const kAvenue = street_type{"проспект", gender::kMasculine};
constexpr auto const kBoulevard = street_type{"бульвар", gender::kMasculine};
constexpr auto const kLane = street_type{"переулок", gender::kMasculine};
constexpr auto const kPassage = street_type{"проезд", gender::kMasculine};
constexpr auto const kEmbankment = street_type{"набережная", gender::kFeminine};

name with_english(std::string local) {
  auto english = transliterated(local);
  return {std::move(local), std::move(english)};
}

std::string compose(street_type const t, std::string_view const adjective, int const number) {
  auto const ordinal =
      number == 0 ? std::string{} : fmt::format("{}-{} ", number, t.gender_ == gender::kFeminine ? "я" : "й");
  return fmt::format("{}{} {}", ordinal, in_gender(adjective, t.gender_), t.word_);
}

// The names of one settlement: first each word once for each type of street, then with numbers.
class name_pool {
public:
  explicit name_pool(random_source& dice)
      : dice_{dice}, words_(words::adjectives().size() + words::genitives().size()) {
    std::iota(words_.begin(), words_.end(), std::size_t{0});
    dice.shuffle(std::span{words_});
  }

  std::string take(street_type const t) {
    if (series_left_ > 0 && t.word_ == series_type_.word_) {
      --series_left_;
      if (auto s = compose(t, series_word_, ++series_number_); used_.insert(s).second) {
        return s;
      }
    }
    auto& next = next_[t.word_];
    while (true) {
      auto const word = words_[next % words_.size()];
      auto const round = static_cast<int>(next / words_.size());
      ++next;
      auto s = compose(t, word, round == 0 ? 0 : round + 1);
      if (used_.insert(s).second) {
        return s;
      }
    }
  }

  // The next few names of that type are "1-й …", "2-й …" and so on.
  void begin_series(street_type const t) {
    series_type_ = t;
    series_word_ = words::adjectives()[dice_.below(words::adjectives().size())];
    series_number_ = 0;
    series_left_ = 2 + dice_.below(4);
  }

  bool in_series() const { return series_left_ > 0; }

private:
  static std::string compose(street_type const t, std::size_t const word, int const number) {
    auto const adjectives = words::adjectives();
    if (word < adjectives.size()) {
      return made::compose(t, adjectives[word], number);
    }
    auto const whose = words::genitives()[word - adjectives.size()];
    return number == 0 ? fmt::format("{} {}", t.word_, whose)
                       : fmt::format("{}-{} {} {}", number, t.gender_ == gender::kFeminine ? "я" : "й", t.word_, whose);
  }

  static std::string compose(street_type const t, std::string_view const word, int const number) {
    return made::compose(t, word, number);
  }

  random_source& dice_;
  std::vector<std::size_t> words_;
  std::map<std::string_view, std::size_t> next_;
  std::set<std::string> used_;
  street_type series_type_{kStreet};
  std::string_view series_word_;
  int series_number_{0};
  std::uint64_t series_left_{0};
};

street_type type_for(street const& s, double const metres, random_source& dice) {
  switch (s.style_) {
    case name_style::kAvenue: return chance(dice, 75) ? kAvenue : chance(dice, 40) ? kBoulevard : kStreet;
    case name_style::kEmbankment: return kEmbankment;
    default: return metres > kShortStreet ? kStreet : chance(dice, 70) ? kLane : kPassage;
  }
}

// Streets with one axis share a name; others have their own.
using street_key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

street_key key_of(street const& s, std::uint32_t const index) {
  return {s.settlement_, s.axis_, s.axis_ == kNone ? index : kNone};
}

void name_streets(network& n, std::size_t const settlements, std::vector<name>& out, random_source& dice) {
  auto pools = std::vector<name_pool>{};
  for (auto i = std::size_t{0}; i < settlements; ++i) {
    pools.emplace_back(dice);
  }
  auto known = std::map<street_key, std::uint32_t>{};
  for (auto i = std::uint32_t{0}; i < n.streets_.size(); ++i) {
    auto& s = n.streets_[i];
    if (s.style_ == name_style::kUnnamed || s.settlement_ == kNone) {
      continue;
    }
    auto const [it, fresh] = known.try_emplace(key_of(s, i), static_cast<std::uint32_t>(out.size()));
    s.name_ = it->second;
    if (!fresh) {
      continue;
    }
    auto& pool = pools[s.settlement_];
    auto const type = type_for(s, length(line_of(n, s)), dice);
    if (s.kind_ == street_kind::kResidential && !pool.in_series() && chance(dice, 7)) {
      pool.begin_series(type);
    }
    out.push_back(with_english(pool.take(type)));
    if (chance(dice, 5)) {
      auto const before = words::old_adjectives();
      out.back().old_ = compose(type, before[dice.below(before.size())], 0);
    }
  }
}

std::string village_name(std::size_t const i, std::vector<std::string_view> const& shuffled) {
  static constexpr auto const kBefore =
      std::array<std::string_view, 8>{"", "Новая ", "Верхняя ", "Старая ", "Малая ", "Нижняя ", "Большая ", "Дальняя "};
  auto const round = i / shuffled.size();
  auto const word = shuffled[i % shuffled.size()];
  ensure(round < kBefore.size() * 10, "there are fewer villages than names");
  auto const plain = fmt::format("{}{}", kBefore[(round + i % shuffled.size()) % kBefore.size()], word);
  return round < kBefore.size() ? plain : fmt::format("{} {}-я", plain, round / kBefore.size() + 1);
}

void name_settlements(country const& c, all_names& out, random_source& dice) {
  auto const shuffled = [&](std::span<std::string_view const> from) {
    auto all = std::vector<std::string_view>{from.begin(), from.end()};
    dice.shuffle(std::span{all});
    return all;
  };
  auto const cities = shuffled(words::cities());
  auto const towns = shuffled(words::towns());
  auto const villages = shuffled(words::villages());
  auto town = std::size_t{0};
  auto village = std::size_t{0};
  for (auto const& s : c.places_) {
    out.settlements_.push_back(with_english(s.kind_ == settlement_kind::kCity   ? std::string{cities[0]}
                                            : s.kind_ == settlement_kind::kTown ? std::string{towns[town++]}
                                                                                : village_name(village++, villages)));
  }
  out.river_ = with_english(std::string{words::rivers()[dice.below(words::rivers().size())]});
}

struct letter {
  std::string_view cyrillic_, latin_;
};

constexpr auto const kLetters = std::array<letter, 33>{
    {{"а", "a"}, {"б", "b"}, {"в", "v"}, {"г", "g"}, {"д", "d"},  {"е", "e"},  {"ё", "yo"}, {"ж", "zh"}, {"з", "z"},
     {"и", "i"}, {"й", "y"}, {"к", "k"}, {"л", "l"}, {"м", "m"},  {"н", "n"},  {"о", "o"},  {"п", "p"},  {"р", "r"},
     {"с", "s"}, {"т", "t"}, {"у", "u"}, {"ф", "f"}, {"х", "kh"}, {"ц", "ts"}, {"ч", "ch"}, {"ш", "sh"}, {"щ", "shch"},
     {"ъ", ""},  {"ы", "y"}, {"ь", ""},  {"э", "e"}, {"ю", "yu"}, {"я", "ya"}}};
constexpr auto const kCapitals = std::array<std::string_view, 33>{
    "А", "Б", "В", "Г", "Д", "Е", "Ё", "Ж", "З", "И", "Й", "К", "Л", "М", "Н", "О", "П",
    "Р", "С", "Т", "У", "Ф", "Х", "Ц", "Ч", "Ш", "Щ", "Ъ", "Ы", "Ь", "Э", "Ю", "Я"};

// "ye" at the start of a word and after a vowel or a sign.
bool wants_ye(std::string_view const before) {
  static constexpr auto const kBefore = std::string_view{"аеёиоуыэюяйъь"};
  return before.empty() || before.size() == 1 || kBefore.find(before) != std::string_view::npos;
}

}  // namespace

std::string transliterated(std::string_view const text) {
  auto out = std::string{};
  auto before = std::string_view{};  // the letter before, small; a single byte if it was none
  for (auto i = std::size_t{0}; i < text.size();) {
    auto const size = static_cast<unsigned char>(text[i]) < 0x80 ? std::size_t{1} : std::size_t{2};
    auto const sign = text.substr(i, size);
    i += size;
    auto const small =
        std::find_if(kLetters.begin(), kLetters.end(), [&](letter const& l) { return l.cyrillic_ == sign; });
    auto const capital = std::find(kCapitals.begin(), kCapitals.end(), sign);
    if (small == kLetters.end() && capital == kCapitals.end()) {
      out += sign;
      before = sign;
      continue;
    }
    auto const& l = small != kLetters.end() ? *small : kLetters[static_cast<std::size_t>(capital - kCapitals.begin())];
    auto latin = l.cyrillic_ == "е" && wants_ye(before) ? std::string{"ye"} : std::string{l.latin_};
    if (small == kLetters.end() && !latin.empty()) {
      latin[0] = static_cast<char>(latin[0] - 'a' + 'A');
    }
    out += latin;
    before = l.cyrillic_;
  }
  return out;
}

std::string in_gender(std::string_view const masculine, gender const g) {
  if (g == gender::kMasculine) {
    return std::string{masculine};
  }
  constexpr auto const kLetter = std::size_t{2};  // bytes
  auto const stem = masculine.substr(0, masculine.size() - 2 * kLetter);
  auto const vowel = masculine.substr(stem.size(), kLetter);
  auto const last = stem.substr(stem.size() - kLetter);
  auto const feminine = g == gender::kFeminine;
  if (vowel != "и" || last == "к" || last == "г" || last == "х") {
    return fmt::format("{}{}", stem, feminine ? "ая" : "ое");
  }
  if (last == "ч" && stem.ends_with("нич")) {
    return fmt::format("{}{}", stem, feminine ? "ья" : "ье");  // "Охотничий"
  }
  if (last == "щ" || last == "ч") {
    return fmt::format("{}{}", stem, feminine ? "ая" : "ее");
  }
  return fmt::format("{}{}", stem, feminine ? "яя" : "ее");
}

all_names name_all(network& n, country const& c, random_source& dice) {
  auto out = all_names{};
  name_settlements(c, out, dice);
  name_streets(n, c.places_.size(), out.streets_, dice);
  return out;
}

}  // namespace leeward::roads::made
