#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/signing.h"
#include "base/result.h"
#include "device/envelope.h"
#include "device/keys.h"
#include "device/outbox_file.h"

namespace leeward::device {

// Who a device is.
struct identity {
  operation::operation_id operation_;
  device_id device_;
  signing_key signs_;
  chain_key chain_;
  public_key server_;  // of whom it believes that something was received
};

// What a device has done and the server has not acknowledged, in a folder of its own on its disk: one line each, a hash
// and a JSON document. What is there is on the disk before add() says so. A line that a power cut tore is the last, was
// never said to be there, and is cut when the outbox is opened.
class outbox {
public:
  static constexpr auto const kMostWaiting = std::size_t{10'000};
  static constexpr auto const kMostFileBytes = std::size_t{512} << 20U;
  static constexpr auto const kBytesBeforeTidying = std::size_t{1} << 20U;

  // Made if it is not there; one program at a time. Errors: kStorage; kInvalidInput, another program has it, it is of
  // another device, or a line that is not the last was changed.
  static result<outbox> open(std::filesystem::path const& folder, identity, std::size_t most_waiting = kMostWaiting);
  static result<outbox> open(std::unique_ptr<outbox_file>, identity, std::size_t most_waiting = kMostWaiting);

  // Sequence and chain are set here. The same once more, under the same id, is the same. Errors: kTooLarge and
  // kInvalidInput, as is_sound() and for an id that was used for something else; kTooLarge, too many wait. After
  // kStorage nothing is taken any more: open it again, and add the same again.
  result<std::uint64_t> add(envelope);

  // The oldest that wait, as many as may go together; none: nothing waits.
  std::optional<batch> next() const;

  // One that waits, by itself, signed alone: on paper, or through another device.
  std::optional<batch> alone(std::uint64_t seq) const;

  // The server has everything up to this one. Errors: kInvalidInput, it cannot; kStorage, as in add().
  result<void> acknowledged(std::uint64_t up_to);

  identity const& self() const { return self_; }
  std::uint64_t acknowledged() const { return acknowledged_; }
  std::size_t waiting() const { return waiting_.size(); }
  std::uint64_t last() const { return last_; }                 // the sequence number that stands on the paper manifest
  std::optional<chain_hash> hash_at(std::uint64_t seq) const;  // of one that waits
  std::optional<instant> oldest() const;                       // that waits, by the device's clock
  std::size_t cut_bytes_{0};                                   // that were torn when it was opened

private:
  outbox(std::unique_ptr<outbox_file>, identity, std::size_t most);

  batch of(std::size_t begin, std::size_t end) const;
  result<void> load(std::string_view text);
  bool take_line(std::string_view line);
  bool take_head(std::string_view text);
  void push(envelope);
  std::string line_of(std::string_view kind, std::string const& text) const;
  std::string line_of(envelope const&) const;
  result<void> begin_file();
  result<void> write(std::string const& line);

  std::unique_ptr<outbox_file> file_;
  identity self_;
  std::size_t most_;
  std::deque<envelope> waiting_;
  std::deque<std::size_t> sizes_;        // of those, in a batch
  std::map<uuid, std::uint64_t> by_op_;  // of those
  std::uint64_t acknowledged_{0};
  std::uint64_t last_{0};
  chain_hash end_{};            // of the last
  std::size_t bytes_{0};        // of the file
  std::size_t begun_bytes_{0};  // when it was tidied
};

}  // namespace leeward::device
