#include "cli/effort.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "cli/plan_in_words.h"

namespace leeward::cli {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto const kMostThreads = std::int64_t{256};
constexpr auto const kMostSeconds = 7.0 * 24 * 3600;
constexpr auto const kLeastSeconds = 1e-3;

// Near to the process's start: static objects are made before main.
auto const kStarted = clock::now();

// "6s", "500ms", "2m" in seconds.
result<double> parse_time(std::string const& text) {
  auto n = 0.0;
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), n);
  auto const unit = std::string_view{end, static_cast<std::size_t>(text.data() + text.size() - end)};
  auto const scale = unit == "s" ? 1.0 : unit == "ms" ? 1e-3 : unit == "m" ? 60.0 : 0.0;
  if (code != std::errc{} || scale == 0.0 || !(n > 0.0) || n * scale > kMostSeconds) {
    return invalid(fmt::format("--time: is \"{}\", must be a time such as 6s, 500ms or 2m, at most a week", text),
                   "--time");
  }
  return n * scale;
}

}  // namespace

double effort::passed() const {
  return seconds_ ? std::chrono::duration<double>(clock::now() - kStarted).count() / *seconds_ : 0.0;
}

double effort::share(std::int64_t const iterations) const {
  return std::max(passed(), iterations_ ? static_cast<double>(iterations) /
                                              static_cast<double>(std::max<std::int64_t>(1, *iterations_))
                                        : 0.0);
}

result<effort> parse_effort(effort_options const& o, double const otherwise, double const kept_back) {
  if (o.threads_ < 1 || o.threads_ > kMostThreads) {
    return invalid(fmt::format("--threads: is {}, must be 1 to {}", o.threads_, kMostThreads), "--threads");
  }
  if (o.iterations_ && *o.iterations_ < 0) {
    return invalid(fmt::format("--iterations: is {}, must be 0 or more", *o.iterations_), "--iterations");
  }
  auto made = effort{.seconds_ = {}, .iterations_ = o.iterations_, .threads_ = static_cast<std::size_t>(o.threads_)};
  if (!o.time_.empty()) {
    auto const time = parse_time(o.time_);
    if (!time) {
      return tl::unexpected{time.error()};
    }
    made.seconds_ = *time;
  } else if (!o.iterations_) {
    made.seconds_ = otherwise;
  }
  if (made.seconds_) {
    made.seconds_ = std::max(*made.seconds_ - std::min(kept_back, *made.seconds_ / 4), kLeastSeconds);
  }
  return made;
}

planning::improve::run_all in_threads(std::size_t const threads) {
  return [threads](std::vector<std::function<void()>> const& all) {
    auto const count = std::min(threads, all.size());
    auto const work = [&](std::size_t const first) {
      for (auto i = first; i < all.size(); i += count) {
        all[i]();
      }
    };
    auto others = std::vector<std::jthread>{};
    for (auto i = std::size_t{1}; i < count; ++i) {
      others.emplace_back(work, i);
    }
    work(0);
  };
}

planning::improve_options improvement(effort const& e, std::int64_t const seed, planning::term_bounds const& b,
                                      progress_bar& bar) {
  return {.seed_ = static_cast<std::uint64_t>(seed),
          .iterations_ = e.iterations_,
          .passed_ = [&e] { return e.passed(); },
          .run_ = in_threads(e.threads_),
          .progress_ =
              [&e, &b, &bar](planning::worth const& now, std::int64_t const iterations, bool const is_proved) {
                bar.show(is_proved ? proved_in_words(now) : in_words(now, b), is_proved ? 1 : e.share(iterations));
              }};
}

}  // namespace leeward::cli
