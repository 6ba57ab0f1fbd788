#include "native/look/mosaic.h"

#include <gtest/gtest.h>

#include <limits>

namespace reverie {
namespace {

constexpr Color nothing{0, 0, 0, 0};

TEST(MosaicTest, NothingIsInkMoreIsRedLessIsBlueGreen) {
  EXPECT_EQ(plate_color(0), (Color{0x16, 0x16, 0x1a, 255}));
  EXPECT_EQ(plate_color(1), (Color{0xfb, 0xf0, 0xd9, 255}));
  EXPECT_EQ(plate_color(7), plate_color(1));
  EXPECT_EQ(plate_color(std::numeric_limits<float>::quiet_NaN()), plate_color(0));
  const Color more = plate_color(0.5F), less = plate_color(-0.5F);
  EXPECT_GT(more.r, more.b + 80);
  EXPECT_GT(less.b, less.r + 50);
}

TEST(MosaicTest, AFilterIsShownCellByCell) {
  // One pattern made of one: 0 1 / −1 ½.
  const auto mosaic = mosaic_of_filters(*Tensor::from_floats({1, 1, 2, 2}, {0, 1, -1, 0.5F}), false, false);
  ASSERT_EQ(mosaic.image.width(), 60);
  ASSERT_EQ(mosaic.image.height(), 60);
  EXPECT_EQ(mosaic.image.at(0, 0), plate_color(0));
  EXPECT_EQ(mosaic.image.at(29, 29), plate_color(0));
  EXPECT_EQ(mosaic.image.at(30, 0), plate_color(1));
  EXPECT_EQ(mosaic.image.at(0, 30), plate_color(-1));
  EXPECT_EQ(mosaic.image.at(59, 59), plate_color(0.5F));
}

TEST(MosaicTest, RowsMakeColumnsReadWhicheverWayTheyAreStored) {
  const auto plain = mosaic_of_filters(*Tensor::from_floats({2, 3, 1, 1}, {1, 0, 0, 0, 0, -1}), false, false);
  const auto turned = mosaic_of_filters(*Tensor::from_floats({3, 2, 1, 1}, {1, 0, 0, 0, 0, -1}), true, false);
  EXPECT_EQ(plain.image.rgba(), turned.image.rgba());
  EXPECT_EQ(plain.of, 2);
  EXPECT_EQ(plain.of_across, 3);
  EXPECT_EQ(plain.image.at(0, 0), plate_color(1));
  EXPECT_EQ(plain.image.at(2 * 68, 68), plate_color(-1));
  EXPECT_EQ(plain.image.at(64, 0), nothing);  // the gap
}

TEST(MosaicTest, OfManyFiltersTheStrongestAreShownInTheirOrder) {
  std::vector<float> weights(40 * 40);
  weights[39 * 40 + 2] = 1;
  weights[5 * 40 + 38] = -1;
  const auto mosaic = mosaic_of_filters(*Tensor::from_floats({40, 40, 1, 1}, weights), false, false);
  EXPECT_EQ(mosaic.shown, most_filter_rows);
  EXPECT_EQ(mosaic.shown_across, most_filter_columns);
  EXPECT_EQ(mosaic.of, 40);
  const auto shows = [&](Color color, int row) {
    for (int x = 0; x < mosaic.image.width(); ++x)
      if (mosaic.image.at(x, row * 68) == color) return true;
    return false;
  };
  EXPECT_TRUE(shows(plate_color(1), most_filter_rows - 1));
  EXPECT_FALSE(shows(plate_color(1), 0));
}

TEST(MosaicTest, ThreeColoursAtOnceAreOneSmallPicture) {
  const auto mosaic = mosaic_of_filters(*Tensor::from_floats({3, 1, 1, 1}, {1, -1, 0}), false, true);
  EXPECT_EQ(mosaic.image.at(5, 5), (Color{255, 0, 127, 255}));
  EXPECT_EQ(mosaic.of_across, 0);
}

TEST(MosaicTest, PatternsThatVaryMostStandInTheirOrder) {
  std::vector<float> values(20 * 4, 0.25F);
  for (std::size_t pattern = 3; pattern < 19; ++pattern) values[pattern * 4] = 1;  // of 20 these 16 vary
  const auto mosaic = mosaic_of_patterns(*Tensor::from_floats({1, 20, 2, 2}, values));
  EXPECT_EQ(mosaic.shown, 16);
  EXPECT_EQ(mosaic.of, 20);
  EXPECT_EQ(mosaic.image.width(), 8 * 128 + 7 * 8);
  EXPECT_EQ(mosaic.image.height(), 2 * 128 + 8);
  for (int i = 0; i < 16; ++i) {
    EXPECT_EQ(mosaic.image.at(i % 8 * 136 + 10, i / 8 * 136 + 10), plate_color(1)) << i;
    EXPECT_EQ(mosaic.image.at(i % 8 * 136 + 100, i / 8 * 136 + 100), plate_color(0.25F)) << i;
  }
}

TEST(MosaicTest, TheOnePatternThatVariesMost) {
  const auto one = mosaic_of_patterns(*Tensor::from_floats({1, 3, 1, 2}, {0, 0.5F, 1, -1, 0, 0}), 1);
  EXPECT_EQ(one.image.width(), 128);
  EXPECT_EQ(one.image.at(10, 10), plate_color(1));
  EXPECT_EQ(one.image.at(100, 10), plate_color(-1));
}

TEST(MosaicTest, LargePatternsAreMeansAndManyNumbersAreCutOff) {
  const auto pattern = mosaic_of_patterns(*Tensor::from_floats({1, 1, 256, 512}, std::vector<float>(256 * 512, 2)));
  EXPECT_EQ(pattern.image.width(), 128);
  EXPECT_EQ(pattern.image.height(), 64);
  EXPECT_EQ(pattern.image.at(60, 30), plate_color(1));
  const auto numbers = mosaic_of_numbers(std::vector<float>(10'000, -3));
  EXPECT_EQ(numbers.shown, most_numbers);
  EXPECT_EQ(numbers.of, 10'000);
  EXPECT_EQ(numbers.image.at(0, 0), plate_color(-1));
}

TEST(MosaicTest, OfSharesTheLargestIsBrightest) {
  std::vector<float> shares(100);
  shares[3] = 0.8F;
  for (const std::size_t i : {10U, 20U, 30U, 40U}) shares[i] = 0.05F;
  const auto mosaic = mosaic_of_numbers(shares, NumbersAre::shares);
  EXPECT_EQ(mosaic.image.at(3 * 34, 0), plate_color(1));
  EXPECT_EQ(mosaic.image.at(10 * 34, 0), plate_color(0.05F / 0.8F));
}

TEST(MosaicTest, OfFewNumbersTheLargestDecides) {
  const auto mosaic = mosaic_of_numbers(std::vector{0.99F, 0.0F, 0.0F, 0.01F});
  EXPECT_EQ(mosaic.image.at(0, 0), plate_color(1));
  EXPECT_EQ(mosaic.image.at(3 * 34, 0), plate_color(0.01F));
}

TEST(MosaicTest, WhatIsNoNumberAndWhatIsAllNothingIsDrawnAsNothing) {
  const float nan = std::numeric_limits<float>::quiet_NaN(), endless = std::numeric_limits<float>::infinity();
  const auto mosaic = mosaic_of_numbers(std::vector<float>{nan, endless, -endless, 0});
  for (int i = 0; i < 4; ++i) EXPECT_EQ(mosaic.image.at(i * 34, 0), plate_color(0));
}

TEST(MosaicTest, ASheetHasItsOpacity) {
  Image picture = *Image::create(2, 1);
  picture.set(0, 0, {10, 20, 30, 255});
  picture.set(1, 0, {40, 50, 60, 255});
  const Image sheet = with_opacity(picture, *Tensor::from_floats({1, 1, 1, 2}, {0.5F, 7}));
  EXPECT_EQ(sheet.at(0, 0), (Color{10, 20, 30, 128}));
  EXPECT_EQ(sheet.at(1, 0), (Color{40, 50, 60, 255}));
  EXPECT_EQ(with_opacity(picture, *Tensor::from_floats({1}, {0})).rgba(), picture.rgba());
}

}  // namespace
}  // namespace reverie
