#include "shared/canvas/geometry.h"

#include <algorithm>
#include <cmath>

namespace reverie {

Matrix Matrix::operator*(const Matrix& m) const {
  return {a * m.a + c * m.b, b * m.a + d * m.b,     a * m.c + c * m.d,
          b * m.c + d * m.d, a * m.e + c * m.f + e, b * m.e + d * m.f + f};
}

double Matrix::mean_scale() const { return std::sqrt(std::fabs(determinant())); }

// The larger singular value.
double Matrix::max_scale() const {
  const double sum = (a * a + b * b + c * c + d * d) / 2, area = determinant();
  return std::sqrt(sum + std::sqrt(std::max((sum - area) * (sum + area), 0.0)));
}

std::optional<Matrix> Matrix::inverse() const {
  const double area = determinant();
  if (!(std::fabs(area) > 0)) return std::nullopt;
  const Matrix back{d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area};
  if (!back.finite()) return std::nullopt;
  return back;
}

bool Matrix::finite() const {
  return std::isfinite(a) && std::isfinite(b) && std::isfinite(c) && std::isfinite(d) && std::isfinite(e) &&
         std::isfinite(f);
}

void Path::add(Verb verb, std::initializer_list<Vec2> points) {
  verbs_.push_back(verb);
  points_.insert(points_.end(), points);
}

void Path::line_to(Vec2 p) { open() ? add(Verb::line, {p}) : move_to(p); }

void Path::quadratic_to(Vec2 control, Vec2 p) { open() ? add(Verb::quadratic, {control, p}) : move_to(p); }

void Path::cubic_to(Vec2 control1, Vec2 control2, Vec2 p) {
  open() ? add(Verb::cubic, {control1, control2, p}) : move_to(p);
}

void Path::close() {
  if (open()) add(Verb::close, {});
}

void Path::append(const Path& other, const Matrix& by) {
  verbs_.insert(verbs_.end(), other.verbs_.begin(), other.verbs_.end());
  for (const Vec2 p : other.points_) points_.push_back(by(p));
}

bool Path::finite() const {
  return std::all_of(points_.begin(), points_.end(), [](Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

Path Path::transformed(const Matrix& by) const {
  Path path;
  path.append(*this, by);
  return path;
}

}  // namespace reverie
