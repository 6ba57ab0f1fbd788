#include "shared/canvas/outline.h"

#include <agg_basics.h>
#include <agg_conv_stroke.h>
#include <agg_math_stroke.h>

#include <algorithm>
#include <cmath>

namespace reverie {

namespace {

constexpr double tolerance = 0.125;  // device pixels
constexpr int max_pieces = 512;

// Pieces for a curve whose second differences of control points are at most `bend` long: the chord of a quadratic of n
// pieces strays by bend/(4·n²) from it, that of a cubic by 3·bend/(4·n²).
int pieces_for(double bend, double factor) {
  const double pieces = std::ceil(std::sqrt(factor * bend / tolerance));
  return static_cast<int>(std::clamp(pieces, 1.0, static_cast<double>(max_pieces)));
}

double bend_of(Vec2 a, Vec2 b, Vec2 c) {
  const double x = a.x - 2 * b.x + c.x, y = a.y - 2 * b.y + c.y;
  return std::sqrt(x * x + y * y);
}

void flatten_quadratic(std::vector<Vec2>& points, Vec2 a, Vec2 b, Vec2 c) {
  const int pieces = pieces_for(bend_of(a, b, c), 0.25);
  for (int i = 1; i <= pieces; ++i) {
    const double t = static_cast<double>(i) / pieces, u = 1 - t;
    points.push_back({u * u * a.x + 2 * u * t * b.x + t * t * c.x, u * u * a.y + 2 * u * t * b.y + t * t * c.y});
  }
}

void flatten_cubic(std::vector<Vec2>& points, Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
  const int pieces = pieces_for(std::max(bend_of(a, b, c), bend_of(b, c, d)), 0.75);
  for (int i = 1; i <= pieces; ++i) {
    const double t = static_cast<double>(i) / pieces, u = 1 - t;
    const double wa = u * u * u, wb = 3 * u * u * t, wc = 3 * u * t * t, wd = t * t * t;
    points.push_back({wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y});
  }
}

// What AGG calls a vertex source.
class ContourSource {
 public:
  explicit ContourSource(const Contour& contour) : contour_(contour) {}
  void rewind(unsigned /*path*/) { next_ = 0; }
  unsigned vertex(double* x, double* y) {
    if (next_ < contour_.points.size()) {
      *x = contour_.points[next_].x;
      *y = contour_.points[next_].y;
      return next_++ == 0 ? agg::path_cmd_move_to : agg::path_cmd_line_to;
    }
    if (next_++ == contour_.points.size() && contour_.closed) {
      return static_cast<unsigned>(agg::path_cmd_end_poly) | static_cast<unsigned>(agg::path_flags_close);
    }
    return agg::path_cmd_stop;
  }

 private:
  const Contour& contour_;
  std::size_t next_ = 0;
};

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
Path path_of_dot(Vec2 at, const State& state) {
  const double half = state.stroke_weight / 2;
  Path path;
  if (state.cap == StrokeCap::square) return path;
  if (state.cap == StrokeCap::project) {
    path.move_to({at.x - half, at.y - half});
    path.line_to({at.x + half, at.y - half});
    path.line_to({at.x + half, at.y + half});
    path.line_to({at.x - half, at.y + half});
    path.close();
    return path;
  }
  constexpr double quarter = 0.5522847498307936;
  const double k = half * quarter;
  path.move_to({at.x + half, at.y});
  path.cubic_to({at.x + half, at.y + k}, {at.x + k, at.y + half}, {at.x, at.y + half});
  path.cubic_to({at.x - k, at.y + half}, {at.x - half, at.y + k}, {at.x - half, at.y});
  path.cubic_to({at.x - half, at.y - k}, {at.x - k, at.y - half}, {at.x, at.y - half});
  path.cubic_to({at.x + k, at.y - half}, {at.x + half, at.y - k}, {at.x + half, at.y});
  path.close();
  return path;
}

bool is_dot(const Contour& contour) {
  return std::all_of(contour.points.begin(), contour.points.end(), [&](Vec2 p) { return p == contour.points.front(); });
}

void append_stroke(Outline& out, const Contour& contour, const State& state, const Matrix& device, double scale) {
  ContourSource source(contour);
  agg::conv_stroke<ContourSource> stroked(source);
  stroked.width(state.stroke_weight);
  stroked.line_cap(agg_cap(state.cap));
  stroked.line_join(agg_join(state.join));
  stroked.inner_join(agg::inner_round);
  stroked.miter_limit(10);
  stroked.approximation_scale(scale);
  stroked.rewind(0);
  double x = 0, y = 0;
  for (unsigned command = stroked.vertex(&x, &y); !agg::is_stop(command); command = stroked.vertex(&x, &y)) {
    if (agg::is_move_to(command)) out.push_back({{}, true});
    if (agg::is_vertex(command)) out.back().points.push_back(device({x, y}));
  }
}

}  // namespace

Matrix device_matrix(const State& state, double density) {
  return Matrix{density, 0, 0, density, 0, 0} * state.transform;
}

Outline outline_of_path(const Path& path, const Matrix& device) {
  Outline outline;
  std::size_t next = 0;
  const auto take = [&] { return device(path.points()[next++]); };
  for (const Path::Verb verb : path.verbs()) {
    if (verb == Path::Verb::move) {
      outline.push_back({{take()}, false});
      continue;
    }
    std::vector<Vec2>& points = outline.back().points;
    const Vec2 from = points.back();
    if (verb == Path::Verb::line) {
      points.push_back(take());
    } else if (verb == Path::Verb::quadratic) {
      const Vec2 control = take();
      flatten_quadratic(points, from, control, take());
    } else if (verb == Path::Verb::cubic) {
      const Vec2 control1 = take(), control2 = take();
      flatten_cubic(points, from, control1, control2, take());
    } else {
      outline.back().closed = true;
    }
  }
  return outline;
}

// The stroker works in the path's own space, since a transform may stretch the pen, but on curves flattened finely
// enough for the device.
Outline outline_of_stroke(const Path& path, const State& state, const Matrix& device) {
  if (!state.has_stroke || state.stroke_weight <= 0) return {};
  const double scale = device.mean_scale();
  if (!(scale > 0)) return {};
  const Matrix fine{scale, 0, 0, scale, 0, 0};
  Outline out;
  for (Contour& contour : outline_of_path(path, fine)) {
    for (Vec2& p : contour.points) p = {p.x / scale, p.y / scale};
    if (is_dot(contour)) {
      for (Contour& dot : outline_of_path(path_of_dot(contour.points.front(), state), device))
        out.push_back(std::move(dot));
    } else {
      append_stroke(out, contour, state, device, scale);
    }
  }
  return out;
}

}  // namespace reverie
