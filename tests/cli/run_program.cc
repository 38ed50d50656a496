#include "cli/run_program.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>
#include <spawn.h>

namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

// A folder of its own for one run.
struct run_folder {
  run_folder() { fs::create_directories(path_); }
  ~run_folder() { fs::remove_all(path_); }
  run_folder(run_folder const&) = delete;
  run_folder& operator=(run_folder const&) = delete;

  static std::string next_name() {
    static auto runs = std::atomic<int>{0};
    return "leeward_run_" + std::to_string(getpid()) + "_" + std::to_string(runs++);
  }

  fs::path path_{fs::path{testing::TempDir()} / next_name()};
};

std::string content_of(fs::path const& path) {
  auto file = std::ifstream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// 0 if it could not be started.
pid_t start(std::vector<std::string> const& arguments, fs::path const& out, fs::path const& err) {
  auto words = std::vector<std::string>{LEEWARD_BINARY};
  words.insert(end(words), begin(arguments), end(arguments));
  auto argv = std::vector<char*>{};
  for (auto& word : words) {
    argv.push_back(word.data());
  }
  argv.push_back(nullptr);

  auto files = posix_spawn_file_actions_t{};
  posix_spawn_file_actions_init(&files);
  auto const create = O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY;
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(), create, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, err.c_str(), create, 0600);
  auto pid = pid_t{};
  auto const started = posix_spawn(&pid, LEEWARD_BINARY, &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  return started == 0 ? pid : 0;
}

int exit_code_of(pid_t const pid) {
  auto status = 0;
  return pid != 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

outcome run_program(std::vector<std::string> const& arguments, std::string const& output) {
  auto const folder = run_folder{};
  auto const out = output.empty() ? folder.path_ / "out" : fs::path{output};
  auto const err = folder.path_ / "err";
  auto const code = exit_code_of(start(arguments, out, err));
  return {code, output.empty() ? content_of(out) : std::string{}, content_of(err)};
}

outcome run_on_terminal(std::vector<std::string> const& arguments, std::uint16_t const columns) {
  auto const folder = run_folder{};
  auto const out = folder.path_ / "out";
  auto const screen = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  auto const size = winsize{.ws_row = 25, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
  auto name = std::array<char, 64>{};
  EXPECT_TRUE(grantpt(screen) == 0 && unlockpt(screen) == 0 && ioctl(screen, TIOCSWINSZ, &size) == 0 &&
              ptsname_r(screen, name.data(), name.size()) == 0);
  auto const pid = start(arguments, out, name.data());
  auto shown = std::string{};
  auto part = std::array<char, 4096>{};
  // Fails when the program has ended, and nobody else has the terminal.
  for (auto n = read(screen, part.data(), part.size()); n > 0; n = read(screen, part.data(), part.size())) {
    shown.append(part.data(), static_cast<std::size_t>(n));
  }
  auto const code = exit_code_of(pid);
  close(screen);
  return {code, content_of(out), shown};
}

}  // namespace leeward::cli
