// The live window against the reference: every scene drawn by GlReplay and by the raster. Needs a display (xvfb-run and
// software GL will do); under none it says so and stands aside.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "native/codec/png_write.h"
#include "shared/canvas/raster.h"
#include "shared/canvas_gl/gl_replay.h"
#include "tests/canvas_gl/live_scenes.h"
#include "tests/canvas_gl/offscreen.h"

namespace reverie {
namespace {

constexpr double most_mean = 0.75;  // of 255, over all pixels and channels
// Where a hundred washes or edges lie over each other: the raster mixes in 15 bits, the window in the screen's eight.
constexpr double most_mean_of_crowds = 2;
constexpr double most_far = 0.005;  // the part of the pixels that may differ by more than 32 levels

struct Disagreement {
  double mean = 0, far = 0;
  int worst = 0;
};

// On premultiplied levels: what a transparent pixel would be does not count.
Disagreement disagreement(const Image& a, const Image& b, Image& picture) {
  Disagreement result;
  std::size_t far = 0;
  double sum = 0;
  const std::size_t pixels = a.rgba().size() / 4;
  for (std::size_t i = 0; i < pixels; ++i) {
    int worst = 0;
    for (std::size_t c = 0; c < 4; ++c) {
      const auto level = [&](const Image& image) {
        const std::uint8_t* p = image.rgba().data() + 4 * i;
        return c == 3 ? p[3] : (p[c] * p[3] + 127) / 255;
      };
      const int difference = std::abs(level(a) - level(b));
      worst = std::max(worst, difference);
      sum += difference;
      if (c < 3) picture.rgba()[4 * i + c] = static_cast<std::uint8_t>(std::min(255, 4 * difference));
    }
    picture.rgba()[4 * i + 3] = 255;
    result.worst = std::max(result.worst, worst);
    far += worst > 32 ? 1 : 0;
  }
  result.mean = sum / static_cast<double>(pixels * 4);
  result.far = static_cast<double>(far) / static_cast<double>(pixels);
  return result;
}

class Agreement : public testing::Test {
 protected:
  void SetUp() override {
    if (!screen_.ready()) GTEST_SKIP() << "There is no display; run it under xvfb-run.";
    auto created = GlReplay::create();
    ASSERT_TRUE(created.ok()) << created.error().message;
    replay_ = std::move(*created);
  }
  void TearDown() override { replay_.reset(); }

  void compare(const reference::Scene& scene, double density);

  Offscreen screen_;
  std::unique_ptr<GlReplay> replay_;
};

// Pictures of what fails, and of everything where REVERIE_PICTURES names a folder, to look at.
void save(const std::string& stem, const Image& live, const Image& raster, const Image& difference, bool failed) {
  const char* wished = std::getenv("REVERIE_PICTURES");
  if (wished == nullptr && !failed) return;
  const std::filesystem::path folder = wished != nullptr
                                           ? std::filesystem::path(wished)
                                           : std::filesystem::path(testing::TempDir()) / "reverie_agreement";
  std::filesystem::create_directories(folder);
  EXPECT_TRUE(write_png(folder / (stem + "-live.png"), live));
  EXPECT_TRUE(write_png(folder / (stem + "-raster.png"), raster));
  EXPECT_TRUE(write_png(folder / (stem + "-difference.png"), difference));
}

void Agreement::compare(const reference::Scene& scene, double density) {
  const DisplayList list = reference::list_of(scene);
  ASSERT_NE(replay_->paint(list, scene.width, scene.height, density), 0u) << scene.name;
  const Image live = replay_->picture();
  const Image raster = *raster_from_display_list(list, scene.width, scene.height, density);
  Image difference = *Image::create(raster.width(), raster.height());
  const Disagreement found = disagreement(live, raster, difference);
  const std::string stem = std::string(scene.name) + "@" + std::to_string(static_cast<int>(density));
  const bool crowd = scene.name == "many-washes" || scene.name == "live-many";
  const double bound = crowd ? most_mean_of_crowds : most_mean;
  EXPECT_LE(found.mean, bound) << stem;
  EXPECT_LE(found.far, most_far) << stem;
  RecordProperty(stem, std::to_string(found.mean) + " mean, " + std::to_string(found.worst) + " worst");
  if (std::getenv("REVERIE_PICTURES") != nullptr)
    std::printf("%-32s mean %.3f  over 32: %.2f %%  worst %d\n", stem.c_str(), found.mean, 100 * found.far,
                found.worst);
  save(stem, live, raster, difference, found.mean > bound || found.far > most_far);
}

TEST_F(Agreement, EveryReferenceSceneAtOneTwoAndThreePixelsAPoint) {
  for (const reference::Scene& scene : reference::scenes()) {
    for (const double density : {1.0, 2.0, 3.0}) compare(scene, density);
  }
}

TEST_F(Agreement, WhatTheLiveWindowDoesInItsOwnWay) {
  for (const reference::Scene& scene : live_scenes()) {
    for (const double density : {1.0, 2.0, 3.0}) compare(scene, density);
  }
}

}  // namespace
}  // namespace reverie
