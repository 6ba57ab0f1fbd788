#include "native/files/files.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

namespace reverie {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) /
              ("reverie-files-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(Files, HashesThePublishedVectors) {
  EXPECT_EQ(sha256_from_text(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_from_text("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(Files, WritesAndReadsBack) {
  ASSERT_TRUE(write_file_whole(folder_ / "a.txt", std::string_view("one")).ok());
  ASSERT_TRUE(write_file_whole(folder_ / "a.txt", std::string_view("two")).ok());
  EXPECT_EQ(text_from_file(folder_ / "a.txt", 3).value(), "two");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "no temporary file may stay";
}

TEST_F(Files, RefusesMoreThanTheCap) {
  ASSERT_TRUE(write_file_whole(folder_ / "a.txt", std::string_view("four")).ok());
  const auto read = text_from_file(folder_ / "a.txt", 3);
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().message.find("has 4 bytes; at most 3"), std::string::npos) << read.error().message;
}

TEST_F(Files, RefusesFoldersAndAbsentFiles) {
  EXPECT_FALSE(bytes_from_file(folder_, 100).ok());
  EXPECT_FALSE(bytes_from_file(folder_ / "nothing", 100).ok());
}

TEST_F(Files, AFailedWriteLeavesNothingBehind) {
  fs::create_directories(folder_ / "taken" / "inside");
  EXPECT_FALSE(write_file_whole(folder_ / "taken", std::string_view("x")).ok());
  EXPECT_TRUE(fs::is_directory(folder_ / "taken"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(Files, AFileInProgressIsSeenWholeOrNever) {
  const auto count = [&] { return std::distance(fs::directory_iterator(folder_), {}); };
  const Bytes part{1, 2, 3};
  {
    auto given_up = FileInProgress::create(folder_ / "a");
    ASSERT_TRUE(given_up);
    EXPECT_TRUE((*given_up)->write(part));
    EXPECT_FALSE(fs::exists(folder_ / "a"));
  }
  EXPECT_EQ(count(), 0);
  auto kept = FileInProgress::create(folder_ / "a");
  ASSERT_TRUE(kept);
  EXPECT_TRUE((*kept)->write(part));
  EXPECT_TRUE((*kept)->write(part));
  EXPECT_TRUE((*kept)->commit());
  EXPECT_EQ(*bytes_from_file(folder_ / "a", 6), (Bytes{1, 2, 3, 1, 2, 3}));
  EXPECT_EQ(*head_of_file(folder_ / "a", 2), (Bytes{1, 2}));
  EXPECT_EQ(*head_of_file(folder_ / "a", 99), (Bytes{1, 2, 3, 1, 2, 3}));
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(FileInProgress::create(folder_ / "nowhere" / "a"));
}

TEST_F(Files, FloatsAreLittleEndian) {
  const std::vector<float> numbers{1.0f, -0.5f, std::numeric_limits<float>::min()};
  const Bytes bytes = bytes_from_floats(numbers);
  EXPECT_EQ(bytes[2], 0x80);
  EXPECT_EQ(bytes[3], 0x3f);
  EXPECT_EQ(floats_from_bytes(bytes).value(), numbers);
  EXPECT_FALSE(floats_from_bytes(std::span(bytes).first(5)).ok());
}

}  // namespace
}  // namespace reverie
