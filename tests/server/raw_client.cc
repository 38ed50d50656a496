#include "server/raw_client.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/ensure.h"

raw_client::raw_client(std::uint16_t const port) : fd_{::socket(AF_INET, SOCK_STREAM, 0)} {
  auto const patience = timeval{10, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  auto to = sockaddr_in{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  leeward::ensure(::connect(fd_, reinterpret_cast<sockaddr const*>(&to), sizeof to) == 0, "the server listens");
}

raw_client::~raw_client() { ::close(fd_); }

void raw_client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) {
      return;  // the server has had enough; what it said is still to be read
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void raw_client::finish_sending() { ::shutdown(fd_, SHUT_WR); }

std::string raw_client::read_all() { return read_until({}); }

std::string raw_client::read_until(std::string_view const end) {
  auto all = std::string{};
  auto part = std::array<char, 4096>{};
  while (end.empty() || !all.ends_with(end)) {
    auto const n = ::recv(fd_, part.data(), part.size(), 0);
    if (n <= 0) {
      break;
    }
    all.append(part.data(), static_cast<std::size_t>(n));
  }
  return all;
}

std::string fetch(std::uint16_t const port, std::string_view const target, std::string_view const method,
                  std::string_view const more_headers) {
  auto client = raw_client{port};
  client.send(
      fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{}\r\n", method, target, more_headers));
  return client.read_all();
}
