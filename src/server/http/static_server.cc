#include "server/http/static_server.h"

#include <array>
#include <csignal>
#include <tuple>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include "server/http/answer.h"

namespace leeward::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using tcp = asio::ip::tcp;
using error_code = boost::system::error_code;

namespace {

constexpr auto const kNoThrow = asio::as_tuple(asio::use_awaitable);
constexpr auto const kMaxRefusing = std::size_t{64};         // connections over the limit that are told so at one time
constexpr auto const kDrainBytes = std::size_t{256} << 10U;  // read and dropped after a refusal, so that it arrives

using message = bhttp::response<bhttp::span_body<char const>>;

message to_message(static_site const& site, static_reply const& reply, bool const head, bool const keep_alive) {
  auto m = message{static_cast<bhttp::status>(reply.status_), 11};
  m.set(bhttp::field::content_type, reply.content_type_);
  m.set("Content-Security-Policy", site.content_security_policy_);
  m.set("X-Content-Type-Options", "nosniff");
  m.set("Referrer-Policy", "no-referrer");
  m.set("Cross-Origin-Opener-Policy", "same-origin");
  m.set("Cross-Origin-Resource-Policy", "same-origin");
  m.set(bhttp::field::cache_control, "no-cache");
  if (!reply.etag_.empty()) {
    m.set(bhttp::field::etag, reply.etag_);
  }
  if (!reply.allow_.empty()) {
    m.set(bhttp::field::allow, reply.allow_);
  }
  if (reply.status_ != 304) {
    m.content_length(reply.body_.size());
  }
  if (!head) {
    m.body() = {reply.body_.data(), reply.body_.size()};
  }
  m.keep_alive(keep_alive);
  return m;
}

unsigned status_of(error_code const& ec) {
  if (ec == bhttp::error::header_limit || ec == bhttp::error::buffer_overflow) {
    return 431;
  }
  return ec == bhttp::error::body_limit ? 413 : 400;
}

struct counted {
  explicit counted(std::size_t& n) : n_{n} { ++n_; }
  ~counted() { --n_; }
  counted(counted const&) = delete;
  counted& operator=(counted const&) = delete;

  std::size_t& n_;
};

}  // namespace

struct static_server::impl {
  impl(static_site site, server_options options) : site_{std::move(site)}, options_{std::move(options)} {}

  asio::awaitable<bool> send(beast::tcp_stream& stream, static_reply const& reply, bool const head, bool const keep) {
    auto const m = to_message(site_, reply, head, keep);
    stream.expires_after(options_.write_timeout_);
    auto const [ec, n] = co_await bhttp::async_write(stream, m, kNoThrow);
    co_return !ec && keep;
  }

  // Says that no more will come, and drops what the other side still sends: closing with bytes unread would reset the
  // connection and take the answer away.
  asio::awaitable<void> finish(beast::tcp_stream& stream) {
    auto ec = error_code{};
    std::ignore = stream.socket().shutdown(tcp::socket::shutdown_send, ec);
    stream.expires_after(std::chrono::seconds{2});
    auto waste = std::array<char, 4096>{};
    for (auto drained = std::size_t{0}; !ec && drained < kDrainBytes;) {
      auto const [read_ec, n] = co_await stream.async_read_some(asio::buffer(waste), kNoThrow);
      ec = read_ec;
      drained += n;
    }
  }

  asio::awaitable<void> session(beast::tcp_stream stream) {
    auto const count = counted{open_};
    auto buffer = beast::flat_buffer{options_.max_header_bytes_ + 1};
    for (auto keep = true; keep;) {
      auto parser = bhttp::request_parser<bhttp::empty_body>{};
      parser.header_limit(options_.max_header_bytes_);
      stream.expires_after(options_.request_timeout_);
      auto const [ec, n] = co_await bhttp::async_read_header(stream, buffer, parser, kNoThrow);
      if (ec == bhttp::error::end_of_stream || ec == beast::error::timeout) {
        break;
      }
      if (ec) {
        co_await send(stream, refusal(status_of(ec)), false, false);
        break;
      }
      auto const& r = parser.get();
      auto const reply = answer(site_, {r.method_string(), r.target(), r[bhttp::field::if_none_match]});
      auto const has_body = !parser.is_done();
      auto const head = r.method() == bhttp::verb::head;
      keep = co_await send(stream, reply.status_ < 400 && has_body ? refusal(413) : reply, head,
                           r.keep_alive() && !has_body);
    }
    co_await finish(stream);
  }

  asio::awaitable<void> refuse(beast::tcp_stream stream) {
    auto const count = counted{refusing_};
    co_await send(stream, refusal(503), false, false);
    co_await finish(stream);
  }

  asio::awaitable<void> accept() {
    auto pause = asio::steady_timer{io_};
    while (acceptor_.is_open()) {
      auto [ec, socket] = co_await acceptor_.async_accept(kNoThrow);
      if (ec) {  // no more descriptors, most likely: some sessions must end first
        pause.expires_after(std::chrono::milliseconds{100});
        co_await pause.async_wait(kNoThrow);
      } else if (open_ < options_.max_connections_) {
        asio::co_spawn(io_, session(beast::tcp_stream{std::move(socket)}), asio::detached);
      } else if (refusing_ < kMaxRefusing) {
        asio::co_spawn(io_, refuse(beast::tcp_stream{std::move(socket)}), asio::detached);
      }
    }
  }

  result<void> listen() {
    auto ec = error_code{};
    auto const address = asio::ip::make_address(options_.address_, ec);
    if (ec) {
      return invalid(fmt::format("'{}' is not an IP address; 127.0.0.1 is this machine.", options_.address_),
                     "address");
    }
    auto const endpoint = tcp::endpoint{address, options_.port_};
    std::ignore = acceptor_.open(endpoint.protocol(), ec);
    if (!ec) {
      std::ignore = acceptor_.set_option(asio::socket_base::reuse_address{true}, ec);
    }
    if (!ec) {
      std::ignore = acceptor_.bind(endpoint, ec);
    }
    if (!ec) {
      std::ignore = acceptor_.listen(asio::socket_base::max_listen_connections, ec);
    }
    if (ec == asio::error::address_in_use) {
      return invalid(fmt::format("Port {} of {} is in use by another program; choose another one, or 0 for any that is "
                                 "free.",
                                 options_.port_, options_.address_),
                     "port");
    }
    if (ec) {
      return invalid(
          fmt::format("Cannot listen on port {} of {}: {}. Ports from 1024 to 65535, and 0 for any free one, "
                      "are usually allowed.",
                      options_.port_, options_.address_, ec.message()),
          "port");
    }
    if (options_.stop_on_signals_) {  // from here on, so that none is missed before run()
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
    }
    return {};
  }

  static_site site_;
  server_options options_;
  std::size_t open_{0};
  std::size_t refusing_{0};
  asio::io_context io_{1};
  tcp::acceptor acceptor_{io_};
  asio::signal_set signals_{io_};
};

static_server::static_server(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
static_server::static_server(static_server&&) noexcept = default;
static_server& static_server::operator=(static_server&&) noexcept = default;
static_server::~static_server() = default;

result<static_server> static_server::listen(static_site site, server_options options) {
  auto i = std::make_unique<impl>(std::move(site), std::move(options));
  if (auto const listening = i->listen(); !listening) {
    return tl::unexpected{listening.error()};
  }
  return static_server{std::move(i)};
}

std::uint16_t static_server::port() const { return impl_->acceptor_.local_endpoint().port(); }

std::string static_server::url() const { return fmt::format("http://{}:{}/", impl_->options_.address_, port()); }

void static_server::run() {
  if (impl_->options_.stop_on_signals_) {
    impl_->signals_.async_wait([this](error_code const& ec, int) {
      if (!ec) {
        stop();
      }
    });
  }
  asio::co_spawn(impl_->io_, impl_->accept(), asio::detached);
  impl_->io_.run();
}

void static_server::stop() { impl_->io_.stop(); }

}  // namespace leeward::http
