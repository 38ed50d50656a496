#include "app/live/live.h"

#include <chrono>
#include <future>

#include <fmt/format.h>

namespace leeward::app {

namespace {

constexpr auto const kLookUp = std::chrono::milliseconds{100};  // whether the ledger has stopped

// None: it stopped before.
template <typename T>
std::optional<T> await(std::future<T> coming, std::atomic<bool> const& stopped) {
  while (coming.wait_for(kLookUp) != std::future_status::ready) {
    if (stopped) {
      return std::nullopt;
    }
  }
  return coming.get();
}

tl::unexpected<error> has_stopped() {
  return fail(error_kind::kStorage, "the ledger stopped after a failed write to the disk; start the program again");
}

}  // namespace

live::live(ledger::data_folder f, std::filesystem::path path, std::function<instant()> clock)
    : folder_{std::move(f)}, path_{std::move(path)}, clock_{std::move(clock)} {}

live::~live() = default;

result<std::unique_ptr<live>> live::open(ledger::folder_options const& o, std::function<instant()> clock,
                                         std::function<void(error const&)> stopped) {
  auto folder =
      ledger::lock_folder(o).and_then([&](folder_lock lock) { return ledger::open_folder(std::move(lock), o); });
  if (!folder) {
    return tl::unexpected{folder.error()};
  }
  auto l = std::unique_ptr<live>{new live{std::move(*folder), o.folder_, std::move(clock)}};
  auto begun = ledger::sequencer::begin(*l->folder_.store_, l->folder_.keys_);
  if (!begun) {
    return tl::unexpected{begun.error()};
  }
  l->sequencer_ = std::move(*begun);
  l->worker_ = std::make_unique<ledger::worker>(*l->sequencer_, l->clock_,
                                                [all = l.get(), then = std::move(stopped)](error const& e) {
                                                  all->stopped_ = true;
                                                  then(e);
                                                });
  auto socket = control_socket::listen(
      o.folder_, [all = l.get()](errand const& e, each_line const& tell) { return all->run(e, tell); });
  if (!socket) {
    return tl::unexpected{socket.error()};
  }
  l->socket_ = std::move(*socket);
  return l;
}

result<ledger::answer> live::ask(ledger::request r) {
  auto const promise = std::make_shared<std::promise<ledger::answer>>();
  post(std::move(r), [promise](ledger::answer const& a) { promise->set_value(a); });
  auto answer = await(promise->get_future(), stopped_);
  return answer ? result<ledger::answer>{std::move(*answer)} : has_stopped();
}

void live::post(ledger::request r, std::function<void(ledger::answer const&)> then) {
  sequencer_->post(std::move(r), std::move(then));
}

result<void> live::read_events(std::uint64_t const from, std::function<bool(ledger::record const&)> const& each) {
  return lend_store([&](ledger::store& s) {
    return s.read(ledger::kOperationStream, from, ledger::store::kMostReadAtOnce, each).map([](std::size_t) {});
  });
}

// A ledger that has stopped takes no step any more, so that `use` is not called once this has returned.
result<void> live::lend_store(std::function<result<void>(ledger::store&)> const& use) {
  auto const promise = std::make_shared<std::promise<result<void>>>();
  sequencer_->between([promise, &use](ledger::store& s) {
    promise->set_value(use(s));
    return true;
  });
  auto used = await(promise->get_future(), stopped_);
  return used ? std::move(*used) : has_stopped();
}

result<void> live::run(errand const& e, each_line const& tell) {
  auto const at = at_hand{
      .folder_ = folder_.store_->folder(),
      .path_ = path_,
      .keys_ = folder_.keys_,
      .clock_ = clock_,
      .with_store_ = [&](auto const& use) { return lend_store(use); },
      .with_state_ =
          [&](auto const& use) {
            read([&](operation::state const& s, ledger::head const& h) { use(s, h.seq_, std::max(s.now_, clock_())); });
            return result<void>{};
          }};
  return run_errand(e, at, tell);
}

}  // namespace leeward::app
