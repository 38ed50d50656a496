#include "base/text/spelling.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "base/ensure.h"
#include "base/text/normalise.h"
#include "base/text/transliterate.h"
#include "base/utf8.h"

namespace leeward {

namespace {

using rule = std::pair<std::string_view, std::string_view>;

struct letter {
  std::uint32_t code_;
  std::string_view latin_;
};

// Sorted. Cyrillic as most passports and signs have it; of Latin letters with marks those whose mark makes another
// letter of them (ISO 9, Polish, Czech). Others lose the mark.
constexpr auto const kLetters = std::to_array<letter>(
    {{0xE2, "ia"},  {0xE8, "e"},   {0xEA, "ie"},  {0xEB, "io"},    {0xEC, "i"},     {0xEF, "i"},   {0xFB, "iu"},
     {0x10D, "ch"}, {0x142, "l"},  {0x15B, "s"},  {0x15D, "shch"}, {0x161, "sh"},   {0x17C, "zh"}, {0x17E, "zh"},
     {0x430, "a"},  {0x431, "b"},  {0x432, "v"},  {0x433, "g"},    {0x434, "d"},    {0x435, "e"},  {0x436, "zh"},
     {0x437, "z"},  {0x438, "i"},  {0x439, "i"},  {0x43A, "k"},    {0x43B, "l"},    {0x43C, "m"},  {0x43D, "n"},
     {0x43E, "o"},  {0x43F, "p"},  {0x440, "r"},  {0x441, "s"},    {0x442, "t"},    {0x443, "u"},  {0x444, "f"},
     {0x445, "kh"}, {0x446, "ts"}, {0x447, "ch"}, {0x448, "sh"},   {0x449, "shch"}, {0x44A, ""},   {0x44B, "i"},
     {0x44C, ""},   {0x44D, "e"},  {0x44E, "iu"}, {0x44F, "ia"},   {0x451, "io"},   {0x454, "ie"}, {0x456, "i"},
     {0x457, "i"},  {0x45E, "u"},  {0x491, "g"}});

// Longest first among those that begin alike.
constexpr auto const kSounds = std::to_array<rule>(
    {{"schtsch", "w"}, {"shtsch", "w"}, {"stsch", "w"}, {"schch", "w"}, {"shch", "w"}, {"szcz", "w"}, {"sch", "w"},
     {"sh", "w"},      {"sz", "w"},     {"tsch", "q"},  {"tch", "q"},   {"ts", "c"},   {"tz", "c"},   {"th", "t"},
     {"ch", "q"},      {"cz", "q"},     {"ck", "k"},    {"zgh", "zh"},  {"zh", "g"},   {"kh", "h"},   {"gh", "h"},
     {"g", "h"},       {"ph", "f"},     {"x", "ks"},    {"w", "v"},     {"q", "k"},    {"y", "i"},    {"j", "i"}});

// What ICAO 9303 makes of a hard sign.
constexpr auto const kHardSigns = std::to_array<rule>({{"ieia", "ia"}, {"ieiu", "iu"}, {"ieie", "ie"}});

std::string replace(std::string_view const in, auto const& rules) {
  auto out = std::string{};
  for (auto at = std::size_t{0}; at != in.size();) {
    auto const rest = in.substr(at);
    auto const r = std::ranges::find_if(rules, [&](rule const& one) { return rest.starts_with(one.first); });
    if (r == rules.end()) {
      out += in[at++];
    } else {
      out += r->second;
      at += r->first.size();
    }
  }
  return out;
}

std::uint32_t code_of(std::string_view const letter) {
  auto const first = static_cast<unsigned char>(letter[0]);
  auto code = letter.size() == 1 ? std::uint32_t{first} : first & (0xFFU >> (letter.size() + 1));
  for (auto const c : letter.substr(1)) {
    code = (code << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return code;
}

bool is_plain(char const c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Letters that are not in the list go to ICU one by one, so that those beside them are read as ever.
std::string in_latin(std::string_view const word) {
  auto out = std::string{};
  for (auto at = std::size_t{0}; at != word.size();) {
    auto const length = utf8_length_at(word, at);
    ensure(length != 0, "what is normalised is UTF-8");
    auto const one = word.substr(at, length);
    at += length;
    if (is_plain(one[0])) {
      out += one;
      continue;
    }
    auto const known = std::ranges::lower_bound(kLetters, code_of(one), {}, &letter::code_);
    if (known != kLetters.end() && known->code_ == code_of(one)) {
      out += known->latin_;
    } else {
      std::ranges::copy_if(to_latin(one), std::back_inserter(out), is_plain);
    }
  }
  return out;
}

bool is_vowel(char const c) { return std::string_view{"aeiou"}.find(c) != std::string_view::npos; }

void append_once(std::string& out, char const c) {
  if (out.empty() || out.back() != c || (c >= '0' && c <= '9')) {
    out += c;
  }
}

// An "i" that only softens goes, whichever of "ya", "ia", "ja" and "a" was written; so do doubled letters.
std::string settle_vowels(std::string_view const in) {
  auto out = std::string{};
  for (auto const c : in) {
    auto const softens = !out.empty() && out.back() == 'i' && is_vowel(c) && c != 'i';
    if (softens) {
      out.pop_back();
    }
    auto const after = out.empty() ? ' ' : out.back();
    auto const is_e = c == 'o' && (softens || after == 'g' || after == 'q' || after == 'w');
    append_once(out, is_e ? 'e' : c);
  }
  return out;
}

std::string fold(std::string_view const latin) {
  auto const settled =
      settle_vowels(replace(replace(replace(latin, kSounds), std::array{rule{"ii", "i"}}), kHardSigns));
  auto key = std::string{};
  for (auto i = std::size_t{0}; i != settled.size(); ++i) {
    auto const is_ei = settled[i] == 'e' && i + 1 != settled.size() && settled[i + 1] == 'i';
    if (!is_ei) {  // Sergey and Serhii
      append_once(key, settled[i]);
    }
  }
  if (key.size() > 1 && key.back() == 'f') {  // Smirnoff
    key.back() = 'v';
  }
  return key;
}

}  // namespace

std::string spelling_key(std::string_view const text) {
  auto key = std::string{};
  for (auto const& word : words_of(text)) {
    auto const folded = fold(in_latin(word));
    if (!folded.empty()) {
      key += key.empty() ? folded : ' ' + folded;
    }
  }
  return key;
}

}  // namespace leeward
