#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace leeward {

// What can be expected to go wrong. One place (cli/exit_code, later server's problem document) turns a
// kind into an exit code or an HTTP status.
enum class error_kind {
  kInvalidInput,  // the user's file, field or argument: the sentence names it, its value and what is allowed
  kNotFound,
  kUnreachable,  // the input is fine, but no road leads there
  kTooLarge,     // would not fit the named limit
  kStorage       // the file system refused
};

// An expected failure: a sentence for a person, and the place in the input (file, JSON path, option) it is about.
struct error {
  error_kind kind_{error_kind::kInvalidInput};
  std::string sentence_;
  std::string field_;
};

template <typename T>
using result = tl::expected<T, error>;

inline tl::unexpected<error> fail(error_kind const kind, std::string sentence, std::string field = {}) {
  return tl::unexpected<error>{error{kind, std::move(sentence), std::move(field)}};
}

inline tl::unexpected<error> invalid(std::string sentence, std::string field = {}) {
  return fail(error_kind::kInvalidInput, std::move(sentence), std::move(field));
}

}  // namespace leeward
