// All writers in one file, a few lines over the usual length: each is held to the same frames and the same state.
#include <gif_lib.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "shared/keep/gif_palette.h"
#include "shared/keep/test/support.h"
#include "shared/keep/yuv.h"

namespace reverie {
namespace {

using keep_test::Bytes;
using keep_test::sample_frame;
using keep_test::sample_state;

std::uint32_t crc_of(std::span<const std::uint8_t> bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
  }
  return ~crc;
}

std::uint32_t big_endian(const std::uint8_t* from) {
  return std::uint32_t{from[0]} << 24 | std::uint32_t{from[1]} << 16 | std::uint32_t{from[2]} << 8 | from[3];
}

TEST(PngWriter, IsAWholeChainOfChunks) {
  const Bytes png = keep_test::sample_png(sample_state());
  ASSERT_GT(png.size(), 100u);
  std::string kinds;
  for (std::size_t at = 8; at + 12 <= png.size();) {
    const std::uint32_t length = big_endian(png.data() + at);
    ASSERT_LE(at + 12 + length, png.size());
    const std::string kind(png.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                           png.begin() + static_cast<std::ptrdiff_t>(at) + 8);
    EXPECT_EQ(crc_of({png.data() + at + 4, length + 4}), big_endian(png.data() + at + 8 + length)) << kind;
    kinds += kind + " ";
    at += 12 + length;
  }
  EXPECT_EQ(kinds, "IHDR sRGB tEXt iTXt iTXt IDAT IEND ");
}

TEST(PngWriter, GivesTheSameBytesInBandsOfAnyHeight) {
  const Bytes frame = sample_frame(40, 30, 3);
  const auto in_bands = [&](std::size_t rows) {
    Bytes bytes;
    auto writer = PngWriter::create(keep_test::sink_into(bytes), {.width = 40, .height = 30});
    for (std::size_t y = 0; y < 30; y += rows)
      EXPECT_TRUE((*writer)->add_rows(std::span(frame).subspan(y * 160, std::min<std::size_t>(rows, 30 - y) * 160)));
    EXPECT_TRUE((*writer)->finish());
    return bytes;
  };
  EXPECT_EQ(in_bands(30), in_bands(1));
  EXPECT_EQ(in_bands(30), in_bands(7));
}

TEST(PngWriter, TakesAPrintWiderThanAnImageMayBe) {
  std::size_t written = 0;
  const ByteSink count = [&](std::span<const std::uint8_t> more) { return written += more.size(), true; };
  auto writer = PngWriter::create(count, {.width = 40'000, .height = 300, .colors = PngColors::rgb});
  ASSERT_TRUE(writer);
  const Bytes band(std::size_t{40'000} * 4 * 100, 200);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE((*writer)->add_rows(band));
  ASSERT_TRUE((*writer)->finish());
  EXPECT_GT(written, 1000u);
}

TEST(PngWriter, RefusesWhatCannotBe) {
  Bytes bytes;
  const std::pair<int, int> sizes[] = {{0, 1}, {1, 0}, {-1, 5}, {65'536, 1}, {60'000, 60'000}};
  for (const auto& [width, height] : sizes) {
    auto writer = PngWriter::create(keep_test::sink_into(bytes), {.width = width, .height = height});
    EXPECT_FALSE(writer) << width << " × " << height;
  }
  auto writer = PngWriter::create(keep_test::sink_into(bytes), {.width = 2, .height = 2});
  ASSERT_TRUE(writer);
  EXPECT_FALSE((*writer)->finish()) << "rows are missing";
  EXPECT_FALSE((*writer)->add_rows(Bytes(7))) << "no whole row";
  EXPECT_FALSE((*writer)->add_rows(Bytes(24))) << "a row too many";
}

// Every place at which a disk can be full ends in a sentence.
TEST(Writers, StopWithASentenceWhenTheSinkIsFull) {
  const auto remembrance = *remembrance_of(sample_state());
  for (int room = 0; room < 60; ++room) {
    int calls = 0;
    const ByteSink full = [&](std::span<const std::uint8_t>) { return calls++ < room; };
    bool png = false, gif = false, webm = false;
    if (auto writer = PngWriter::create(full, {.width = 20, .height = 10, .texts = png_texts_of(remembrance)}))
      png = (*writer)->add_rows(sample_frame(20, 10, 1)) && (*writer)->finish();
    EXPECT_TRUE(calls <= room || !png);
    calls = 0;
    auto writer = GifWriter::create(full, {20, 10, 4, remembrance});
    ASSERT_TRUE((*writer)->add_frame(sample_frame(20, 10, 1)));
    Result<bool> some = false;
    while ((some = (*writer)->write_some()).ok() && !*some) {
    }
    gif = some.ok();
    EXPECT_TRUE(calls <= room || !gif);
    calls = 0;
    WebmWriter video({2, 2, 30, "V_VP8", remembrance});
    video.add_packet(Bytes{1}, true);
    webm = video.finish(full).ok();
    EXPECT_TRUE(calls <= room || !webm);
  }
}

struct Source {
  const Bytes& bytes;
  std::size_t at = 0;
};

// giflib's own reader, as the judge of what its writer was made to do. It is not in the page's library.
#ifndef __EMSCRIPTEN__
int read_from(GifFileType* file, GifByteType* to, int size) {
  auto& source = *static_cast<Source*>(file->UserData);
  const auto count = std::min(static_cast<std::size_t>(size), source.bytes.size() - source.at);
  std::memcpy(to, source.bytes.data() + source.at, count);
  source.at += count;
  return static_cast<int>(count);
}

struct Played {
  int width = 0, height = 0;
  std::vector<Bytes> frames;  // R G B
  std::vector<int> delays;
};

Played played(const Bytes& bytes) {
  Played result;
  Source source{bytes};
  int failed = 0;
  GifFileType* gif = DGifOpen(&source, read_from, &failed);
  if (gif == nullptr || DGifSlurp(gif) != GIF_OK) return result;
  result.width = gif->SWidth, result.height = gif->SHeight;
  Bytes canvas(static_cast<std::size_t>(gif->SWidth) * static_cast<std::size_t>(gif->SHeight) * 3);
  for (int i = 0; i < gif->ImageCount; ++i) {
    GraphicsControlBlock control;
    DGifSavedExtensionToGCB(gif, i, &control);
    const SavedImage& image = gif->SavedImages[i];
    for (int y = 0; y < image.ImageDesc.Height; ++y) {
      for (int x = 0; x < image.ImageDesc.Width; ++x) {
        const int number = image.RasterBits[y * image.ImageDesc.Width + x];
        if (number == control.TransparentColor) continue;
        const GifColorType color = gif->SColorMap->Colors[number];
        std::uint8_t* to = canvas.data() + 3 * ((image.ImageDesc.Top + y) * gif->SWidth + image.ImageDesc.Left + x);
        to[0] = color.Red, to[1] = color.Green, to[2] = color.Blue;
      }
    }
    result.frames.push_back(canvas);
    result.delays.push_back(control.DelayTime);
  }
  DGifCloseFile(gif, &failed);
  return result;
}

TEST(GifWriter, KeepsFewColoursExactly) {
  const auto frame = [](int moment) {
    Bytes rgba;
    for (int i = 0; i < 16 * 16; ++i) {
      const auto level = static_cast<std::uint8_t>((i / 16 + i % 16 + moment) % 7 * 40);
      rgba.insert(rgba.end(), {level, 7, 200, 255});
    }
    return rgba;
  };
  Bytes bytes;
  auto writer = GifWriter::create(keep_test::sink_into(bytes), {16, 16, 5, *remembrance_of(sample_state())});
  for (int moment = 0; moment < 7; ++moment) ASSERT_TRUE((*writer)->add_frame(frame(moment)));
  while (!*(*writer)->write_some()) {
  }
  const Played loop = played(bytes);
  ASSERT_EQ(loop.frames.size(), 7u);
  for (int moment = 0; moment < 7; ++moment) {
    EXPECT_EQ(loop.delays[static_cast<std::size_t>(moment)], 5);
    const Bytes wanted = frame(moment);
    for (std::size_t i = 0; i < 256; ++i) {
      ASSERT_EQ(loop.frames[static_cast<std::size_t>(moment)][3 * i], wanted[4 * i]);
      ASSERT_EQ(loop.frames[static_cast<std::size_t>(moment)][3 * i + 2], wanted[4 * i + 2]);
    }
  }
}

// Many colours: near in the mean over 8 × 8 pixels, which is what a dither promises, and still where the piece is
// still.
TEST(GifWriter, StaysNearManyColoursAndRestsWhereTheyRest) {
  const int side = 96;
  Bytes bytes;
  auto writer = GifWriter::create(keep_test::sink_into(bytes), {side, side, 4, *remembrance_of(sample_state())});
  for (int moment = 0; moment < 4; ++moment) ASSERT_TRUE((*writer)->add_frame(sample_frame(side, side, 8 * moment)));
  while (!*(*writer)->write_some()) {
  }
  const Played loop = played(bytes);
  ASSERT_EQ(loop.frames.size(), 4u);
  double max = 0, sum = 0;
  int cells = 0;
  const Bytes wanted = sample_frame(side, side, 24);
  for (int top = 8; top < side; top += 8) {
    for (int left = 8; left < side; left += 8, ++cells) {
      for (int k = 0; k < 3; ++k) {
        double difference = 0;
        for (int i = 0; i < 64; ++i) {
          const auto at = static_cast<std::size_t>((top + i / 8) * side + left + i % 8);
          difference +=
              wanted[4 * at + static_cast<std::size_t>(k)] - loop.frames[3][3 * at + static_cast<std::size_t>(k)];
        }
        max = std::max(max, std::abs(difference / 64));
        sum += std::abs(difference / 64) / 3;
      }
    }
  }
  EXPECT_LE(max, 8) << "levels of 255";
  EXPECT_LE(sum / cells, 2.0);
  for (std::size_t frame = 1; frame < 4; ++frame)
    for (std::size_t at = std::size_t{side} * 8 * 3; at < loop.frames[0].size(); ++at)
      ASSERT_EQ(loop.frames[frame][at], loop.frames[0][at]) << "it flickers";
}
#endif

TEST(GifWriter, GivesEqualBytesForEqualFramesAndSaysLoop) {
  const Bytes gif = keep_test::gif_of(sample_state(), 64, 48, 5);
  EXPECT_EQ(gif, keep_test::gif_of(sample_state(), 64, 48, 5));
  const std::string text(gif.begin(), gif.end());
  EXPECT_NE(text.find(std::string("NETSCAPE2.0\x03\x01\0\0\0", 16)), std::string::npos);
  EXPECT_NE(text.find("XMP DataXMP<?xpacket"), std::string::npos);
  // The same bytes from GCC and from clang's WebAssembly.
  EXPECT_EQ(crc_of(gif), 0x6afbeffeu) << std::hex << crc_of(gif);
}

TEST(GifWriter, RefusesWhatItCannotHold) {
  Bytes bytes;
  EXPECT_FALSE(GifWriter::create(keep_test::sink_into(bytes), {5000, 10, 4, {}}));
  EXPECT_FALSE(GifWriter::create(keep_test::sink_into(bytes), {0, 10, 4, {}}));
  auto writer = GifWriter::create(keep_test::sink_into(bytes), {4, 4, 4, {}});
  ASSERT_TRUE(writer);
  EXPECT_FALSE((*writer)->write_some()) << "no frame";
  EXPECT_FALSE((*writer)->add_frame(Bytes(4)));
  EXPECT_EQ(most_gif_frames(1000, 1000), 200);
}

TEST(Palette, HasAColourForASmallAccentOnAWideGround) {
  ColorCount count;
  Bytes rgb;
  for (int i = 0; i < 100'000; ++i) {
    const auto level = static_cast<std::uint8_t>(200 + i % 50);
    rgb.insert(rgb.end(), {level, static_cast<std::uint8_t>(level - i % 7), static_cast<std::uint8_t>(level - i % 5)});
  }
  for (int i = 0; i < 100; ++i) rgb.insert(rgb.end(), {215, 68, 43});
  count.add(rgb);
  const std::vector<Color> palette = count.palette(32);
  EXPECT_LE(palette.size(), 32u);
  int nearest = 255;
  for (const Color c : palette)
    nearest = std::min(nearest, std::abs(c.r - 215) + std::abs(c.g - 68) + std::abs(c.b - 43));
  EXPECT_LE(nearest, 12);
}

TEST(Yuv, KnowsBlackWhiteGreyAndRed) {
  const Bytes pixels{0, 0, 0, 255, 255, 255, 255, 255, 128, 128, 128, 255, 255, 0, 0, 255};
  for (int i = 0; i < 4; ++i) {
    const auto yuv = yuv420_from_rgba(std::span(pixels).subspan(static_cast<std::size_t>(4 * i), 4), 1, 1);
    const Bytes wanted[] = {{16, 128, 128}, {235, 128, 128}, {126, 128, 128}, {63, 102, 240}};
    EXPECT_EQ(yuv, wanted[i]) << i;
  }
  EXPECT_EQ(yuv420_from_rgba(sample_frame(5, 3, 0), 5, 3).size(), 15u + 2 * 3 * 2);
}

TEST(WebmWriter, HasWholeElementsAndRightCues) {
  const Bytes webm = keep_test::sample_webm(sample_state(), 130);
  ASSERT_FALSE(webm.empty());
  const std::string text(webm.begin(), webm.end());
  const std::string segment = "\x18\x53\x80\x67", cluster = "\x1F\x43\xB6\x75", position = "\xF1\x01";
  const std::size_t start = text.find(segment) + 4 + 8;
  // Each cue's position is that of a cluster: key frames at 0, 60 and 120.
  std::vector<std::size_t> clusters;
  for (std::size_t at = 0; (at = text.find(cluster, at)) != std::string::npos; ++at) clusters.push_back(at - start);
  ASSERT_EQ(clusters.size(), 3u);
  std::size_t at = text.find("\x1C\x53\xBB\x6B");
  for (const std::size_t wanted : clusters) {
    at = text.find(position, at) + 1 + 8;
    EXPECT_EQ(big_endian(webm.data() + at), 0u);
    EXPECT_EQ(big_endian(webm.data() + at + 4), wanted);
  }
  std::size_t said = 0;
  for (std::size_t i = start - 7; i < start; ++i) said = said << 8 | webm[i];
  EXPECT_EQ(said, webm.size() - start) << "the segment's size";
}

TEST(WebmWriter, NeedsAKeyFrameFirst) {
  Bytes bytes;
  WebmWriter writer({2, 2, 30, "V_VP9", {}});
  EXPECT_FALSE(writer.finish(keep_test::sink_into(bytes)));
  writer.add_packet(Bytes{1}, false);
  EXPECT_FALSE(writer.finish(keep_test::sink_into(bytes)));
  EXPECT_TRUE(bytes.empty());
}

}  // namespace
}  // namespace reverie
