#include "roads/closures/closures_file.h"

#include <array>

#include <boost/describe.hpp>

#include "base/file.h"
#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::roads {

namespace {

constexpr auto const kMaxFileBytes = std::size_t{64} << 20U;

struct closures_document {
  std::vector<closure> closures_;
};
BOOST_DESCRIBE_STRUCT(closures_document, (), (closures_))

}  // namespace

result<std::vector<closure>> parse_closures(std::string_view const text, std::string_view const source) {
  auto document = json::decode<closures_document>(text, source);
  if (!document.has_value()) {
    return tl::unexpected{std::move(document.error())};
  }
  if (auto good = check(document->closures_, source); !good.has_value()) {
    return tl::unexpected{std::move(good.error())};
  }
  return std::move(document->closures_);
}

std::string print_closures(std::span<closure const> const closures) {
  return json::encode(closures_document{.closures_ = {begin(closures), end(closures)}}, json::layout::kWide);
}

result<std::vector<closure>> read_closures(std::filesystem::path const& path) {
  auto const text = read_file(path, kMaxFileBytes);
  if (!text.has_value()) {
    return tl::unexpected{text.error()};
  }
  return parse_closures(*text, path.string());
}

result<void> write_closures(std::filesystem::path const& path, std::span<closure const> const closures) {
  return write_atomically(path, print_closures(closures));
}

}  // namespace leeward::roads
