#include "ledger/disk_model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leeward::ledger {

namespace {

using change = stored_file::change;

void put_bytes(std::string& into, std::uint64_t const at, std::string_view const bytes, char const fill = '\0') {
  if (into.size() < at + bytes.size()) {
    into.resize(at + bytes.size(), fill);
  }
  bytes.copy(into.data() + at, bytes.size());
}

std::uint64_t size_after(std::uint64_t const before, change const& c) {
  return c.bytes_.empty() ? c.at_ : std::max(before, c.at_ + c.bytes_.size());
}

// What became of unflushed changes: how much of which of them arrived.
class arrivals {
public:
  arrivals(std::size_t const changes, random_source& random)
      : mood_{random.pick(kMoods)}, changes_{changes}, last_{random.below(changes + 1)}, random_{&random} {}

  // How many changes the file's length has seen.
  std::size_t length_moment() { return moment(); }

  // Of the part of change i that falls into a sector: how many bytes arrived.
  std::size_t arrived(std::size_t const i, std::uint64_t const sector, std::size_t const size) {
    auto const [at, is_new] = moments_.try_emplace(sector, 0);
    if (is_new) {
      at->second = moment();
    }
    if (i < at->second) {
      return size;
    }
    // Torn once, and then nothing more came to it.
    auto const torn = i == at->second && mood_ != mood::kNothing && random_->chance(1, 2);
    return torn ? random_->below(size + 1) : 0;
  }

private:
  enum class mood { kNothing, kEverything, kInOrder, kAnySector };

  static constexpr auto const kMoods =
      std::array{mood::kNothing, mood::kEverything, mood::kInOrder, mood::kAnySector, mood::kAnySector};

  std::size_t moment() {
    switch (mood_) {
      case mood::kNothing: return 0;
      case mood::kEverything: return changes_;
      case mood::kInOrder: return last_;
      case mood::kAnySector: break;
    }
    return random_->below(changes_ + 1);
  }

  mood mood_;
  std::size_t changes_;
  std::size_t last_;
  random_source* random_;
  std::map<std::uint64_t, std::size_t> moments_;
};

std::string settled(stored_file const& f, random_source& random) {
  auto bytes = f.durable_;
  auto came = arrivals{f.unflushed_.size(), random};
  auto const fill = random.chance(1, 2) ? '\0' : static_cast<char>(random.below(256));
  auto const seen = came.length_moment();
  auto size = std::uint64_t{f.durable_.size()};
  for (auto i = std::size_t{0}; i != f.unflushed_.size(); ++i) {
    auto const& c = f.unflushed_[i];
    size = i < seen ? size_after(size, c) : size;
    auto rest = std::string_view{c.bytes_};
    for (auto at = c.at_; !rest.empty();) {
      auto const sector = at / disk_model::kSectorBytes;
      auto const piece = rest.substr(0, (sector + 1) * disk_model::kSectorBytes - at);
      auto const arrived = piece.substr(0, came.arrived(i, sector, piece.size()));
      if (!arrived.empty()) {
        put_bytes(bytes, at, arrived, fill);
      }
      at += piece.size();
      rest.remove_prefix(piece.size());
    }
  }
  bytes.resize(size, fill);
  return bytes;
}

}  // namespace

disk_model::file disk_model::find(std::string const& name) const {
  auto const at = now_.find(name);
  return at == end(now_) ? nullptr : at->second;
}

disk_model::file disk_model::create(std::string const& name) {
  auto made = std::make_shared<stored_file>();
  now_[name] = made;
  unflushed_.push_back({name, made});
  return made;
}

void disk_model::remove(std::string const& name) {
  now_.erase(name);
  unflushed_.push_back({name, nullptr});
}

void disk_model::flush_folder() {
  durable_ = now_;
  unflushed_.clear();
}

void disk_model::write(stored_file& f, std::uint64_t const at, std::string_view const bytes) {
  put_bytes(f.now_, at, bytes);
  f.unflushed_.push_back({at, std::string{bytes}});
}

void disk_model::resize(stored_file& f, std::uint64_t const size) {
  f.now_.resize(size);
  f.unflushed_.push_back({size, {}});
}

void disk_model::flush(stored_file& f) {
  for (auto const& c : f.unflushed_) {
    if (c.bytes_.empty()) {
      f.durable_.resize(c.at_);
    } else {
      put_bytes(f.durable_, c.at_, c.bytes_);
    }
  }
  f.unflushed_.clear();
}

void disk_model::fail_flush(stored_file& f, random_source& random) {
  f.durable_ = settled(f, random);
  f.unflushed_.clear();
}

void disk_model::cut_power(random_source& random) {
  auto moments = std::map<std::string, std::size_t>{};
  for (auto i = std::size_t{0}; i != unflushed_.size(); ++i) {
    auto const& c = unflushed_[i];
    auto const [at, is_new] = moments.try_emplace(c.name_, 0);
    if (is_new) {
      at->second = random.below(unflushed_.size() + 1);
    }
    if (i >= at->second) {
      continue;
    }
    if (c.file_ == nullptr) {
      durable_.erase(c.name_);
    } else {
      durable_[c.name_] = c.file_;
    }
  }
  unflushed_.clear();
  now_ = durable_;
  for (auto const& [name, f] : now_) {
    fail_flush(*f, random);
    f->now_ = f->durable_;
  }
}

std::uint64_t disk_model::used_bytes() const {
  auto sum = std::uint64_t{0};
  for (auto const& [name, f] : now_) {
    sum += f->now_.size();
  }
  return sum;
}

std::map<std::string, std::string> disk_model::contents() const {
  auto all = std::map<std::string, std::string>{};
  for (auto const& [name, f] : now_) {
    all.emplace(name, f->now_);
  }
  return all;
}

void disk_model::put(std::map<std::string, std::string> const& all) {
  now_.clear();
  for (auto const& [name, bytes] : all) {
    auto f = std::make_shared<stored_file>();
    f->now_ = bytes;
    f->durable_ = bytes;
    now_.emplace(name, std::move(f));
  }
  flush_folder();
}

}  // namespace leeward::ledger
