#include "server/http/answer.h"

#include <string>

#include <gmock/gmock.h>

namespace leeward::http {
namespace {

static_site small_site() {
  auto site = static_site{};
  put(site, "/index.html", "<p>front</p>");
  put(site, "/maps/index.html", "<p>maps</p>");
  put(site, "/план 1.json", "{}");
  return site;
}

unsigned status_of(std::string_view const target, std::string_view const method = "GET") {
  auto const site = small_site();
  return answer(site, {method, target, {}}).status_;
}

TEST(answer, gives_the_file_of_a_path) {
  auto const site = small_site();
  auto const reply = answer(site, {"GET", "/index.html", {}});
  EXPECT_EQ(reply.status_, 200U);
  EXPECT_EQ(reply.body_, "<p>front</p>");
  EXPECT_EQ(reply.content_type_, "text/html; charset=utf-8");
}

TEST(answer, gives_the_index_page_of_a_folder) {
  auto const site = small_site();
  EXPECT_EQ(answer(site, {"GET", "/", {}}).body_, "<p>front</p>");
  EXPECT_EQ(answer(site, {"GET", "/maps/", {}}).body_, "<p>maps</p>");
  EXPECT_EQ(answer(site, {"GET", "/maps", {}}).status_, 404U);
}

TEST(answer, reads_percent_encoding_and_leaves_the_query_out) {
  EXPECT_EQ(status_of("/%D0%BF%D0%BB%D0%B0%D0%BD%201.json"), 200U);
  EXPECT_EQ(status_of("/index.html?time=08:00"), 200U);
  EXPECT_EQ(status_of("/%69ndex.html"), 200U);
  EXPECT_EQ(status_of("/%2569ndex.html"), 404U) << "decoded once, not twice";
}

TEST(answer, refuses_malformed_targets) {
  for (auto const target :
       {"", "index.html", "http://elsewhere/", "*", "/%", "/%4", "/%zz", "/%00", "/a%0d%0ab", "/%+1"}) {
    EXPECT_EQ(status_of(target), 400U) << target;
  }
}

TEST(answer, knows_no_way_out_of_the_site) {
  for (auto const target : {"/../etc/passwd", "/maps/../index.html", "/%2e%2e/etc/passwd", "/..%2fetc/passwd",
                            "//etc/passwd", "/./index.html", "/maps/..%5cindex.html", "/etc/passwd"}) {
    EXPECT_EQ(status_of(target), 404U) << target;
  }
}

TEST(answer, refuses_other_methods_and_names_the_allowed_ones) {
  auto const site = small_site();
  for (auto const method : {"POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get", ""}) {
    auto const reply = answer(site, {method, "/", {}});
    EXPECT_EQ(reply.status_, 405U) << method;
    EXPECT_EQ(reply.allow_, "GET, HEAD");
  }
}

TEST(answer, says_when_nothing_changed) {
  auto const site = small_site();
  auto const etag = std::string{answer(site, {"GET", "/", {}}).etag_};
  for (auto const& sent : {etag, "W/" + etag, "\"other\", " + etag, std::string{"*"}}) {
    auto const reply = answer(site, {"GET", "/", sent});
    EXPECT_EQ(reply.status_, 304U) << sent;
    EXPECT_EQ(reply.body_, "");
    EXPECT_EQ(reply.etag_, etag);
  }
  EXPECT_EQ(answer(site, {"GET", "/", "\"other\""}).status_, 200U);
}

}  // namespace
}  // namespace leeward::http
