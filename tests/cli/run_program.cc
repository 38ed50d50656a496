#include "cli/run_program.h"

#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>
#include <spawn.h>

namespace leeward::cli {

namespace {

std::string content_of(std::filesystem::path const& path) {
  auto file = std::ifstream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

outcome run_program(std::vector<std::string> const& arguments, std::string const& output) {
  static auto runs = std::atomic<int>{0};
  auto const folder = std::filesystem::path{testing::TempDir()} /
                      ("leeward_run_" + std::to_string(getpid()) + "_" + std::to_string(runs++));
  std::filesystem::create_directories(folder);
  auto const out = output.empty() ? folder / "out" : std::filesystem::path{output};
  auto const err = folder / "err";

  auto words = std::vector<std::string>{LEEWARD_BINARY};
  words.insert(end(words), begin(arguments), end(arguments));
  auto argv = std::vector<char*>{};
  for (auto& word : words) {
    argv.push_back(word.data());
  }
  argv.push_back(nullptr);

  auto files = posix_spawn_file_actions_t{};
  posix_spawn_file_actions_init(&files);
  auto const create = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(), create, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, err.c_str(), create, 0600);
  auto pid = pid_t{};
  auto const started = posix_spawn(&pid, LEEWARD_BINARY, &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  auto result = outcome{};
  auto status = 0;
  if (started == 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status)) {
    result.code_ = WEXITSTATUS(status);
  }
  if (output.empty()) {
    result.out_ = content_of(out);
  }
  result.err_ = content_of(err);
  std::filesystem::remove_all(folder);
  return result;
}

}  // namespace leeward::cli
