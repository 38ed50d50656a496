#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "ledger/chain.h"
#include "ledger/store.h"

// A store without a disk, whose troubles are in the test's hands.
namespace leeward::ledger {

class memory_store final : public store {
public:
  uuid folder() const override { return {1, 2}; }

  result<head> head_of(stream const of) override {
    return records_.empty() ? head{.seq_ = 0, .chain_ = chain_start(folder(), of)}
                            : head{.seq_ = records_.back().seq_, .chain_ = records_.back().chain_};
  }

  result<void> append(batch const& b) override {
    if (auto const fits = trouble(); !fits) {
      return fits;
    }
    records_.insert(records_.end(), b.records_.begin(), b.records_.end());
    for (auto const& a : b.answers_) {
      doubled_ += answers_.emplace(a.op_, a).second ? 0 : 1;
    }
    for (auto const& s : b.subjects_) {
      doubled_ += subjects_.emplace(std::pair{s.subject_, s.version_}, s).second ? 0 : 1;
    }
    for (auto const& k : b.keys_) {
      keys_[k.subject_] = k;
    }
    for (auto const& id : b.erased_) {
      keys_.erase(id);
      std::erase_if(subjects_, [&](auto const& s) { return s.first.first == id; });
    }
    ++batches_;
    return {};
  }

  bool dead() const override { return is_dead_; }
  result<void> try_space() override { return trouble(); }

  result<std::size_t> read(stream, std::uint64_t const from, std::size_t const most,
                           std::function<bool(record const&)> const& each) override {
    auto n = std::size_t{0};
    for (auto i = from - 1; i < records_.size() && n != most && n != kMostReadAtOnce; ++i) {
      ++n;
      if (!each(records_[i])) {
        break;
      }
    }
    return n;
  }

  result<std::optional<stored_answer>> answer(uuid const& op) override { return found(answers_, op); }
  result<std::optional<subject_record>> subject(uuid const& id, std::uint32_t const version) override {
    return found(subjects_, std::pair{id, version});
  }
  result<std::optional<subject_key>> key_of(uuid const& id) override { return found(keys_, id); }
  result<std::optional<std::uint64_t>> read_tokens(std::uint64_t, std::size_t,
                                                   std::function<void(subject_record const&)> const&) override {
    return std::nullopt;
  }
  result<std::optional<std::uint64_t>> read_keys(std::uint64_t const from, std::size_t const most,
                                                 std::function<void(subject_key const&)> const& each) override {
    auto place = std::uint64_t{0};
    for (auto const& [id, k] : keys_) {
      if (++place > from && place <= from + most) {
        each(k);
      }
    }
    return from >= place ? std::nullopt : std::optional{std::min(place, from + most)};
  }

  result<void> put_snapshot_part(stream, std::uint32_t const part, std::string_view const bytes) override {
    parts_.resize(part);
    parts_.emplace_back(bytes);
    return trouble();
  }
  result<void> finish_snapshot(snapshot_head const& h) override {
    snapshots_.push_back(h);
    finished_ = parts_;
    return trouble();
  }
  result<std::optional<snapshot_head>> newest_snapshot(stream) override {
    return snapshots_.empty() ? std::nullopt : std::optional{snapshots_.back()};
  }
  result<std::string> snapshot_part(stream, std::uint32_t const part) override { return finished_.at(part); }

  result<std::unique_ptr<backup>> begin_backup(std::filesystem::path const&) override {
    return fail(error_kind::kStorage, "There is no file that could be copied.");
  }
  result<sizes> measure() override { return sizes{}; }

  std::vector<record> records_;
  std::map<uuid, stored_answer> answers_;
  std::map<std::pair<uuid, std::uint32_t>, subject_record> subjects_;
  std::map<uuid, subject_key> keys_;
  std::vector<snapshot_head> snapshots_;
  int batches_{0};
  int doubled_{0};  // answers and subjects that were there already
  bool is_full_{false};
  bool dies_{false};

private:
  result<void> trouble() {
    is_dead_ = is_dead_ || dies_;
    return is_full_ || is_dead_ ? result<void>{fail(error_kind::kStorage, "The disk gives trouble.")} : result<void>{};
  }

  template <typename Key, typename Value>
  static std::optional<Value> found(std::map<Key, Value> const& in, Key const& key) {
    auto const at = in.find(key);
    return at == in.end() ? std::nullopt : std::optional{at->second};
  }

  std::vector<std::string> parts_;
  std::vector<std::string> finished_;
  bool is_dead_{false};
};

}  // namespace leeward::ledger
