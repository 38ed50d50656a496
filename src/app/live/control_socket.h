#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/live/errand.h"
#include "base/result.h"

// DIR/control.sock, by which the process that owns a folder runs errands for others: one errand a connection, a line of
// JSON there and lines of JSON back; docs/formats/control.md. Only its owner may connect (0600).
namespace leeward::app {

// Called in a thread of its own for each connection.
using run_for_others = std::function<result<void>(errand const&, each_line const&)>;

class control_socket {
public:
  static constexpr auto const kMostAtOnce = std::size_t{8};
  static constexpr auto const kMostAskedBytes = std::size_t{64} << 10U;
  static constexpr auto const kMostLineBytes = std::size_t{16} << 20U;

  // The caller has the folder to itself, so a socket that is there is of a process that is gone, and is replaced.
  // Errors: kStorage.
  static result<std::unique_ptr<control_socket>> listen(std::filesystem::path const& folder, run_for_others);

  ~control_socket();  // hangs up
  control_socket(control_socket const&) = delete;
  control_socket& operator=(control_socket const&) = delete;

private:
  struct impl;
  explicit control_socket(std::unique_ptr<impl>);

  std::unique_ptr<impl> impl_;
};

// Has the errand run by the process that owns the folder; false: there is none. Errors: those of the errand; kStorage,
// the process stopped or does not answer.
result<bool> send_errand(std::filesystem::path const& folder, errand const&, each_line const&);

}  // namespace leeward::app
