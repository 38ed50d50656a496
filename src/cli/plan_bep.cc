#include "cli/plan_bep.h"

#include <ctime>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "base/json/writer.h"
#include "planning/bep/instance.h"
#include "planning/bep/solve/solve_bep.h"

namespace leeward::cli {

namespace {

constexpr auto const kMaxBepBytes = std::size_t{256} << 20U;
constexpr auto const kDefaultSeconds = 10.0;
constexpr auto const kOutputSeconds = 0.02;  // kept for the start of the process, and for writing

struct bep_plan_answer {
  std::int64_t makespan_{0};
  std::int64_t bound_{0};
  double gap_{0};  // (makespan − bound) / makespan
  double cpu_seconds_{0};
  std::int64_t iterations_{0};
};
BOOST_DESCRIBE_STRUCT(bep_plan_answer, (), (makespan_, bound_, gap_, cpu_seconds_, iterations_))

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

planning::bep_answer solve(planning::bep_instance const& b, std::int64_t const seed, effort const& e,
                           console const& out) {
  auto bar = progress_bar{out, "planning"};
  return planning::solve_bep(
      b, {.seed_ = static_cast<std::uint64_t>(seed),
          .iterations_ = e.iterations_,
          .passed_ = [&] { return e.passed(); },
          .run_ = in_threads(e.threads_),
          .progress_ =
              [&](std::int64_t const value, std::int64_t const bound, std::int64_t const iterations) {
                bar.show(fmt::format("last arrival {}, at least {}", value, bound), e.share(iterations));
              }});
}

}  // namespace

result<exit_code> plan_bep(bep_plan_options const& o, console const& out) {
  auto const e = parse_effort(o.effort_, kDefaultSeconds, kOutputSeconds);
  if (!e) {
    return tl::unexpected{e.error()};
  }
  auto const b = read_file(o.file_, kMaxBepBytes).and_then([&](std::string const& text) {
    return planning::read_bep(text, o.file_.string());
  });
  if (!b) {
    return tl::unexpected{b.error()};
  }
  auto const a = solve(*b, o.seed_, *e, out);
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
