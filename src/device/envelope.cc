#include "device/envelope.h"

#include <iterator>

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "base/ensure.h"
#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::device {

namespace {

// A text with its length before it, so that no text can pass for two.
void put(std::string& out, std::string_view const text) {
  fmt::format_to(std::back_inserter(out), "{} {}\n", text.size(), text);
}

std::string text_of(operation::operation_id const& o, device_id const& d, envelope const& e) {
  auto out = fmt::format("leeward envelope 1\n{}\n{}\n{}\n{}\n{}\n", to_string(o), to_string(d), to_string(e.op_),
                         e.seq_, e.prev_);
  put(out, e.actor_);
  out += (e.centre_ ? to_string(*e.centre_) : "-") + "\n";
  put(out, e.type_);
  put(out, e.payload_);
  fmt::format_to(std::back_inserter(out), "{}\n", e.base_.size());
  for (auto const& [field, version] : e.base_) {
    put(out, field);
    fmt::format_to(std::back_inserter(out), "{}\n", version);
  }
  fmt::format_to(std::back_inserter(out), "{}\n{}\n", e.t_device_.unix_s_, e.t_mono_since_sync_.v_);
  out += (e.last_server_time_ ? fmt::format("{}", e.last_server_time_->unix_s_) : "-") + "\n";
  return out;
}

std::string signed_text(batch const& b, chain_hash const& last) {
  return fmt::format("leeward batch 1\n{}\n{}\n{}\n{}\n{}\n", to_string(b.operation_), to_string(b.device_),
                     b.ops_.front().seq_, b.ops_.back().seq_, to_hex(last));
}

result<void> is_short_enough(std::string_view const text, std::string_view const field, std::size_t const most) {
  if (text.size() <= most) {
    return {};
  }
  return fail(error_kind::kTooLarge, fmt::format("{}: has {} bytes, at most {} can be taken", field, text.size(), most),
              std::string{field});
}

result<void> is_sound(batch const& b) {
  if (b.ops_.empty() || b.ops_.size() > kMostInABatch) {
    return invalid(fmt::format("ops: has {}, must have 1 to {}", b.ops_.size(), kMostInABatch), "ops");
  }
  for (auto i = std::size_t{0}; i != b.ops_.size(); ++i) {
    if (auto const good = is_sound(b.ops_[i]); !good) {
      auto const field = fmt::format("ops[{}].", i);
      return fail(good.error().kind_, field + good.error().sentence_, field + good.error().field_);
    }
  }
  return {};
}

}  // namespace

result<void> is_sound(envelope const& e) {
  if (e.op_.is_none()) {
    return invalid("op: is all zeros, must be a number of its own", "op");
  }
  if (e.seq_ == 0 || e.seq_ > kLastSeq) {
    return invalid(fmt::format("seq: is {}, must be 1 to {}", e.seq_, kLastSeq), "seq");
  }
  if (auto prev = chain_hash{}; !from_hex(e.prev_, prev)) {
    return invalid("prev: must have 64 digits 0-9 a-f", "prev");
  }
  if (e.base_.size() > kMostBaseFields) {
    return invalid(fmt::format("base: has {}, at most {} can be taken", e.base_.size(), kMostBaseFields), "base");
  }
  for (auto const& [field, version] : e.base_) {
    if (auto const fits = is_short_enough(field, "base", kMostWordBytes); !fits) {
      return fits;
    }
  }
  return is_short_enough(e.actor_, "actor", kMostWordBytes)
      .and_then([&] { return is_short_enough(e.type_, "type", kMostWordBytes); })
      .and_then([&] { return is_short_enough(e.payload_, "payload", kMostPayloadBytes); });
}

chain_hash chain_start(chain_key const& k, operation::operation_id const& o, device_id const& d) {
  return hash_of(k, fmt::format("leeward device chain 1\n{}\n{}\n", to_string(o), to_string(d)));
}

chain_hash hash_of(chain_key const& k, operation::operation_id const& o, device_id const& d, envelope const& e) {
  return hash_of(k, text_of(o, d, e));
}

void sign(signing_key const& key, chain_key const& chain, batch& b) {
  ensure(!b.ops_.empty(), "a batch without operations");
  b.signature_ = sign_in_hex(key, signed_text(b, hash_of(chain, b.operation_, b.device_, b.ops_.back())));
}

std::string encode(batch const& b) { return json::encode(b) + "\n"; }

result<batch> decode_batch(std::string_view const text, std::string_view const source) {
  if (text.size() > kMostBatchBytes) {
    return fail(error_kind::kTooLarge,
                fmt::format("{}: has {} bytes, at most {} can be taken", source, text.size(), kMostBatchBytes));
  }
  return json::decode<batch>(text, source).and_then([&](batch b) -> result<batch> {
    if (auto const good = is_sound(b); !good) {
      return fail(good.error().kind_, fmt::format("{}: {}", source, good.error().sentence_), good.error().field_);
    }
    return b;
  });
}

result<std::vector<chain_hash>> verify(batch const& b, public_key const& key, chain_key const& chain) {
  if (auto const good = is_sound(b); !good) {
    return tl::unexpected{good.error()};
  }
  auto hashes = std::vector<chain_hash>{};
  for (auto i = std::size_t{0}; i != b.ops_.size(); ++i) {
    auto const& e = b.ops_[i];
    if (i != 0 && e.seq_ != b.ops_[i - 1].seq_ + 1) {
      auto const field = fmt::format("ops[{}].seq", i);
      return invalid(fmt::format("{}: is {}, must be {}: what lies between them begins another batch", field, e.seq_,
                                 b.ops_[i - 1].seq_ + 1),
                     field);
    }
    if (i != 0 && e.prev_ != to_hex(hashes.back())) {
      auto const field = fmt::format("ops[{}].prev", i);
      return invalid(field + ": does not follow from the operation before it; one of them was changed", field);
    }
    hashes.push_back(hash_of(chain, b.operation_, b.device_, e));
  }
  if (!fits_in_hex(b.signature_, signed_text(b, hashes.back()), key)) {
    return invalid("signature: does not fit; the batch was changed after it was signed, or another device signed it",
                   "signature");
  }
  return hashes;
}

}  // namespace leeward::device
