#include "ledger/sqlite/sqlite_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/ensure.h"
#include "ledger/chain.h"
#include "ledger/sqlite/connection.h"
#include "ledger/sqlite/log_file.h"
#include "ledger/sqlite/schema.h"
#include "ledger/sqlite/sqlite_backup.h"
#include "ledger/sqlite/statements.h"

namespace leeward::ledger {

namespace {

constexpr auto const kCheckpointPages = 1000;  // of the log, until they go to their places: 4 MB
constexpr auto const kMostLogPages = 250'000;  // then the log counts as full: 1 GB
constexpr auto const kTrialBytes = 512 << 10;  // more than a common batch
constexpr auto const kSlots = std::uint32_t{2};

class sqlite_store final : public store {
public:
  sqlite_store(connection db, statements s, sqlite_options o, uuid const& folder)
      : db_{std::move(db)}, sql_{std::move(s)}, options_{std::move(o)}, folder_{folder} {
    sqlite3_wal_hook(
        db_.get(),
        [](void* const pages, sqlite3*, char const*, int const n) {
          *static_cast<int*>(pages) = n;
          return SQLITE_OK;
        },
        &log_pages_);
  }

  // What is in the log goes to its places when a store is closed; not from one that does not know what is on the disk.
  ~sqlite_store() override {
    if (dead_) {
      sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
  }
  sqlite_store(sqlite_store const&) = delete;
  sqlite_store& operator=(sqlite_store const&) = delete;

  // A process that was cut off may have left rows of subjects who are gone in its log. A full disk only means later.
  result<void> wipe_log() {
    checkpoint();
    return dead_ ? stopped() : result<void>{};
  }

  uuid folder() const override { return folder_; }
  bool dead() const override { return dead_; }

  result<head> head_of(stream const of) override {
    if (auto const known = heads_.find(of); known != heads_.end()) {
      return known->second;
    }
    auto h = head{.seq_ = 0, .chain_ = chain_start(folder_, of)};
    auto const resets = reset_after{sql_.head_};
    auto const row = sql_.head_.bind(0, of.v_).step();
    if (!row) {
      return tl::unexpected{row.error()};
    }
    if (*row) {
      h.seq_ = static_cast<std::uint64_t>(sql_.head_.number(0));
      sql_.head_.bytes(1, h.chain_);
    }
    return heads_.emplace(of, h).first->second;
  }

  result<void> append(batch const& b) override {
    auto heads = std::map<stream, head>{};
    for (auto const& r : b.records_) {
      auto const before = heads.contains(r.stream_) ? result<head>{heads[r.stream_]} : head_of(r.stream_);
      if (!before) {
        return tl::unexpected{before.error()};
      }
      ensure(r.seq_ == before->seq_ + 1, "a record does not continue its stream");
      ensure(r.event_.size() <= kMostEventBytes, "an event is too large to be kept");
      heads[r.stream_] = head{.seq_ = r.seq_, .chain_ = r.chain_};
    }
    auto const written = b.erased_.empty() ? write([&] { return put(b, heads); }) : write_and_wipe(b, heads);
    if (written) {
      for (auto const& [of, h] : heads) {
        heads_[of] = h;
      }
    }
    return written;
  }

  result<void> try_space() override {
    auto const tried = write([&] { return sql_.put_trial_.bind(0, std::int64_t{kTrialBytes}).run(); });
    return tried ? write([&] { return sql_.drop_trial_.run(); }) : tried;
  }

  result<std::size_t> read(stream const of, std::uint64_t const from, std::size_t const most,
                           std::function<bool(record const&)> const& each) override {
    auto& s = sql_.events_;
    auto const resets = reset_after{s};
    s.bind(0, of.v_).bind(1, from).bind(2, std::uint64_t{std::min(most, kMostReadAtOnce)});
    auto n = std::size_t{0};
    auto r = record{};
    r.stream_ = of;
    while (true) {
      auto const row = s.step();
      if (!row) {
        return tl::unexpected{row.error()};
      }
      if (!*row) {
        return n;
      }
      r.seq_ = static_cast<std::uint64_t>(s.number(0));
      r.at_ = {s.number(1)};
      r.op_ = s.id(2);
      r.actor_ = s.text(3);
      r.event_ = s.text(4);
      r.chain_ = {};
      s.bytes(5, r.chain_);
      ++n;
      if (!each(r)) {
        return n;
      }
    }
  }

  result<std::optional<stored_answer>> answer(uuid const& op) override {
    auto& s = sql_.answer_;
    auto const resets = reset_after{s};
    auto const row = s.bind(0, op).step();
    if (!row) {
      return tl::unexpected{row.error()};
    }
    if (!*row) {
      return std::nullopt;
    }
    auto a = stored_answer{.op_ = op, .content_ = {}, .answer_ = std::string{s.text(1)}};
    s.bytes(0, a.content_);
    return a;
  }

  result<std::optional<subject_record>> subject(uuid const& id, std::uint32_t const version) override {
    auto& s = sql_.subject_;
    auto const resets = reset_after{s};
    auto const row = s.bind(0, id).bind(1, version).step();
    if (!row) {
      return tl::unexpected{row.error()};
    }
    if (!*row) {
      return std::nullopt;
    }
    return subject_record{
        .subject_ = id, .version_ = version, .bytes_ = std::string{s.bytes(0)}, .tokens_ = std::string{s.bytes(1)}};
  }

  result<std::optional<subject_key>> key_of(uuid const& subject) override {
    auto& s = sql_.key_;
    auto const resets = reset_after{s};
    return s.bind(0, subject).step().map([&](bool const row) {
      return row ? std::optional{subject_key{.subject_ = subject, .wrapped_ = std::string{s.bytes(0)}}} : std::nullopt;
    });
  }

  result<std::optional<std::uint64_t>> read_tokens(std::uint64_t const from, std::size_t const most,
                                                   std::function<void(subject_record const&)> const& each) override {
    return read_rows(sql_.tokens_, from, most, [&](statement const& s) {
      each({.subject_ = s.id(1),
            .version_ = static_cast<std::uint32_t>(s.number(2)),
            .bytes_ = {},
            .tokens_ = std::string{s.bytes(3)}});
    });
  }

  result<std::optional<std::uint64_t>> read_keys(std::uint64_t const from, std::size_t const most,
                                                 std::function<void(subject_key const&)> const& each) override {
    return read_rows(sql_.keys_, from, most,
                     [&](statement const& s) { each({.subject_ = s.id(1), .wrapped_ = std::string{s.bytes(2)}}); });
  }

  result<void> put_snapshot_part(stream const of, std::uint32_t const part, std::string_view const bytes) override {
    ensure(bytes.size() <= kMostPartBytes, "a part of a snapshot is too large");
    if (part == 0) {
      auto const newest = newest_slot(of);
      if (!newest) {
        return tl::unexpected{newest.error()};
      }
      slot_ = newest->first.parts_ == 0 ? 0 : (newest->second + 1) % kSlots;
    }
    return write([&]() -> result<void> {
      if (part == 0) {
        if (auto const dropped = sql_.drop_snapshot_.bind(0, of.v_).bind(1, slot_).run(); !dropped) {
          return dropped;
        }
      }
      return sql_.put_part_.bind(0, of.v_).bind(1, slot_).bind(2, part).bind_bytes(3, bytes).run();
    });
  }

  result<void> finish_snapshot(snapshot_head const& h) override {
    return write([&] {
      return sql_.put_snapshot_.bind(0, h.stream_.v_)
          .bind(1, slot_)
          .bind(2, h.after_.seq_)
          .bind_bytes(3, h.after_.chain_)
          .bind(4, h.at_.unix_s_)
          .bind(5, h.shape_)
          .bind_bytes(6, h.hash_)
          .bind(7, h.parts_)
          .run();
    });
  }

  result<std::optional<snapshot_head>> newest_snapshot(stream const of) override {
    auto const newest = newest_slot(of);
    if (!newest) {
      return tl::unexpected{newest.error()};
    }
    return newest->first.parts_ == 0 ? std::nullopt : std::optional{newest->first};
  }

  result<std::string> snapshot_part(stream const of, std::uint32_t const part) override {
    auto const newest = newest_slot(of);
    if (!newest) {
      return tl::unexpected{newest.error()};
    }
    auto& s = sql_.part_;
    auto const resets = reset_after{s};
    auto const row = s.bind(0, of.v_).bind(1, newest->second).bind(2, part).step();
    if (!row) {
      return tl::unexpected{row.error()};
    }
    return *row ? std::string{s.bytes(0)} : std::string{};
  }

  result<std::unique_ptr<backup>> begin_backup(std::filesystem::path const& file) override {
    return begin_sqlite_backup(db_.get(), file, options_.vfs_name_);
  }

  result<sizes> measure() override {
    auto const bytes = ask(db_.get(), "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    if (!bytes) {
      return tl::unexpected{bytes.error()};
    }
    auto page = std::uint64_t{4096};
    return sizes{.file_bytes_ = std::stoull(*bytes), .log_bytes_ = static_cast<std::uint64_t>(log_pages_) * page};
  }

private:
  // Rows whose first column is the place that the next call begins behind.
  result<std::optional<std::uint64_t>> read_rows(statement& s, std::uint64_t const from, std::size_t const most,
                                                 std::function<void(statement const&)> const& each) {
    auto const resets = reset_after{s};
    s.bind(0, from).bind(1, std::uint64_t{most});
    auto last = std::optional<std::uint64_t>{};
    while (true) {
      auto const row = s.step();
      if (!row) {
        return tl::unexpected{row.error()};
      }
      if (!*row) {
        return last;
      }
      last = static_cast<std::uint64_t>(s.number(0));
      each(s);
    }
  }

  // None of them finished: a head without parts.
  result<std::pair<snapshot_head, std::uint32_t>> newest_slot(stream const of) {
    auto& s = sql_.snapshots_;
    auto const resets = reset_after{s};
    auto const row = s.bind(0, of.v_).step();
    if (!row) {
      return tl::unexpected{row.error()};
    }
    auto h = snapshot_head{.stream_ = of};
    if (!*row) {
      return std::pair{h, std::uint32_t{0}};
    }
    h.after_.seq_ = static_cast<std::uint64_t>(s.number(1));
    s.bytes(2, h.after_.chain_);
    h.at_ = {s.number(3)};
    h.shape_ = static_cast<std::uint64_t>(s.number(4));
    s.bytes(5, h.hash_);
    h.parts_ = static_cast<std::uint32_t>(s.number(6));
    return std::pair{h, static_cast<std::uint32_t>(s.number(0))};
  }

  result<void> put(batch const& b, std::map<stream, head> const& heads) {
    auto done = result<void>{};
    for (auto i = std::size_t{0}; done && i != b.records_.size(); ++i) {
      auto const& r = b.records_[i];
      done = sql_.put_event_.bind(0, r.stream_.v_)
                 .bind(1, r.seq_)
                 .bind(2, r.at_.unix_s_)
                 .bind(3, r.op_)
                 .bind(4, r.actor_)
                 .bind(5, r.event_)
                 .bind_bytes(6, r.chain_)
                 .run();
    }
    for (auto h = heads.begin(); done && h != heads.end(); ++h) {
      done = sql_.put_head_.bind(0, h->first.v_).bind(1, h->second.seq_).bind_bytes(2, h->second.chain_).run();
    }
    for (auto i = std::size_t{0}; done && i != b.subjects_.size(); ++i) {
      auto const& s = b.subjects_[i];
      done = sql_.put_subject_.bind(0, s.subject_)
                 .bind(1, s.version_)
                 .bind_bytes(2, s.bytes_)
                 .bind_bytes(3, s.tokens_)
                 .run();
    }
    for (auto i = std::size_t{0}; done && i != b.keys_.size(); ++i) {
      done = sql_.put_key_.bind(0, b.keys_[i].subject_).bind_bytes(1, b.keys_[i].wrapped_).run();
    }
    for (auto i = std::size_t{0}; done && i != b.answers_.size(); ++i) {
      auto const& a = b.answers_[i];
      done = sql_.put_answer_.bind(0, a.op_).bind_bytes(1, a.content_).bind(2, a.answer_).run();
    }
    return done ? erase(b.erased_) : done;
  }

  result<void> erase(std::vector<uuid> const& subjects) {
    auto done = result<void>{};
    for (auto i = std::size_t{0}; done && i != subjects.size(); ++i) {
      done = sql_.drop_subject_.bind(0, subjects[i]).run().and_then([&] {
        return sql_.drop_key_.bind(0, subjects[i]).run();
      });
    }
    return done;
  }

  // What is deleted is overwritten; after that the log is cut off, which has it still. Not for all writes: a snapshot
  // would cost twice as much.
  result<void> write_and_wipe(batch const& b, std::map<stream, head> const& heads) {
    log_has_erased_ = true;
    auto const written =
        execute(db_.get(), "PRAGMA secure_delete=ON").and_then([&] { return write([&] { return put(b, heads); }); });
    auto const reset = execute(db_.get(), "PRAGMA secure_delete=OFF");
    return written ? reset : written;
  }

  // One transaction.
  template <typename Body>
  result<void> write(Body&& body) {
    if (dead_) {
      return stopped();
    }
    if (log_pages_ > kMostLogPages) {
      checkpoint();  // the disk may have room again
      if (log_pages_ > kMostLogPages || dead_) {
        return full();
      }
    }
    auto const done = sql_.begin_.run().and_then(std::forward<Body>(body)).and_then([&] { return sql_.commit_.run(); });
    if (!done) {
      return give_up(done.error());
    }
    if (log_pages_ >= kCheckpointPages || log_has_erased_) {
      checkpoint();
    }
    return dead_ ? stopped() : result<void>{};
  }

  // Nothing of the transaction may stay; what is on the disk after anything but a full disk, nobody knows.
  result<void> give_up(error const& e) {
    auto const code = sqlite3_errcode(db_.get()) & 0xFF;
    if (sqlite3_get_autocommit(db_.get()) == 0 && !sql_.rollback_.run()) {
      dead_ = true;
    }
    if (code == SQLITE_FULL) {
      return full();
    }
    if (code == SQLITE_CONSTRAINT) {
      return fail(error_kind::kInvalidInput, e.sentence_, e.field_);
    }
    dead_ = true;
    return tl::unexpected{e};
  }

  result<void> stopped() const {
    auto const file = options_.file_.string();
    return fail(error_kind::kStorage,
                fmt::format("{}: the ledger stopped after a failed write to the disk; start the program again", file),
                file);
  }

  result<void> full() const {
    auto const file = options_.file_.string();
    return fail(
        error_kind::kStorage,
        fmt::format("{}: the disk is full; nothing was written, and it goes on by itself once there is space", file),
        file);
  }

  // From the log to its places. A full disk only means later.
  void checkpoint() {
    auto pages = 0;
    auto moved = 0;
    auto const how = log_has_erased_ ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    auto const code = sqlite3_wal_checkpoint_v2(db_.get(), nullptr, how, &pages, &moved);
    if (code == SQLITE_OK) {
      log_has_erased_ = false;
      log_pages_ = pages == moved ? 0 : pages;
    } else if ((code & 0xFF) != SQLITE_FULL) {
      dead_ = true;
    }
  }

  connection db_;
  statements sql_;  // before the connection is closed they are gone
  sqlite_options options_;
  uuid folder_;
  std::map<stream, head> heads_;
  std::uint32_t slot_{0};  // of the snapshot that is being written
  int log_pages_{0};
  bool log_has_erased_{true};  // rows of subjects who are gone; until it was wiped once, nobody knows
  bool dead_{false};
};

}  // namespace

result<std::unique_ptr<store>> open_sqlite(sqlite_options const& o) {
  auto const there = is_ledger(o);
  if (!there) {
    return tl::unexpected{there.error()};
  }
  if (auto const whole = *there ? write_log_anew(o) : result<void>{}; !whole) {
    return tl::unexpected{whole.error()};
  }
  auto db = connect(o, *there);
  if (!db) {
    return tl::unexpected{db.error()};
  }
  auto const text = ask(db->get(), "SELECT value FROM meta WHERE name='folder'");
  auto s = prepare_all(db->get());
  auto const folder = text.and_then([](std::string const& t) { return parse_uuid(t); });
  if (!folder || !s) {
    return invalid(fmt::format("{}: is not whole ({}); restore a backup into an empty folder", o.file_.string(),
                               !folder ? folder.error().sentence_ : s.error().sentence_),
                   o.file_.string());
  }
  auto made = std::make_unique<sqlite_store>(std::move(*db), std::move(*s), o, *folder);
  return made->wipe_log().map([&]() -> std::unique_ptr<store> { return std::move(made); });
}

}  // namespace leeward::ledger
