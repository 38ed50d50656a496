// Serves commands over a real file: kill_server FILE. Each line of the input is the number of a command
// (work_script.h); each line of the output is such a number and its answer, written when both are on the disk. Whatever
// waits is one batch.
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "ledger/sqlite/sqlite_store.h"
#include "ledger/work_script.h"

namespace {

using namespace leeward;
using namespace leeward::ledger;

constexpr auto const kMostInABatch = std::size_t{64};
constexpr auto const kReadAtOnce = std::size_t{4'096};

int complain(std::string const& sentence) {
  fmt::print(stderr, "kill_server: {}\n", sentence);
  return 1;
}

// The commands of the first whole lines, which are taken out.
std::map<uuid, std::uint64_t> take_batch(std::string& waiting) {
  auto numbers = std::map<uuid, std::uint64_t>{};
  for (auto end = waiting.find('\n'); end != std::string::npos && numbers.size() < kMostInABatch;
       end = waiting.find('\n')) {
    auto n = std::uint64_t{0};
    std::from_chars(waiting.data(), waiting.data() + end, n);
    numbers.emplace(command_number(n).op_, n);
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
  auto waiting = std::string{};
  auto part = std::array<char, kReadAtOnce>{};
  for (auto n = ::read(STDIN_FILENO, part.data(), part.size()); n > 0;
       n = ::read(STDIN_FILENO, part.data(), part.size())) {
    waiting.append(part.data(), static_cast<std::size_t>(n));
    for (auto numbers = take_batch(waiting); !numbers.empty(); numbers = take_batch(waiting)) {
      auto commands = std::vector<scripted_command>{};
      for (auto const& [op, number] : numbers) {
        commands.push_back(command_number(number));
      }
      auto const answers = serve(**s, commands);
      if (!answers) {
        return complain(answers.error().sentence_);
      }
      auto lines = std::string{};
      for (auto const& [op, answer] : *answers) {
        lines += fmt::format("{} {}\n", numbers.at(op), answer);
      }
      if (!write_all(lines)) {
        return 0;
      }
    }
  }
  return 0;
}
