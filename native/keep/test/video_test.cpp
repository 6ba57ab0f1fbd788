#include <gtest/gtest.h>

#include <filesystem>

#include "native/keep/kept_file.h"
#include "native/keep/video_encoder.h"
#include "shared/keep/state_from_file.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

KeptState sample_state() {
  KeptState state;
  state.link.piece = "latent-walk";
  state.link.models = {{"generator", "faces", "1a2b3c4d"}};
  state.link.document = Document(1, R"({"a":1})");
  return state;
}

KeepOrder order_of(KeepFormat format, int width, int height, int frames) {
  return {.format = format,
          .width = width,
          .height = height,
          .frames = frames,
          .frames_per_second = 30,
          .remembrance = *remembrance_of(sample_state())};
}

Bytes frame_of(int width, int height, int moment) {
  Bytes rgba;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      rgba.insert(rgba.end(), {static_cast<std::uint8_t>(x * 3 + moment), static_cast<std::uint8_t>(y * 3), 90, 255});
  return rgba;
}

class KeptFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) /
              ("reverie-keep-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(folder_), {}); }
  fs::path folder_;
};

// Odd sizes are where planes and strides go wrong.
TEST_F(KeptFiles, AVideoOfOddSizeIsWholeAndRemembers) {
  const fs::path path = folder_ / "a.webm";
  auto file = KeptFile::create(path, order_of(KeepFormat::webm, 37, 23, 40));
  ASSERT_TRUE(file) << file.error().message;
  for (int moment = 0; moment < 40; ++moment) {
    const Bytes frame = frame_of(37, 23, moment);
    ASSERT_TRUE((*file)->add_rows(std::span(frame).first(37 * 4 * 10)));
    ASSERT_TRUE((*file)->add_rows(std::span(frame).subspan(37 * 4 * 10)));
  }
  EXPECT_FALSE(fs::exists(path)) << "seen before it was whole";
  Result<bool> whole = false;
  while ((whole = (*file)->finish_some()).ok() && !*whole) {
  }
  ASSERT_TRUE(whole) << whole.error().message;
  const auto state = state_from_path(path);
  ASSERT_TRUE(state) << state.error().message;
  EXPECT_EQ(*state, sample_state());
  // Forty frames are in it: the blocks' ids and the track's number, each behind its eight bytes of size.
  const Bytes bytes = *bytes_from_file(path, 1 << 22);
  int blocks = 0;
  for (std::size_t i = 0; i + 10 < bytes.size(); ++i)
    blocks += bytes[i] == 0xA3 && bytes[i + 1] == 1 && bytes[i + 2] == 0 && bytes[i + 3] == 0 && bytes[i + 9] == 0x81;
  EXPECT_EQ(blocks, 40);
}

TEST_F(KeptFiles, GivenUpHalfWayNothingIsLeft) {
  for (const KeepFormat format : {KeepFormat::png, KeepFormat::gif, KeepFormat::webm}) {
    auto file = KeptFile::create(folder_ / "a", order_of(format, 32, 16, 3));
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_TRUE((*file)->add_rows(frame_of(32, 16, 1)));
    EXPECT_EQ(files(), 1);
    file->reset();
    EXPECT_EQ(files(), 0);
  }
}

TEST_F(KeptFiles, RefusesWhatNoEncoderTakes) {
  EXPECT_FALSE(KeptFile::create(folder_ / "a.webm", order_of(KeepFormat::webm, 20'000, 10, 1)));
  EXPECT_FALSE(KeptFile::create(folder_ / "a.gif", order_of(KeepFormat::gif, 10, 0, 1)));
  EXPECT_FALSE(KeptFile::create(folder_ / "nowhere" / "a.png", order_of(KeepFormat::png, 10, 10, 1)));
  EXPECT_EQ(files(), 0);
}

}  // namespace
}  // namespace reverie
