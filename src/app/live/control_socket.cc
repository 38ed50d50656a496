#include "app/live/control_socket.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <list>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "app/live/control_wire.h"
#include "base/json/decode.h"
#include "base/json/encode.h"
#include "ledger/sqlite/data_folder.h"

namespace leeward::app {

namespace fs = std::filesystem;

namespace {

constexpr auto const kPatience = std::chrono::seconds{5};                  // for what is asked
constexpr auto const kSendPatience = timeval{.tv_sec = 30, .tv_usec = 0};  // for each piece that goes out
constexpr auto const kSentAtOnce = std::size_t{32} << 10U;
constexpr auto const kMostInQueue = 16;  // of connections that are not taken yet

std::string last_line(result<void> const& how) {
  auto line = errand_line{.end_ = finished{}};
  if (!how) {
    line.end_->error_ = failed{how.error().kind_, how.error().sentence_, how.error().field_};
  }
  return json::encode(line) + "\n";
}

struct connection {
  explicit connection(descriptor d) : with_{std::move(d)} {}

  void serve(run_for_others const& run) {
    ::setsockopt(with_.fd_, SOL_SOCKET, SO_SNDTIMEO, &kSendPatience, sizeof(kSendPatience));
    auto in = line_reader{with_, control_socket::kMostAskedBytes};
    auto const line = in.next(kPatience);
    auto const asked = line ? json::decode<errand>(*line, "errand")
                            : result<errand>{invalid("no whole line came, or one that is too long", "errand")};
    auto unsent = std::string{};
    auto const done = asked.and_then([&](errand const& e) {
      return run(e, [&](errand_line const& l) {
        unsent += json::encode(l) + "\n";
        return (!l.progress_ && unsent.size() < kSentAtOnce) || send_all(with_, std::exchange(unsent, {}));
      });
    });
    send_all(with_, unsent + last_line(done));
    ::shutdown(with_.fd_, SHUT_RDWR);
    is_done_ = true;
  }

  descriptor with_;
  std::atomic<bool> is_done_{false};
  std::thread thread_;
};

result<descriptor> bound(fs::path const& folder) {
  auto const path = folder / ledger::kSocketFile;
  auto const cannot = [&] {
    return fail(error_kind::kStorage,
                fmt::format("{}: cannot be made: {}", path.string(), std::generic_category().message(errno)),
                path.string());
  };
  auto const address = control_address::of(folder);
  if (!address) {
    return tl::unexpected{address.error()};
  }
  auto s = descriptor{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  // Before it is bound, so that there is no moment in which others may connect.
  if (!s.good() || ::fchmod(s.fd_, 0600) != 0 || (::unlink(path.c_str()) != 0 && errno != ENOENT) ||
      ::bind(s.fd_, address->at(), sizeof(address->name_)) != 0 || ::listen(s.fd_, kMostInQueue) != 0) {
    return cannot();
  }
  return s;
}

}  // namespace

struct control_socket::impl {
  void accept_all() {
    while (true) {
      auto both = std::array{pollfd{.fd = listening_.fd_, .events = POLLIN, .revents = 0},
                             pollfd{.fd = stop_.fd_, .events = POLLIN, .revents = 0}};
      ::poll(both.data(), both.size(), -1);
      if (both[1].revents != 0) {
        return;
      }
      auto with = descriptor{::accept4(listening_.fd_, nullptr, nullptr, SOCK_CLOEXEC)};
      if (with.good()) {
        begin(std::move(with));
      } else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) {
        ::poll(&both[1], 1, 100);  // until there is room
      }
    }
  }

  void begin(descriptor with) {
    open_.remove_if([](connection& c) {
      auto const done = c.is_done_.load();
      if (done) {
        c.thread_.join();
      }
      return done;
    });
    if (open_.size() == kMostAtOnce) {
      send_all(with, last_line(fail(error_kind::kStorage,
                                    fmt::format("{} commands are at work on this folder already; try again when one "
                                                "of them is done",
                                                kMostAtOnce))));
      return;
    }
    auto& c = open_.emplace_back(std::move(with));
    try {
      c.thread_ = std::thread{[&] { c.serve(run_); }};
    } catch (std::system_error const&) {  // no room for a thread: the caller sees that nobody answers
      open_.pop_back();
    }
  }

  fs::path path_;
  run_for_others run_;
  descriptor listening_{-1};
  descriptor stop_{-1};      // has something to read when it is over
  descriptor say_stop_{-1};  // the other end of it
  std::list<connection> open_;
  std::thread accepting_;
};

control_socket::control_socket(std::unique_ptr<impl> i) : impl_{std::move(i)} {}

result<std::unique_ptr<control_socket>> control_socket::listen(fs::path const& folder, run_for_others run) {
  auto s = bound(folder);
  auto stop = std::array{-1, -1};
  if (s && ::pipe2(stop.data(), O_CLOEXEC) != 0) {
    return fail(error_kind::kStorage, fmt::format("no pipe: {}", std::generic_category().message(errno)));
  }
  return s.map([&](descriptor& listening) {
    auto i = std::make_unique<impl>();
    i->path_ = folder / ledger::kSocketFile;
    i->run_ = std::move(run);
    i->listening_ = std::move(listening);
    i->stop_ = descriptor{stop[0]};
    i->say_stop_ = descriptor{stop[1]};
    i->accepting_ = std::thread{[all = i.get()] { all->accept_all(); }};
    return std::unique_ptr<control_socket>{new control_socket{std::move(i)}};
  });
}

control_socket::~control_socket() {
  impl_->say_stop_ = descriptor{-1};
  impl_->accepting_.join();
  for (auto& c : impl_->open_) {
    ::shutdown(c.with_.fd_, SHUT_RDWR);
  }
  for (auto& c : impl_->open_) {
    c.thread_.join();
  }
  ::unlink(impl_->path_.c_str());
}

}  // namespace leeward::app
