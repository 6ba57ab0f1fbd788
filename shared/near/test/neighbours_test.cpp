#include "shared/near/neighbours.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>

namespace reverie {
namespace {

Image flat(int width, int height, Color color) {
  Image picture = *Image::create(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) picture.set(x, y, color);
  return picture;
}

// A disc of `color` on white, its middle at (cx, cy) in parts of the side.
Image disc(int side, double cx, double cy, Color color) {
  Image picture = flat(side, side, {255, 255, 255, 255});
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const double dx = (x + 0.5) / side - cx, dy = (y + 0.5) / side - cy;
      if (dx * dx + dy * dy < 0.09) picture.set(x, y, color);
    }
  return picture;
}

NearFeature feature_of(const Image& picture) { return *near_feature(picture); }

// Twenty discs on a line, each a step of 0.02 from the next.
Neighbours line_of_discs() {
  std::vector<NearFeature> features;
  for (int i = 0; i < 20; ++i) features.push_back(feature_of(disc(32, 0.3 + 0.02 * i, 0.5, {200, 60, 40, 255})));
  return *neighbours_from_features(features, 20, false);
}

TEST(NearFeature, FlatPicturesHaveOneWaveOnly) {
  const NearFeature white = feature_of(flat(32, 32, {255, 255, 255, 255}));
  EXPECT_NEAR(white[0], 16, 1e-4) << "lightness 1 over 16 × 16 fields, orthonormal";
  for (std::size_t i = 1; i < white.size(); ++i) EXPECT_NEAR(white[i], 0, 1e-4) << i;
  const NearFeature red = feature_of(flat(32, 32, {255, 0, 0, 255}));
  EXPECT_NEAR(red[24], 16 * 0.22486, 1e-3) << "a of red";
  EXPECT_NEAR(red[32], 16 * 0.12585, 1e-3) << "b of red";
}

// The very bits, so that page and desktop say the same of one picture.
TEST(NearFeature, SameBitsEverywhere) {
  Image picture = *Image::create(37, 23);
  for (int y = 0; y < 23; ++y)
    for (int x = 0; x < 37; ++x)
      picture.set(x, y,
                  {static_cast<std::uint8_t>(x * 7), static_cast<std::uint8_t>(y * 11),
                   static_cast<std::uint8_t>(x * y), static_cast<std::uint8_t>(255 - x)});
  std::uint32_t mixed = 2166136261u;
  for (const float number : feature_of(picture)) mixed = (mixed ^ std::bit_cast<std::uint32_t>(number)) * 16777619u;
  EXPECT_EQ(mixed, 4257533484u);
}

TEST(NearFeature, TheSizeOfThePictureHardlyMatters) {
  const NearFeature small = feature_of(disc(32, 0.4, 0.5, {200, 60, 40, 255}));
  EXPECT_LT(near_distance(small, feature_of(disc(64, 0.4, 0.5, {200, 60, 40, 255}))), 0.08);
  EXPECT_LT(near_distance(small, feature_of(disc(50, 0.4, 0.5, {200, 60, 40, 255}))), 0.08) << "no multiple of 16";
  EXPECT_GT(near_distance(small, feature_of(disc(32, 0.6, 0.5, {200, 60, 40, 255}))), 0.8);
}

TEST(NearFeature, WhatCannotBeSeenThroughCountsAsWhite) {
  EXPECT_EQ(feature_of(flat(20, 20, {10, 20, 30, 0})), feature_of(flat(20, 20, {255, 255, 255, 255})));
  EXPECT_FALSE(near_feature(Image()).ok());
}

TEST(NearFeature, OnePixelIsAPictureToo) {
  const NearFeature one = feature_of(flat(1, 1, {255, 0, 0, 255})), many = feature_of(flat(48, 48, {255, 0, 0, 255}));
  EXPECT_LT(near_distance(one, many), 1e-4);
}

TEST(Neighbours, ATrainingPictureIsNearlyItself) {
  const Neighbours discs = line_of_discs();
  const Nearness found = nearness_of(discs, feature_of(disc(32, 0.36, 0.5, {200, 60, 40, 255})));
  EXPECT_EQ(found.nearest, 3u);
  EXPECT_EQ(found.word, NearWord::nearly_one);
  EXPECT_EQ(found.share, 0);
  EXPECT_EQ(sentence_from(found, discs),
            "Nearly one of its 20 training pictures: all of these lie farther from each other.");
}

TEST(Neighbours, TheWordsGrowWithTheDistance) {
  const Neighbours discs = line_of_discs();
  const auto word_at = [&](double y, Color color) {
    return nearness_of(discs, feature_of(disc(32, 0.5, y, color))).word;
  };
  EXPECT_EQ(word_at(0.5, {200, 60, 40, 255}), NearWord::nearly_one);
  EXPECT_EQ(word_at(0.8, {200, 60, 40, 255}), NearWord::unlike) << "none lies there";
  EXPECT_EQ(word_at(0.5, {40, 60, 200, 255}), NearWord::unlike) << "none is blue";
}

// Distances chosen outright: a hundred percentiles from 1 to 3.
TEST(Neighbours, SharesFollowThePercentiles) {
  Neighbours rows;
  rows.of = 2;
  rows.rows.assign(2 * near_numbers, 0);
  for (std::size_t i = 0; i < rows.apart.size(); ++i) rows.apart[i] = 1 + static_cast<float>(i) / 50;
  const auto share_at = [&](float distance) {
    NearFeature far{};
    far[0] = distance;
    return nearness_of(rows, far);
  };
  EXPECT_EQ(share_at(0.3F).word, NearWord::nearly_one);
  EXPECT_EQ(share_at(0.5F).word, NearWord::close_to_one) << "nearer than all, and yet to be told apart";
  EXPECT_EQ(share_at(1.4F).word, NearWord::close_to_one);
  EXPECT_EQ(share_at(2.0F).word, NearWord::among);
  EXPECT_NEAR(share_at(2.01F).share, 0.505, 1e-6);
  EXPECT_EQ(share_at(2.9F).word, NearWord::farther);
  EXPECT_EQ(share_at(3.5F).word, NearWord::farther);
  EXPECT_EQ(share_at(3.5F).share, 1);
  EXPECT_EQ(share_at(6.0F).word, NearWord::unlike);
}

TEST(Neighbours, SentencesSayOfHowMany) {
  Neighbours some = line_of_discs();
  EXPECT_EQ(training_pictures_text(some), "its 20 training pictures");
  some.of = 60000;
  EXPECT_EQ(training_pictures_text(some), "20 of its 60,000 training pictures");
  some.of = 97'980'000;
  some.layered = true;
  EXPECT_EQ(training_pictures_text(some), "20 of the 98 million stacks of its training sprites");
  EXPECT_EQ(sentence_from({0, 1, 0.5, NearWord::among}, some),
            "About as far from 20 of the 98 million stacks of its training sprites as these lie from each other. Its "
            "parts may be those sprites all the same.");
  EXPECT_EQ(short_text(NearWord::close_to_one, true), "close to one stack of its sprites");
  EXPECT_EQ(short_text(NearWord::close_to_one, false), "close to one of its training pictures");
  EXPECT_EQ(sentence_from({0, 1, 0.029, NearWord::nearly_one}, line_of_discs()),
            "Nearly one of its 20 training pictures: 97 % of these lie farther from each other.");
  EXPECT_EQ(sentence_from({0, 1, 0.999, NearWord::farther}, line_of_discs()),
            "Farther from its 20 training pictures than 99 % of these lie from each other.");
}

TEST(Neighbours, TooFewAndTooManyAreRefused) {
  EXPECT_FALSE(neighbours_from_features({}, 0, false).ok());
  EXPECT_FALSE(neighbours_from_features(std::vector<NearFeature>(1), 1, false).ok());
  EXPECT_FALSE(neighbours_from_features(std::vector<NearFeature>(max_neighbours + 1), 9000, false).ok());
}

TEST(Neighbours, EqualPicturesLieNowhereApart) {
  const Neighbours same = *neighbours_from_features(std::vector<NearFeature>(5), 5, false);
  EXPECT_EQ(nearness_of(same, {}).word, NearWord::nearly_one);
  NearFeature other{};
  other[0] = 1;
  EXPECT_EQ(nearness_of(same, other).word, NearWord::unlike);
}

TEST(NeighboursFile, ComesBackAsItWas) {
  const Neighbours discs = line_of_discs();
  const auto bytes = bytes_from_neighbours(discs);
  const auto back = neighbours_from_bytes(bytes);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_TRUE(*back == discs);
  EXPECT_LE(*&max_neighbours * near_numbers + 8 + 16 + 4 * 181, max_neighbours_bytes);
}

struct Damage {
  const char* name;
  std::size_t at;
  std::vector<std::uint8_t> put;
};

class DamagedNeighbours : public ::testing::TestWithParam<Damage> {};

TEST_P(DamagedNeighbours, AreRefusedWithASentence) {
  auto bytes = bytes_from_neighbours(line_of_discs());
  for (std::size_t i = 0; i < GetParam().put.size(); ++i) bytes[GetParam().at + i] = GetParam().put[i];
  const auto read = neighbours_from_bytes(bytes);
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().message.find("refused: "), std::string::npos) << read.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    All, DamagedNeighbours,
    ::testing::Values(Damage{"magic", 7, {'2'}}, Damage{"kind", 8, {2}}, Damage{"fewer_rows", 12, {19}},
                      Damage{"many_rows", 12, {255, 255, 255, 255}}, Damage{"one_row", 12, {1}},
                      Damage{"no_count", 16, {0, 0, 0, 0, 0, 0, 0xF8, 0x7F}},
                      Damage{"small_count", 16, {0, 0, 0, 0, 0, 0, 0, 0}},
                      Damage{"huge_count", 16, {0, 0, 0, 0, 0, 0, 0, 0x7F}},
                      Damage{"infinite_middle", 24, {0, 0, 0x80, 0x7F}}, Damage{"nan_middle", 28, {0, 0, 0xC0, 0x7F}},
                      Damage{"huge_middle", 24, {0, 0, 0, 0x7F}}, Damage{"falling_step", 24 + 160, {0, 0, 0x80, 0xBF}},
                      Damage{"negative_percentile", 24 + 320, {0, 0, 0x80, 0xBF}},
                      Damage{"falling_percentiles", 24 + 320 + 200, {0, 0, 0, 0x49}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(NeighboursFile, NoOtherLengthIsTaken) {
  const auto bytes = bytes_from_neighbours(line_of_discs());
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{700}, bytes.size() - 1})
    EXPECT_FALSE(neighbours_from_bytes(std::span(bytes).first(length)).ok()) << length;
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(neighbours_from_bytes(longer).ok());
}

}  // namespace
}  // namespace reverie
