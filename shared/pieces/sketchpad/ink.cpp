#include "shared/pieces/sketchpad/ink.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace reverie::pieces {

namespace {

double length_of(Vec2 v) { return std::sqrt(v.x * v.x + v.y * v.y); }
Vec2 minus(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
Vec2 plus(Vec2 a, Vec2 b, double scale = 1) { return {a.x + b.x * scale, a.y + b.y * scale}; }
Vec2 unit(Vec2 v, Vec2 otherwise) {
  const double length = length_of(v);
  return length > 1e-9 ? Vec2{v.x / length, v.y / length} : otherwise;
}

struct Cubic {
  Vec2 a, b, c, d;
};

// Centripetal Catmull-Rom from p1 to p2: Yuksel, Schaefer, Keyser, "Parameterization and applications of Catmull-Rom
// curves", 2011. It neither loops nor overshoots where points lie unevenly.
Cubic cubic_between(Vec2 p0, Vec2 p1, Vec2 p2, Vec2 p3) {
  const double d1 = std::sqrt(length_of(minus(p1, p0))), d2 = std::sqrt(length_of(minus(p2, p1)));
  const double d3 = std::sqrt(length_of(minus(p3, p2)));
  const auto handle = [d2](Vec2 before, Vec2 here, Vec2 after, double d) -> Vec2 {
    if (d < 1e-6) return plus(here, minus(after, here), 1.0 / 3);
    const double weight = 2 * d * d + 3 * d * d2 + d2 * d2, down = 3 * d * (d + d2);
    return {(d * d * after.x - d2 * d2 * before.x + weight * here.x) / down,
            (d * d * after.y - d2 * d2 * before.y + weight * here.y) / down};
  };
  return {p1, handle(p0, p1, p2, d1), handle(p3, p2, p1, d3), p2};
}

int pieces_of(const Cubic& c, double longest) {
  const auto bend = [](Vec2 a, Vec2 b, Vec2 d) { return length_of({a.x - 2 * b.x + d.x, a.y - 2 * b.y + d.y}); };
  const double most = std::max(bend(c.a, c.b, c.c), bend(c.b, c.c, c.d));
  const double by_length = length_of(minus(c.d, c.a)) / longest;
  return static_cast<int>(std::clamp(std::ceil(std::max(by_length, std::sqrt(3 * most))), 1.0, 64.0));
}

Nib nib_on(const Cubic& c, double t, Vec2 direction) {
  const double u = 1 - t, wa = u * u * u, wb = 3 * u * u * t, wc = 3 * u * t * t, wd = t * t * t;
  Nib nib;
  nib.at = {wa * c.a.x + wb * c.b.x + wc * c.c.x + wd * c.d.x, wa * c.a.y + wb * c.b.y + wc * c.c.y + wd * c.d.y};
  const Vec2 ab = minus(c.b, c.a), bc = minus(c.c, c.b), cd = minus(c.d, c.c);
  nib.along =
      unit({u * u * ab.x + 2 * u * t * bc.x + t * t * cd.x, u * u * ab.y + 2 * u * t * bc.y + t * t * cd.y}, direction);
  return nib;
}

// Half the width at this pressure.
double radius_of(const StrokeStyle& style, double pressure) {
  const double half = style.width / 2;
  switch (style.brush) {
    case Brush::ink:
      return half * (0.2 + 1.6 * pressure);
    case Brush::pencil:
      return half * (0.6 + 0.8 * pressure);
    case Brush::marker:
      return half * (0.9 + 0.2 * pressure);
    case Brush::eraser:
      break;
  }
  return half * (0.7 + 0.6 * pressure);
}

double eased(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return t * (2 - t);
}

// Ink leaves the paper as a brush does: it sets on quickly and is drawn out.
void taper(std::vector<Nib>& nibs, double width) {
  std::vector<double> way(nibs.size(), 0);
  for (std::size_t i = 1; i < nibs.size(); ++i) way[i] = way[i - 1] + length_of(minus(nibs[i].at, nibs[i - 1].at));
  const double whole = way.back();
  const double setting = std::min(whole * 0.3, width * 2.5), leaving = std::min(whole * 0.5, width * 6);
  for (std::size_t i = 0; i < nibs.size(); ++i) {
    if (setting > 0) nibs[i].radius *= 0.35 + 0.65 * eased(way[i] / setting);
    if (leaving > 0) nibs[i].radius *= 0.06 + 0.94 * eased((whole - way[i]) / leaving);
  }
}

// A quiet wave along the stroke, the same for the same seed: 0…1.
double grain(std::uint32_t seed, double at) {
  const double low = std::floor(at);
  const auto value = [&](double cell) {
    auto mixed = static_cast<std::uint32_t>(static_cast<std::int64_t>(cell)) * 0x9E3779B1U + seed;
    mixed = (mixed ^ (mixed >> 15U)) * 0x2C1B3C6DU;
    mixed = (mixed ^ (mixed >> 12U)) * 0x297A2D39U;
    return static_cast<double>((mixed ^ (mixed >> 15U)) >> 8U) / 16777216.0;
  };
  const double t = at - low, smooth = t * t * (3 - 2 * t);
  return value(low) + (value(low + 1) - value(low)) * smooth;
}

// One of the fine lines that a pencil is made of: off the middle, now thick and now thin.
std::vector<Nib> hair(const std::vector<Nib>& nibs, std::uint32_t seed, double side) {
  std::vector<Nib> result = nibs;
  double way = 0;
  for (std::size_t i = 0; i < nibs.size(); ++i) {
    if (i > 0) way += length_of(minus(nibs[i].at, nibs[i - 1].at));
    const double full = nibs[i].radius;
    const double off = full * (side + 0.3 * (grain(seed, way / 23) - 0.5));
    result[i].at = plus(nibs[i].at, {-nibs[i].along.y, nibs[i].along.x}, off);
    result[i].radius = full * (0.16 + 0.34 * grain(seed + 77, way / 4));
  }
  return result;
}

void record(Canvas& canvas, const std::vector<Nib>& nibs, const StrokeStyle& style, std::uint32_t seed) {
  if (style.brush != Brush::pencil || nibs.size() < 2) {
    canvas.path(outline_of_nibs(nibs, style.brush == Brush::marker));
    return;
  }
  constexpr double sides[] = {-0.5, -0.08, 0.18, 0.55};
  for (std::uint32_t i = 0; i < 4; ++i) canvas.path(outline_of_nibs(hair(nibs, seed + 1000 * i, sides[i]), false));
}

}  // namespace

std::vector<Nib> nibs_along(const std::vector<StrokePoint>& points, const StrokeStyle& style) {
  std::vector<StrokePoint> apart;  // from each other: equal places have no direction
  for (const StrokePoint& point : points) {
    const bool moved =
        apart.empty() || std::fabs(point.x - apart.back().x) + std::fabs(point.y - apart.back().y) > 0.05;
    if (moved) apart.push_back(point);
  }
  const auto place = [&](std::size_t i) { return Vec2{apart[i].x, apart[i].y}; };
  const std::size_t last = apart.size() - 1;
  if (last == 0) return {{place(0), {1, 0}, radius_of(style, apart[0].pressure)}};
  std::vector<Nib> nibs;
  Vec2 direction = unit(minus(place(1), place(0)), {1, 0});
  for (std::size_t i = 0; i < last; ++i) {
    const Cubic c = cubic_between(place(i > 0 ? i - 1 : 0), place(i), place(i + 1), place(std::min(i + 2, last)));
    const int pieces = pieces_of(c, style.brush == Brush::pencil ? 3 : 12);  // a pencil has grain
    for (int k = i == 0 ? 0 : 1; k <= pieces; ++k) {
      const double t = static_cast<double>(k) / pieces;
      Nib nib = nib_on(c, t, direction);
      direction = nib.along;
      nib.radius = radius_of(style, apart[i].pressure + t * (apart[i + 1].pressure - apart[i].pressure));
      nibs.push_back(nib);
    }
  }
  if (style.tapered && (style.brush == Brush::ink || style.brush == Brush::pencil)) taper(nibs, style.width);
  return nibs;
}

void draw_stroke(Canvas& canvas, const std::vector<StrokePoint>& points, const StrokeStyle& style, Vec2 middle) {
  const std::vector<Nib> nibs = nibs_along(points, style);
  const double alphas[brush_count] = {1, 0.46, 0.72, 1};
  canvas.push();
  canvas.no_stroke();
  canvas.fill(style.color);
  canvas.opacity(alphas[static_cast<int>(style.brush)]);
  if (style.brush == Brush::marker) canvas.blend_mode(BlendMode::multiply);
  if (style.brush == Brush::eraser) canvas.blend_mode(BlendMode::remove);
  const auto seed = static_cast<std::uint32_t>(static_cast<std::int64_t>(points.front().x * 16 + points.front().y * 7));
  for (int i = 0; i < style.fold; ++i) {
    for (int side = 0; side < (style.reflect ? 2 : 1); ++side) {
      canvas.push();
      canvas.translate(middle.x, middle.y);
      if (i > 0) canvas.rotate(2 * 3.14159265358979323846 * i / style.fold);
      if (side == 1) canvas.scale(-1, 1);
      canvas.translate(-middle.x, -middle.y);
      record(canvas, nibs, style, seed);
      canvas.pop();
    }
  }
  canvas.pop();
}

}  // namespace reverie::pieces
