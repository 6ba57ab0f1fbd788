// How raster and GL turn paths into straight edges; strokes are in outline_stroke.cpp.
#include "shared/canvas/outline.h"

#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/canvas/outline_flat.h"

namespace reverie {

namespace {

constexpr int max_pieces = 1'024;

// Pieces for a curve whose second differences of control points are at most `bend` long: the chord of a quadratic of n
// pieces strays by bend/(4·n²) from it, that of a cubic by 3·bend/(4·n²).
double pieces_for_bend(double bend, double factor) { return std::sqrt(factor * bend / outline_tolerance); }

double bend_of(Vec2 a, Vec2 b, Vec2 c) {
  const double x = a.x - 2 * b.x + c.x, y = a.y - 2 * b.y + c.y;
  return std::sqrt(x * x + y * y);
}

// The angle between two legs of a control polygon.
double turn_of(Vec2 a, Vec2 b, Vec2 c) {
  const Vec2 from{b.x - a.x, b.y - a.y}, to{c.x - b.x, c.y - b.y};
  return portable_atan2(std::fabs(from.x * to.y - from.y * to.x), from.x * to.x + from.y * to.y);
}

int whole_pieces(double wanted) {
  return wanted > 1 ? static_cast<int>(std::ceil(std::min(wanted, static_cast<double>(max_pieces)))) : 1;
}

// A wide pen swings far where its path turns: its outer edge asks for as many pieces as a circle of its own.
double pieces_for_turn(double turn, double pen) { return pen > 0 ? turn / step_of_circle(pen) : 0; }

class Flattener {
 public:
  Flattener(const Path& path, const Matrix& to, double pen) : path_(path), to_(to), pen_(pen) {}

  std::vector<FlatContour> run() {
    for (const Path::Verb verb : path_.verbs()) {
      if (verb == Path::Verb::move) {
        contours_.push_back({});
        corner(take());
      } else if (verb == Path::Verb::line) {
        corner(take());
      } else if (verb == Path::Verb::quadratic) {
        const Vec2 control = take();
        quadratic(contours_.back().points.back(), control, take());
      } else if (verb == Path::Verb::cubic) {
        const Vec2 control1 = take(), control2 = take();
        cubic(contours_.back().points.back(), control1, control2, take());
      } else {
        contours_.back().closed = true;
      }
    }
    return std::move(contours_);
  }

 private:
  Vec2 take() { return to_(path_.points()[next_++]); }
  void add(Vec2 p, bool smooth) {
    contours_.back().points.push_back(p);
    contours_.back().smooth.push_back(smooth);
  }
  void corner(Vec2 p) { add(p, false); }

  void quadratic(Vec2 a, Vec2 b, Vec2 c) {
    const double turn = pen_ > 0 ? turn_of(a, b, c) : 0;
    const int pieces = whole_pieces(std::max(pieces_for_bend(bend_of(a, b, c), 0.25), pieces_for_turn(turn, pen_)));
    for (int i = 1; i < pieces; ++i) {
      const double t = static_cast<double>(i) / pieces, u = 1 - t;
      add({u * u * a.x + 2 * u * t * b.x + t * t * c.x, u * u * a.y + 2 * u * t * b.y + t * t * c.y}, true);
    }
    corner(c);
  }

  void cubic(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
    const double bend = std::max(bend_of(a, b, c), bend_of(b, c, d));
    const double turn = pen_ > 0 ? turn_of(a, b, c) + turn_of(b, c, d) : 0;
    const int pieces = whole_pieces(std::max(pieces_for_bend(bend, 0.75), pieces_for_turn(turn, pen_)));
    for (int i = 1; i < pieces; ++i) {
      const double t = static_cast<double>(i) / pieces, u = 1 - t;
      const double wa = u * u * u, wb = 3 * u * u * t, wc = 3 * u * t * t, wd = t * t * t;
      add({wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y}, true);
    }
    corner(d);
  }

  const Path& path_;
  Matrix to_;
  double pen_;
  std::size_t next_ = 0;
  std::vector<FlatContour> contours_;
};

}  // namespace

// The chord of angle s strays by r·(1 − cos(s/2)) from its circle. Nothing is drawn sharp at a million pixels.
double step_of_circle(double radius) {
  radius = std::min(radius, 1e6);
  const double cosine = radius / (radius + outline_tolerance);
  return 2 * portable_atan2(std::sqrt((1 - cosine) * (1 + cosine)), cosine);
}

std::vector<FlatContour> flat_contours(const Path& path, const Matrix& to, double pen) {
  return Flattener(path, to, pen).run();
}

Matrix device_matrix(const State& state, double density) {
  return Matrix{density, 0, 0, density, 0, 0} * state.transform;
}

Outline outline_of_path(const Path& path, const Matrix& device) {
  Outline outline;
  for (FlatContour& contour : flat_contours(path, device, 0))
    outline.push_back({std::move(contour.points), contour.closed});
  return outline;
}

}  // namespace reverie
