#include "base/json/reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/json/description.h"

namespace leeward::json {

namespace {

constexpr auto const kShownCharacters = std::size_t{40};
constexpr auto const kListedNames = std::size_t{12};
constexpr auto const kComparedCharacters = std::size_t{64};

std::string shortened(std::string_view const text) {
  auto characters = std::size_t{0};
  for (auto i = std::size_t{0}; i != text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && characters++ == kShownCharacters) {
      return fmt::format("{}…", text.substr(0, i));
    }
  }
  return std::string{text};
}

std::string shown(value const& v) {
  switch (v.kind_) {
    case kind::kNull: return "null";
    case kind::kFalse: return "false";
    case kind::kTrue: return "true";
    case kind::kNumber: return shortened(v.text_);
    case kind::kString: return fmt::format("\"{}\"", shortened(v.text_));
    case kind::kArray: return "a list";
    case kind::kObject: return "an object";
  }
  return {};
}

// Levenshtein's, over bytes.
std::size_t edits_between(std::string_view const a, std::string_view const b) {
  auto row = std::vector<std::size_t>(b.size() + 1);
  for (auto j = std::size_t{0}; j != row.size(); ++j) {
    row[j] = j;
  }
  for (auto i = std::size_t{0}; i != a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (auto j = std::size_t{0}; j != b.size(); ++j) {
      auto const replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

template <typename Names>
std::string listed(Names const& all) {
  auto names = std::vector<std::string>{};
  for (auto const& name : all) {
    names.push_back(fmt::format("\"{}\"", name));
  }
  if (names.size() > kListedNames) {
    names.resize(kListedNames);
    names.emplace_back("…");
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// "did you mean …", or what there is.
template <typename Names>
std::string hint(std::string_view const word, Names const& known) {
  auto const compared = word.substr(0, kComparedCharacters);
  auto best = std::string_view{};
  auto fewest = std::max(compared.size() / 3, std::size_t{1}) + 1;
  for (auto const& k : known) {
    if (auto const n = edits_between(compared, k); n < fewest) {
      fewest = n;
      best = k;
    }
  }
  if (!best.empty()) {
    return fmt::format("did you mean \"{}\"?", best);
  }
  return fmt::format("known are {}", listed(known));
}

template <typename T>
bool parse_all(std::string_view const text, T& out) {
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  return ec == std::errc{} && end == text.data() + text.size();
}

// "a whole number", "a whole number from 0 to 255", "a whole number, 0 or more".
std::string whole_number_in(std::int64_t const min, std::uint64_t const max, value const& v) {
  constexpr auto const kLong = std::size_t{16};  // so many digits, and it may be the upper limit that is passed
  auto const is_long = v.kind_ == kind::kNumber && v.text_.size() >= kLong;
  if (!is_long && max >= kMaxQuantity) {
    return min == 0 ? "a whole number, 0 or more" : "a whole number";
  }
  return fmt::format("a whole number from {} to {}", min, max);
}

}  // namespace

void reader::wrong(value const& v, std::string_view const allowed) {
  add(fmt::format("is {}, must be {}", shown(v), allowed));
}

void reader::add(std::string_view const what) { problems_.add(path(), what); }

void reader::add(std::string_view const field, std::string_view const what) {
  auto const at = inside{*this, field};
  add(what);
}

bool reader::has_wrong(std::string_view const field) const {
  auto const here = path();
  return problems_.mentions(here.empty() ? std::string{field} : fmt::format("{}.{}", here, field));
}

std::string reader::path() const {
  auto path = std::string{};
  for (auto const& s : path_) {
    if (s.key_.data() == nullptr) {
      path += fmt::format("[{}]", s.index_);
    } else {
      path += path.empty() ? "" : ".";
      path += shortened(s.key_);
    }
  }
  return path;
}

std::optional<bool> read_bool(reader& r, value const& v) {
  if (v.kind_ != kind::kTrue && v.kind_ != kind::kFalse) {
    r.wrong(v, "true or false");
    return std::nullopt;
  }
  return v.kind_ == kind::kTrue;
}

std::optional<std::int64_t> read_integer(reader& r, value const& v, std::int64_t const min, std::int64_t const max) {
  auto n = std::int64_t{};
  if (v.kind_ != kind::kNumber || !parse_all(v.text_, n) || n < min || n > max) {
    r.wrong(v, whole_number_in(min, static_cast<std::uint64_t>(max), v));
    return std::nullopt;
  }
  return n;
}

std::optional<std::uint64_t> read_natural(reader& r, value const& v, std::uint64_t const max) {
  auto n = std::uint64_t{};
  if (v.kind_ != kind::kNumber || !parse_all(v.text_, n) || n > max) {
    r.wrong(v, whole_number_in(0, max, v));
    return std::nullopt;
  }
  return n;
}

std::optional<double> read_number(reader& r, value const& v) {
  auto n = double{};
  if (v.kind_ != kind::kNumber || !parse_all(v.text_, n)) {
    r.wrong(v, "a number");
    return std::nullopt;
  }
  return n;
}

std::optional<std::string_view> read_text(reader& r, value const& v) {
  if (v.kind_ != kind::kString) {
    r.wrong(v, "text");
    return std::nullopt;
  }
  return v.text_;
}

bool read_list(reader& r, value const& v, std::optional<std::size_t> const exactly) {
  if (v.kind_ != kind::kArray) {
    r.wrong(v, "a list");
    return false;
  }
  if (exactly && v.size_ != *exactly) {
    r.add(fmt::format("is a list of {}, must be a list of {}", v.size_, *exactly));
    return false;
  }
  return true;
}

void unknown_word(reader& r, value const& v, std::span<std::string const> const known) {
  if (v.kind_ == kind::kString) {
    r.add(fmt::format("\"{}\" is not known here; {}", shortened(v.text_), hint(v.text_, known)));
  } else {
    r.wrong(v, fmt::format("one of {}", listed(known)));
  }
}

void unknown_field(reader& r, std::string_view const name, std::span<std::string_view const> const known) {
  r.add(name, fmt::format("is not known here; {}", hint(name, known)));
}

void read_fields(reader& r, value const& v, std::span<field const> const fields, bool const allows_others,
                 void* const object) {
  if (v.kind_ != kind::kObject) {
    r.wrong(v, "an object");
    return;
  }
  auto seen = std::array<bool, kMaxFields>{};
  auto next = std::size_t{0};  // files mostly keep our order
  for (auto const& child : children_of(v)) {
    auto const named = [&](field const& f) { return f.name_ == child.key_; };
    auto const i = next < fields.size() && named(fields[next])
                       ? next
                       : static_cast<std::size_t>(std::ranges::find_if(fields, named) - fields.begin());
    if (i == fields.size()) {
      if (!allows_others) {
        auto names = std::vector<std::string_view>{};
        std::ranges::transform(fields, std::back_inserter(names), &field::name_);
        unknown_field(r, child.key_, names);
      }
      continue;
    }
    auto const at = inside{r, child.key_};
    if (std::exchange(seen[i], true)) {
      r.add("is given twice");
    } else {
      fields[i].decode_(r, child, object);
    }
    next = i + 1;
  }
  for (auto i = std::size_t{0}; i != fields.size(); ++i) {
    if (fields[i].required_ && !seen[i]) {
      r.add(fields[i].name_, "is missing");
    }
  }
}

namespace {

bool is_plain_list(value const& v) {
  for (auto const& child : children_of(v)) {
    if (child.kind_ == kind::kArray || child.kind_ == kind::kObject) {
      return false;
    }
  }
  return true;
}

// The depth is bounded by kMaxDepth.
void write(writer& w, value const& v) {
  switch (v.kind_) {
    case kind::kNull: w.json("null"); break;
    case kind::kFalse: w.boolean(false); break;
    case kind::kTrue: w.boolean(true); break;
    case kind::kNumber: w.json(v.text_); break;
    case kind::kString: w.text(v.text_); break;
    case kind::kArray:
      w.begin_list(is_plain_list(v));
      for (auto const& child : children_of(v)) {
        write(w, child);
      }
      w.end_list();
      break;
    case kind::kObject:
      w.begin_object();
      for (auto const& child : children_of(v)) {
        w.key(child.key_);
        write(w, child);
      }
      w.end_object();
      break;
  }
}

}  // namespace

std::string to_text(value const& v, layout const how) {
  auto w = writer{how};
  write(w, v);
  return w.take();
}

}  // namespace leeward::json
