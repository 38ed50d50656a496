#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/random.h"
#include "ledger/chain.h"
#include "ledger/checkpoint.h"
#include "ledger/script_player.h"
#include "ledger/trouble.h"
#include "ledger/verify.h"

// Somebody with the file and all knowledge of it changes events in it, and has not the checkpoint that lies elsewhere.
namespace leeward::ledger {
namespace {

constexpr auto const kShards = std::uint64_t{5};
constexpr auto const kMutations = std::uint64_t{10'000};
constexpr auto const kMutationsInSoak = std::uint64_t{50'000};
constexpr auto const kRequests = std::size_t{35};
constexpr auto const kMostCut = std::uint64_t{5};

struct log {
  std::vector<record> rows_;
  head end_;
};

// The events as they stand in the file.
log read_log(store& s) {
  auto l = log{};
  EXPECT_TRUE(s.read(kOperationStream, 1, store::kMostReadAtOnce, [&](record const& r) {
    l.rows_.push_back(r);
    return true;
  }));
  l.end_ = *s.head_of(kOperationStream);
  return l;
}

std::string bytes_of(uuid const& id) {
  auto out = std::string{};
  for (auto const half : {id.high_, id.low_}) {
    for (auto shift = 56; shift >= 0; shift -= 8) {
      out.push_back(static_cast<char>(half >> static_cast<unsigned>(shift)));
    }
  }
  return out;
}

void bind_blob(sqlite3_stmt* const s, int const at, std::string const& bytes) {
  sqlite3_bind_blob64(s, at, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

std::string bytes_of(digest const& d) { return {reinterpret_cast<char const*>(d.data()), d.size()}; }

// Past the ledger's own code: what another program would do to the file.
void write_log(fault_disk const& disk, log const& l) {
  auto* db = static_cast<sqlite3*>(nullptr);
  ASSERT_EQ(sqlite3_open_v2("ledger.db", &db, SQLITE_OPEN_READWRITE, disk.name().c_str()), SQLITE_OK);
  auto const closes = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>{db, &sqlite3_close_v2};
  ASSERT_EQ(sqlite3_exec(db, "PRAGMA locking_mode=EXCLUSIVE; BEGIN; DELETE FROM events", nullptr, nullptr, nullptr),
            SQLITE_OK);
  auto* raw = static_cast<sqlite3_stmt*>(nullptr);
  sqlite3_prepare_v2(db, "INSERT INTO events VALUES(?,?,?,?,?,?,?)", -1, &raw, nullptr);
  auto const put = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>{raw, &sqlite3_finalize};
  for (auto const& r : l.rows_) {
    sqlite3_bind_int64(raw, 1, r.stream_.v_);
    sqlite3_bind_int64(raw, 2, static_cast<sqlite3_int64>(r.seq_));
    sqlite3_bind_int64(raw, 3, r.at_.unix_s_);
    bind_blob(raw, 4, bytes_of(r.op_));
    sqlite3_bind_text64(raw, 5, r.actor_.data(), r.actor_.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    sqlite3_bind_text64(raw, 6, r.event_.data(), r.event_.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    bind_blob(raw, 7, bytes_of(r.chain_));
    ASSERT_EQ(sqlite3_step(raw), SQLITE_DONE) << sqlite3_errmsg(db);
    sqlite3_reset(raw);
  }
  sqlite3_prepare_v2(db, "UPDATE heads SET seq=?, chain=?", -1, &raw, nullptr);
  auto const end = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>{raw, &sqlite3_finalize};
  sqlite3_bind_int64(raw, 1, static_cast<sqlite3_int64>(l.end_.seq_));
  bind_blob(raw, 2, bytes_of(l.end_.chain_));
  ASSERT_EQ(sqlite3_step(raw), SQLITE_DONE);
  ASSERT_EQ(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
}

enum class mutation { kBit, kField, kDelete, kDeleteAndRenumber, kInsert, kSwap, kCutTail, kRebuild };

constexpr auto const kKinds = std::uint64_t{8};

void flip_bit(record& r, random_source& random) {
  auto const flip = [&](auto& bytes) {
    auto& byte = random.pick(bytes);
    byte = static_cast<std::remove_reference_t<decltype(byte)>>(static_cast<unsigned char>(byte) ^
                                                                (1U << random.below(8)));
  };
  switch (random.below(5)) {
    case 0: r.op_.low_ ^= std::uint64_t{1} << random.below(64); break;
    case 1: flip(r.actor_); break;
    case 2: flip(r.event_); break;
    case 3: r.at_.unix_s_ ^= std::int64_t{1} << random.below(40); break;
    default: flip(r.chain_); break;
  }
}

void replace_field(record& r, random_source& random) {
  switch (random.below(4)) {
    case 0: r.op_ = uuid{random.next(), random.next()}; break;
    case 1: r.actor_ = "somebody else"; break;
    case 2: r.event_ = R"({"done":{"command":0}})"; break;
    default: r.at_ = r.at_ + seconds{random.between(1, 86'400)}; break;
  }
}

void number_anew(log& l) {
  for (auto i = std::size_t{0}; i != l.rows_.size(); ++i) {
    l.rows_[i].seq_ = i + 1;
  }
}

void chain_anew(log& l, uuid const& folder) {
  l.end_ = {.seq_ = 0, .chain_ = chain_start(folder, kOperationStream)};
  for (auto& r : l.rows_) {
    r = next_record(l.end_, kOperationStream, r.at_, r.op_, r.actor_, r.event_);
  }
}

void put_in(log& l, std::size_t const i, random_source& random) {
  auto forged = l.rows_[i];
  forged.event_ = R"({"forged":{}})";
  auto const before = i == 0 ? chain_start(uuid{1, 2}, kOperationStream) : l.rows_[i - 1].chain_;
  forged.chain_ = random.chance(1, 2) ? chain_hash(before, forged) : digest{9};
  l.rows_.insert(l.rows_.begin() + static_cast<std::ptrdiff_t>(i), forged);
  number_anew(l);
}

void swap_rows(log& l, std::size_t const i, std::size_t const other, random_source& random) {
  std::swap(l.rows_[i], l.rows_[other]);
  std::swap(l.rows_[i].seq_, l.rows_[other].seq_);
  if (random.chance(1, 2)) {  // their hashes stay where they were
    std::swap(l.rows_[i].chain_, l.rows_[other].chain_);
  }
}

void rebuild(log& l, std::size_t const i, random_source& random) {
  switch (random.below(3)) {
    case 0: replace_field(l.rows_[i], random); break;
    case 1: l.rows_.erase(l.rows_.begin() + static_cast<std::ptrdiff_t>(i)); break;
    default: put_in(l, i, random); break;
  }
  chain_anew(l, uuid{1, 2});
}

// Changes the log; gives the seq of the first event that is not as it was.
std::uint64_t mutate(log& l, mutation const kind, random_source& random) {
  auto const count = l.rows_.size();
  auto i = random.below(count);
  switch (kind) {
    case mutation::kBit: flip_bit(l.rows_[i], random); break;
    case mutation::kField: replace_field(l.rows_[i], random); break;
    case mutation::kDelete: l.rows_.erase(l.rows_.begin() + static_cast<std::ptrdiff_t>(i)); break;
    case mutation::kDeleteAndRenumber:
      l.rows_.erase(l.rows_.begin() + static_cast<std::ptrdiff_t>(i));
      number_anew(l);
      break;
    case mutation::kInsert: put_in(l, i, random); break;
    case mutation::kSwap: {
      auto const other = (i + 1 + random.below(count - 1)) % count;
      swap_rows(l, i, other, random);
      i = std::min(i, other);
      break;
    }
    case mutation::kCutTail:
      i = count - 1 - random.below(kMostCut);
      l.rows_.resize(i);
      break;
    case mutation::kRebuild: rebuild(l, i, random); break;
  }
  auto const mends_the_note_of_the_end = random.chance(1, 2);
  if (mends_the_note_of_the_end && kind != mutation::kRebuild) {
    l.end_ = {.seq_ = l.rows_.back().seq_, .chain_ = l.rows_.back().chain_};
  }
  return i + 1;
}

struct tampered_ledger {
  tampered_ledger() {
    EXPECT_TRUE(player_.open() && player_.ask_all(kRequests)) << player_.said_;
    truth_ = read_log(*player_.store_);
    outside_ =
        sign_checkpoint(signing_key{}, player_.store_->folder(), kOperationStream, truth_.end_, instant{1'704'450'000});
    player_.close();
    files_ = player_.disk_.contents();
  }

  // As the file is: who tampers with it may not leave an operation that could be replayed.
  verdict judge(log const& l, std::optional<checkpoint> const& outside) {
    player_.disk_.put(files_);
    write_log(player_.disk_, l);
    auto const s = open_sqlite({.file_ = "ledger.db", .vfs_name_ = player_.disk_.name()});
    EXPECT_TRUE(s.has_value()) << s.error().sentence_;
    return verify(**s, kOperationStream, outside).value();
  }

  operation_script script_{seconds{30}};
  script_player player_{1, script_};
  log truth_;
  checkpoint outside_;
  std::map<std::string, std::string> files_;
};

std::string all_of(verdict const& v) {
  auto text = std::string{};
  for (auto const& f : v.findings_) {
    text += f.what_ + "\n";
  }
  return text;
}

class tamper : public testing::TestWithParam<std::uint64_t> {};

TEST_P(tamper, is_found_and_named) {
  auto t = tampered_ledger{};
  for (auto n = GetParam(); n < in_soak(kMutationsInSoak, kMutations); n += kShards) {
    auto random = random_source{soak_seed() * 1'000'003 + n};
    auto const kind = static_cast<mutation>(n / kShards % kKinds);
    auto l = t.truth_;
    auto const at = mutate(l, kind, random);
    auto const said = t.judge(l, t.outside_);
    auto const where = testing::Message() << "mutation " << n << " of kind " << n / kShards % kKinds << " at event "
                                          << at << ": " << all_of(said);
    ASSERT_FALSE(said.good()) << where;
    if (kind == mutation::kRebuild) {
      ASSERT_NE(all_of(said).find("checkpoint"), std::string::npos) << where;
      continue;
    }
    // A forged event with a right hash of its own shows at the one behind it.
    ASSERT_GE(said.findings_.front().seq_, at) << where;
    ASSERT_LE(said.findings_.front().seq_, at + 1) << where;
  }
}

INSTANTIATE_TEST_SUITE_P(shard, tamper, testing::Range(std::uint64_t{0}, kShards));

TEST(tamper_test_itself, an_untouched_log_is_good_and_a_rebuilt_one_needs_the_checkpoint) {
  auto t = tampered_ledger{};
  EXPECT_TRUE(t.judge(t.truth_, t.outside_).good());
  auto l = t.truth_;
  l.rows_[3].event_ = "{}";
  chain_anew(l, uuid{1, 2});
  EXPECT_TRUE(t.judge(l, std::nullopt).good());
  EXPECT_FALSE(t.judge(l, t.outside_).good());
}

}  // namespace
}  // namespace leeward::ledger
