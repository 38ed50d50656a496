#pragma once

#include <string>
#include <string_view>

#include "server/http/static_site.h"

namespace leeward::http {

struct static_request {
  std::string_view method_;
  std::string_view target_;  // as it was sent, percent-encoded
  std::string_view if_none_match_;
};

// Views point into the site, or to text that lives for ever.
struct static_reply {
  unsigned status_{200};
  std::string_view content_type_{"text/plain; charset=utf-8"};
  std::string_view etag_;
  std::string_view allow_;
  std::string_view body_;  // for HEAD too: its length is announced, its bytes are not sent
};

// What a site answers, apart from any socket: 200, 304, 400, 404 or 405.
static_reply answer(static_site const&, static_request const&);

// A plain-text reply for what goes wrong before there is a request: 400, 413, 431, 503.
static_reply refusal(unsigned status);

}  // namespace leeward::http
