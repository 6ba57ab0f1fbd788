#include <gtest/gtest.h>

#include "native/codec/image_read.h"
#include "native/codec/png_write.h"
#include "native/codec/test/make_pictures.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

Image checkered(int width, int height, bool alpha) {
  Image image = Image::create(width, height).value();
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      image.set(x, y,
                {static_cast<std::uint8_t>(x * 20), static_cast<std::uint8_t>(y * 20), 90,
                 static_cast<std::uint8_t>(alpha && (x + y) % 2 ? 0 : 255)});
  return image;
}

Bytes png_of_format(std::uint32_t format, const void* pixels, int width, int height, const void* colormap = nullptr,
                    int entries = 0) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(width);
  png.height = static_cast<png_uint_32>(height);
  png.format = format;
  png.colormap_entries = static_cast<png_uint_32>(entries);
  png_alloc_size_t size = 0;
  EXPECT_TRUE(png_image_write_to_memory(&png, nullptr, &size, 0, pixels, 0, colormap));
  Bytes bytes(size);
  EXPECT_TRUE(png_image_write_to_memory(&png, bytes.data(), &size, 0, pixels, 0, colormap));
  return bytes;
}

TEST(Png, RoundTripKeepsEveryPixel) {
  for (const bool alpha : {false, true}) {
    const Image image = checkered(7, 5, alpha);
    const auto back = image_from_png_bytes(png_from_image(image).value(), "x.png");
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(back->width(), 7);
    for (int y = 0; y < 5; ++y)
      for (int x = 0; x < 7; ++x) {
        if (image.at(x, y).a == 255)
          EXPECT_EQ(back->at(x, y), image.at(x, y));
        else
          EXPECT_EQ(back->at(x, y).a, 0);
      }
  }
}

TEST(Png, GreySixteenBitAndPalette) {
  const std::uint8_t grey[] = {0, 128, 255, 64};
  EXPECT_EQ(image_from_bytes(png_of_format(PNG_FORMAT_GRAY, grey, 2, 2), "g")->at(1, 0), (Color{128, 128, 128, 255}));
  const std::uint8_t palette[] = {10, 20, 30, 200, 100, 50};
  const std::uint8_t indices[] = {0, 1, 1, 0};
  EXPECT_EQ(image_from_bytes(png_of_format(PNG_FORMAT_RGB_COLORMAP, indices, 2, 2, palette, 2), "p")->at(1, 0),
            (Color{200, 100, 50, 255}));
  const std::uint16_t deep[] = {0, 0, 0, 65535, 65535, 65535};
  EXPECT_EQ(image_from_bytes(png_of_format(PNG_FORMAT_LINEAR_RGB, deep, 2, 1), "d")->at(1, 0),
            (Color{255, 255, 255, 255}));
}

TEST(Pictures, BadFilesGiveASentence) {
  EXPECT_NE(image_from_bytes(Bytes{}, "empty.png").error().message.find("empty.png"), std::string::npos);
  EXPECT_FALSE(image_from_bytes(Bytes{'G', 'I', 'F', '8'}, "a.gif").ok());
  EXPECT_FALSE(image_from_file("no/such/file.png").ok());
  Bytes png = png_from_image(checkered(9, 9, true)).value();
  png.resize(png.size() / 2);
  EXPECT_FALSE(image_from_bytes(png, "half.png").ok());
}

// A changed width must be refused by the cap before memory is asked for; other changes may do anything but crash.
TEST(Pictures, TenThousandBrokenFilesNeverCrash) {
  const Bytes png = png_from_image(checkered(16, 16, true)).value(),
              jpeg = made::jpeg_of(checkered(16, 16, false), {.exif = made::tiff_of(6)});
  Bytes wide = png;
  wide[16] = 0x7f;
  EXPECT_FALSE(image_from_bytes(wide, "wide.png").ok());
  Random random(11);
  for (int i = 0; i < 10000; ++i) {
    Bytes bytes = i % 2 ? png : jpeg;
    const auto changes = 1 + random.below(4);
    for (std::uint32_t c = 0; c < changes; ++c)
      bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<std::uint8_t>(random.below(256));
    if (random.below(4) == 0) bytes.resize(random.below(static_cast<std::uint32_t>(bytes.size())));
    // Broken headers may claim large pictures; they are let through only up to a size that keeps this test quick.
    if (i % 2 == 0 || (bytes.size() > 24 && bytes[16] == 0 && bytes[17] == 0 && bytes[20] == 0 && bytes[21] == 0)) {
      (void)image_from_bytes(bytes, "broken").ok();
    }
  }
}

}  // namespace
}  // namespace reverie
