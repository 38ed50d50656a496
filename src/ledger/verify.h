#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/record.h"
#include "ledger/store.h"

// Whether a log is what it was when it was written.
namespace leeward::ledger {

// What is wrong, and at which event.
struct finding {
  bool operator==(finding const&) const = default;

  std::uint64_t seq_{0};
  std::string what_;  // a sentence
};
BOOST_DESCRIBE_STRUCT(finding, (), (seq_, what_))

inline constexpr auto const kMostFindings = std::size_t{100};

struct verdict {
  bool good() const { return findings_.empty(); }

  std::uint64_t events_{0};
  std::string head_;               // the last hash, hex
  std::vector<finding> findings_;  // by event; the first kMostFindings
};
BOOST_DESCRIBE_STRUCT(verdict, (), (events_, head_, findings_))

// Reads a stream as a whole and says what was altered, taken out, put in, exchanged or cut off. Each step reads a part,
// so that a ledger that is at work can go on between two of them; what is added meanwhile is read too.
class verification {
public:
  explicit verification(stream of, std::optional<checkpoint> outside = std::nullopt);

  // True: all is read, and the verdict is there. Errors: kStorage; kInvalidInput, the checkpoint is of another folder
  // or stream.
  result<bool> step(store&);

  verdict const& said() const { return said_; }

private:
  // A row whose hash does not fit, with what came before it.
  struct misfit {
    record row_;
    digest before_{};
  };

  void take(record const&);
  void take_in_order(record const&);
  std::optional<digest> explain_pending(record const&);
  void keep_pending();
  void compare(record const&);
  void finish(head const&);
  void compare_end(head const&);
  void name_misfits();
  void find(std::uint64_t seq, std::string what);

  stream stream_;
  std::optional<checkpoint> outside_;
  std::uint64_t next_{0};  // seq; 0: nothing is read yet
  digest before_{};
  std::uint64_t left_out_{0};      // what was hashed as seq n + left_out_ - put_in_ stands at n
  std::uint64_t put_in_{0};        // by somebody who numbered the rest anew
  std::optional<misfit> pending_;  // waits for the row behind it, which tells what happened
  std::vector<misfit> misfits_;
  verdict said_;
};

// All steps at once.
result<verdict> verify(store&, stream, std::optional<checkpoint> const& outside = std::nullopt);

}  // namespace leeward::ledger
