#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "ledger/verify.h"

namespace leeward::cli {

namespace {

struct verify_options {
  data_folder_options data_;
  std::optional<std::filesystem::path> checkpoint_;
};

struct reads_answer {
  bool good_{true};
  std::uint64_t events_{0};
  std::vector<ledger::finding> findings_;
};
BOOST_DESCRIBE_STRUCT(reads_answer, (), (good_, events_, findings_))

struct verify_answer {
  bool good_{false};
  std::uint64_t events_{0};
  std::string head_;  // the last hash, hex
  std::vector<ledger::finding> findings_;
  reads_answer reads_{};  // who has read whose record
};
BOOST_DESCRIBE_STRUCT(verify_answer, (), (good_, events_, head_, findings_, reads_))

std::vector<option> declare(verify_options& o) {
  auto all = declare(o.data_);
  all.push_back({"--checkpoint", &o.checkpoint_, "A file from `leeward ledger checkpoint`, kept elsewhere since"});
  return all;
}

std::string in_words(reads_answer const& a) {
  auto text = std::string{};
  for (auto const& f : a.findings_) {
    text += f.what_ + "\n";
  }
  return text + fmt::format(
                    "The audit of reads is not what was written: {} {} in {} entries. Keep the folder as it is, and "
                    "restore the newest backup that is good into another one.\n",
                    a.findings_.size(), a.findings_.size() == 1 ? "finding" : "findings", a.events_);
}

std::string in_words(verify_answer const& a, verify_options const& o) {
  if (!a.reads_.good_) {
    return in_words(a.reads_);
  }
  if (a.good_) {
    return fmt::format(
        "Nothing was changed: {} events, the last with the hash {}; {} entries of who has read what.\n{}", a.events_,
        a.head_, a.reads_.events_,
        o.checkpoint_ ? "The checkpoint fits.\n"
                      : "A log that was made anew as a whole shows only beside a checkpoint that was kept "
                        "elsewhere: --checkpoint FILE.\n");
  }
  auto text = std::string{};
  for (auto const& f : a.findings_) {
    text += f.what_ + "\n";
  }
  auto const most = a.findings_.size() == ledger::kMostFindings;
  return text + fmt::format(
                    "This log is not what was written: {}{} {} in {} events. Keep the folder as it is, "
                    "and restore the newest backup that is good into another one.\n",
                    most ? "at least " : "", a.findings_.size(), a.findings_.size() == 1 ? "finding" : "findings",
                    a.events_);
}

result<exit_code> run(verify_options const& o, console const& out) {
  auto const outside = read_checkpoint(o.checkpoint_);
  if (!outside) {
    return tl::unexpected{outside.error()};
  }
  auto a = verify_answer{};
  return run_errand(
             o.data_, {.what_ = app::errand_kind::kVerify, .outside_ = *outside}, "verifying", out,
             [&](app::errand_line const& line) {
               if (line.verdict_) {
                 a = {
                     line.verdict_->good(), line.verdict_->events_, line.verdict_->head_, line.verdict_->findings_, {}};
               }
               if (line.reads_) {
                 a.reads_ = {line.reads_->good(), line.reads_->events_, line.reads_->findings_};
               }
               return true;
             })
      .map([&] {
        out.print(out.json_ ? json::encode(a) + "\n" : in_words(a, o));
        return a.good_ && a.reads_.good_ ? exit_code::kOk : exit_code::kNo;
      });
}

}  // namespace

command ledger_verify() {
  return make_command<verify_options>("ledger verify",
                                      "Find any event that was altered, taken out, put in, reordered or cut off",
                                      "leeward ledger verify day/data --checkpoint checkpoint.json", declare, run);
}

}  // namespace leeward::cli
