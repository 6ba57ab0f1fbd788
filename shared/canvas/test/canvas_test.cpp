#include "shared/canvas/canvas.h"

#include <gtest/gtest.h>

#include <limits>

namespace reverie {
namespace {

std::shared_ptr<const Image> one_pixel() { return std::make_shared<const Image>(*Image::create(1, 1)); }

const State& state_at(const Canvas& canvas, std::size_t command) {
  return canvas.display_list().state_of(canvas.display_list().commands.at(command));
}

TEST(Canvas, StartsWithP5sStyle) {
  Canvas canvas(10, 10);
  canvas.rect(1, 2, 3, 4);
  const State& state = state_at(canvas, 0);
  EXPECT_TRUE(state.has_fill);
  EXPECT_TRUE(state.has_stroke);
  EXPECT_EQ(state.fill, Paint(Color{255, 255, 255, 255}));
  EXPECT_EQ(state.stroke, Paint(Color{0, 0, 0, 255}));
  EXPECT_EQ(state.stroke_weight, 1);
}

TEST(Canvas, PushAndPopKeepTheStyle) {
  Canvas canvas(10, 10);
  canvas.fill(Color{1, 2, 3});
  canvas.push();
  canvas.no_fill();
  canvas.stroke_weight(7);
  canvas.pop();
  canvas.pop();  // one too many is no harm
  canvas.ellipse(0, 0, 1, 1);
  const State& state = state_at(canvas, 0);
  EXPECT_TRUE(state.has_fill);
  EXPECT_EQ(state.fill, Paint(Color{1, 2, 3}));
  EXPECT_EQ(state.stroke_weight, 1);
}

TEST(Canvas, NegativeSizesGoTheOtherWay) {
  Canvas canvas(10, 10);
  canvas.rect(5, 5, -2, -3);
  const auto& rect = std::get<RectCommand>(canvas.display_list().commands.at(0));
  EXPECT_EQ(rect.x, 3);
  EXPECT_EQ(rect.y, 2);
  EXPECT_EQ(rect.width, 2);
  EXPECT_EQ(rect.height, 3);
}

TEST(Canvas, LeavesOutWhatHasNoPlace) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
  Canvas canvas(10, 10);
  canvas.rect(nan, 0, 1, 1);
  canvas.ellipse(0, inf, 1, 1);
  canvas.line(0, 0, nan, 1);
  canvas.polygon({{0, 0}, {1, std::numeric_limits<double>::infinity()}});
  canvas.polygon({{0, 0}});
  canvas.image(nullptr, 0, 0, 1, 1);
  canvas.image(std::make_shared<const Image>(), 0, 0, 1, 1);
  canvas.image(one_pixel(), 0, 0, 0, 1);
  canvas.tint({255, 255, 255, 0});
  canvas.image(one_pixel(), 0, 0, 1, 1);
  EXPECT_TRUE(canvas.display_list().commands.empty());
}

TEST(Canvas, OpaqueBackgroundForgetsWhatItCovers) {
  Canvas canvas(10, 10);
  canvas.rect(0, 0, 1, 1);
  canvas.background({1, 2, 3, 128});
  EXPECT_EQ(canvas.display_list().commands.size(), 2u);
  canvas.background({1, 2, 3});
  EXPECT_EQ(canvas.display_list().commands.size(), 1u);
}

TEST(Canvas, DropsAndSaysSoBeyondTheBound) {
  Canvas canvas(10, 10);
  for (std::size_t i = 0; i < max_display_commands; ++i) canvas.line(0, 0, 1, 1);
  EXPECT_FALSE(canvas.display_list().truncated);
  canvas.line(0, 0, 1, 1);
  EXPECT_TRUE(canvas.display_list().truncated);
  EXPECT_EQ(canvas.display_list().commands.size(), max_display_commands);
}

TEST(LerpColor, RoundsAndClamps) {
  EXPECT_EQ(lerp_color({0, 0, 0, 0}, {255, 100, 1, 255}, 0.5f), (Color{128, 50, 1, 128}));
  EXPECT_EQ(lerp_color({9, 9, 9}, {1, 1, 1}, -3), (Color{9, 9, 9}));
  EXPECT_EQ(lerp_color({9, 9, 9}, {1, 1, 1}, 3), (Color{1, 1, 1}));
  EXPECT_EQ(lerp_color({9, 9, 9}, {1, 1, 1}, std::numeric_limits<float>::quiet_NaN()), (Color{9, 9, 9}));
}

}  // namespace
}  // namespace reverie
