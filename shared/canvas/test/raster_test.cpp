#include "shared/canvas/raster.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "shared/canvas/canvas.h"

namespace reverie {
namespace {

constexpr Color red{255, 0, 0}, blue{0, 0, 255}, white{255, 255, 255};

Image drawn(const Canvas& canvas, double density = 1) {
  Result<Image> image = raster_from_display_list(canvas.display_list(), canvas.width(), canvas.height(), density);
  EXPECT_TRUE(image.ok());
  return image.ok() ? *image : Image();
}

Canvas on_white(double width, double height) {
  Canvas canvas(width, height);
  canvas.background(white);
  return canvas;
}

std::uint64_t hash_of(const Image& image) {  // FNV-1a
  std::uint64_t hash = 14695981039346656037ull;
  for (const std::uint8_t byte : image.rgba()) hash = (hash ^ byte) * 1099511628211ull;
  return hash;
}

// The red channel, row by row, for comparison with a committed array.
void expect_near(const Image& image, const std::vector<int>& expected, int max_difference, double mean_difference) {
  ASSERT_EQ(expected.size(), static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height()));
  double sum = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const int wanted = expected[static_cast<std::size_t>(y * image.width() + x)];
      const int difference = std::abs(static_cast<int>(image.at(x, y).r) - wanted);
      EXPECT_LE(difference, max_difference) << "at " << x << "," << y << ": " << int(image.at(x, y).r);
      sum += difference;
    }
  }
  EXPECT_LE(sum / static_cast<double>(expected.size()), mean_difference);
}

std::shared_ptr<const Image> checker() {  // red blue / blue red
  Image image = *Image::create(2, 2);
  image.set(0, 0, red);
  image.set(1, 0, blue);
  image.set(0, 1, blue);
  image.set(1, 1, red);
  return std::make_shared<const Image>(std::move(image));
}

TEST(Raster, IsTransparentWhereNothingWasDrawn) {
  const Image image = drawn(Canvas(3, 2));
  EXPECT_EQ(image.width(), 3);
  EXPECT_EQ(image.height(), 2);
  for (const std::uint8_t byte : image.rgba()) EXPECT_EQ(byte, 0);
}

TEST(Raster, RectsOnWholePointsAreCrispAtEveryWholeDensity) {
  Canvas canvas = on_white(6, 6);
  canvas.no_stroke();
  canvas.fill(red);
  canvas.rect(1, 2, 3, 2);
  for (const int density : {1, 2, 3}) {
    const Image image = drawn(canvas, static_cast<float>(density));
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) {
        const bool inside = x >= density && x < 4 * density && y >= 2 * density && y < 4 * density;
        ASSERT_EQ(image.at(x, y), inside ? red : white) << x << "," << y << " at density " << density;
      }
    }
  }
}

TEST(Raster, HalfCoveredPixelsAreHalfColoured) {
  Canvas canvas = on_white(2, 1);
  canvas.no_stroke();
  canvas.fill({0, 0, 0});
  canvas.rect(0.5f, 0, 1, 1);
  const Image image = drawn(canvas);
  EXPECT_NEAR(image.at(0, 0).r, 128, 1);
  EXPECT_NEAR(image.at(1, 0).r, 128, 1);
}

TEST(Raster, BlendsSourceOverInSrgb) {
  Canvas canvas(1, 1);
  canvas.background({0, 0, 0});
  canvas.no_stroke();
  canvas.fill({200, 100, 50, 128});
  canvas.rect(0, 0, 1, 1);
  const Color color = drawn(canvas).at(0, 0);
  EXPECT_NEAR(color.r, 100, 1);
  EXPECT_NEAR(color.g, 50, 1);
  EXPECT_NEAR(color.b, 25, 1);
  EXPECT_EQ(color.a, 255);
}

TEST(Raster, TranslucentBackgroundLetsThrough) {
  Canvas canvas(1, 1);
  canvas.background({0, 0, 0});
  canvas.background({255, 255, 255, 51});
  EXPECT_NEAR(drawn(canvas).at(0, 0).r, 51, 1);
}

TEST(Raster, EllipseCoversItsArea) {
  Canvas canvas = on_white(100, 100);
  canvas.no_stroke();
  canvas.fill({0, 0, 0});
  canvas.ellipse(50, 50, 80, 40);
  const Image image = drawn(canvas);
  double ink = 0;
  for (int y = 0; y < 100; ++y) {
    for (int x = 0; x < 100; ++x) ink += (255 - image.at(x, y).r) / 255.0;
  }
  EXPECT_NEAR(ink, 3.14159265 * 40 * 20, 12);
  EXPECT_EQ(image.at(50, 50).r, 0);
  EXPECT_EQ(image.at(50, 29).r, 255);
  EXPECT_EQ(image.at(9, 50).r, 255);
}

TEST(Raster, RoundedCornersAreOpen) {
  Canvas canvas = on_white(20, 20);
  canvas.no_stroke();
  canvas.fill({0, 0, 0});
  canvas.rect(0, 0, 20, 20, 100);  // more than half a side: a disc
  const Image image = drawn(canvas);
  EXPECT_EQ(image.at(0, 0).r, 255);
  EXPECT_EQ(image.at(10, 0).r, image.at(0, 10).r);
  EXPECT_EQ(image.at(10, 10).r, 0);
}

TEST(Raster, LinesEndRoundAndDotsAreDrawn) {
  Canvas canvas = on_white(20, 10);
  canvas.stroke({0, 0, 0});
  canvas.stroke_weight(4);
  canvas.line(5, 5, 10, 5);
  canvas.line(16, 5, 16, 5);
  const Image image = drawn(canvas);
  EXPECT_EQ(image.at(7, 4).r, 0);
  EXPECT_LT(image.at(3, 5).r, 200);  // the cap
  EXPECT_GT(image.at(3, 3).r, 150);  // which is round
  EXPECT_EQ(image.at(16, 5).r, 0);
  EXPECT_EQ(image.at(7, 2).r, 255);
}

TEST(Raster, StrokesGoWithTheDensityAndMitreTheirCorners) {
  Canvas canvas = on_white(10, 10);
  canvas.no_fill();
  canvas.stroke({0, 0, 0});
  canvas.stroke_weight(2);
  canvas.rect(3, 3, 4, 4);
  const Image image = drawn(canvas, 2);
  EXPECT_EQ(image.at(4, 4).r, 0);  // the outer corner, filled by the mitre
  EXPECT_EQ(image.at(3, 3).r, 255);
  EXPECT_EQ(image.at(9, 9).r, 255);
}

TEST(Raster, NearestKeepsSquarePixels) {
  Canvas canvas = on_white(6, 6);
  canvas.no_smooth();
  canvas.image(checker(), 1, 1, 4, 4);
  const Image image = drawn(canvas);
  EXPECT_EQ(image.at(0, 0), white);
  EXPECT_EQ(image.at(1, 1), red);
  EXPECT_EQ(image.at(2, 2), red);
  EXPECT_EQ(image.at(3, 2), blue);
  EXPECT_EQ(image.at(4, 4), red);
  EXPECT_EQ(image.at(5, 5), white);
}

TEST(Raster, NearestSharesADevicePixelByArea) {
  Canvas canvas(3, 3);
  canvas.no_smooth();
  canvas.image(checker(), 0, 0, 3, 3);
  const Image image = drawn(canvas);
  EXPECT_EQ(image.at(0, 0), red);
  EXPECT_EQ(image.at(2, 0), blue);
  EXPECT_NEAR(image.at(1, 0).r, 128, 1);
  EXPECT_NEAR(image.at(1, 0).b, 128, 1);
}

TEST(Raster, SmoothIsBilinearWhenEnlarging) {
  Image row = *Image::create(2, 1);
  row.set(0, 0, {0, 0, 0});
  row.set(1, 0, {200, 200, 200});
  Canvas canvas(8, 1);
  canvas.image(std::make_shared<const Image>(row), 0, 0, 8, 1);
  expect_near(drawn(canvas), {0, 0, 25, 75, 125, 175, 200, 200}, 1, 0.5);
}

TEST(Raster, SmoothAveragesWhenShrinking) {
  Canvas canvas(1, 1);
  canvas.image(checker(), 0, 0, 1, 1);
  EXPECT_NEAR(drawn(canvas).at(0, 0).r, 128, 1);
}

TEST(Raster, WhatATransparentPixelHidesDoesNotBleed) {
  Image image = *Image::create(2, 1);
  image.set(0, 0, {0, 255, 0, 0});
  image.set(1, 0, {255, 0, 0, 255});
  Canvas canvas(1, 1);
  canvas.background({0, 0, 0});
  canvas.image(std::make_shared<const Image>(image), 0, 0, 1, 1);
  const Color color = drawn(canvas).at(0, 0);
  EXPECT_NEAR(color.r, 128, 1);
  EXPECT_EQ(color.g, 0);
}

TEST(Raster, OpacityAndPartsOutsideTheCanvas) {
  Canvas canvas(2, 2);
  canvas.background({0, 0, 0});
  canvas.no_smooth();
  canvas.opacity(0.5);
  canvas.image(checker(), -1, -1, 2, 2);
  const Image image = drawn(canvas);
  EXPECT_NEAR(image.at(0, 0).r, 128, 1);
  EXPECT_EQ(image.at(1, 1), (Color{0, 0, 0}));
}

TEST(Raster, HugeAndDistantShapesAreHarmless) {
  Canvas canvas(8, 8);
  canvas.fill(red);
  canvas.stroke(blue);
  canvas.stroke_weight(1e6f);
  canvas.rect(-1e30f, -1e30f, 2e30f, 2e30f, 1e29f);
  canvas.ellipse(1e20f, 0, 1e18f, 1e18f);
  canvas.line(-1e38f, 3, 1e38f, 3);
  canvas.polygon({{-1e300, 0}, {1e300, 1e300}, {0, -1e300}});
  canvas.image(checker(), -1e20f, -1e20f, 2e20f, 2e20f);
  EXPECT_EQ(drawn(canvas).width(), 8);
}

TEST(Raster, RefusesSizesThatNoPictureHas) {
  const DisplayList list;
  for (const float width : {0.0f, -3.0f, 1e9f, std::nanf("")}) {
    const Result<Image> image = raster_from_display_list(list, width, 10);
    ASSERT_FALSE(image.ok());
    EXPECT_NE(image.error().message.find("16384"), std::string::npos) << image.error().message;
  }
  EXPECT_FALSE(raster_from_display_list(list, 10, 10, 0).ok());
  EXPECT_FALSE(raster_from_display_list(list, 16384, 16384).ok());
}

// Everything the vocabulary has, drawn once; the hash is the same in every build, native and WebAssembly.
TEST(Raster, GivesTheSamePixelsEverywhere) {
  Canvas canvas(120, 80);
  canvas.background({250, 247, 242});
  for (int i = 0; i < 12; ++i) {
    const auto shift = static_cast<float>(i);
    canvas.fill({static_cast<std::uint8_t>(20 * i), 110, 115, static_cast<std::uint8_t>(255 - 15 * i)});
    canvas.stroke({22, 22, 26, 200});
    canvas.stroke_weight(0.3f + shift * 0.35f);
    canvas.ellipse(11.3f * shift, 40.7f, 20 + shift, 61.3f - 3 * shift);
    canvas.rect(9.1f * shift, 3.3f * shift, 17.7f, 12.9f, shift);
    canvas.line(3 + shift, 77, 117, 5.5f * shift);
    canvas.polygon({{5.0 + i, 5}, {60.5, 7.0 * i}, {30 + 3.3 * i, 70.1}});
    i % 2 == 0 ? canvas.smooth() : canvas.no_smooth();
    canvas.opacity(0.7);
    canvas.image(checker(), 7.7f * shift, 50.2f, 13.3f, 9.9f);
    canvas.opacity(1);
  }
  EXPECT_EQ(hash_of(drawn(canvas)), 1190281872414803423ull);
  EXPECT_EQ(hash_of(drawn(canvas, 1.5f)), 3815362337545252537ull);
}

}  // namespace
}  // namespace reverie
