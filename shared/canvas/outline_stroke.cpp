// Strokes as outlines. Joins come from AGG's math_stroke; its arcs and round caps ask libm, which differs between C
// libraries, so those two are written anew for our own consumer of points.
#include <agg_basics.h>
#include <agg_math_stroke.h>

#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/canvas/outline.h"
#include "shared/canvas/outline_flat.h"
#include "shared/canvas/shapes.h"

namespace reverie {

namespace {

constexpr double max_arc_points = 1'000;

// What AGG calls a vertex consumer: adds to a contour.
struct StrokePoints {
  using value_type = agg::point_d;
  void remove_all() {}  // called before every join; here all joins follow each other
  void add(const agg::point_d& p) { points.push_back({p.x, p.y}); }

  // Between the ends of two spokes of one length, counter-clockwise in AGG's sense, both left out.
  void add_arc(Vec2 center, Vec2 from, double angle, double radius) {
    const int between = static_cast<int>(std::min(angle / step_of_circle(radius), max_arc_points));
    const double step = angle / (between + 1), c = portable_cos(step), s = portable_sin(step);
    for (int i = 0; i < between; ++i) {
      from = {from.x * c - from.y * s, from.x * s + from.y * c};
      points.push_back({center.x + from.x, center.y + from.y});
    }
  }

  std::vector<Vec2> points;
};

}  // namespace

}  // namespace reverie

namespace agg {

template <>
void math_stroke<reverie::StrokePoints>::calc_arc(reverie::StrokePoints& out, double x, double y, double dx1,
                                                  double dy1, double dx2, double dy2) {
  out.add({x + dx1, y + dy1});
  double angle = reverie::portable_atan2(dx1 * dy2 - dy1 * dx2, dx1 * dx2 + dy1 * dy2);
  if (angle < 0) angle += 2 * reverie::pi;
  out.add_arc({x, y}, {dx1, dy1}, angle, m_width_abs);
  out.add({x + dx2, y + dy2});
}

template <>
void math_stroke<reverie::StrokePoints>::calc_cap(reverie::StrokePoints& out, const vertex_dist& v0,
                                                  const vertex_dist& v1, double len) {
  const double dx = (v1.y - v0.y) / len * m_width, dy = (v1.x - v0.x) / len * m_width;
  const double on = m_line_cap == square_cap ? 1 : 0;
  out.add({v0.x - dx - dy * on, v0.y + dy - dx * on});
  if (m_line_cap == round_cap) out.add_arc({v0.x, v0.y}, {-dx, dy}, reverie::pi, m_width_abs);
  out.add({v0.x + dx - dy * on, v0.y - dy - dx * on});
}

}  // namespace agg

namespace reverie {

namespace {

constexpr double nearest = 1.0 / 256;  // device pixels; closer neighbours have no direction worth a join

agg::line_cap_e agg_cap(StrokeCap cap) {
  switch (cap) {
    case StrokeCap::square:
      return agg::butt_cap;
    case StrokeCap::project:
      return agg::square_cap;
    case StrokeCap::round:
      break;
  }
  return agg::round_cap;
}

agg::line_join_e agg_join(StrokeJoin join) {
  switch (join) {
    case StrokeJoin::bevel:
      return agg::bevel_join;
    case StrokeJoin::round:
      return agg::round_join;
    case StrokeJoin::miter:
      break;
  }
  return agg::miter_join_revert;
}

// A contour of one place only: a dot with round caps, a square with projecting ones, nothing with flat ones.
Path path_of_dot(Vec2 at, StrokeCap cap, double weight) {
  if (cap == StrokeCap::round) return path_of_ellipse({at.x, at.y, weight, weight, 0});
  if (cap == StrokeCap::project) return path_of_rect({at.x - weight / 2, at.y - weight / 2, weight, weight, {}, 0});
  return {};
}

// Walks around one flat contour in units of device pixels.
class Stroker {
 public:
  Stroker(const State& state, double scale) : join_(agg_join(state.join)) {
    stroke_.width(state.stroke_weight * scale);
    stroke_.line_cap(agg_cap(state.cap));
    stroke_.inner_join(agg::inner_round);
    stroke_.miter_limit(10);
  }

  // False where the contour is one place only.
  bool run(const FlatContour& contour, const Matrix& device, Outline& out) {
    if (!gather(contour)) return false;
    const std::size_t count = vertices_.size();
    if (contour.closed) {
      for (std::size_t i = 0; i < count; ++i) join(i == 0 ? count - 1 : i - 1, i, (i + 1) % count);
      finish(device, out);
      for (std::size_t i = count; i-- > 0;) join((i + 1) % count, i, i == 0 ? count - 1 : i - 1);
    } else {
      cap(0, 1);
      for (std::size_t i = 1; i + 1 < count; ++i) join(i - 1, i, i + 1);
      cap(count - 1, count - 2);
      for (std::size_t i = count - 1; i-- > 1;) join(i + 1, i, i - 1);
    }
    finish(device, out);
    return true;
  }

 private:
  bool gather(const FlatContour& contour) {
    vertices_.clear();
    smooth_.clear();
    for (std::size_t i = 0; i < contour.points.size(); ++i) {
      const agg::vertex_dist next(contour.points[i].x, contour.points[i].y);
      if (!vertices_.empty() && near(vertices_.back(), next)) continue;
      vertices_.push_back(next);
      smooth_.push_back(contour.smooth[i]);
    }
    while (contour.closed && vertices_.size() > 1 && near(vertices_.front(), vertices_.back())) vertices_.pop_back();
    return vertices_.size() > 1;
  }

  static double length(const agg::vertex_dist& a, const agg::vertex_dist& b) {
    return agg::calc_distance(a.x, a.y, b.x, b.y);
  }
  static bool near(const agg::vertex_dist& a, const agg::vertex_dist& b) { return !(length(a, b) > nearest); }

  void join(std::size_t from, std::size_t at, std::size_t to) {
    const agg::vertex_dist &a = vertices_[from], &b = vertices_[at], &c = vertices_[to];
    stroke_.line_join(smooth_[at] != 0 ? agg::round_join : join_);
    stroke_.calc_join(points_, a, b, c, length(a, b), length(b, c));
  }

  void cap(std::size_t at, std::size_t from) {
    const agg::vertex_dist &a = vertices_[at], &b = vertices_[from];
    stroke_.calc_cap(points_, a, b, length(a, b));
  }

  void finish(const Matrix& device, Outline& out) {
    for (Vec2& p : points_.points) p = device(p);
    out.push_back({std::move(points_.points), true});
    points_.points.clear();
  }

  agg::math_stroke<StrokePoints> stroke_;
  agg::line_join_e join_;
  StrokePoints points_;
  std::vector<agg::vertex_dist> vertices_;
  std::vector<std::uint8_t> smooth_;
};

}  // namespace

// A transform may stretch the pen, so the pen goes along the path in the path's own space, only scaled up to the size
// that it has on the device at most.
Outline outline_of_stroke(const Path& path, const State& state, const Matrix& device) {
  const double scale = device.max_scale();
  if (!state.has_stroke || !(state.stroke_weight > 0) || !device.inverse() || !std::isfinite(scale)) return {};
  const Matrix up{scale, 0, 0, scale, 0, 0}, down{1 / scale, 0, 0, 1 / scale, 0, 0};
  Stroker stroker(state, scale);
  Outline out;
  for (const FlatContour& contour : flat_contours(path, up, state.stroke_weight / 2 * scale)) {
    if (stroker.run(contour, device * down, out)) continue;
    const Path dot = path_of_dot(down(contour.points.front()), state.cap, state.stroke_weight);
    for (Contour& ring : outline_of_path(dot, device)) out.push_back(std::move(ring));
  }
  return out;
}

}  // namespace reverie
