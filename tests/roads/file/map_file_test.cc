#include "roads/file/map_file.h"

#include <cstring>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "roads/file/checksum.h"
#include "roads/file/layout.h"
#include "roads/file/sections.h"
#include "roads/small_map.h"

namespace leeward::roads {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// The bytes of a file, aligned as a mapping is, that can be tampered with.
struct file_bytes {
  explicit file_bytes(std::string const& text)
      : owner_{std::aligned_alloc(kAlignment, aligned(text.size())), std::free}, size_{text.size()} {
    std::memcpy(owner_.get(), text.data(), text.size());
  }

  std::byte* data() { return static_cast<std::byte*>(owner_.get()); }

  file_header header() {
    auto h = file_header{};
    std::memcpy(&h, data(), sizeof(h));
    return h;
  }
  void set(file_header const& h) { std::memcpy(data(), &h, sizeof(h)); }

  section_entry section(std::size_t const i) {
    auto s = section_entry{};
    std::memcpy(&s, data() + sizeof(file_header) + i * sizeof(s), sizeof(s));
    return s;
  }
  void set(std::size_t const i, section_entry const& s) {
    std::memcpy(data() + sizeof(file_header) + i * sizeof(s), &s, sizeof(s));
  }
  std::size_t find(std::string_view const name) {
    for (auto i = std::size_t{0}; i != header().section_count_; ++i) {
      if (text_of(section(i).name_) == name) {
        return i;
      }
    }
    ADD_FAILURE() << name;
    return 0;
  }

  // As somebody would who changes the file on purpose.
  void mend_checksum() {
    auto h = header();
    h.checksum_ = 0;
    set(h);
    auto const all = std::array{std::span<std::byte const>{data(), size_}};
    h.checksum_ = xxh3(all);
    set(h);
  }

  result<std::shared_ptr<road_map const>> open() { return open_map({data(), size_}, owner_, "x.roads"); }

  std::string error() {
    auto const map = open();
    EXPECT_FALSE(map.has_value());
    EXPECT_TRUE(map.has_value() || map.error().kind_ == error_kind::kInvalidInput);
    return map.has_value() ? "" : map.error().sentence_;
  }

  std::shared_ptr<void> owner_;
  std::size_t size_;
};

struct map_file : testing::Test {
  map_file() {
    auto networks = std::vector<network_to_build>{};
    networks.push_back(random_streets(7, 8, 8).finish("motor"));
    networks.push_back(random_streets(8, 6, 6).finish("foot"));
    map_ = small_map(std::move(networks));
    text_ = print_map(*map_).value();
  }

  std::shared_ptr<road_map const> map_;
  std::string text_;
};

template <typename A, typename B>
bool same(A const& a, B const& b) {
  return a.size_bytes() == b.size_bytes() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

TEST_F(map_file, what_is_written_is_read_back) {
  auto const read = file_bytes{text_}.open();
  ASSERT_TRUE(read.has_value()) << read.error().sentence_;
  EXPECT_EQ("made by hand", (*read)->meta_.source_);
  EXPECT_EQ("© test", (*read)->meta_.attribution_);
  EXPECT_EQ("1.2.3", (*read)->program_version_);
  EXPECT_EQ(text_.size(), (*read)->bytes_);
  ASSERT_EQ(2U, (*read)->networks_.size());
  ASSERT_EQ(4U, (*read)->profiles_.size());
  EXPECT_EQ("foot-coach", (*read)->profiles_[2].name_);
  EXPECT_EQ(1U, (*read)->profiles_[2].network_);
  EXPECT_EQ("Altdorf", place_text(**read, (*read)->places_[0].name_));
  auto arrays = 0;
  for (auto n = std::size_t{0}; n != 2; ++n) {
    auto written = map_->networks_[n];
    auto again = (*read)->networks_[n];
    for_each_network_array(written, [&](std::string const& name, auto const& a) {
      for_each_network_array(again, [&](std::string const& other, auto const& b) {
        if (name == other) {
          ++arrays;
          EXPECT_TRUE(same(a, b)) << name;
        }
      });
    });
  }
  EXPECT_EQ(2 * (10 + 15 + 2 + 1), arrays);
  for (auto p = std::size_t{0}; p != 4; ++p) {
    EXPECT_TRUE(same(map_->profiles_[p].weights_.edge_ms_, (*read)->profiles_[p].weights_.edge_ms_));
    EXPECT_TRUE(same(map_->profiles_[p].weights_.turn_ms_, (*read)->profiles_[p].weights_.turn_ms_));
    EXPECT_TRUE(same(map_->profiles_[p].metric_, (*read)->profiles_[p].metric_));
  }
}

TEST_F(map_file, the_same_map_gives_the_same_bytes) {
  EXPECT_EQ(text_, print_map(*file_bytes{text_}.open().value()).value());
}

TEST_F(map_file, every_section_is_aligned_and_padded_with_zeros) {
  auto file = file_bytes{text_};
  auto end = sizeof(file_header) + file.header().section_count_ * sizeof(section_entry);
  for (auto i = std::size_t{0}; i != file.header().section_count_; ++i) {
    auto const s = file.section(i);
    EXPECT_EQ(0U, s.offset_ % 64);
    for (; end != s.offset_; ++end) {
      EXPECT_EQ('\0', text_[end]);
    }
    end = s.offset_ + s.count_ * s.element_bytes_;
  }
  EXPECT_EQ(aligned(end), text_.size());
}

TEST_F(map_file, goes_through_the_file_system) {
  auto const path = std::filesystem::temp_directory_path() / "leeward_map_file_test.roads";
  ASSERT_TRUE(write_map(*map_, path).has_value());
  auto const read = open_map(path);
  ASSERT_TRUE(read.has_value()) << read.error().sentence_;
  EXPECT_EQ(text_, print_map(**read).value());
  std::filesystem::remove(path);
  auto const gone = open_map(path);
  ASSERT_FALSE(gone.has_value());
  EXPECT_EQ(error_kind::kNotFound, gone.error().kind_);
  EXPECT_THAT(gone.error().sentence_, HasSubstr(path.string()));
}

TEST_F(map_file, a_folder_or_an_empty_file_is_none) {
  auto const folder = open_map(std::filesystem::temp_directory_path());
  ASSERT_FALSE(folder.has_value());
  auto const path = std::filesystem::temp_directory_path() / "leeward_map_file_test_empty.roads";
  std::ofstream{path}.close();
  auto const empty = open_map(path);
  ASSERT_FALSE(empty.has_value());
  EXPECT_THAT(empty.error().sentence_, HasSubstr("is empty"));
  std::filesystem::remove(path);
}

TEST_F(map_file, any_other_file_is_none) {
  EXPECT_THAT(file_bytes{"PBF or whatever"}.error(),
              HasSubstr("x.roads: is no .roads file: make one with `leeward roads import"));
  EXPECT_THAT(file_bytes{std::string(5000, 'x')}.error(), HasSubstr("is no .roads file"));
}

TEST_F(map_file, an_older_or_newer_format_is_named) {
  auto file = file_bytes{text_};
  auto h = file.header();
  h.format_version_ = kFormatVersion + 1;
  file.set(h);
  EXPECT_THAT(file.error(), AllOf(HasSubstr("the newer format 2 (written by Leeward 1.2.3)"),
                                  HasSubstr("reads format 1"), HasSubstr("use a newer Leeward")));
  h.format_version_ = kFormatVersion - 1;
  file.set(h);
  EXPECT_THAT(file.error(), AllOf(HasSubstr("the older format 0"), HasSubstr("import the extract again")));
}

TEST_F(map_file, cut_off_anywhere) {
  for (auto const size : {std::size_t{64}, std::size_t{65}, std::size_t{500}, text_.size() / 2, text_.size() - 1}) {
    EXPECT_THAT(file_bytes{text_.substr(0, size)}.error(), HasSubstr("is cut off"));
  }
  EXPECT_THAT(file_bytes{text_ + "x"}.error(), HasSubstr("is too long"));
}

TEST_F(map_file, any_flipped_bit_is_noticed) {
  for (auto at = std::size_t{40}; at < text_.size(); at += 97) {
    auto file = file_bytes{text_};
    file.data()[at] ^= std::byte{4};
    EXPECT_THAT(file.error(), HasSubstr("is damaged (its checksum is"));
  }
}

TEST_F(map_file, a_missing_section_is_named) {
  auto file = file_bytes{text_};
  auto const i = file.find("motor.fitu");
  auto s = file.section(i);
  s.name_[6] = 'X';
  file.set(i, s);
  file.mend_checksum();
  EXPECT_THAT(file.error(), HasSubstr("section \"motor.fitu\" is missing"));
}

TEST_F(map_file, sections_that_leave_the_file_are_refused) {
  auto const i = file_bytes{text_}.find("motor.segm");
  auto const tamper = [&](auto&& change) {
    auto file = file_bytes{text_};
    auto s = file.section(i);
    change(s);
    file.set(i, s);
    file.mend_checksum();
    return file.error();
  };
  auto const outside = HasSubstr("section \"motor.segm\" does not lie in the file");
  EXPECT_THAT(tamper([](section_entry& s) { s.offset_ += 4; }), outside);
  EXPECT_THAT(tamper([&](section_entry& s) { s.offset_ = aligned(text_.size()) + 64; }), outside);
  EXPECT_THAT(tamper([](section_entry& s) { s.count_ = ~std::uint64_t{0} / 2; }), outside);
  EXPECT_THAT(tamper([](section_entry& s) { s.offset_ = ~std::uint64_t{63}; }), outside);
  EXPECT_THAT(tamper([](section_entry& s) { s.element_bytes_ = 0; }), outside);
  EXPECT_THAT(tamper([](section_entry& s) { s.element_bytes_ = 4; }), HasSubstr("has elements of 4 bytes, not 20"));
}

TEST_F(map_file, indices_that_leave_their_arrays_are_refused) {
  for (auto const name : {"motor.segm", "motor.tuhe", "motor.edge", "motor.rank", "motor.uphe", "foot.thir",
                          "motor.sord", "motor.bywa", "foot.copy", "foot.fitu"}) {
    auto file = file_bytes{text_};
    auto const s = file.section(file.find(name));
    ASSERT_GT(s.count_, 0U) << name;
    auto const huge = std::uint32_t{0x7FFFFFF0};
    std::memcpy(file.data() + s.offset_, &huge, sizeof(huge));
    file.mend_checksum();
    EXPECT_THAT(file.error(), HasSubstr("is damaged (")) << name;
  }
}

TEST_F(map_file, a_time_that_is_none_is_refused) {
  for (auto const name : {"coach.edms", "car.tums", "coach.metr"}) {
    auto file = file_bytes{text_};
    auto const s = file.section(file.find(name));
    auto const negative = std::int32_t{-5};
    std::memcpy(file.data() + s.offset_, &negative, sizeof(negative));
    file.mend_checksum();
    EXPECT_THAT(file.error(), HasSubstr("is damaged (")) << name;
  }
}

TEST_F(map_file, a_name_that_does_not_fit_is_refused_before_anything_is_written) {
  auto map = *map_;
  map.profiles_[0].name_ = std::string(60, 'x');
  auto const path = std::filesystem::temp_directory_path() / "leeward_map_file_test_name.roads";
  auto const written = write_map(map, path);
  ASSERT_FALSE(written.has_value());
  EXPECT_THAT(written.error().sentence_, HasSubstr("has 60 bytes; a .roads file takes 1 to 35"));
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace leeward::roads
