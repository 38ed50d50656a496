#include "cli/console.h"

#include <algorithm>

#include <fmt/format.h>

namespace leeward::cli {

namespace {

constexpr auto const kLongestBar = std::size_t{40};
constexpr auto const kShortestBar = std::size_t{10};
constexpr auto const kAround = std::string_view{" []"}.size();  // a bar
constexpr auto const kFewestColumns = std::size_t{20};

void write(std::FILE* const to, std::string_view const text) { std::fwrite(text.data(), 1, text.size(), to); }

}  // namespace

void console::print(std::string_view const text) const { write(out_, text); }

void console::note(std::string_view const line) const {
  write(err_, line);
  write(err_, "\n");
}

progress_bar::progress_bar(console const& c, std::string_view const what) : console_{c}, what_{what} {}

progress_bar::~progress_bar() {
  if (percent_ >= 0) {
    write(console_.err_, "\r\x1b[K");
  }
}

void progress_bar::show(std::string_view const what, double const share) {
  if (what != what_) {
    what_ = what;
    percent_ = -1;
  }
  show(share);
}

void progress_bar::show(double const share) {
  auto const percent = static_cast<int>(std::clamp(share, 0.0, 1.0) * 100);
  if (console_.terminal_ && percent != percent_) {
    percent_ = percent;
    draw();
  }
}

void progress_bar::draw() {
  auto const percent = fmt::format(" {:3} %", percent_);
  auto const room = std::max(console_.columns_, kFewestColumns) - percent.size() - 1;
  auto const what = std::string_view{what_}.substr(0, room);
  auto bar = std::string{};
  if (auto const left = room - what.size(); left >= kShortestBar + kAround) {
    auto const width = std::min(kLongestBar, left - kAround);
    auto const full = static_cast<std::size_t>(percent_) * width / 100;
    bar = fmt::format(" [{:#<{}}{:<{}}]", "", full, "", width - full);
  }
  write(console_.err_, fmt::format("\r\x1b[K{}{}{}", what, bar, percent));
  std::fflush(console_.err_);
}

}  // namespace leeward::cli
