#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace leeward::cli {

// Answers go to stdout, whole and only when all went well; everything else goes to stderr.
struct console {
  void print(std::string_view) const;  // the answer, as it is
  void note(std::string_view) const;   // a line for the person who watches

  std::FILE* out_{stdout};
  std::FILE* err_{stderr};
  bool json_{false};         // one JSON document instead of text
  bool terminal_{false};     // stderr is a terminal: progress may be drawn
  std::size_t columns_{80};  // of the terminal
};

// A bar that redraws itself on a terminal and writes nothing elsewhere. What is being done comes first: where the line
// is short, the bar gives way to it.
class progress_bar {
public:
  progress_bar(console const&, std::string_view what);
  ~progress_bar();
  progress_bar(progress_bar const&) = delete;
  progress_bar& operator=(progress_bar const&) = delete;

  void show(double share);  // 0 to 1; redraws when the per cent, or what is being done, changed
  void show(std::string_view what, double share);

private:
  void draw();

  console const& console_;
  std::string what_;
  int percent_{-1};
};

}  // namespace leeward::cli
