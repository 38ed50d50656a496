#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/uuid.h"

struct sqlite3;
struct sqlite3_stmt;

// SQLite's C interface, with owners and with errors as values.
namespace leeward::ledger {

struct close_connection {
  void operator()(sqlite3*) const;
};
using connection = std::unique_ptr<sqlite3, close_connection>;

// What failed and why, as a sentence.
error sqlite_error(sqlite3*, std::string_view what);

// Statements without parameters, in order. Errors: kStorage.
result<void> execute(sqlite3*, std::string const& sql);

// The one value that a statement gives, as text. Errors: kStorage.
result<std::string> ask(sqlite3*, std::string const& sql);

// A prepared statement. Parameters and columns count from 0; what is bound must live until the step.
class statement {
public:
  static result<statement> prepare(sqlite3*, std::string_view sql);

  statement& bind(int at, std::int64_t);
  statement& bind(int at, std::uint64_t v) { return bind(at, static_cast<std::int64_t>(v)); }
  statement& bind(int at, std::uint32_t v) { return bind(at, std::int64_t{v}); }
  statement& bind(int at, std::string_view text);
  statement& bind_bytes(int at, std::span<std::uint8_t const>);
  statement& bind_bytes(int at, std::string_view);
  statement& bind(int at, uuid const&);  // 16 bytes

  // True: there is a row. Errors: kStorage.
  result<bool> step();

  // Runs it to its end and makes it ready for the next time. Errors: kStorage.
  result<void> run();

  void reset();

  std::int64_t number(int column) const;
  std::string_view text(int column) const;   // valid until the next step
  std::string_view bytes(int column) const;  // so is this
  uuid id(int column) const;

  // Exactly as many bytes as the target has; false if there are others.
  bool bytes(int column, std::span<std::uint8_t> into) const;

private:
  struct finalize {
    void operator()(sqlite3_stmt*) const;
  };

  std::unique_ptr<sqlite3_stmt, finalize> statement_;
};

// Resets a statement when the scope ends, so that no read stays open.
class reset_after {
public:
  explicit reset_after(statement& s) : statement_{s} {}
  ~reset_after() { statement_.reset(); }
  reset_after(reset_after const&) = delete;
  reset_after& operator=(reset_after const&) = delete;

private:
  statement& statement_;
};

}  // namespace leeward::ledger
