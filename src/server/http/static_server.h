#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "server/http/static_site.h"

namespace leeward::http {

struct server_options {
  std::string address_{"127.0.0.1"};
  std::uint16_t port_{0};  // 0: any free one
  std::size_t max_connections_{256};
  std::uint32_t max_header_bytes_{8'192};
  std::chrono::milliseconds request_timeout_{
      15'000};  // from the first wait for a request to its last header byte, then it is cut
  std::chrono::milliseconds write_timeout_{60'000};  // for one whole answer
  bool stop_on_signals_{true};                       // SIGINT, SIGTERM; also one that comes before run()
};

// Serves one site over HTTP/1.1 with one thread: the one that calls run().
class static_server {
public:
  // Listens at once, so that port and URL are known and the first connection waits until run().
  // Errors: the port is taken or not allowed, the address is not one of this machine.
  static result<static_server> listen(static_site, server_options);

  static_server(static_server&&) noexcept;
  static_server& operator=(static_server&&) noexcept;
  ~static_server();

  std::uint16_t port() const;
  std::string url() const;

  void run();   // until stop() or a signal
  void stop();  // from any thread; open connections are closed

private:
  struct impl;
  explicit static_server(std::unique_ptr<impl>);
  std::unique_ptr<impl> impl_;
};

}  // namespace leeward::http
