// Points, affine maps and paths: the geometry that the canvas records and every replay starts from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace reverie {

struct Vec2 {
  double x = 0, y = 0;
  bool operator==(const Vec2&) const = default;
};

// x' = a·x + c·y + e, y' = b·x + d·y + f: the six numbers of p5's applyMatrix(a, b, c, d, e, f), in that order.
struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  Vec2 operator()(Vec2 p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
  // First `inner`, then this.
  Matrix operator*(const Matrix& inner) const;
  double determinant() const { return a * d - b * c; }
  // How much lengths grow on average: the square root of the area's growth.
  double mean_scale() const;
  // How much lengths grow in the direction in which they grow most.
  double max_scale() const;
  // Empty for a map that flattens the plane or whose way back is beyond all numbers.
  std::optional<Matrix> inverse() const;
  bool finite() const;
  bool operator==(const Matrix&) const = default;
};

// A run of contours in the manner of PostScript. `points` holds one point for move and line, two for quadratic
// (control, end), three for cubic (two controls, end) and none for close.
class Path {
 public:
  enum class Verb : std::uint8_t { move, line, quadratic, cubic, close };

  void move_to(Vec2 p) { add(Verb::move, {p}); }
  // Without a contour under way these begin one at their end.
  void line_to(Vec2 p);
  void quadratic_to(Vec2 control, Vec2 p);
  void cubic_to(Vec2 control1, Vec2 control2, Vec2 p);
  void close();
  void append(const Path& other, const Matrix& by = {});

  bool empty() const { return verbs_.empty(); }
  const std::vector<Verb>& verbs() const { return verbs_; }
  const std::vector<Vec2>& points() const { return points_; }
  bool finite() const;
  Path transformed(const Matrix& by) const;
  bool operator==(const Path&) const = default;

 private:
  void add(Verb verb, std::initializer_list<Vec2> points);
  bool open() const { return !verbs_.empty() && verbs_.back() != Verb::close; }
  std::vector<Verb> verbs_;
  std::vector<Vec2> points_;
};

inline constexpr std::size_t points_of_verb(Path::Verb verb) {
  switch (verb) {
    case Path::Verb::move:
    case Path::Verb::line:
      return 1;
    case Path::Verb::quadratic:
      return 2;
    case Path::Verb::cubic:
      return 3;
    case Path::Verb::close:
      break;
  }
  return 0;
}

}  // namespace reverie
