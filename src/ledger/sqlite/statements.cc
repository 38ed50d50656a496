#include "ledger/sqlite/statements.h"

#include <utility>

namespace leeward::ledger {

result<statements> prepare_all(sqlite3* const db) {
  auto s = statements{};
  auto const all = {
      std::pair{&s.begin_, "BEGIN IMMEDIATE"},
      std::pair{&s.commit_, "COMMIT"},
      std::pair{&s.rollback_, "ROLLBACK"},
      std::pair{&s.put_event_, "INSERT INTO events VALUES(?,?,?,?,?,?,?)"},
      std::pair{&s.put_head_, "INSERT OR REPLACE INTO heads VALUES(?,?,?)"},
      std::pair{&s.put_answer_, "INSERT INTO answers VALUES(?,?,?)"},
      std::pair{&s.put_subject_, "INSERT INTO subjects(subject, version, bytes, tokens) VALUES(?,?,?,?)"},
      std::pair{&s.put_key_,
                "INSERT INTO subject_keys(subject, wrapped) VALUES(?,?) "
                "ON CONFLICT(subject) DO UPDATE SET wrapped=excluded.wrapped"},
      std::pair{&s.drop_subject_, "DELETE FROM subjects WHERE subject=?"},
      std::pair{&s.drop_key_, "DELETE FROM subject_keys WHERE subject=?"},
      std::pair{&s.put_trial_, "INSERT OR REPLACE INTO meta VALUES('trial', zeroblob(?))"},
      std::pair{&s.drop_trial_, "DELETE FROM meta WHERE name='trial'"},
      std::pair{&s.head_, "SELECT seq, chain FROM heads WHERE stream=?"},
      std::pair{&s.events_,
                "SELECT seq, at, op, actor, event, chain FROM events WHERE stream=? AND seq>=? "
                "ORDER BY seq LIMIT ?"},
      std::pair{&s.answer_, "SELECT content, answer FROM answers WHERE op=?"},
      std::pair{&s.subject_, "SELECT bytes, tokens FROM subjects WHERE subject=? AND version=?"},
      std::pair{&s.key_, "SELECT wrapped FROM subject_keys WHERE subject=?"},
      std::pair{&s.tokens_, "SELECT id, subject, version, tokens FROM subjects WHERE id>? ORDER BY id LIMIT ?"},
      std::pair{&s.keys_, "SELECT id, subject, wrapped FROM subject_keys WHERE id>? ORDER BY id LIMIT ?"},
      std::pair{&s.drop_snapshot_, "DELETE FROM snapshots WHERE stream=? AND slot=?"},
      std::pair{&s.put_part_, "INSERT OR REPLACE INTO snapshot_parts(stream, slot, part, bytes) VALUES(?,?,?,?)"},
      std::pair{&s.put_snapshot_, "INSERT OR REPLACE INTO snapshots VALUES(?,?,?,?,?,?,?,?)"},
      std::pair{&s.snapshots_,
                "SELECT slot, seq, chain, at, shape, hash, parts FROM snapshots WHERE stream=? "
                "ORDER BY seq DESC LIMIT 1"},
      std::pair{&s.part_, "SELECT bytes FROM snapshot_parts WHERE stream=? AND slot=? AND part=?"},
  };
  for (auto const& [into, sql] : all) {
    auto prepared = statement::prepare(db, sql);
    if (!prepared) {
      return tl::unexpected{prepared.error()};
    }
    *into = std::move(*prepared);
  }
  return s;
}

}  // namespace leeward::ledger
