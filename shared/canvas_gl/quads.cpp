#include "shared/canvas_gl/quads.h"

#include <algorithm>
#include <cmath>

namespace reverie {

namespace {

constexpr double least_side = 1e-3;  // half, pixels: thinner covers nothing that eight bits can tell
constexpr double most_place = 1e6;   // pixels: further away floats are too coarse
constexpr double tiny_ellipse = 6;   // half, pixels: small enough to be asked at sixteen places a pixel
constexpr double least_bend = 2;     // radius of an ellipse's sharpest bend, pixels, that counts as straight within one

// The longer and the shorter half axis of the ellipse that touches the quad's sides.
struct Axes {
  double big, small;
};
Axes axes_of(const Primitive& quad) {
  const double a = quad.u[0], b = quad.u[1], c = quad.v[0], d = quad.v[1];
  const double sum = a * a + b * b + c * c + d * d, det = std::fabs(a * d - b * c);
  const double root = std::sqrt(std::max(sum * sum - 4 * det * det, 0.0));
  const double big = std::sqrt((sum + root) / 2);
  return {big, det / big};
}

// Lengths grow by the same factor in every direction.
bool keeps_circles(const Matrix& m) {
  const double sum = m.a * m.a + m.b * m.b + m.c * m.c + m.d * m.d;
  return std::fabs(m.a * m.a + m.b * m.b - m.c * m.c - m.d * m.d) <= 1e-6 * sum &&
         std::fabs(m.a * m.c + m.b * m.d) <= 1e-6 * sum;
}

// `hole`: the part of the ellipse that is cut out.
std::optional<Primitive> quad_of_ring(Vec2 center, Vec2 half, double hole, const Matrix& device) {
  auto quad = quad_of(PrimitiveKind::ellipse, center, {half.x, 0}, {0, half.y}, device);
  if (!quad) return {};
  const Axes axes = axes_of(*quad);
  const bool tiny = axes.big <= tiny_ellipse;
  const double bend = axes.small * axes.small / axes.big;
  if (!tiny && (bend < least_bend || (hole > 0 && bend * hole < least_bend))) return {};
  quad->extra[0] = static_cast<float>(hole);
  quad->extra[2] = tiny ? 1 : 0;
  return quad;
}

std::optional<Primitive> quad_of_dot(Vec2 at, const State& state, const Matrix& device) {
  const double half = state.stroke_weight / 2;
  if (state.cap == StrokeCap::round) return quad_of_ring(at, {half, half}, 0, device);
  if (state.cap == StrokeCap::project) return quad_of(PrimitiveKind::box, at, {half, 0}, {0, half}, device);
  return {};
}

}  // namespace

std::optional<Primitive> quad_of(PrimitiveKind kind, Vec2 center, Vec2 u, Vec2 v, const Matrix& device) {
  const Vec2 c = device(center);
  const Matrix turn{device.a, device.b, device.c, device.d, 0, 0};
  const Vec2 along = turn(u), across = turn(v);
  const double length_u = std::sqrt(along.x * along.x + along.y * along.y);
  const double length_v = std::sqrt(across.x * across.x + across.y * across.y);
  const double area = std::fabs(along.x * across.y - along.y * across.x);
  // Comparisons that a NaN fails as well.
  if (!(std::fabs(c.x) < most_place && std::fabs(c.y) < most_place && length_u < most_place && length_v < most_place))
    return {};
  if (!(area >= least_side * std::max(length_u, length_v))) return {};
  Primitive quad;
  quad.kind = static_cast<float>(kind);
  quad.center[0] = static_cast<float>(c.x), quad.center[1] = static_cast<float>(c.y);
  quad.u[0] = static_cast<float>(along.x), quad.u[1] = static_cast<float>(along.y);
  quad.v[0] = static_cast<float>(across.x), quad.v[1] = static_cast<float>(across.y);
  return quad;
}

std::optional<Primitive> quad_of_rect(const RectCommand& rect, const Matrix& device) {
  return quad_of(PrimitiveKind::box, {rect.x + rect.width / 2, rect.y + rect.height / 2}, {rect.width / 2, 0},
                 {0, rect.height / 2}, device);
}

std::optional<Primitive> quad_of_rect_stroke(const RectCommand& rect, const State& state, const Matrix& device) {
  const double pen = state.stroke_weight;
  const double width = rect.width + pen, height = rect.height + pen;
  auto quad = quad_of(PrimitiveKind::box, {rect.x + rect.width / 2, rect.y + rect.height / 2}, {width / 2, 0},
                      {0, height / 2}, device);
  if (quad && rect.width > pen && rect.height > pen) {
    quad->extra[0] = static_cast<float>((rect.width - pen) / width);
    quad->extra[1] = static_cast<float>((rect.height - pen) / height);
  }
  return quad;
}

std::optional<Primitive> quad_of_ellipse(const EllipseCommand& ellipse, const Matrix& device) {
  if (!(ellipse.width > 0 && ellipse.height > 0)) return {};
  return quad_of_ring({ellipse.x, ellipse.y}, {ellipse.width / 2, ellipse.height / 2}, 0, device);
}

std::optional<Primitive> quad_of_circle_stroke(const EllipseCommand& ellipse, const State& state,
                                               const Matrix& device) {
  if (!(ellipse.width > 0) || ellipse.width != ellipse.height) return {};
  const double outer = (ellipse.width + state.stroke_weight) / 2, inner = (ellipse.width - state.stroke_weight) / 2;
  return quad_of_ring({ellipse.x, ellipse.y}, {outer, outer}, std::max(inner / outer, 0.0), device);
}

std::optional<Primitive> quad_of_line(const LineCommand& line, const State& state, const Matrix& device) {
  const double dx = line.x2 - line.x1, dy = line.y2 - line.y1, length = std::sqrt(dx * dx + dy * dy);
  if (length == 0) return quad_of_dot({line.x1, line.y1}, state, device);
  const Vec2 center{(line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2}, ahead{dx / length, dy / length};
  const double half = state.stroke_weight / 2;
  const bool round = state.cap == StrokeCap::round;
  if (round && !keeps_circles(device)) return {};
  const double reach = length / 2 + (state.cap == StrokeCap::square ? 0 : half);
  auto quad = quad_of(round ? PrimitiveKind::capsule : PrimitiveKind::box, center, {ahead.x * reach, ahead.y * reach},
                      {-ahead.y * half, ahead.x * half}, device);
  if (quad && round) {
    const double scale = device.mean_scale();
    quad->extra[0] = static_cast<float>(length / 2 * scale);
    quad->extra[1] = static_cast<float>(half * scale);
  }
  return quad;
}

}  // namespace reverie
