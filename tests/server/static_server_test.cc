#include "server/http/static_server.h"

#include <csignal>
#include <deque>
#include <string>
#include <thread>
#include <utility>

#include <gmock/gmock.h>

#include "server/raw_client.h"

namespace leeward::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

static_site small_site() {
  auto site = static_site{};
  put(site, "/index.html", "<p>front</p>");
  auto large = std::string(5'000'000, ' ');
  large += "{}";
  put(site, "/large.json", large);
  return site;
}

// A server that runs in its own thread for as long as the test.
struct running {
  explicit running(server_options options = {})
      : server_{make(std::move(options))}, thread_{[this] { server_.run(); }} {}
  ~running() {
    server_.stop();
    thread_.join();
  }
  running(running const&) = delete;
  running& operator=(running const&) = delete;

  static static_server make(server_options options) {
    options.stop_on_signals_ = false;
    auto server = static_server::listen(small_site(), std::move(options));
    return std::move(server).value();
  }

  std::uint16_t port() const { return server_.port(); }

  static_server server_;
  std::thread thread_;
};

TEST(static_server, serves_a_page_with_its_headers) {
  auto const server = running{};
  auto const got = fetch(server.port(), "/");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(got, EndsWith("\r\n\r\n<p>front</p>"));
  EXPECT_THAT(got, HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
  EXPECT_THAT(got, HasSubstr("Content-Length: 12\r\n"));
  EXPECT_THAT(got, HasSubstr("ETag: \""));
  EXPECT_THAT(got, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(got, HasSubstr("Referrer-Policy: no-referrer\r\n"));
  EXPECT_THAT(got, HasSubstr("Content-Security-Policy: default-src 'self'"));
}

TEST(static_server, says_its_url) {
  auto const server = running{};
  EXPECT_EQ(server.server_.url(), "http://127.0.0.1:" + std::to_string(server.port()) + "/");
  EXPECT_NE(server.port(), 0);
}

TEST(static_server, sends_a_large_file_whole) {
  auto const server = running{};
  auto const got = fetch(server.port(), "/large.json");
  EXPECT_THAT(got, EndsWith("  {}"));
  EXPECT_EQ(got.size() - got.find("\r\n\r\n") - 4, 5'000'002U);
}

TEST(static_server, head_announces_the_length_and_sends_nothing) {
  auto const server = running{};
  auto const got = fetch(server.port(), "/", "HEAD");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(got, HasSubstr("Content-Length: 12\r\n"));
  EXPECT_THAT(got, EndsWith("\r\n\r\n"));
}

TEST(static_server, answers_404_and_405_in_plain_text) {
  auto const server = running{};
  auto const missing = fetch(server.port(), "/../../etc/passwd");
  EXPECT_THAT(missing, StartsWith("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_THAT(missing, HasSubstr("Content-Type: text/plain; charset=utf-8\r\n"));
  auto const posted = fetch(server.port(), "/", "POST", "Content-Length: 3\r\n");
  EXPECT_THAT(posted, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
  EXPECT_THAT(posted, HasSubstr("Allow: GET, HEAD\r\n"));
}

TEST(static_server, answers_304_without_a_body) {
  auto const server = running{};
  auto const got = fetch(server.port(), "/", "GET", "If-None-Match: *\r\n");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 304 Not Modified\r\n"));
  EXPECT_THAT(got, Not(HasSubstr("Content-Length")));
  EXPECT_THAT(got, EndsWith("\r\n\r\n"));
}

TEST(static_server, keeps_a_connection_for_the_next_request) {
  auto const server = running{};
  auto client = raw_client{server.port()};
  for (auto i = 0; i < 3; ++i) {
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(client.read_until("</p>"), StartsWith("HTTP/1.1 200 OK\r\n"));
  }
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  auto const both = client.read_all();
  EXPECT_THAT(both, HasSubstr("200 OK"));
  EXPECT_THAT(both, HasSubstr("404 Not Found"));
}

TEST(static_server, refuses_what_is_not_http) {
  auto const server = running{};
  auto client = raw_client{server.port()};
  client.send("\x16\x03\x01\x02 this is TLS\r\n\r\n");
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
}

TEST(static_server, refuses_a_header_over_its_limit) {
  auto const server = running{};
  EXPECT_THAT(fetch(server.port(), "/", "GET", "X-Fits: " + std::string(7'000, 'a') + "\r\n"),
              StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(fetch(server.port(), "/", "GET", "X-Long: " + std::string(100'000, 'a') + "\r\n"),
              StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(fetch(server.port(), "/" + std::string(20'000, 'a')), StartsWith("HTTP/1.1 431 "));
}

TEST(static_server, refuses_a_body) {
  auto const server = running{};
  EXPECT_THAT(fetch(server.port(), "/", "GET", "Content-Length: 1000000\r\n"), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(fetch(server.port(), "/", "GET", "Transfer-Encoding: chunked\r\n"), StartsWith("HTTP/1.1 413 "));
}

TEST(static_server, cuts_a_request_that_takes_too_long) {
  auto options = server_options{};
  options.request_timeout_ = std::chrono::milliseconds{100};
  auto const server = running{options};
  auto half = raw_client{server.port()};
  half.send("GET / HTTP/1.1\r\nHost: loc");
  EXPECT_EQ(half.read_all(), "");
  auto silent = raw_client{server.port()};
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_THAT(fetch(server.port(), "/"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(static_server, survives_clients_that_leave_in_the_middle) {
  auto const server = running{};
  for (auto i = 0; i < 50; ++i) {
    auto gone = raw_client{server.port()};
    gone.send(i % 2 == 0 ? "GET /large.json HTTP/1.1\r\nHost: localhost\r\n\r\n" : "GET /lar");
  }
  auto half = raw_client{server.port()};
  half.send("GET / HT");
  half.finish_sending();
  EXPECT_THAT(half.read_all(), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_THAT(fetch(server.port(), "/"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(static_server, refuses_connections_over_its_limit_and_recovers) {
  auto options = server_options{};
  options.max_connections_ = 8;
  auto const server = running{options};
  {
    auto open = std::deque<raw_client>{};
    for (auto i = 0; i < 8; ++i) {
      open.emplace_back(server.port());
      open.back().send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      ASSERT_THAT(open.back().read_until("</p>"), StartsWith("HTTP/1.1 200 OK\r\n"));
    }
    auto one_more = raw_client{server.port()};
    EXPECT_THAT(one_more.read_until("moment.\n"), StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
  }
  auto got = std::string{};
  for (auto tries = 0; tries < 1'000 && !got.starts_with("HTTP/1.1 200"); ++tries) {
    got = fetch(server.port(), "/");
  }
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(static_server, answers_many_clients_at_once) {
  auto const server = running{};
  auto clients = std::deque<raw_client>{};
  for (auto i = 0; i < 200; ++i) {
    clients.emplace_back(server.port());
    clients.back().send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }
  for (auto& client : clients) {
    EXPECT_THAT(client.read_all(), EndsWith("<p>front</p>"));
  }
}

TEST(static_server, says_that_a_port_is_taken) {
  auto const server = running{};
  auto options = server_options{};
  options.port_ = server.port();
  auto const second = static_server::listen(small_site(), options);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind_, error_kind::kInvalidInput);
  EXPECT_THAT(second.error().sentence_, HasSubstr(std::to_string(server.port()) + " of 127.0.0.1 is in use"));
}

TEST(static_server, says_that_an_address_is_none) {
  auto options = server_options{};
  options.address_ = "localhost";
  auto const server = static_server::listen(small_site(), options);
  ASSERT_FALSE(server);
  EXPECT_THAT(server.error().sentence_, HasSubstr("'localhost' is not an IP address"));
}

TEST(static_server, stops_on_a_signal_with_connections_open) {
  auto server = static_server::listen(small_site(), {}).value();
  auto const port = server.port();
  auto asker = std::thread{[port] {
    auto const got = fetch(port, "/");
    auto const waiting = raw_client{port};
    EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
    std::raise(SIGTERM);
  }};
  server.run();
  asker.join();
}

TEST(static_server, stops_on_a_signal_that_came_before_it_ran) {
  auto server = static_server::listen(small_site(), {}).value();
  std::raise(SIGINT);
  server.run();
}

}  // namespace
}  // namespace leeward::http
