#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leeward::json {

// kCompact: no spaces, one line. kWide: two spaces a level, lists of plain values on one line, a newline at the end.
enum class layout : std::uint8_t { kCompact, kWide };

// Writes JSON text piece by piece; puts commas and line breaks itself. Text that is not UTF-8 gets U+FFFD for each
// bad byte. To embed the result in an HTML script, replace "<" by "\u003c" (it can only stand inside text).
class writer {
public:
  explicit writer(layout const how = layout::kCompact, std::size_t const room = 0) : layout_{how} {
    out_.reserve(room);
  }

  void begin_object(bool one_line = false);
  void key(std::string_view);
  void end_object();
  void begin_list(bool one_line = false);
  void end_list();

  void boolean(bool);
  void integer(std::int64_t);
  void natural(std::uint64_t);
  void number(double);  // finite
  void text(std::string_view);
  void json(std::string_view);     // as it stands
  void members(std::string_view);  // of an object {…} given as compact text, into the one that is open

  std::string take();

private:
  struct level {
    bool one_line_{false};
    bool empty_{true};
  };

  void before_value();
  void next_line();
  void begin(char open, bool one_line);
  void end(char close);
  void escaped(std::string_view);

  layout layout_;
  bool after_key_{false};
  std::vector<level> levels_;
  std::string out_;
};

}  // namespace leeward::json
