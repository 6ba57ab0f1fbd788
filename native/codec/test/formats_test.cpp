// The kinds of PNG and JPEG that folders of real people hold, and files made to hurt.
#include <gtest/gtest.h>

#include "native/codec/image_read.h"
#include "native/codec/png_write.h"
#include "native/codec/test/make_pictures.h"

namespace reverie {
namespace {

Image plain(int width, int height, Color color) {
  Image image = Image::create(width, height).value();
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) image.set(x, y, color);
  return image;
}

void expect_near(Color found, Color meant, int within) {
  EXPECT_NEAR(found.r, meant.r, within);
  EXPECT_NEAR(found.g, meant.g, within);
  EXPECT_NEAR(found.b, meant.b, within);
  EXPECT_EQ(found.a, meant.a);
}

void expect_refused(const Bytes& bytes, const std::string& why) {
  const auto image = image_from_bytes(bytes, "it.bin");
  ASSERT_FALSE(image.ok()) << why;
  EXPECT_NE(image.error().message.find(why), std::string::npos) << image.error().message;
  EXPECT_NE(image.error().message.find("it.bin"), std::string::npos);
}

TEST(Formats, GreyWithAlpha) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = png.height = 1;
  png.format = PNG_FORMAT_GA;
  const std::uint8_t pixel[] = {120, 60};
  Bytes bytes(400);
  png_alloc_size_t size = bytes.size();
  ASSERT_TRUE(png_image_write_to_memory(&png, bytes.data(), &size, 0, pixel, 0, nullptr));
  bytes.resize(size);
  EXPECT_EQ(image_from_bytes(bytes, "ga.png")->at(0, 0), (Color{120, 120, 120, 60}));
}

TEST(Formats, GreyJpeg) {
  const Bytes grey(16 * 16, 90);
  const auto image =
      image_from_bytes(made::jpeg_of(grey, 16, 16, JCS_GRAYSCALE, 1, {.stored = JCS_GRAYSCALE}), "g.jpg");
  ASSERT_TRUE(image.ok()) << image.error().message;
  expect_near(image->at(3, 3), {90, 90, 90, 255}, 1);
}

// Stored as Adobe does: 255 is no ink. Cyan paper with a quarter of black.
TEST(Formats, InkBecomesLight) {
  Bytes ink;
  for (int i = 0; i < 16 * 16; ++i)
    for (const int part : {0, 255, 255, 191}) ink.push_back(static_cast<std::uint8_t>(part));
  for (const J_COLOR_SPACE stored : {JCS_CMYK, JCS_YCCK}) {
    const auto image = image_from_bytes(made::jpeg_of(ink, 16, 16, JCS_CMYK, 4, {.stored = stored}), "ink.jpg");
    ASSERT_TRUE(image.ok()) << image.error().message;
    expect_near(image->at(5, 5), {0, 191, 191, 255}, 3);
  }
}

TEST(Formats, AProgressiveJpegIsTheSamePicture) {
  const Image image = plain(40, 24, {200, 90, 30, 255});
  const auto read = image_from_bytes(made::jpeg_of(image, {.progressive = true}), "p.jpg");
  ASSERT_TRUE(read.ok()) << read.error().message;
  expect_near(read->at(20, 12), {200, 90, 30, 255}, 3);
}

TEST(Formats, EnoughIsEnough) {
  Image image = plain(256, 128, {0, 0, 0, 255});
  for (int y = 0; y < 128; ++y)
    for (int x = 128; x < 256; ++x) image.set(x, y, {200, 200, 200, 255});
  const Bytes bytes = made::jpeg_of(image);
  EXPECT_EQ(image_from_bytes(bytes, "a", {.enough = 128})->width(), 256);
  EXPECT_EQ(image_from_bytes(bytes, "a", {.enough = 33})->width(), 128);
  const auto eighth = image_from_bytes(bytes, "a", {.enough = 16});
  EXPECT_EQ(eighth->width(), 32);
  expect_near(eighth->at(15, 8), {0, 0, 0, 255}, 2);
  expect_near(eighth->at(16, 8), {200, 200, 200, 255}, 2);
  EXPECT_EQ(image_from_bytes(bytes, "a", {.enough = 1})->width(), 32);  // libjpeg's smallest
}

TEST(Formats, TheHeadTellsTheStoredSize) {
  const Image image = plain(24, 8, {9, 9, 9, 255});
  const auto jpeg = picture_head_from_bytes(made::jpeg_of(image, {.exif = made::tiff_of(6)}), "a");
  ASSERT_TRUE(jpeg.ok());
  EXPECT_EQ(jpeg->width, 24);
  EXPECT_EQ(jpeg->height, 8);
  const auto png = picture_head_from_bytes(png_from_image(image).value(), "a");
  ASSERT_TRUE(png.ok());
  EXPECT_EQ(png->width, 24);
  EXPECT_EQ(png->height, 8);
  EXPECT_GE(png->working_bytes, 24u * 8 * 4);
}

TEST(Hostile, SizesAreRefusedBeforeMemoryIsAskedFor) {
  expect_refused(made::png_claiming(60000, 60000), "60000×60000");
  expect_refused(made::png_claiming(16384, 16384), "64 megapixels");
  expect_refused(made::png_claiming(0, 5), "0×5");
  expect_refused(made::png_claiming(0x80000000, 1), "2147483648×1");
  Bytes jpeg = made::jpeg_of(plain(16, 16, {1, 2, 3, 255}));
  for (std::size_t i = 0; i + 9 < jpeg.size(); ++i) {
    if (jpeg[i] != 0xff || jpeg[i + 1] != 0xc0) continue;
    jpeg[i + 5] = jpeg[i + 7] = 0xfe;
    break;
  }
  expect_refused(jpeg, "65040×65040");
}

// A half picture would teach a network grey bars.
TEST(Hostile, ACutJpegIsRefused) {
  Image image = Image::create(64, 64).value();
  for (int y = 0; y < 64; ++y)
    for (int x = 0; x < 64; ++x)
      image.set(
          x, y,
          {static_cast<std::uint8_t>(x * 4), static_cast<std::uint8_t>(y * 4), static_cast<std::uint8_t>(x ^ y), 255});
  for (const bool progressive : {false, true}) {
    const Bytes whole = made::jpeg_of(image, {.quality = 90, .progressive = progressive});
    for (const double part : {0.9, 0.5, 0.1}) {
      Bytes cut = whole;
      cut.resize(static_cast<std::size_t>(static_cast<double>(whole.size()) * part));
      EXPECT_FALSE(image_from_bytes(cut, "cut.jpg").ok()) << part;
    }
    Bytes stray = whole;  // bytes after the end harm nobody
    stray.insert(stray.end(), 100, 0x55);
    EXPECT_TRUE(image_from_bytes(stray, "stray.jpg").ok());
  }
}

TEST(Hostile, EveryBeginningOfAPngIsRefused) {
  const Bytes whole = png_from_image(plain(9, 9, {1, 2, 3, 128})).value();
  for (std::size_t size = 0; size + 12 < whole.size(); ++size)
    EXPECT_FALSE(image_from_bytes(std::span(whole).first(size), "cut.png").ok()) << size;
}

// Each of these texts unpacks to 8 MB; none is unpacked.
TEST(Hostile, PackedTextsAreLeftBehind) {
  const Bytes zeros(8'000'000);
  uLongf size = compressBound(static_cast<uLong>(zeros.size()));
  Bytes packed(size);
  ASSERT_EQ(compress2(packed.data(), &size, zeros.data(), static_cast<uLong>(zeros.size()), 9), Z_OK);
  Bytes text{'a', 0, 0};
  text.insert(text.end(), packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size));
  Bytes png = png_from_image(plain(4, 4, {7, 8, 9, 255})).value();
  for (int i = 0; i < 50; ++i) png = made::png_with_chunk(std::move(png), "zTXt", text);
  const auto image = image_from_bytes(png, "texts.png");
  ASSERT_TRUE(image.ok()) << image.error().message;
  EXPECT_EQ(image->at(1, 1), (Color{7, 8, 9, 255}));
}

TEST(Hostile, ScansWithoutEndAreRefused) {
  // A scan of a progressive file, again and again before its end.
  const Bytes whole = made::jpeg_of(plain(32, 32, {90, 40, 10, 255}), {.progressive = true});
  std::size_t last = 0;
  for (std::size_t i = 0; i + 1 < whole.size(); ++i)
    if (whole[i] == 0xff && whole[i + 1] == 0xda) last = i;
  Bytes many(whole.begin(), whole.end() - 2);
  for (int i = 0; i < 200; ++i)
    many.insert(many.end(), whole.begin() + static_cast<std::ptrdiff_t>(last), whole.end() - 2);
  many.insert(many.end(), {0xff, 0xd9});
  expect_refused(many, "more than 100 scans");
}

TEST(Hostile, OtherFilesAreCalledByTheirName) {
  const auto text = [](const std::string& start) { return Bytes(start.begin(), start.end()); };
  expect_refused({}, "an empty file");
  expect_refused(text("<!DOCTYPE html><html>404</html>"), "a web page");
  expect_refused(text("GIF89a......"), "a GIF");
  expect_refused(text("RIFF....WEBPVP8 "), "a WebP");
  expect_refused(text("version https://git-lfs.github.com/spec/v1\n"), "Git LFS");
  expect_refused(text("hello"), "neither PNG nor JPEG");
}

}  // namespace
}  // namespace reverie
