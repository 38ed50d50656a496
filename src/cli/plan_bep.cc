#include "cli/plan_bep.h"

#include <charconv>
#include <chrono>
#include <ctime>
#include <functional>
#include <thread>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "base/json/writer.h"
#include "planning/bep/instance.h"
#include "planning/bep/solve/solve_bep.h"

namespace leeward::cli {

namespace {

using clock = std::chrono::steady_clock;

constexpr auto const kMaxBepBytes = std::size_t{256} << 20U;
constexpr auto const kMostThreads = std::int64_t{256};
constexpr auto const kDefaultSeconds = 10.0;
constexpr auto const kMostSeconds = 7.0 * 24 * 3600;
constexpr auto const kOutputSeconds = 0.02;  // kept for the start of the process, and for writing

// Near to the process's start: static objects are made before main.
auto const kStarted = clock::now();

struct bep_plan_answer {
  std::int64_t makespan_{0};
  std::int64_t bound_{0};
  double gap_{0};  // (makespan − bound) / makespan
  double cpu_seconds_{0};
  std::int64_t iterations_{0};
};
BOOST_DESCRIBE_STRUCT(bep_plan_answer, (), (makespan_, bound_, gap_, cpu_seconds_, iterations_))

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

result<void> check_options(bep_plan_options const& o) {
  if (o.threads_ < 1 || o.threads_ > kMostThreads) {
    return invalid(fmt::format("--threads: is {}, must be 1 to {}", o.threads_, kMostThreads), "--threads");
  }
  if (o.iterations_ && *o.iterations_ < 0) {
    return invalid(fmt::format("--iterations: is {}, must be 0 or more", *o.iterations_), "--iterations");
  }
  return {};
}

// At most so many threads; each takes the work that lies at its own number and every so many after that.
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

std::string to_json(planning::bep_answer const& a) {
  auto w = json::writer{};
  w.begin_object();
  w.key("buses");
  w.begin_list();
  for (auto const& bus : a.buses_) {
    w.begin_object();
    w.key("yard");
    w.integer(bus.yard_);
    w.key("trips");
    w.begin_list();
    for (auto const& trip : bus.trips_) {
      w.begin_list();
      for (auto const n : trip) {
        w.integer(n);
      }
      w.end_list();
    }
    w.end_list();
    w.end_object();
  }
  w.end_list();
  w.end_object();
  return w.take() + "\n";
}

planning::bep_answer solve(planning::bep_instance const& b, bep_plan_options const& o, std::optional<double> const time,
                           console const& out) {
  auto const limit = time.value_or(kDefaultSeconds) - kOutputSeconds;
  auto bar = progress_bar{out, "planning"};
  auto const passed = [&] {
    return std::chrono::duration<double>(clock::now() - kStarted).count() / std::max(limit, 1e-3);
  };
  // Iterations alone are done however long they take.
  auto const limited = time || !o.iterations_;
  auto const show = [&](std::int64_t const value, std::int64_t const bound, std::int64_t const iterations) {
    auto const share = o.iterations_ ? static_cast<double>(iterations) / static_cast<double>(*o.iterations_) : 0.0;
    bar.show(fmt::format("last arrival {}, at least {}", value, bound), std::max(share, limited ? passed() : 0.0));
  };
  return planning::solve_bep(b, {.seed_ = static_cast<std::uint64_t>(o.seed_),
                                 .iterations_ = o.iterations_,
                                 .passed_ = [&] { return limited ? passed() : 0.0; },
                                 .run_ = in_threads(static_cast<std::size_t>(o.threads_)),
                                 .progress_ = show});
}

}  // namespace

result<exit_code> plan_bep(bep_plan_options const& o, console const& out) {
  if (auto const fine = check_options(o); !fine) {
    return tl::unexpected{fine.error()};
  }
  auto time = std::optional<double>{};
  if (!o.time_.empty()) {
    auto const parsed = parse_time(o.time_);
    if (!parsed) {
      return tl::unexpected{parsed.error()};
    }
    time = *parsed;
  }
  auto const b = read_file(o.file_, kMaxBepBytes).and_then([&](std::string const& text) {
    return planning::read_bep(text, o.file_.string());
  });
  if (!b) {
    return tl::unexpected{b.error()};
  }
  auto const a = solve(*b, o, time, out);
  if (auto const written = write_atomically(o.output_, to_json(a)); !written) {
    return tl::unexpected{written.error()};
  }
  auto const gap =
      a.makespan_ == 0 ? 0.0 : static_cast<double>(a.makespan_ - a.bound_) / static_cast<double>(a.makespan_);
  auto const answer = bep_plan_answer{.makespan_ = a.makespan_,
                                      .bound_ = a.bound_,
                                      .gap_ = gap,
                                      .cpu_seconds_ = static_cast<double>(std::clock()) / CLOCKS_PER_SEC,
                                      .iterations_ = a.iterations_};
  out.print(out.json_ ? json::encode(answer) + "\n"
                      : fmt::format("Last arrival {}, proven to be at least {} (gap {:.2f} %), after {} iterations.\n"
                                    "The plan is in {}.\n",
                                    a.makespan_, a.bound_, 100 * gap, a.iterations_, o.output_.string()));
  return exit_code::kOk;
}

}  // namespace leeward::cli
