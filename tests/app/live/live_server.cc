// A process that owns a data folder: live_server FOLDER [KEYS]. It registers one household of two after another and
// writes, after each answer, how many persons have been; it ends with its input.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

#include "app/live/a_folder.h"

namespace {

using namespace leeward;

instant now() {
  auto const since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(since).count()};
}

[[noreturn]] void complain(error const& e) {
  fmt::print(stderr, "live_server: {}\n", e.sentence_);
  std::_Exit(1);
}

void must_ask(app::live& l, ledger::request const& r) {
  auto const a = l.ask(r);
  if (!a) {
    complain(a.error());
  }
  if (a->outcome_ != ledger::outcome::kDone) {
    complain({error_kind::kStorage, a->refusal_->sentence_, {}});
  }
}

}  // namespace

int main(int const argc, char** const argv) {
  auto const options =
      ledger::folder_options{.folder_ = argv[1],
                             .keys_ = argc > 2 ? std::optional<std::filesystem::path>{argv[2]} : std::nullopt,
                             .if_empty_ = ledger::if_empty::kMake};
  auto const l = app::live::open(options, now, complain);
  if (!l) {
    complain(l.error());
  }
  for (auto const& r : app::beginning()) {
    must_ask(**l, r);
  }
  auto over = std::atomic<bool>{false};
  auto const waiting = std::jthread{[&] {
    auto byte = char{};
    while (::read(STDIN_FILENO, &byte, 1) == 1) {
    }
    over = true;
  }};
  for (auto n = 1; !over; ++n) {
    must_ask(**l, app::registers(fmt::format("household {}", n), 2));
    fmt::print("{}\n", 2 * n);
    std::fflush(stdout);
  }
  return 0;
}
