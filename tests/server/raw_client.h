#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// A client that sends exactly the bytes it is told, whole or not, to 127.0.0.1.
class raw_client {
public:
  explicit raw_client(std::uint16_t port);
  ~raw_client();
  raw_client(raw_client const&) = delete;
  raw_client& operator=(raw_client const&) = delete;

  void send(std::string_view bytes);
  void finish_sending();

  // What arrives until the other side closes, or nothing more comes for ten seconds.
  std::string read_all();

  // Until the text so far ends with this.
  std::string read_until(std::string_view end);

private:
  int fd_;
};

// One request on its own connection; the whole answer.
std::string fetch(std::uint16_t port, std::string_view target, std::string_view method = "GET",
                  std::string_view more_headers = "");
