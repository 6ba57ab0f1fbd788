#include "native/publish/neighbours_file.h"

#include <gtest/gtest.h>

#include "native/data/packed.h"
#include "native/publish/check.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

constexpr const char* training = R"({"dataset":{"tree_hash":"cafe"}})";

// Squares of one colour each, in rising red.
Dataset plain_pictures(std::int64_t count) {
  Dataset data;
  data.size = 8;
  data.count = count;
  data.record.name = "squares";
  data.record.tree_hash = "cafe";
  for (std::int64_t i = 0; i < count; ++i)
    for (int p = 0; p < 64; ++p)
      for (const int value : {static_cast<int>(i % 256), static_cast<int>(i / 256 * 16), 40})
        data.pixels.push_back(static_cast<std::uint8_t>(value));
  return data;
}

// Two grounds and two layers of three sprites: eighteen pictures.
Dataset layers() {
  Dataset data;
  data.kind = DatasetKind::layers;
  data.size = 8;
  data.count = 6;
  data.record.tree_hash = "cafe";
  data.axes = {{"ground", {"ffffff", "204060"}}, {"low", {"a", "b", "c"}}, {"high", {"d", "e", "f"}}};
  for (int sprite = 0; sprite < 6; ++sprite)
    for (int p = 0; p < 64; ++p) {
      const bool seen = p / 8 == sprite || p % 8 == sprite;
      for (const int value : {40 * sprite, 200 - 30 * sprite, 90, seen ? 255 : 0})
        data.pixels.push_back(static_cast<std::uint8_t>(value));
    }
  return data;
}

class NeighboursFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        tiny::fresh_folder(::testing::TempDir(), std::string("neighbours-") +
                                                     ::testing::UnitTest::GetInstance()->current_test_info()->name());
    draft_.model = tiny::model();
    draft_.model.training_json = training;
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path pack(const Dataset& data) {
    EXPECT_TRUE(write_packed(folder_ / "dataset.rvd", data).ok());
    return folder_ / "dataset.rvd";
  }
  fs::path folder_;
  Draft draft_;
};

TEST_F(NeighboursFile, HoldsEveryPictureOfASmallSet) {
  const auto added = add_neighbours(draft_, pack(plain_pictures(40)));
  ASSERT_TRUE(added.ok()) << added.error().message;
  ASSERT_EQ(draft_.files.size(), 1u);
  EXPECT_EQ(draft_.files[0].role, "neighbours");
  const auto neighbours = neighbours_from_bytes(draft_.files[0].bytes);
  ASSERT_TRUE(neighbours.ok()) << neighbours.error().message;
  EXPECT_EQ(neighbours->count(), 40u);
  Image seventh = *Image::create(8, 8);
  for (int p = 0; p < 64; ++p) seventh.set(p % 8, p / 8, {7, 0, 40, 255});
  const Nearness found = nearness_of(*neighbours, *near_feature(seventh));
  EXPECT_EQ(found.nearest, 7u);
  EXPECT_LT(found.distance, 0.01);
}

TEST_F(NeighboursFile, OfManyPicturesAnEvenSampleStands) {
  const auto neighbours = neighbours_from_dataset(plain_pictures(3001));
  ASSERT_TRUE(neighbours.ok()) << neighbours.error().message;
  EXPECT_EQ(neighbours->count(), 2048u);
  EXPECT_EQ(training_pictures_text(*neighbours), "2,048 of its 3,001 training pictures");
  EXPECT_LE(bytes_from_neighbours(*neighbours).size(), max_neighbours_bytes);
}

TEST_F(NeighboursFile, OfLayersItHoldsStacksAndSaysSo) {
  const auto neighbours = neighbours_from_dataset(layers());
  ASSERT_TRUE(neighbours.ok()) << neighbours.error().message;
  EXPECT_TRUE(neighbours->layered);
  EXPECT_EQ(neighbours->of, 18);
  EXPECT_LE(neighbours->count(), 18u);
  EXPECT_GE(neighbours->count(), 12u);
  EXPECT_TRUE(*neighbours == *neighbours_from_dataset(layers())) << "the same every time";
}

TEST_F(NeighboursFile, OtherDataThanTheRunsAreRefused) {
  Dataset other = plain_pictures(40);
  other.record.tree_hash = "beef0123456";
  const auto added = add_neighbours(draft_, pack(other));
  ASSERT_FALSE(added.ok());
  EXPECT_NE(added.error().message.find("beef0123…"), std::string::npos) << added.error().message;
  EXPECT_TRUE(draft_.files.empty());
  EXPECT_FALSE(add_neighbours(draft_, folder_ / "nothing.rvd").ok());
}

TEST_F(NeighboursFile, OnePictureHasNoNeighbours) {
  ASSERT_TRUE(add_neighbours(draft_, pack(plain_pictures(1))).ok());
  EXPECT_TRUE(draft_.files.empty());
}

TEST_F(NeighboursFile, APackageHandsThemOutVerified) {
  ASSERT_TRUE(add_neighbours(draft_, pack(plain_pictures(40))).ok());
  draft_.files.push_back({"generator", "generator", "onnx", tiny::graph_bytes()});
  draft_.model.golden.reset();
  ASSERT_TRUE(write_package(folder_ / "package", draft_.model, draft_.files).ok());
  auto package = package_from_folder(folder_ / "package");
  ASSERT_TRUE(package.ok()) << package.error().message;
  const auto read = neighbours_of(*package);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ((*read)->count(), 40u);
  Bytes damaged = draft_.files[0].bytes;
  damaged.back() ^= 1;
  ASSERT_TRUE(write_file_whole(folder_ / "package" / hashed_name(draft_.files[0]), damaged).ok());
  EXPECT_FALSE(neighbours_of(*package).ok());
}

}  // namespace
}  // namespace reverie
