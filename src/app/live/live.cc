#include "app/live/live.h"

#include <chrono>
#include <future>

#include <fmt/format.h>

#include "app/registry/new_master.h"

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
  l->begin_people();
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

// The answers to some may come, and then the ledger stops: the list outlives this call.
result<std::vector<ledger::answer>> live::ask_all(std::vector<ledger::request> all) {
  struct waiting {
    std::vector<ledger::answer> answers_;
    std::atomic<std::size_t> left_{0};
    std::promise<std::vector<ledger::answer>> promise_{};
  };
  if (all.empty()) {
    return std::vector<ledger::answer>{};
  }
  auto const w = std::make_shared<waiting>();
  w->answers_.resize(all.size());
  w->left_ = all.size();
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    post(std::move(all[i]), [w, i](ledger::answer const& a) {
      w->answers_[i] = a;
      if (--w->left_ == 0) {
        w->promise_.set_value(std::move(w->answers_));
      }
    });
  }
  auto answers = await(w->promise_.get_future(), stopped_);
  return answers ? result<std::vector<ledger::answer>>{std::move(*answers)} : has_stopped();
}

void live::see(std::function<void(operation::state const&, ledger::head const&)> const& use) const { read(use); }

// Between the first batches.
void live::begin_people() {
  registry_ = std::make_unique<registry>(*this, folder_.keys_);
  sequencer_->between([r = registry_.get()](ledger::store& s) { return r->fill_some(s).value_or(true); });
  if (auto const& k = folder_.keys_.vault_; k && k->next_) {
    sequencer_->between([work = std::make_shared<new_master>(*registry_, folder_.keys_.folder_, *k)](ledger::store& s) {
      return work->step(s).value_or(true);
    });
  }
}

void live::post(ledger::request r, std::function<void(ledger::answer const&)> then) {
  sequencer_->post(std::move(r), std::move(then));
}

result<void> live::read_events(std::uint64_t const from, std::function<bool(ledger::record const&)> const& each) {
  return with_store([&](ledger::store& s) {
    return s.read(ledger::kOperationStream, from, ledger::store::kMostReadAtOnce, each).map([](std::size_t) {});
  });
}

// A ledger that has stopped takes no step any more, so that `use` is not called once this has returned.
result<void> live::with_store(std::function<result<void>(ledger::store&)> const& use) {
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
      .with_store_ = [&](auto const& use) { return with_store(use); },
      .with_state_ =
          [&](auto const& use) {
            read([&](operation::state const& s, ledger::head const& h) { use(s, h.seq_, std::max(s.now_, clock_())); });
            return result<void>{};
          },
      .with_people_ = [&](auto const& use) { return use(*registry_); }};
  return run_errand(e, at, tell);
}

}  // namespace leeward::app
