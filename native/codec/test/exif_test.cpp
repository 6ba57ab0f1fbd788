// Which way up: all eight orientations against the pixels that EXIF means, in PNG and JPEG.
#include "native/codec/exif.h"

#include <gtest/gtest.h>

#include "native/codec/image_read.h"
#include "native/codec/png_write.h"
#include "native/codec/test/make_pictures.h"

namespace reverie {
namespace {

constexpr int block = 8;  // a JPEG keeps whole blocks of one colour

Color color_of(char letter) {
  switch (letter) {
    case 'A':
      return {220, 30, 30, 255};
    case 'B':
      return {30, 200, 40, 255};
    case 'C':
      return {40, 60, 220, 255};
    case 'D':
      return {230, 220, 40, 255};
    case 'E':
      return {20, 20, 20, 255};
    default:
      return {240, 240, 240, 255};
  }
}

// Rows of letters, each a block of one colour.
Image painted(const std::vector<std::string>& rows) {
  Image image = Image::create(static_cast<int>(rows[0].size()) * block, static_cast<int>(rows.size()) * block).value();
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      image.set(x, y, color_of(rows[static_cast<std::size_t>(y / block)][static_cast<std::size_t>(x / block)]));
  return image;
}

int distance(Color a, Color b) { return std::abs(a.r - b.r) + std::abs(a.g - b.g) + std::abs(a.b - b.b); }

std::vector<std::string> letters_of(const Image& image) {
  std::vector<std::string> rows;
  for (int y = block / 2; y < image.height(); y += block) {
    rows.emplace_back();
    for (int x = block / 2; x < image.width(); x += block) {
      char best = 'A';
      for (char letter = 'B'; letter <= 'F'; ++letter)
        if (distance(image.at(x, y), color_of(letter)) < distance(image.at(x, y), color_of(best))) best = letter;
      EXPECT_LE(distance(image.at(x, y), color_of(best)), 12);
      rows.back() += best;
    }
  }
  return rows;
}

using Rows = std::vector<std::string>;
const Rows stored{"ABC", "DEF"};
const Rows upright_as[9] = {{},
                            {"ABC", "DEF"},
                            {"CBA", "FED"},
                            {"FED", "CBA"},
                            {"DEF", "ABC"},
                            {"AD", "BE", "CF"},
                            {"DA", "EB", "FC"},
                            {"FC", "EB", "DA"},
                            {"CF", "BE", "AD"}};

TEST(Orientation, EveryOneStandsUprightInPngAndJpeg) {
  const Image image = painted(stored);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const bool little : {false, true}) {
      const Bytes tiff = made::tiff_of(orientation, little);
      const auto png = image_from_bytes(made::png_with_chunk(png_from_image(image).value(), "eXIf", tiff), "a.png");
      ASSERT_TRUE(png.ok()) << png.error().message;
      EXPECT_EQ(letters_of(*png), upright_as[orientation]) << orientation;
      const auto jpeg = image_from_bytes(made::jpeg_of(image, {.exif = tiff}), "a.jpg");
      ASSERT_TRUE(jpeg.ok()) << jpeg.error().message;
      EXPECT_EQ(letters_of(*jpeg), upright_as[orientation]) << orientation;
    }
  }
}

TEST(Orientation, WhatMakesNoSenseIsLeftAlone) {
  for (const int value : {0, 9, 255}) EXPECT_EQ(orientation_from_tiff(made::tiff_of(value)), 1) << value;
  Bytes other_type = made::tiff_of(6);
  other_type[13] = 4;  // a LONG, which the standard does not allow here
  EXPECT_EQ(orientation_from_tiff(other_type), 1);
  Bytes far = made::tiff_of(6);
  far[4] = 0xff;  // a directory outside the block
  EXPECT_EQ(orientation_from_tiff(far), 1);
  Bytes many = made::tiff_of(6);
  many[8] = 0xff, many[10] = 2;  // 65,000 entries of which none is there, the first another tag
  EXPECT_EQ(orientation_from_tiff(many), 1);
  const Bytes whole = made::tiff_of(6);
  for (std::size_t size = 0; size < 22; ++size)
    EXPECT_EQ(orientation_from_tiff(std::span(whole).first(size)), 1) << size;
  EXPECT_EQ(orientation_from_tiff(Bytes(64, 'X')), 1);
}

}  // namespace
}  // namespace reverie
