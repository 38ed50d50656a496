#include "device/outbox.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/utf8.h"

namespace leeward::device {

// How the file begins: what is before the first operation in it.
struct outbox_head {
  operation::operation_id operation_;
  device_id device_;
  std::uint64_t acknowledged_{0};
  std::string end_;  // hex: the hash of that operation
};
BOOST_DESCRIBE_STRUCT(outbox_head, (), (operation_, device_, acknowledged_, end_))

struct outbox_mark {
  std::uint64_t acknowledged_{0};
};
BOOST_DESCRIBE_STRUCT(outbox_mark, (), (acknowledged_))

namespace {

namespace fs = std::filesystem;

constexpr auto const kHead = std::string_view{"head"};
constexpr auto const kOp = std::string_view{"did"};
constexpr auto const kMark = std::string_view{"sent"};
constexpr auto const kHexOfHash = 2 * sizeof(chain_hash);
constexpr auto const kAroundOps = std::size_t{512};  // bytes of a batch beside its operations

bool is_utf8(std::string_view const text) {
  for (auto at = std::size_t{0}; at != text.size();) {
    auto const n = utf8_length_at(text, at);
    if (n == 0) {
      return false;
    }
    at += n;
  }
  return true;
}

bool is_utf8(envelope const& e) {
  return is_utf8(e.actor_) && is_utf8(e.type_) && is_utf8(e.payload_) &&
         std::ranges::all_of(e.base_, [](auto const& b) { return is_utf8(b.first); });
}

std::size_t size_in_batch(envelope const& e) { return json::encode(e).size() + 1; }

}  // namespace

outbox::outbox(std::unique_ptr<outbox_file> file, identity self, std::size_t const most)
    : file_{std::move(file)}, self_{self}, most_{most}, end_{chain_start(self.chain_, self.operation_, self.device_)} {}

result<outbox> outbox::open(fs::path const& folder, identity self, std::size_t const most_waiting) {
  return outbox_file_in(folder).and_then(
      [&](std::unique_ptr<outbox_file> file) { return open(std::move(file), self, most_waiting); });
}

result<outbox> outbox::open(std::unique_ptr<outbox_file> file, identity self, std::size_t const most_waiting) {
  auto const text = file->read();
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto box = outbox{std::move(file), self, most_waiting};
  auto const begun = *text ? box.load(**text) : box.begin_file();
  if (!begun) {
    return tl::unexpected{begun.error()};
  }
  return box;
}

std::string outbox::line_of(std::string_view const kind, std::string const& text) const {
  auto const content = fmt::format("{} {}", kind, text);
  return fmt::format("{} {}\n", to_hex(hash_of(self_.chain_, content)), content);
}

std::string outbox::line_of(envelope const& e) const { return line_of(kOp, json::encode(e)); }

// Everything that waits, in a new file: what was acknowledged is gone.
result<void> outbox::begin_file() {
  auto content =
      line_of(kHead, json::encode(outbox_head{.operation_ = self_.operation_,
                                              .device_ = self_.device_,
                                              .acknowledged_ = acknowledged_,
                                              .end_ = waiting_.empty() ? to_hex(end_) : waiting_.front().prev_}));
  for (auto const& e : waiting_) {
    content += line_of(e);
  }
  return file_->replace(content).map([&] {
    bytes_ = content.size();
    begun_bytes_ = bytes_;
  });
}

result<void> outbox::load(std::string_view rest) {
  while (!rest.empty()) {
    auto const end = rest.find('\n');
    auto const is_last = end == std::string_view::npos || end + 1 == rest.size();
    if (end == std::string_view::npos || !take_line(rest.substr(0, end))) {
      if (!is_last || bytes_ == 0) {
        return invalid(
            fmt::format("{}: what stands at byte {} was not written by this device; keep the file and ask for "
                        "help: what waits in it was not sent",
                        file_->name(), bytes_),
            file_->name());
      }
      cut_bytes_ = rest.size();
      break;
    }
    bytes_ += end + 1;
    rest.remove_prefix(end + 1);
  }
  if (bytes_ == 0) {
    return begin_file();  // an empty file: never written to
  }
  return file_->cut(bytes_);
}

// False: this device did not write it there.
bool outbox::take_line(std::string_view const line) {
  auto hash = chain_hash{};
  if (line.size() <= kHexOfHash || line[kHexOfHash] != ' ' || !from_hex(line.substr(0, kHexOfHash), hash)) {
    return false;
  }
  auto const content = line.substr(kHexOfHash + 1);
  auto const space = content.find(' ');
  if (hash != hash_of(self_.chain_, content) || space == std::string_view::npos) {
    return false;
  }
  auto const kind = content.substr(0, space);
  auto const text = content.substr(space + 1);
  if ((kind == kHead) != (bytes_ == 0)) {
    return false;
  }
  if (kind == kHead) {
    return take_head(text);
  }
  if (kind == kMark) {
    auto const mark = json::decode<outbox_mark>(text, "sent");
    if (!mark || mark->acknowledged_ < acknowledged_ || mark->acknowledged_ > last_) {
      return false;
    }
    for (; acknowledged_ != mark->acknowledged_; ++acknowledged_) {
      by_op_.erase(waiting_.front().op_);
      waiting_.pop_front();
      sizes_.pop_front();
    }
    return true;
  }
  auto e = json::decode<envelope>(text, "did");
  if (kind != kOp || !e || e->seq_ != last_ + 1 || e->prev_ != to_hex(end_)) {
    return false;
  }
  push(std::move(*e));
  return true;
}

bool outbox::take_head(std::string_view const text) {
  auto const head = json::decode<outbox_head>(text, "head");
  if (!head || head->operation_ != self_.operation_ || head->device_ != self_.device_ || !from_hex(head->end_, end_)) {
    return false;
  }
  acknowledged_ = head->acknowledged_;
  last_ = acknowledged_;
  return true;
}

void outbox::push(envelope e) {
  end_ = hash_of(self_.chain_, self_.operation_, self_.device_, e);
  last_ = e.seq_;
  by_op_.emplace(e.op_, e.seq_);
  sizes_.push_back(size_in_batch(e));
  waiting_.push_back(std::move(e));
}

result<std::uint64_t> outbox::add(envelope e) {
  if (auto const known = by_op_.find(e.op_); known != by_op_.end()) {
    auto const& first = waiting_[known->second - acknowledged_ - 1];
    e.seq_ = first.seq_;
    e.prev_ = first.prev_;
    return e == first ? result<std::uint64_t>{e.seq_}
                      : invalid(fmt::format("op: {} was used before, for something else", to_string(e.op_)), "op");
  }
  if (waiting_.size() >= most_) {
    return fail(error_kind::kTooLarge,
                fmt::format("{} wait to be sent, and no more can be kept here; find a network first", most_));
  }
  e.seq_ = last_ + 1;
  e.prev_ = to_hex(end_);
  if (auto const good = is_sound(e); !good) {
    return tl::unexpected{good.error()};
  }
  if (!is_utf8(e)) {
    return invalid("a text of the operation is not UTF-8");
  }
  if (auto const n = size_in_batch(e); n + kAroundOps > kMostBatchBytes) {
    return fail(error_kind::kTooLarge,
                fmt::format("the operation has {} bytes, at most {} can be sent", n, kMostBatchBytes - kAroundOps));
  }
  return write(line_of(e)).map([&] {
    push(std::move(e));
    return last_;
  });
}

batch outbox::of(std::size_t const begin, std::size_t const end) const {
  auto b = batch{.operation_ = self_.operation_, .device_ = self_.device_, .ops_ = {}, .signature_ = {}};
  b.ops_.assign(waiting_.begin() + static_cast<std::ptrdiff_t>(begin),
                waiting_.begin() + static_cast<std::ptrdiff_t>(end));
  sign(self_.signs_, self_.chain_, b);
  return b;
}

std::optional<batch> outbox::next() const {
  auto n = std::size_t{0};
  auto bytes = kAroundOps;
  while (n != waiting_.size() && n != kMostInABatch && bytes + sizes_[n] <= kMostBatchBytes) {
    bytes += sizes_[n++];
  }
  return n == 0 ? std::nullopt : std::optional{of(0, n)};
}

std::optional<batch> outbox::alone(std::uint64_t const seq) const {
  if (seq <= acknowledged_ || seq > last_) {
    return std::nullopt;
  }
  auto const at = seq - acknowledged_ - 1;
  return of(at, at + 1);
}

result<void> outbox::acknowledged(std::uint64_t const up_to) {
  if (up_to > last_) {
    return invalid(fmt::format("the server acknowledges operation {}, this device has done {}", up_to, last_), "seq");
  }
  if (up_to <= acknowledged_) {
    return {};
  }
  auto const line = line_of(kMark, json::encode(outbox_mark{up_to}));
  return write(line).and_then([&]() -> result<void> {
    take_line(std::string_view{line}.substr(0, line.size() - 1));
    return bytes_ > 2 * begun_bytes_ + kBytesBeforeTidying ? begin_file() : result<void>{};
  });
}

std::optional<chain_hash> outbox::hash_at(std::uint64_t const seq) const {
  if (seq <= acknowledged_ || seq > last_) {
    return std::nullopt;
  }
  auto hash = end_;
  auto const next = seq - acknowledged_;
  return next == waiting_.size() || from_hex(waiting_[next].prev_, hash) ? std::optional{hash} : std::nullopt;
}

std::optional<instant> outbox::oldest() const {
  return waiting_.empty() ? std::nullopt : std::optional{waiting_.front().t_device_};
}

result<void> outbox::write(std::string const& line) {
  return file_->append(line).map([&] { bytes_ += line.size(); });
}

}  // namespace leeward::device
