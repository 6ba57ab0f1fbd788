// The feel of a line, as far as figures can tell it: no holes, no knobs, no kinks, nothing lost on the way to a
// document.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/canvas/raster.h"
#include "shared/pieces/sketchpad/ink.h"
#include "shared/pieces/sketchpad/pen.h"
#include "shared/random/random.h"

namespace reverie::pieces {
namespace {

// A restless hand: it wanders, turns on the spot now and then, and presses as it likes.
std::vector<StrokePoint> scribble(std::uint64_t seed, int count) {
  Random random(seed);
  std::vector<StrokePoint> points = {{100, 100, 0.5}};
  double angle = random.uniform(0, 2 * pi);
  for (int i = 0; i < count; ++i) {
    angle += random.below(9) == 0 ? random.uniform(-pi, pi) : random.uniform(-0.5, 0.5);
    const double step = random.uniform(0.5, 14);
    const StrokePoint& last = points.back();
    StrokePoint next{last.x + step * portable_cos(angle), last.y + step * portable_sin(angle),
                     std::clamp(last.pressure + random.uniform(-0.15, 0.15), 0.1, 1.0)};
    next.x = std::clamp(next.x, 40.0, 160.0);
    next.y = std::clamp(next.y, 40.0, 160.0);
    points.push_back(next);
  }
  return points;
}

Image painted(const std::vector<Nib>& nibs, bool flat_ends = false) {
  Canvas canvas(200, 200);
  canvas.background({255, 255, 255});
  canvas.no_stroke();
  canvas.fill({0, 0, 0});
  canvas.path(outline_of_nibs(nibs, flat_ends));
  return raster_from_display_list(canvas.take(), 200, 200, 2).value();
}

int darkness(const Image& image, Vec2 at) {
  const int x = static_cast<int>(at.x * 2), y = static_cast<int>(at.y * 2);
  return 255 - image.rgba()[(static_cast<std::size_t>(y) * 400 + static_cast<std::size_t>(x)) * 4];
}

TEST(Outline, CoversEveryPlaceThatThePenPassed) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    StrokeStyle style;
    style.width = seed % 3 == 0 ? 26 : 9;
    style.tapered = false;
    const std::vector<Nib> nibs = nibs_along(scribble(seed, 60), style);
    const Image image = painted(nibs);
    for (const Nib& nib : nibs) {
      if (nib.radius < 2.5) continue;
      EXPECT_GT(darkness(image, nib.at), 230) << "seed " << seed << ": a hole at " << nib.at.x << ", " << nib.at.y;
    }
  }
}

TEST(Outline, StaysWithinThePen) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    StrokeStyle style;
    style.width = 12;
    const std::vector<Nib> nibs = nibs_along(scribble(seed, 25), style);
    const Image image = painted(nibs);
    for (int y = 0; y < 200; ++y) {
      for (int x = 0; x < 200; ++x) {
        if (darkness(image, {x + 0.25, y + 0.25}) < 200) continue;
        double outside = 1e9;
        for (std::size_t i = 0; i + 1 < nibs.size(); ++i) {
          // The pen between two nibs, closely enough.
          for (double t = 0; t <= 1; t += 0.125) {
            const double dx = nibs[i].at.x + t * (nibs[i + 1].at.x - nibs[i].at.x) - (x + 0.25);
            const double dy = nibs[i].at.y + t * (nibs[i + 1].at.y - nibs[i].at.y) - (y + 0.25);
            const double radius = nibs[i].radius + t * (nibs[i + 1].radius - nibs[i].radius);
            outside = std::min(outside, std::sqrt(dx * dx + dy * dy) - radius);
          }
        }
        ASSERT_LT(outside, 1.6) << "seed " << seed << ": ink beside the pen at " << x << ", " << y;
      }
    }
  }
}

TEST(Outline, HasNoKnobWhereAStrokeSetsOn) {
  StrokeStyle style;
  style.width = 40;
  std::vector<StrokePoint> points;
  for (int i = 0; i <= 20; ++i) points.push_back({30.0 + 7 * i, 100, 0.5});
  const std::vector<Nib> nibs = nibs_along(points, style);
  const Image image = painted(nibs);
  // From where it sets on the stroke only grows wider, until it is as wide as it gets.
  int last = 0;
  for (int x = 25; x < 80; ++x) {
    int wide = 0;
    for (int y = 50; y < 150; ++y) wide += darkness(image, {x + 0.25, y + 0.25}) > 127 ? 1 : 0;
    EXPECT_GE(wide, last - 1) << "at " << x;
    last = wide;
  }
}

TEST(Outline, ADotIsAsWideAsThePen) {
  StrokeStyle style;
  style.width = 30;
  const Image image = painted(nibs_along({{100, 100, 0.5}}, style));
  EXPECT_GT(darkness(image, {100, 86.5}), 250);
  EXPECT_LT(darkness(image, {100, 84}), 5);
}

TEST(Outline, IsTheSameOnEveryMachine) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    StrokeStyle style;
    style.width = 14;
    const Path path = outline_of_nibs(nibs_along(scribble(seed, 40), style), seed % 2 == 0);
    for (const Vec2 point : path.points()) {
      for (const double value : {point.x, point.y})
        hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211ULL;
    }
  }
  EXPECT_EQ(hash, 3422873364762298443ULL);
}

TEST(Points, ComeBackFromTheirText) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const std::vector<StrokePoint> points = scribble(seed, 80);
    const std::string text = text_from_points(points);
    EXPECT_LT(text.size(), points.size() * 7);
    const auto back = points_from_text(text);
    ASSERT_TRUE(back.has_value());
    ASSERT_EQ(back->size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      EXPECT_LE(std::fabs((*back)[i].x - points[i].x), 1.0 / 32);
      EXPECT_LE(std::fabs((*back)[i].y - points[i].y), 1.0 / 32);
      EXPECT_LE(std::fabs((*back)[i].pressure - points[i].pressure), 1.0 / 120);
    }
    EXPECT_EQ(text_from_points(*back), text) << "rounded once, rounded for good";
  }
}

TEST(Points, ForeignTextIsRefused) {
  const std::string good = text_from_points(scribble(1, 10));
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    const auto read = points_from_text(good.substr(0, cut));
    if (read) {
      EXPECT_LT(read->size(), 11u);
    }
  }
  EXPECT_FALSE(points_from_text("").has_value());
  EXPECT_FALSE(points_from_text("A").has_value());
  EXPECT_FALSE(points_from_text("AA").has_value());
  EXPECT_FALSE(points_from_text("AA\"").has_value());
  EXPECT_FALSE(points_from_text("ggggggggggggAA").has_value()) << "a number without an end";
  EXPECT_FALSE(points_from_text("_______AA").has_value()) << "far beyond the sheet";
  EXPECT_FALSE(points_from_text("gAAA").has_value()) << "a zero written longer than need be";
  EXPECT_FALSE(points_from_text("AAB").has_value()) << "less than no pressure";
  std::string many;
  for (std::size_t i = 0; i <= max_stroke_points; ++i) many += "AAA";
  EXPECT_FALSE(points_from_text(many).has_value());
  EXPECT_TRUE(points_from_text(many.substr(3)).has_value());
}

TEST(Points, ThinningStaysClose) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::vector<StrokePoint> points = scribble(seed, 200);
    const std::vector<StrokePoint> kept = simplified(points, 0.5);
    EXPECT_LT(kept.size(), points.size());
    EXPECT_EQ(kept.front(), points.front());
    EXPECT_EQ(kept.back(), points.back());
    for (const StrokePoint& point : points) {
      double nearest = 1e9;
      for (std::size_t i = 0; i + 1 < kept.size(); ++i) {
        const double dx = kept[i + 1].x - kept[i].x, dy = kept[i + 1].y - kept[i].y;
        const double along =
            ((point.x - kept[i].x) * dx + (point.y - kept[i].y) * dy) / std::max(1e-9, dx * dx + dy * dy);
        const double t = std::clamp(along, 0.0, 1.0);
        nearest = std::min(nearest, std::hypot(kept[i].x + t * dx - point.x, kept[i].y + t * dy - point.y));
      }
      EXPECT_LE(nearest, 0.5);
    }
  }
}

// How much the direction changes from point to point, summed up over the curve.
double turning(const std::vector<Nib>& nibs) {
  double sum = 0;
  for (std::size_t i = 1; i < nibs.size(); ++i) {
    const Vec2 a = nibs[i - 1].along, b = nibs[i].along;
    sum += std::fabs(portable_atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y));
  }
  return sum;
}

std::vector<Nib> line_of_trembling_hand(double smoothing) {
  Random random(4);
  StrokeStyle style;
  Pen pen(0, style, smoothing, {20, 100}, 0.5, false);
  for (int i = 1; i <= 400; ++i) {
    pen.move({std::round(20 + 0.4 * i + 0.5 * random.normal()), std::round(100 + 0.5 * random.normal())}, 0.5, false);
    if (i % 2 == 0) pen.tick();
  }
  return nibs_along(pen.finished(), pen.style());
}

TEST(APen, LeavesTremblingOut) {
  const double rough = turning(line_of_trembling_hand(0)), calm = turning(line_of_trembling_hand(0.35));
  EXPECT_LT(calm, rough / 4);
  EXPECT_LT(calm, 3.2) << "radians over a straight line of 160 points";
  for (const Nib& nib : line_of_trembling_hand(0.35)) EXPECT_LT(std::fabs(nib.at.y - 100), 1.6);
}

TEST(APen, EndsWhereTheHandEnds) {
  for (const double smoothing : {0.0, 0.35, 1.0}) {
    Pen pen(0, {}, smoothing, {10, 10}, 0.5, false);
    for (int i = 1; i <= 50; ++i) pen.move({10 + 2.0 * i, 10 + 1.0 * i}, 0.5, false);
    EXPECT_EQ(pen.finished().front().x, 10);
    EXPECT_EQ(pen.finished().back().x, 110);
    EXPECT_EQ(pen.finished().back().y, 60);
  }
}

TEST(APen, DrawsTheSameHoweverOftenTheDeviceSpeaks) {
  const auto draw = [](int samples) {
    Pen pen(0, {}, 0.35, {0, 0}, 0.5, true);
    for (int i = 1; i <= samples; ++i) {
      const double t = static_cast<double>(i) / samples;
      pen.move({160 * t, 60 * portable_sin(5 * t)}, 0.3 + 0.4 * t, true);
    }
    return nibs_along(pen.finished(), pen.style());
  };
  const std::vector<Nib> often = draw(600), seldom = draw(80);
  double worst = 0;
  for (const Nib& nib : seldom) {
    double nearest = 1e9;
    for (const Nib& other : often)
      nearest = std::min(nearest, std::hypot(nib.at.x - other.at.x, nib.at.y - other.at.y));
    worst = std::max(worst, nearest);
  }
  EXPECT_LT(worst, 6.5) << "half the step between two nibs, and what the string leaves";
}

TEST(APen, StaysLightOnALongWay) {
  Pen pen(0, {}, 0.35, {0, 0}, 0.5, false);
  for (int i = 1; i <= 10'000 && !pen.full(); ++i) {
    pen.move({300 + 200 * portable_cos(i * 0.02), 300 + 200 * portable_sin(i * 0.02)}, 0.5, false);
  }
  EXPECT_FALSE(pen.full());
  EXPECT_LT(pen.points().size(), 3'500u) << "settled while the pen is still down";
}

}  // namespace
}  // namespace reverie::pieces
