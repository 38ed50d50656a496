#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/value.h"
#include "base/json/writer.h"
#include "base/problems.h"

// What decode.h's templates share: where in the document we are, and what was wrong so far.
namespace leeward::json {

class reader {
public:
  explicit reader(std::string_view source) : problems_{source} {}

  // "PATH: is "x", must be ALLOWED".
  void wrong(value const&, std::string_view allowed);

  // "PATH: WHAT", of the value that is being read, or of one of its fields.
  void add(std::string_view what);
  void add(std::string_view field, std::string_view what);

  // Whether something was wrong with this field of the value that is being read, or inside it.
  bool has_wrong(std::string_view field) const;

  bool good() const { return problems_.empty(); }
  problems const& all() const { return problems_; }

private:
  friend class inside;

  struct step {
    std::string_view key_;  // of a field, or
    std::size_t index_{0};  // of an element, when the key has no data
  };

  std::string path() const;

  std::vector<step> path_;
  problems problems_;
};

// Steps into a field or an element for as long as it lives.
class inside {
public:
  inside(reader& r, std::string_view const field) : reader_{r} { r.path_.push_back({field, 0}); }
  inside(reader& r, std::size_t const index) : reader_{r} { r.path_.push_back({{}, index}); }
  ~inside() { reader_.path_.pop_back(); }
  inside(inside const&) = delete;
  inside& operator=(inside const&) = delete;

private:
  reader& reader_;
};

// Each reads one value, or adds a problem and gives nothing (false).
std::optional<bool> read_bool(reader&, value const&);
std::optional<std::int64_t> read_integer(reader&, value const&, std::int64_t min, std::int64_t max);
std::optional<std::uint64_t> read_natural(reader&, value const&, std::uint64_t max);
std::optional<double> read_number(reader&, value const&);
std::optional<std::string_view> read_text(reader&, value const&);
bool read_list(reader&, value const&, std::optional<std::size_t> exactly = std::nullopt);

// "must be one of …".
void unknown_word(reader&, value const&, std::span<std::string const> known);

// "NAME: is not known here; did you mean …", of a field of the value that is being read.
void unknown_field(reader&, std::string_view name, std::span<std::string_view const> known);

struct field {
  std::string_view name_;
  bool required_{true};
  void (*decode_)(reader&, value const&, void* object){nullptr};
};

inline constexpr std::size_t kMaxFields = 64;

// Calls decode_ of each field that is there; the problems are fields that are missing, repeated or unknown.
void read_fields(reader&, value const&, std::span<field const>, bool allows_others, void* object);

// The value again as text.
std::string to_text(value const&, layout = layout::kCompact);

}  // namespace leeward::json
