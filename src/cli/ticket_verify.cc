#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "app/live/tickets.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "tickets/verify.h"

namespace leeward::cli {

namespace {

constexpr auto const kMostKeyBytes = std::size_t{4096};
constexpr auto const kStandardInput = std::string_view{"-"};

struct verify_options {
  std::string ticket_;
  std::filesystem::path key_;
  std::optional<std::filesystem::path> taken_back_;
  std::optional<std::filesystem::path> seen_;
  std::optional<std::string> at_;
};

struct shown_ticket {
  tickets::household_id household_;
  std::optional<tickets::trip_id> trip_;
  std::string number_;
  std::int32_t persons_{0};
  std::uint32_t version_{0};
  instant issued_;
  instant expires_;
};
BOOST_DESCRIBE_STRUCT(shown_ticket, (), (household_, trip_, number_, persons_, version_, issued_, expires_))

struct verify_answer {
  tickets::verdict verdict_{};
  std::string sentence_;
  std::vector<std::string> notes_;
  std::optional<shown_ticket> ticket_;
};
BOOST_DESCRIBE_STRUCT(verify_answer, (), (verdict_, sentence_, notes_, ticket_))

std::vector<option> declare(verify_options& o) {
  return {{"ticket", &o.ticket_, "What the QR code says, in quotes; or - to read it from the standard input",
           need::kRequired},
          {"--key", &o.key_, "The file from `leeward ticket key`", need::kRequired},
          {"--taken-back", &o.taken_back_, "The newest file from `leeward ticket taken-back`"},
          {"--seen", &o.seen_, "This device's record of tickets: a good one is added, and known when it comes again"},
          {"--at", &o.at_, "Verify as at this time, as 2024-01-05T18:00:00+03:00; by default now"}};
}

// A scanner ends it with a line break; a space at its end may belong to it.
std::string without_line_end(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) {
    text.pop_back();
  }
  return text;
}

result<std::string> text_of(verify_options const& o) {
  return (o.ticket_ == kStandardInput ? read_file("/dev/stdin", kMostKeyBytes) : result<std::string>{o.ticket_})
      .map(without_line_end);
}

result<instant> time_of(verify_options const& o) {
  return o.at_ ? parse_instant(*o.at_).map_error([](error e) { return error{e.kind_, "--at: " + e.sentence_, "--at"}; })
               : result<instant>{system_time()};
}

result<tickets::verifier> read_key(std::filesystem::path const& file) {
  return read_file(file, kMostKeyBytes)
      .and_then([&](std::string const& text) { return json::decode<app::ticket_key>(text, file.string()); })
      .and_then(app::verifier_of);
}

result<void> read_list(verify_options const& o, tickets::verifier const& by, tickets::known_tickets& known) {
  if (!o.taken_back_) {
    return {};
  }
  auto const file = o.taken_back_->string();
  return read_file(*o.taken_back_, tickets::kMostListBytes)
      .and_then([&](std::string const& text) { return tickets::decode_list(text, file, by.operation_, by.key_); })
      .map([&](tickets::no_longer_good_list const& l) { known.take(l); });
}

result<void> read_seen(verify_options const& o, tickets::known_tickets& known) {
  auto none = std::error_code{};
  if (!o.seen_ || !std::filesystem::exists(*o.seen_, none)) {
    return {};
  }
  auto const file = o.seen_->string();
  return read_file(*o.seen_, tickets::kMostSeenFileBytes)
      .and_then([&](std::string const& text) { return json::decode<tickets::seen_file>(text, file); })
      .and_then([&](tickets::seen_file const& f) { return known.from_file(f, file); });
}

result<void> remember(verify_options const& o, tickets::finding const& f, instant const now,
                      tickets::known_tickets& known) {
  if (!o.seen_ || !f.ticket_ || f.verdict_ != tickets::verdict::kGood) {
    return {};
  }
  return known.remember(*f.ticket_, now).and_then([&] {
    return write_atomically(*o.seen_, json::encode(known.to_file()) + "\n");
  });
}

std::string in_words(tickets::finding const& f) {
  auto text = f.sentence_ + "\n";
  for (auto const& n : f.notes_) {
    text += n + "\n";
  }
  return text;
}

verify_answer answer_of(tickets::finding const& f) {
  auto a = verify_answer{f.verdict_, f.sentence_, f.notes_, std::nullopt};
  if (f.ticket_) {
    auto const& t = *f.ticket_;
    a.ticket_ =
        shown_ticket{t.household_, t.trip_, to_string(t.number_), t.persons_, t.version_, t.issued_, t.expires_};
  }
  return a;
}

result<exit_code> run(verify_options const& o, console const& out) {
  auto const text = text_of(o);
  auto const now = text.and_then([&](std::string const&) { return time_of(o); });
  auto const by = now.and_then([&](instant) { return read_key(o.key_); });
  if (!by) {
    return tl::unexpected{by.error()};
  }
  auto known = tickets::known_tickets{by->operation_};
  auto f = tickets::finding{};
  return read_list(o, *by, known)
      .and_then([&] { return read_seen(o, known); })
      .and_then([&] {
        f = tickets::verify(*text, *by, known, *now);
        return remember(o, f, *now, known);
      })
      .map([&] {
        out.print(out.json_ ? json::encode(answer_of(f)) + "\n" : in_words(f));
        return f.verdict_ == tickets::verdict::kGood ? exit_code::kOk : exit_code::kNo;
      });
}

}  // namespace

command ticket_verify() {
  return make_command<verify_options>(
      "ticket verify", "Say whether a ticket is good, without a network: forged, expired, taken back or seen before",
      "leeward ticket verify - --key operation.key.json --taken-back taken-back.json < scanned.txt", declare, run);
}

}  // namespace leeward::cli
