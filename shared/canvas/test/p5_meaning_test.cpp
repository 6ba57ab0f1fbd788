// Where p5 means something that one would not guess: each found by drawing tests/p5 with both.
#include <gtest/gtest.h>

#include "shared/base/portable_math.h"
#include "shared/canvas/canvas.h"
#include "shared/canvas/shapes.h"

namespace reverie {
namespace {

template <class Kind>
const Kind& only(const Canvas& canvas) {
  EXPECT_EQ(canvas.display_list().commands.size(), 1u);
  return std::get<Kind>(canvas.display_list().commands.at(0));
}

const State& only_state(const Canvas& canvas) {
  return canvas.display_list().state_of(canvas.display_list().commands.at(0));
}

TEST(AsP5MeansIt, AnArcsAnglesAreThoseThatTheEyeSees) {
  const Path path = path_of_arc(0, 0, 200, 50, pi / 4, pi / 2);
  const Vec2 from = path.points().front(), to = path.points().back();
  EXPECT_NEAR(from.x, from.y, 1e-9);  // 45° on the flat ellipse too
  EXPECT_NEAR(to.x, 0, 1e-9);
  EXPECT_NEAR(to.y, 25, 1e-9);
}

TEST(AsP5MeansIt, WholeTurnsOfAnArcDoNotCount) {
  const Path half = path_of_arc(0, 0, 100, 100, 0, 3 * pi);
  EXPECT_NEAR(half.points().back().x, -50, 1e-9);
  EXPECT_EQ(half.verbs().size(), 3u);
  for (const double stop : {2 * pi, -4 * pi}) {
    Canvas canvas(10, 10);
    canvas.arc(5, 5, 4, 3, 0, stop);
    EXPECT_EQ(only<EllipseCommand>(canvas).height, 3);
  }
  Canvas none(10, 10);
  none.arc(5, 5, 4, 4, 1, 1);
  EXPECT_TRUE(none.display_list().commands.empty());
}

TEST(AsP5MeansIt, AnArcRunsClockwiseOverZero) {
  const Path path = path_of_arc(0, 0, 2, 2, 1.5 * pi, 0.5 * pi);
  EXPECT_NEAR(path.points().front().y, -1, 1e-9);
  EXPECT_NEAR(path.points()[3].x, 1, 1e-9);  // through the right side
}

TEST(AsP5MeansIt, ACornerTakesAtMostHalfASide) {
  Canvas canvas(10, 10);
  canvas.rect(0, 0, 100, 60, 80, 10, -5, 30);
  const auto& rect = only<RectCommand>(canvas);
  EXPECT_EQ(rect.radii[0], 30);
  EXPECT_EQ(rect.radii[1], 10);
  EXPECT_EQ(rect.radii[2], 0);
  EXPECT_EQ(rect.radii[3], 30);
}

TEST(AsP5MeansIt, PointsAreRoundWhateverTheCap) {
  Canvas canvas(10, 10);
  canvas.stroke_cap(StrokeCap::square);
  canvas.point(5, 5);
  EXPECT_EQ(only_state(canvas).cap, StrokeCap::round);
  canvas.line(0, 0, 1, 1);
  EXPECT_EQ(canvas.display_list().states.back().cap, StrokeCap::square);
}

TEST(AsP5MeansIt, TextIsBlackWithoutAStrokeUntilSomeoneChooses) {
  Canvas canvas(10, 10);
  canvas.push();
  canvas.fill(Color{1, 2, 3});
  canvas.stroke(Color{4, 5, 6});
  canvas.pop();
  canvas.text("a", 1, 1);
  EXPECT_EQ(only_state(canvas).fill, Paint(Color{0, 0, 0}));
  EXPECT_FALSE(only_state(canvas).has_stroke);
  canvas.fill(Color{1, 2, 3});
  canvas.stroke(Color{4, 5, 6});
  canvas.text("a", 1, 1);
  EXPECT_EQ(canvas.display_list().states.back().fill, Paint(Color{1, 2, 3}));
  EXPECT_TRUE(canvas.display_list().states.back().has_stroke);
}

TEST(AsP5MeansIt, AColumnOfTextStandsInABox) {
  Canvas canvas(10, 10);
  canvas.text_align(TextAlign::center);
  canvas.text("a b", 10, 20, 50);
  EXPECT_EQ(only<TextCommand>(canvas).x, 35);
  EXPECT_EQ(only<TextCommand>(canvas).style.baseline, TextBaseline::top);
}

}  // namespace
}  // namespace reverie
