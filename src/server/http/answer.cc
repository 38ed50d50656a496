#include "server/http/answer.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace leeward::http {

namespace {

std::string_view sentence_of(unsigned const status) {
  switch (status) {
    case 400: return "This request is not well-formed HTTP, or its path is not a valid one.\n";
    case 404: return "There is no such page here.\n";
    case 405: return "Only GET and HEAD are possible here.\n";
    case 413: return "A request here has no body.\n";
    case 431: return "The request's header is too large.\n";
    case 503: return "Too many connections are open; try again in a moment.\n";
    default: return "The request cannot be answered.\n";
  }
}

// The path of a target without its query, decoded once; nothing if it is malformed or holds a control character.
std::optional<std::string> decode_path(std::string_view target) {
  target = target.substr(0, target.find_first_of("?#"));
  if (!target.starts_with('/')) {
    return std::nullopt;
  }
  auto path = std::string{};
  path.reserve(target.size());
  for (auto i = std::size_t{0}; i < target.size(); ++i) {
    auto c = static_cast<unsigned char>(target[i]);
    if (c == '%') {
      auto const* const first = target.data() + i + 1;
      if (i + 2 >= target.size() || std::from_chars(first, first + 2, c, 16).ptr != first + 2) {
        return std::nullopt;
      }
      i += 2;
    }
    if (c < 0x20 || c == 0x7F) {
      return std::nullopt;
    }
    path.push_back(static_cast<char>(c));
  }
  return path;
}

// RFC 9110, 13.1.2: a list of tags, weakly compared, or '*'.
bool names_etag(std::string_view const if_none_match, std::string_view const etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

}  // namespace

static_reply refusal(unsigned const status) {
  auto reply = static_reply{};
  reply.status_ = status;
  reply.body_ = sentence_of(status);
  return reply;
}

static_reply answer(static_site const& site, static_request const& request) {
  if (request.method_ != "GET" && request.method_ != "HEAD") {
    auto reply = refusal(405);
    reply.allow_ = "GET, HEAD";
    return reply;
  }
  auto const path = decode_path(request.target_);
  if (!path) {
    return refusal(400);
  }
  auto const found = site.files_.find(*path);
  if (found == site.files_.end()) {
    return refusal(404);
  }
  auto const& file = found->second;
  auto const unchanged = !request.if_none_match_.empty() && names_etag(request.if_none_match_, file.etag_);
  auto reply = static_reply{};
  reply.status_ = unchanged ? 304 : 200;
  reply.content_type_ = file.content_type_;
  reply.etag_ = file.etag_;
  reply.body_ = unchanged ? std::string_view{} : std::string_view{file.bytes_};
  return reply;
}

}  // namespace leeward::http
