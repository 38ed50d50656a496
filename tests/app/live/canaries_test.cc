#include <array>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live/a_folder.h"
#include "app/live/errand_on.h"
#include "base/file.h"
#include "base/random.h"
#include "base/text/spelling.h"
#include "base/text/transliterate.h"

// Names and telephone numbers that nobody else has go through everything, and are then looked for in all that is left
// on the disk and said.
namespace leeward::app {
namespace {

namespace fs = std::filesystem;
using namespace operation;

constexpr auto const kCanaries = std::size_t{10'000};
constexpr auto const kMembers = std::size_t{4};  // of a household
constexpr auto const kWindow = std::size_t{12};  // bytes of each form that are looked for
constexpr auto const kMostFileBytes = std::size_t{1} << 30U;

struct canary {
  std::string surname_;
  std::string name_;
  std::string phone_;
  std::string address_;
};

constexpr auto const kSyllables =
    std::array<std::string_view, 20>{"ща", "жу",  "фо",  "цы",  "хэ",  "бю",  "гля", "дру", "зво", "кны",
                                     "лэ", "мру", "пши", "рха", "сту", "тьё", "вбо", "чмы", "шлю", "ёжк"};

std::vector<canary> made_canaries() {
  auto r = random_source{77};
  auto all = std::vector<canary>{};
  for (auto i = std::size_t{0}; i != kCanaries; ++i) {
    auto c = canary{};
    auto given = std::string{};
    for (auto n = 0; n != 5; ++n) {
      c.surname_ += r.pick(kSyllables);
      given += r.pick(kSyllables);
    }
    c.name_ = fmt::format("{} {}", c.surname_, given);
    c.phone_ = fmt::format("+7 999 {:03}-{:02}-{:02}", r.below(1000), i / 100, i % 100);
    c.address_ = fmt::format("ул. {}ская, д. {}", c.surname_, i % 90 + 1);
    all.push_back(std::move(c));
  }
  return all;
}

std::string base64(std::string_view const bytes) {
  constexpr auto const kLetters = std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};
  auto out = std::string{};
  for (auto i = std::size_t{0}; i + 3 <= bytes.size(); i += 3) {
    auto const at = [&](std::size_t const n) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + n]));
    };
    auto const three = at(0) << 16U | at(1) << 8U | at(2);
    for (auto const shift : {18U, 12U, 6U, 0U}) {
      out += kLetters[(three >> shift) & 63U];
    }
  }
  return out;
}

// Of letters of the basic plane, as all here are.
std::string utf16(std::string_view const text, bool const big) {
  auto out = std::string{};
  for (auto i = std::size_t{0}; i != text.size();) {
    auto const first = static_cast<unsigned char>(text[i]);
    auto const is_two = first >= 0x80U;
    auto const unit = is_two ? (first & 0x1FU) << 6U | (static_cast<unsigned char>(text[i + 1]) & 0x3FU) : first;
    auto const high = static_cast<char>(unit >> 8U);
    auto const low = static_cast<char>(unit & 0xFFU);
    out += big ? std::string{high, low} : std::string{low, high};
    i += is_two ? 2 : 1;
  }
  return out;
}

std::string url_encoded(std::string_view const text, bool const upper) {
  auto out = std::string{};
  for (auto const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    out += std::isalnum(byte) != 0 ? std::string{c}
           : upper                 ? fmt::format("%{:02X}", byte)
                                   : fmt::format("%{:02x}", byte);
  }
  return out;
}

class patterns {
public:
  explicit patterns(std::vector<canary> const& all) {
    for (auto const& c : all) {
      add_forms(c.surname_);
      add_forms(c.phone_);
      add_forms(c.name_);
      auto digits = std::string{"+"};
      for (auto const ch : c.phone_) {
        digits += std::isdigit(static_cast<unsigned char>(ch)) != 0 ? std::string{ch} : "";
      }
      add_forms(digits);
      add(to_latin(c.surname_));
      add(spelling_key(c.surname_));
    }
  }

  std::size_t count(std::string_view const bytes) const {
    auto n = std::size_t{0};
    for (auto i = std::size_t{0}; i + kWindow <= bytes.size(); ++i) {
      n += all_.contains(std::string{bytes.substr(i, kWindow)}) ? 1U : 0U;
    }
    return n;
  }

private:
  void add(std::string_view const form) {
    if (form.size() >= kWindow) {
      all_.insert(std::string{form.substr(0, kWindow)});
    }
  }

  void add_forms(std::string const& text) {
    add(text);
    add(utf16(text, true));
    add(utf16(text, false));
    add(url_encoded(text, true));
    add(url_encoded(text, false));
    for (auto skip = std::size_t{0}; skip != 3; ++skip) {
      add(base64(std::string_view{text}.substr(skip)));
    }
  }

  std::unordered_set<std::string> all_;
};

struct canaries : a_folder {
  std::vector<canary> const all_{made_canaries()};

  void register_all(live& l) {
    auto r = std::vector<people_request>{};
    for (auto i = std::size_t{0}; i != all_.size(); i += kMembers) {
      auto const name = fmt::format("h{}", i / kMembers);
      r.push_back({registers(name, kMembers), {}});
      for (auto n = std::size_t{0}; n != kMembers; ++n) {
        auto const& c = all_[i + n];
        r.back().about_.push_back({uuid_of_name(fmt::format("{}/{}", name, n + 1)),
                                   {.name_ = c.name_, .phone_ = c.phone_, .address_ = c.address_}});
      }
    }
    auto const answers = l.people().ask_all(std::move(r));
    ASSERT_TRUE(answers.has_value()) << answers.error().sentence_;
    for (auto const& a : *answers) {
      ASSERT_EQ(ledger::outcome::kDone, a.outcome_) << a.refusal_->sentence_;
    }
  }

  // What is said when somebody asks wrongly.
  std::string ask_wrongly(live& l) const {
    auto said = std::string{};
    auto const keep = [&](auto const& r) { said += r ? "" : r.error().sentence_ + r.error().field_ + "\n"; };
    auto const& c = all_.front();
    auto long_name = people_request{registers("long", 1), {{uuid_of_name("long/1"), {.name_ = std::string{}}}}};
    for (auto n = 0; n != 200; ++n) {
      *long_name.about_[0].what_.name_ += c.name_;
    }
    auto const refused = l.people().ask(std::move(long_name));
    said += refused && refused->refusal_ ? refused->refusal_->sentence_ : "";
    auto taken = people_request{registers("h0", 1), {{uuid_of_name("h0/1"), {.name_ = c.name_, .phone_ = c.phone_}}}};
    taken.what_.op_ = uuid_of_name("again");
    auto const again = l.people().ask(std::move(taken));
    said += again && again->refusal_ ? again->refusal_->sentence_ : "";
    keep(l.people().file_of(uuid_of_name(c.name_), std::nullopt, {"clerk 1", "asked", kStart}));
    keep(l.people().erase(uuid_of_name(c.name_), "asked", "clerk 1"));
    return said;
  }
};

TEST_F(canaries, are_found_nowhere_on_the_disk_and_in_no_sentence) {
  auto const known = patterns{all_};
  ASSERT_LT(0U, known.count("x" + all_[7].name_)) << "the search finds nothing";
  ASSERT_LT(0U, known.count(base64("ab" + all_[8].phone_)));
  ASSERT_LT(0U, known.count(utf16(all_[9].surname_, false)));
  auto said = std::string{};
  {
    auto const l = open();
    begin(*l);
    register_all(*l);
    for (auto i = std::size_t{0}; i != 50; ++i) {
      auto const found = l->people().search({.name_ = all_[i].surname_}, 3, {"clerk 1", "looked for", kStart});
      ASSERT_TRUE(found.has_value());
      ASSERT_FALSE(found->found_.empty()) << i;
    }
    said = ask_wrongly(*l);
    for (auto i = std::size_t{0}; i != 20; ++i) {
      ASSERT_TRUE(l->people().erase(uuid_of_name(fmt::format("h{}", i)), "asked", "clerk 1").has_value());
    }
    auto e = errand{.what_ = errand_kind::kBackup, .into_ = (root_ / "backup").string()};
    ASSERT_TRUE(
        run_errand_on(options(), e, [] { return kStart; }, [](errand_line const&) { return true; }).has_value());
    auto dump = std::ofstream{root_ / "dump"};
    ASSERT_TRUE(run_errand_on(
                    options(), {.what_ = errand_kind::kDump}, [] { return kStart; },
                    [&](errand_line const& line) {
                      dump << (line.thing_ ? line.thing_->what_.text_ : "") << "\n";
                      return true;
                    })
                    .has_value());
  }
  EXPECT_NE("", said);
  EXPECT_EQ(0U, known.count(said));
  auto files = 0;
  for (auto const& f : fs::recursive_directory_iterator{root_}) {
    if (f.is_regular_file()) {
      ++files;
      EXPECT_EQ(0U, known.count(read_file(f.path(), kMostFileBytes).value_or(""))) << f.path();
    }
  }
  EXPECT_LE(8, files);  // ledger, backup, dump, five keys, the register
}

// A process that holds names leaves no picture of its memory when it fails.
TEST_F(canaries, are_in_no_core) {
  auto const child = ::fork();
  if (child == 0) {
    auto const as_much = rlimit{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_CORE, &as_much);
    fs::current_path(root_);
    auto const l = open();
    auto now = rlimit{};
    ::getrlimit(RLIMIT_CORE, &now);
    ::_exit(l != nullptr && now.rlim_cur == 0 && ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
  }
  auto status = 0;
  ASSERT_EQ(child, ::waitpid(child, &status, 0));
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(0, WEXITSTATUS(status));
}

}  // namespace
}  // namespace leeward::app
