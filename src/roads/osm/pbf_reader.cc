#include "roads/osm/pbf_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <protozero/exception.hpp>
#include <protozero/pbf_reader.hpp>
#include <zlib.h>

#include "roads/osm/pbf_block.h"

namespace leeward::roads::osm {

namespace {

using wire = protozero::pbf_wire_type;

// A file or a piece of memory, read from front to back.
struct byte_source {
  virtual ~byte_source() = default;
  virtual std::size_t read(char* to, std::size_t n) = 0;
  virtual void seek(std::uint64_t) = 0;
};

struct file_bytes final : byte_source {
  explicit file_bytes(std::filesystem::path const& p) : in_{p, std::ios::binary} {}

  std::size_t read(char* const to, std::size_t const n) override {
    in_.read(to, static_cast<std::streamsize>(n));
    return static_cast<std::size_t>(in_.gcount());
  }

  void seek(std::uint64_t const at) override {
    in_.clear();
    in_.seekg(static_cast<std::streamoff>(at));
  }

  std::ifstream in_;
};

struct memory_bytes final : byte_source {
  explicit memory_bytes(std::span<char const> const bytes) : bytes_{bytes} {}

  std::size_t read(char* const to, std::size_t const n) override {
    auto const got = std::min(n, bytes_.size() - at_);
    std::copy_n(bytes_.data() + at_, got, to);
    at_ += got;
    return got;
  }

  void seek(std::uint64_t const at) override { at_ = std::min<std::size_t>(at, bytes_.size()); }

  std::span<char const> bytes_;
  std::size_t at_{0};
};

std::string_view view_in(protozero::pbf_reader& m) {
  auto const v = m.get_view();
  return {v.data(), v.size()};
}

struct blob_header {
  std::string type_;
  std::int32_t size_{-1};
};

blob_header parse_blob_header(std::string_view const bytes) {
  auto h = blob_header{};
  for (auto m = protozero::pbf_reader{bytes.data(), bytes.size()}; m.next();) {
    switch (m.tag_and_type()) {
      case tag_and_type(1, wire::length_delimited): h.type_ = m.get_string(); break;
      case tag_and_type(3, wire::varint): h.size_ = m.get_int32(); break;
      default: m.skip();
    }
  }
  return h;
}

result<std::string_view> inflated(std::string_view const from, std::int32_t const raw_size, std::vector<char>& to) {
  if (raw_size < 0 || std::cmp_greater(raw_size, kMaxBlobBytes)) {
    return invalid(fmt::format("a blob of {} bytes; at most {} are allowed", raw_size, kMaxBlobBytes));
  }
  to.resize(static_cast<std::size_t>(raw_size) + 1);  // never empty; one more shows that the size was a lie
  auto size = static_cast<uLongf>(to.size());
  auto const status = uncompress(reinterpret_cast<Bytef*>(to.data()), &size,
                                 reinterpret_cast<Bytef const*>(from.data()), static_cast<uLong>(from.size()));
  if (status != Z_OK || std::cmp_not_equal(size, raw_size)) {
    return invalid("a blob's zlib data is damaged");
  }
  return std::string_view{to.data(), size};
}

std::string_view compression_we_lack(std::uint32_t const field) {
  switch (field) {
    case 4: return "lzma";
    case 5: return "bzip2";
    case 6: return "lz4";
    case 7: return "zstd";
    default: return {};
  }
}

// The content of a Blob message; `buffer` holds it when it had to be inflated.
result<std::string_view> content_of(std::string_view const blob, std::vector<char>& buffer) {
  auto raw = std::optional<std::string_view>{};
  auto zlib = std::optional<std::string_view>{};
  auto raw_size = std::int32_t{-1};
  for (auto m = protozero::pbf_reader{blob.data(), blob.size()}; m.next();) {
    if (auto const refused = compression_we_lack(m.tag()); !refused.empty()) {
      return invalid(
          fmt::format("its blobs are compressed with {}; we read zlib and raw ones (convert it, for example "
                      "with: osmium cat IN -o OUT -f pbf,pbf_compression=zlib)",
                      refused));
    }
    switch (m.tag_and_type()) {
      case tag_and_type(1, wire::length_delimited): raw = view_in(m); break;
      case tag_and_type(2, wire::varint): raw_size = m.get_int32(); break;
      case tag_and_type(3, wire::length_delimited): zlib = view_in(m); break;
      default: m.skip();
    }
  }
  if (raw) {
    return *raw;
  }
  if (!zlib) {
    return invalid("a blob without data");
  }
  return inflated(*zlib, raw_size, buffer);
}

}  // namespace

struct pbf_reader::impl {
  error about(std::string_view const what) const {
    return {error_kind::kInvalidInput, fmt::format("{}: {} at byte {}", name_, what, at_), name_};
  }

  // Exactly n bytes into the buffer, or nothing.
  bool fill(std::vector<char>& buffer, std::size_t const n) {
    buffer.resize(n);
    auto const got = bytes_->read(buffer.data(), n);
    at_ += got;
    return got == n;
  }

  // The next blob's header; nothing at the end of the file.
  result<std::optional<blob_header>> next_header();
  // The next blob's content, inflated. `header` came right before.
  result<std::string_view> next_content(blob_header const& header);
  result<void> skip_content(blob_header const& header) {
    at_ += static_cast<std::uint64_t>(header.size_);
    if (at_ > size_) {
      at_ = size_;
      return tl::unexpected{about("the file is truncated")};
    }
    bytes_->seek(at_);
    return {};
  }

  result<void> read_blob(std::size_t blob, blob_header const&, sinks const&);

  std::string name_;
  std::unique_ptr<byte_source> bytes_;
  std::uint64_t size_{0};
  std::uint64_t at_{0};
  std::uint64_t first_data_{0};  // where the blobs after the header begin
  pbf_origin origin_;
  std::vector<kinds_of_entity>
      known_;  // what an earlier pass found in each blob, so that it need not be inflated again
  std::vector<char> compressed_;
  std::vector<char> content_;
  block_decoder decoder_;
};

result<std::optional<blob_header>> pbf_reader::impl::next_header() {
  auto const start = at_;
  auto length = std::array<unsigned char, 4>{};
  auto const got = bytes_->read(reinterpret_cast<char*>(length.data()), length.size());
  at_ += got;
  if (got == 0) {
    return std::nullopt;
  }
  auto const bytes = (std::uint32_t{length[0]} << 24U) | (std::uint32_t{length[1]} << 16U) |
                     (std::uint32_t{length[2]} << 8U) | std::uint32_t{length[3]};
  if (start == 0 && (got < length.size() || bytes == 0 || bytes > kMaxBlobHeaderBytes)) {
    return invalid(fmt::format("{} is not an OpenStreetMap PBF file", name_), name_);
  }
  if (got < length.size()) {
    return tl::unexpected{about("the file is truncated")};
  }
  if (bytes > kMaxBlobHeaderBytes) {
    at_ = start;
    return tl::unexpected{
        about(fmt::format("a blob header of {} bytes (at most {} are allowed)", bytes, kMaxBlobHeaderBytes))};
  }
  if (!fill(compressed_, bytes)) {
    return start == 0 ? invalid(fmt::format("{} is not an OpenStreetMap PBF file", name_), name_)
                      : tl::unexpected{about("the file is truncated")};
  }
  try {
    auto h = parse_blob_header({compressed_.data(), compressed_.size()});
    if (start == 0 && h.type_ != "OSMHeader") {
      return invalid(fmt::format("{} is not an OpenStreetMap PBF file", name_), name_);
    }
    if (h.size_ < 0 || std::cmp_greater(h.size_, kMaxBlobBytes)) {
      return tl::unexpected{about(fmt::format("a blob of {} bytes (at most {} are allowed)", h.size_, kMaxBlobBytes))};
    }
    return h;
  } catch (protozero::exception const&) {
    return start == 0 ? invalid(fmt::format("{} is not an OpenStreetMap PBF file", name_), name_)
                      : tl::unexpected{about("a malformed blob header")};
  }
}

result<std::string_view> pbf_reader::impl::next_content(blob_header const& header) {
  auto const start = at_;
  if (!fill(compressed_, static_cast<std::size_t>(header.size_))) {
    return tl::unexpected{about("the file is truncated")};
  }
  try {
    auto content = content_of({compressed_.data(), compressed_.size()}, content_);
    if (content && content->size() > kMaxBlobBytes) {
      content = invalid("a blob that is too large");
    }
    if (!content) {
      at_ = start;
      return tl::unexpected{about(content.error().sentence_)};
    }
    return content;
  } catch (protozero::exception const&) {
    at_ = start;
    return tl::unexpected{about("a malformed blob")};
  }
}

result<void> pbf_reader::impl::read_blob(std::size_t const blob, blob_header const& header, sinks const& to) {
  auto const start = at_;
  if (blob < known_.size()) {
    auto const& k = known_[blob];
    if (!(k.nodes_ && to.node_) && !(k.ways_ && to.way_) && !(k.relations_ && to.relation_)) {
      return skip_content(header);
    }
  }
  auto const content = next_content(header);
  if (!content) {
    return tl::unexpected{content.error()};
  }
  auto const kinds = decoder_.decode(*content, to);
  if (!kinds) {
    at_ = start;
    return tl::unexpected{about("a damaged block: " + kinds.error().sentence_)};
  }
  if (blob == known_.size()) {
    known_.push_back(*kinds);
  }
  return {};
}

pbf_reader::pbf_reader(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
pbf_reader::~pbf_reader() = default;
pbf_reader::pbf_reader(pbf_reader&&) noexcept = default;
pbf_reader& pbf_reader::operator=(pbf_reader&&) noexcept = default;

result<pbf_reader> pbf_reader::open(std::filesystem::path const& path) {
  auto ec = std::error_code{};
  auto const size = std::filesystem::file_size(path, ec);
  auto bytes = std::make_unique<file_bytes>(path);
  if (ec || !bytes->in_) {
    return fail(error_kind::kNotFound, fmt::format("{} cannot be read", path.string()), path.string());
  }
  auto i = std::make_unique<impl>();
  i->name_ = path.string();
  i->size_ = size;
  i->bytes_ = std::move(bytes);
  return start(std::move(i));
}

result<pbf_reader> pbf_reader::open(std::span<char const> const bytes, std::string name) {
  auto i = std::make_unique<impl>();
  i->name_ = std::move(name);
  i->size_ = bytes.size();
  i->bytes_ = std::make_unique<memory_bytes>(bytes);
  return start(std::move(i));
}

result<pbf_reader> pbf_reader::start(std::unique_ptr<impl> i) {
  auto const blob = i->next_header();
  if (!blob) {
    return tl::unexpected{blob.error()};
  }
  if (!*blob) {
    return invalid(fmt::format("{} is empty, not an OpenStreetMap PBF file", i->name_), i->name_);
  }
  auto const content = i->next_content(**blob);
  if (!content) {
    return tl::unexpected{content.error()};
  }
  auto header = decode_header(*content);
  if (!header) {
    return invalid(fmt::format("{}: {}", i->name_, header.error().sentence_), i->name_);
  }
  i->origin_ = *std::move(header);
  i->first_data_ = i->at_;
  return pbf_reader{std::move(i)};
}

result<void> pbf_reader::read(sinks const& to, std::function<void(std::uint64_t)> const& progress) {
  auto& i = *impl_;
  i.at_ = i.first_data_;
  i.bytes_->seek(i.at_);
  for (auto blob = std::size_t{0};;) {
    auto const header = i.next_header();
    if (!header) {
      return tl::unexpected{header.error()};
    }
    if (!*header) {
      return {};
    }
    // The format asks to skip blobs of a type that we do not know.
    auto const done = (*header)->type_ == "OSMData" ? i.read_blob(blob++, **header, to) : i.skip_content(**header);
    if (!done) {
      return done;
    }
    if (progress) {
      progress(i.at_);
    }
  }
}

pbf_origin const& pbf_reader::origin() const { return impl_->origin_; }

std::uint64_t pbf_reader::size() const { return impl_->size_; }

}  // namespace leeward::roads::osm
