#include "cli/console.h"

#include <algorithm>

#include <fmt/format.h>

namespace leeward::cli {

namespace {

constexpr auto const kBarWidth = 40;

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
    percent_ = std::min(percent_, 0);
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
  auto const full = percent_ * kBarWidth / 100;
  write(console_.err_,
        fmt::format("\r\x1b[K{} [{:#<{}}{:<{}}] {:3} %", what_, "", full, "", kBarWidth - full, percent_));
  std::fflush(console_.err_);
}

}  // namespace leeward::cli
