#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/quantities.h"
#include "base/random.h"
#include "base/time.h"
#include "device/acknowledgement.h"
#include "device/briefing.h"
#include "device/outbox.h"
#include "operation/command.h"
#include "operation/devices/events.h"
#include "simulation/report.h"

// A field device as it is, with its own outbox on its own memory, its clock, and somebody who works with it.
namespace leeward::simulation {

// What a phone writes on. When its battery goes in the middle of a line, a part of the line is there.
struct phone_memory {
  std::optional<std::string> file_;
  std::optional<std::size_t> torn_after_;  // bytes of what is written next
};

std::unique_ptr<device::outbox_file> outbox_in(phone_memory&);

class phone {
public:
  phone(device::identity, operation::devices::scope, instant now, seconds clock_is_off);

  // Written down with it; false: its memory is full. `tears`: the battery goes, and it is written down once more.
  bool note(uuid const& op, operation::command const&, std::map<std::string, std::uint32_t> base, instant now,
            bool tears, report&);

  // The same with any text instead of a command.
  bool note_text(uuid const& op, std::string type, std::string payload, instant now);

  // What is to be sent; none: nothing waits.
  std::optional<std::string> batch(instant now);

  // The answer to it. True: it is good.
  bool take(device::acknowledgement const&, instant now);

  // Whoever stole it goes on with the same keys and the same outbox.
  phone copied(instant now) const;

  device::identity me_;
  operation::devices::scope scope_;
  device::briefing knows_{};
  std::unique_ptr<phone_memory> memory_;
  std::optional<device::outbox> box_;
  seconds clock_is_off_;
  instant heard_;     // what the server's clock said
  instant heard_at_;  // really
  instant sent_at_;
  std::uint64_t copies_{0};  // of batches that were sent
  std::vector<uuid> done_;   // all operations, in order
  std::uint64_t acknowledged_{0};
  bool is_lost_{false};
  bool is_forked_{false};                   // there are two of it
  std::optional<instant> revoked_{};        // asked for
  std::vector<std::string> noted_;          // in words, for whoever reads the story
  std::set<operation::person_id> touched_;  // of whom it told where they are

private:
  void open();
  bool add(device::envelope);
};

}  // namespace leeward::simulation
