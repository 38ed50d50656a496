#include "figure.h"

#include <cmath>
#include <ctime>
#include <fstream>
#include <string>

#include <boost/describe.hpp>
#include <fmt/core.h>

#include "base/ensure.h"
#include "base/json/encode.h"

namespace leeward::bench {

BOOST_DESCRIBE_STRUCT(figure, (), (figure_, value_, unit_, yardstick_, ratio_))

namespace {

double four_digits(double const x) {
  if (x == 0 || !std::isfinite(x)) {
    return 0;
  }
  auto const scale = std::pow(10.0, 3 - std::floor(std::log10(std::fabs(x))));
  return std::round(x * scale) / scale;
}

double status_megabytes(std::string_view const field) {
  auto in = std::ifstream{"/proc/self/status"};
  for (auto line = std::string{}; std::getline(in, line);) {
    if (line.starts_with(field)) {
      return std::stod(line.substr(field.size() + 1)) * 1024 / 1e6;
    }
  }
  ensure(false, "the kernel tells a process its memory");
  return 0;
}

}  // namespace

void print(std::string_view const name, double const value, std::string_view const unit,
           std::optional<double> const yardstick) {
  auto f = figure{.figure_ = std::string{name},
                  .value_ = four_digits(value),
                  .unit_ = std::string{unit},
                  .yardstick_ = {},
                  .ratio_ = {}};
  if (yardstick) {
    f.yardstick_ = four_digits(*yardstick);
    if (*yardstick != 0) {
      f.ratio_ = four_digits(value / *yardstick);
    }
  }
  fmt::print("{}\n", json::encode(f));
  std::fflush(stdout);
}

double cpu_seconds() {
  auto now = timespec{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double median(std::vector<double> all) {
  ensure(!all.empty(), "something was measured");
  auto const middle = begin(all) + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(begin(all), middle, end(all));
  return *middle;
}

double peak_megabytes() { return status_megabytes("VmHWM:"); }
double resident_megabytes() { return status_megabytes("VmRSS:"); }
void reset_peak() { std::ofstream{"/proc/self/clear_refs"} << "5"; }

}  // namespace leeward::bench
