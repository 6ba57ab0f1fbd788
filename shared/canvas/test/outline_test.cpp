#include "shared/canvas/outline.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>

#include "shared/canvas/shapes.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

State pen(double weight, StrokeCap cap = StrokeCap::round, StrokeJoin join = StrokeJoin::miter) {
  State state;
  state.stroke_weight = weight;
  state.cap = cap;
  state.join = join;
  return state;
}

Path path_of_points(const std::vector<Vec2>& points, bool close = false) {
  Path path;
  for (const Vec2 p : points) path.line_to(p);
  if (close) path.close();
  return path;
}

// Non-zero winding of a point.
bool covers(const Outline& outline, Vec2 p) {
  int winding = 0;
  for (const Contour& contour : outline) {
    Vec2 a = contour.points.back();
    for (const Vec2 b : contour.points) {
      const double side = (b.x - a.x) * (p.y - a.y) - (p.x - a.x) * (b.y - a.y);
      if (a.y <= p.y && b.y > p.y && side > 0) ++winding;
      if (a.y > p.y && b.y <= p.y && side < 0) --winding;
      a = b;
    }
  }
  return winding != 0;
}

TEST(Outline, CirclesAreRoundToATwentiethOfAPixel) {
  for (const double radius : {0.4, 3.0, 40.0, 900.0, 20'000.0}) {
    const Outline outline = outline_of_path(path_of_ellipse({0, 0, 2 * radius, 2 * radius, 0}), {});
    ASSERT_EQ(outline.size(), 1u);
    Vec2 a = outline[0].points.back();
    for (const Vec2 b : outline[0].points) {
      const double middle = std::hypot((a.x + b.x) / 2, (a.y + b.y) / 2);
      EXPECT_NEAR(middle, radius, 0.05 + radius * 3e-4) << radius;
      a = b;
    }
  }
}

// A wide pen around a small circle once swung in a few long straight edges.
TEST(Outline, WidePensStayRoundAroundSmallCurves) {
  const Outline outline = outline_of_stroke(path_of_ellipse({0, 0, 2, 2, 0}), pen(200), {});
  double turned = 0;
  for (const Contour& contour : outline) {
    for (const Vec2 p : contour.points) turned = std::max(turned, std::hypot(p.x, p.y));
  }
  EXPECT_NEAR(turned, 101, 0.2);
  for (int i = 0; i < 360; ++i) {
    const double angle = i * 0.01745;
    EXPECT_TRUE(covers(outline, {100.8 * std::cos(angle), 100.8 * std::sin(angle)})) << i;
  }
}

TEST(Outline, CapsEndWhereTheyShould) {
  const Path line = path_of_points({{0, 0}, {10, 0}});
  for (const auto cap : {StrokeCap::round, StrokeCap::square, StrokeCap::project}) {
    const Outline outline = outline_of_stroke(line, pen(4, cap), {});
    EXPECT_EQ(covers(outline, {11.9, 0.05}), cap != StrokeCap::square);
    EXPECT_EQ(covers(outline, {11.9, 1.9}), cap == StrokeCap::project);
    EXPECT_EQ(covers(outline, {-1.9, -1.9}), cap == StrokeCap::project);
    EXPECT_TRUE(covers(outline, {9.9, 1.9}));
    EXPECT_FALSE(covers(outline, {5, 2.1}));
    EXPECT_FALSE(covers(outline, {12.1, 0.05}));
  }
}

TEST(Outline, JoinsMeetAsTheyShould) {
  const Path corner = path_of_points({{0, 20}, {0, 0}, {20, 0}});
  const auto with = [&](StrokeJoin join) { return outline_of_stroke(corner, pen(8, StrokeCap::square, join), {}); };
  EXPECT_TRUE(covers(with(StrokeJoin::miter), {-3.9, -3.9}));
  EXPECT_FALSE(covers(with(StrokeJoin::round), {-3.5, -3.5}));
  EXPECT_TRUE(covers(with(StrokeJoin::round), {-2.7, -2.7}));
  EXPECT_FALSE(covers(with(StrokeJoin::bevel), {-2.7, -2.7}));
  EXPECT_TRUE(covers(with(StrokeJoin::bevel), {-1.9, -1.9}));
}

TEST(Outline, MitresBeyondTenHalfWeightsAreBevelled) {
  const auto tip = [](double half_width) {  // of a spike 100 long
    const Path spike = path_of_points({{-half_width, 100}, {0, 0}, {half_width, 100}});
    double top = 0;
    for (const Contour& contour : outline_of_stroke(spike, pen(2, StrokeCap::square), {})) {
      for (const Vec2 p : contour.points) top = std::min(top, p.y);
    }
    return top;
  };
  EXPECT_NEAR(tip(11), -9.15, 0.05);  // 1 / sin(atan(0.11))
  EXPECT_GT(tip(9), -1.1);
}

// A polygon of two points, or a rect without width, once had no stroke at all.
TEST(Outline, ClosedLinesWithoutAreaAreStroked) {
  const Path flat = path_of_rect({5, 0, 0, 10, {}, 0});
  const Outline outline = outline_of_stroke(flat, pen(2), {});
  EXPECT_TRUE(covers(outline, {5.9, 5}));
  EXPECT_TRUE(covers(outline, {4.1, 5}));
  EXPECT_FALSE(covers(outline, {6.1, 5}));
}

TEST(Outline, PensAreStretchedWithTheirTransform) {
  const Outline outline =
      outline_of_stroke(path_of_points({{0, 0}, {0, 10}}), pen(2, StrokeCap::square), {5, 0, 0, 1, 0, 0});
  EXPECT_TRUE(covers(outline, {4.9, 5}));
  EXPECT_FALSE(covers(outline, {5.1, 5}));
}

TEST(Outline, NothingComesOfNothing) {
  const Path line = path_of_points({{0, 0}, {1, 1}});
  EXPECT_TRUE(outline_of_stroke({}, pen(2), {}).empty());
  EXPECT_TRUE(outline_of_stroke(line, pen(0), {}).empty());
  EXPECT_TRUE(outline_of_stroke(line, pen(2), {0, 0, 0, 0, 0, 0}).empty());
  EXPECT_TRUE(outline_of_stroke(line, pen(2), {1, 2, 2, 4, 0, 0}).empty());
  EXPECT_TRUE(outline_of_stroke(line, pen(2), {1e300, 0, 0, 1e300, 0, 0}).empty());
  EXPECT_TRUE(outline_of_stroke(path_of_points({{3, 3}}), pen(2, StrokeCap::square), {}).empty());
}

// The bits of every point of many strokes, the same with every C library and in WebAssembly.
TEST(Outline, GivesTheSameEdgesEverywhere) {
  Random random(3);
  std::uint64_t hash = 14695981039346656037ull;
  const auto mix = [&](double value) { hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211ull; };
  const auto anywhere = [&] { return Vec2{random.uniform(-50, 150), random.uniform(-50, 150)}; };
  for (int i = 0; i < 3'000; ++i) {
    Path path;
    path.move_to(anywhere());
    for (std::uint32_t leg = random.below(5); leg > 0; --leg) {
      const Vec2 a = anywhere(), b = anywhere(), c = anywhere();
      const std::uint32_t kind = random.below(3);
      kind == 0 ? path.line_to(a) : kind == 1 ? path.quadratic_to(a, b) : path.cubic_to(a, b, c);
    }
    if (random.below(3) == 0) path.close();
    State state;  // drawn in one order everywhere: the order of arguments is the compiler's
    state.stroke_weight = random.uniform(0.1, 40);
    state.cap = static_cast<StrokeCap>(random.below(3));
    state.join = static_cast<StrokeJoin>(random.below(3));
    const Matrix device{
        random.uniform(-2, 2), random.uniform(-2, 2), random.uniform(-2, 2), random.uniform(-2, 2), 1, 2};
    for (const Contour& contour : outline_of_stroke(path, state, device)) {
      for (const Vec2 p : contour.points) mix(p.x), mix(p.y);
    }
  }
  EXPECT_EQ(hash, 17603061763737689887ull);
}

}  // namespace
}  // namespace reverie
