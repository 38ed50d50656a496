// Serves a ledger over a real file: kill_server FILE. Each line of the input is the number of a request
// (operation_script.h); each line of the output is such a number and its answer, written when both are on the disk.
// Whatever waits is one batch.
#include "ledger/kill_server.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "ledger/sequencer.h"
#include "ledger/sqlite/sqlite_store.h"

namespace {

using namespace leeward;
using namespace leeward::ledger;

constexpr auto const kReadAtOnce = std::size_t{256};  // some fifty requests

int complain(std::string const& sentence) {
  fmt::print(stderr, "kill_server: {}\n", sentence);
  return 1;
}

// The numbers of the whole lines, which are taken out.
std::vector<std::size_t> take_numbers(std::string& waiting) {
  auto numbers = std::vector<std::size_t>{};
  for (auto end = waiting.find('\n'); end != std::string::npos; end = waiting.find('\n')) {
    auto n = std::size_t{0};
    std::from_chars(waiting.data(), waiting.data() + end, n);
    numbers.push_back(n);
    waiting.erase(0, end + 1);
  }
  return numbers;
}

bool write_all(std::string_view text) {
  while (!text.empty()) {
    auto const n = ::write(STDOUT_FILENO, text.data(), text.size());
    if (n <= 0) {
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

int main(int const argc, char** const argv) {
  if (argc != 2) {
    return complain("takes one argument, the ledger's file");
  }
  auto const s = open_sqlite({.file_ = argv[1], .new_folder_ = uuid{1, 2}});
  if (!s) {
    return complain(s.error().sentence_);
  }
  auto const k = keys_of_kill_server(argv[1]);
  auto const at_work = sequencer::begin(**s, k, kOperationStream, kPaceOfKillServer);
  if (!at_work) {
    return complain(at_work.error().sentence_);
  }
  auto script = script_of_kill_server();
  auto waiting = std::string{};
  auto part = std::array<char, kReadAtOnce>{};
  for (auto n = ::read(STDIN_FILENO, part.data(), part.size()); n > 0;
       n = ::read(STDIN_FILENO, part.data(), part.size())) {
    waiting.append(part.data(), static_cast<std::size_t>(n));
    auto clock = instant{};
    for (auto const number : take_numbers(waiting)) {
      clock = std::max(clock, script.clock_at(number));
      (*at_work)->post(script.at(number), [number](answer const& a) {
        if (!write_all(fmt::format("{} {}\n", number, json::encode(a)))) {
          ::_exit(0);
        }
      });
    }
    auto worked = (*at_work)->work(clock);
    while (worked && *worked) {
      worked = (*at_work)->work(clock);
    }
    if (!worked) {
      return complain(worked.error().sentence_);
    }
  }
  return 0;
}
