#include "shared/canvas/shapes.h"

#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"

namespace reverie {

namespace {

// Control length of the cubic that stands for a quarter of a circle.
constexpr double quarter = 0.5522847498307936;

// From `from` to `to`, both off the centre by the two half axes of a quarter.
void quarter_to(Path& path, Vec2 center, Vec2 from, Vec2 to) {
  path.cubic_to({center.x + from.x + quarter * to.x, center.y + from.y + quarter * to.y},
                {center.x + to.x + quarter * from.x, center.y + to.y + quarter * from.y},
                {center.x + to.x, center.y + to.y});
}

Path round_rect(const RectCommand& r, const double (&radii)[4]) {
  const double right = r.x + r.width, bottom = r.y + r.height;
  const auto [tl, tr, br, bl] = radii;
  Path path;
  path.move_to({r.x + tl, r.y});
  path.line_to({right - tr, r.y});
  if (tr > 0) quarter_to(path, {right - tr, r.y + tr}, {0, -tr}, {tr, 0});
  path.line_to({right, bottom - br});
  if (br > 0) quarter_to(path, {right - br, bottom - br}, {br, 0}, {0, br});
  path.line_to({r.x + bl, bottom});
  if (bl > 0) quarter_to(path, {r.x + bl, bottom - bl}, {0, bl}, {-bl, 0});
  path.line_to({r.x, r.y + tl});
  if (tl > 0) quarter_to(path, {r.x + tl, r.y + tl}, {-tl, 0}, {0, -tl});
  path.close();
  return path;
}

}  // namespace

Path path_of_rect(const RectCommand& r) {
  double shrink = 1;
  const auto fit = [&](double one, double other, double side) {
    if (one + other > side) shrink = std::min(shrink, side / (one + other));
  };
  fit(r.radii[0], r.radii[1], r.width);
  fit(r.radii[2], r.radii[3], r.width);
  fit(r.radii[0], r.radii[3], r.height);
  fit(r.radii[1], r.radii[2], r.height);
  const double radii[4] = {r.radii[0] * shrink, r.radii[1] * shrink, r.radii[2] * shrink, r.radii[3] * shrink};
  if (radii[0] + radii[1] + radii[2] + radii[3] > 0) return round_rect(r, radii);
  Path path;
  path.move_to({r.x, r.y});
  path.line_to({r.x + r.width, r.y});
  path.line_to({r.x + r.width, r.y + r.height});
  path.line_to({r.x, r.y + r.height});
  path.close();
  return path;
}

Path path_of_ellipse(const EllipseCommand& e) {
  const double rx = e.width / 2, ry = e.height / 2;
  const Vec2 center{e.x, e.y};
  Path path;
  path.move_to({e.x + rx, e.y});
  quarter_to(path, center, {rx, 0}, {0, ry});
  quarter_to(path, center, {0, ry}, {-rx, 0});
  quarter_to(path, center, {-rx, 0}, {0, -ry});
  quarter_to(path, center, {0, -ry}, {rx, 0});
  path.close();
  return path;
}

namespace {

constexpr double turn = 2 * pi;

// Whole turns taken off, and from the angle that the eye sees to that of the circle before it was squeezed into
// width × height.
double angle_on_circle(double angle, double width, double height) {
  angle -= std::floor(angle / turn) * turn;
  const double on_circle = portable_atan2(width * portable_sin(angle), height * portable_cos(angle));
  return on_circle < 0 ? on_circle + turn : on_circle;
}

}  // namespace

bool is_whole_turn(double start, double stop) {
  const double sweep = stop - start, rest = sweep - std::floor(sweep / turn) * turn;
  return std::min(rest, turn - rest) < 1e-5;
}

Path path_of_arc(double x, double y, double width, double height, double start, double stop) {
  const bool whole = is_whole_turn(start, stop);
  start = angle_on_circle(start, width, height);
  stop = angle_on_circle(stop, width, height);
  const double sweep = whole ? turn : stop < start ? stop - start + turn : stop - start;
  const int pieces = std::max(1, static_cast<int>(std::ceil(sweep / (pi / 2) - 1e-9)));
  const double step = sweep / pieces;
  // The control length that keeps the middle of the piece on the circle: 4/3 · tan(step/4).
  const double reach = 4.0 / 3 * (portable_sin(step / 4) / portable_cos(step / 4));
  const auto at = [&](double angle) { return Vec2{portable_cos(angle), portable_sin(angle)}; };
  const auto place = [&](double cx, double cy) { return Vec2{x + width / 2 * cx, y + height / 2 * cy}; };
  Path path;
  Vec2 from = at(start);
  path.move_to(place(from.x, from.y));
  for (int i = 1; i <= pieces; ++i) {
    const Vec2 to = at(start + step * i);
    path.cubic_to(place(from.x - reach * from.y, from.y + reach * from.x),
                  place(to.x + reach * to.y, to.y - reach * to.x), place(to.x, to.y));
    from = to;
  }
  return path;
}

double signed_area(const Path& path) {
  double area = 0;
  Vec2 first, last;
  std::size_t point = 0;
  const auto edge = [&](Vec2 to) {
    area += last.x * to.y - to.x * last.y;
    last = to;
  };
  for (const Path::Verb verb : path.verbs()) {
    if (verb == Path::Verb::move) {
      edge(first);
      first = last = path.points()[point++];
      continue;
    }
    for (std::size_t i = points_of_verb(verb); i > 0; --i) edge(path.points()[point++]);
  }
  edge(first);
  return area;
}

namespace {

// One contour, from its end to its beginning.
void append_reversed(Path& out, const std::vector<Path::Verb>& verbs, const std::vector<Vec2>& points, bool closed) {
  std::size_t at = points.size();
  out.move_to(points[--at]);
  for (std::size_t i = verbs.size(); i-- > 0;) {
    if (verbs[i] == Path::Verb::line) {
      out.line_to(points[--at]);
    } else if (verbs[i] == Path::Verb::quadratic) {
      out.quadratic_to(points[at - 1], points[at - 2]);
      at -= 2;
    } else if (verbs[i] == Path::Verb::cubic) {
      out.cubic_to(points[at - 1], points[at - 2], points[at - 3]);
      at -= 3;
    }
  }
  if (closed) out.close();
}

}  // namespace

Path reversed(const Path& path) {
  Path out;
  std::vector<Path::Verb> verbs;  // of the contour under way, without its move
  std::vector<Vec2> points;
  std::size_t next = 0;
  const auto finish = [&](bool closed) {
    if (!points.empty()) append_reversed(out, verbs, points, closed);
    verbs.clear();
    points.clear();
  };
  for (const Path::Verb verb : path.verbs()) {
    if (verb == Path::Verb::move) finish(false);
    if (verb == Path::Verb::close) {
      finish(true);
      continue;
    }
    if (verb != Path::Verb::move) verbs.push_back(verb);
    for (std::size_t i = points_of_verb(verb); i > 0; --i) points.push_back(path.points()[next++]);
  }
  finish(false);
  return out;
}

Path path_of(const Command& command) {
  if (const auto* rect = std::get_if<RectCommand>(&command)) return path_of_rect(*rect);
  if (const auto* ellipse = std::get_if<EllipseCommand>(&command)) return path_of_ellipse(*ellipse);
  if (const auto* path = std::get_if<PathCommand>(&command)) return path->path;
  Path path;
  if (const auto* line = std::get_if<LineCommand>(&command)) {
    path.move_to({line->x1, line->y1});
    path.line_to({line->x2, line->y2});
  }
  return path;
}

}  // namespace reverie
