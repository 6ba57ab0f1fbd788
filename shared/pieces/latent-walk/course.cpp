#include "shared/pieces/latent-walk/course.h"

#include <algorithm>
#include <cmath>

#include "shared/pieces/latent-walk/labels.h"
#include "shared/random/random.h"

namespace reverie::pieces {

namespace {

double wrapped(double along) { return along - std::floor(along); }

double smooth_step(double t) { return t * t * (3 - 2 * t); }

Row row_on_plane(const Model& model, const Standing& standing, Vec2 step) {
  const Vec2 middle = standing.place.point;
  const Vec2 point{middle.x + step.x * standing.apart, middle.y + step.y * standing.apart};
  return {code_at(model, seed_from_text(standing.place.seed), point, standing.place.truncation), standing.weights};
}

std::vector<Row> rows_of_keys(const Model& model, const Keyframes& keys) {
  std::vector<Row> rows;
  for (const Keyframe& key : keys) {
    rows.push_back(
        {code_at(model, seed_from_text(key.seed), key.point, key.truncation), weights_of(model, key.labels)});
  }
  return rows;
}

// The codes run along the closed spline, the labels glide from one keyframe to the next. Both are at rest at a keyframe
// when `rest` is 1, and have one speed on both of its sides always.
Row row_on_loop(const std::vector<Row>& keys, const std::vector<Latent>& codes, double along, double rest) {
  double place = wrapped(along) * static_cast<double>(keys.size());
  // Thirds have no decimals that end: so near a keyframe is at it.
  if (const double whole = std::round(place); std::fabs(place - whole) < 1e-5) place = whole;
  const auto first = static_cast<std::size_t>(place) % keys.size();
  const double u = place - std::floor(place), eased = smooth_step(u);
  Row row = blend_rows(keys[first], keys[(first + 1) % keys.size()], eased);
  row.code = closed_walk(codes, first, u + (eased - u) * rest);
  return row;
}

}  // namespace

std::vector<Vec2> steps_of(const Group& group) {
  std::vector<Vec2> steps;
  if (group.rows > 1) {
    const int middle = (group.rows - 1) / 2;
    for (int row = 0; row < group.rows; ++row) {
      for (int column = 0; column < group.rows; ++column) {
        steps.push_back({static_cast<double>(column - middle), static_cast<double>(row - middle)});
      }
    }
    return steps;
  }
  steps.push_back({0, 0});
  for (int i = 1; i <= group.beside; ++i) {
    for (const double step : {-1.0 * i, 1.0 * i}) steps.push_back(group.wide ? Vec2{step, 0} : Vec2{0, step});
  }
  return steps;
}

std::size_t middle_of(const Group& group) {
  const auto rows = static_cast<std::size_t>(group.rows), middle = (rows - 1) / 2;
  return middle * rows + middle;
}

// A sheet holds the whole loop, in the order in which one reads; beside a single picture hang those shortly before and
// after it.
double along_at(const Standing& standing, Vec2 step) {
  const int rows = standing.group.rows;
  const double share = rows > 1 ? (step.y * rows + step.x) / (rows * rows)
                                : (step.x + step.y) * standing.apart / static_cast<double>(standing.loop->size());
  return wrapped(standing.along + share);
}

Wish wish_of(const Model& model, const Standing& standing) {
  Wish wish;
  std::vector<Row> keys;
  std::vector<Latent> codes;
  if (standing.loop) {
    keys = rows_of_keys(model, *standing.loop);
    for (const Row& key : keys) codes.push_back(key.code);
  }
  for (const Vec2 step : steps_of(standing.group)) {
    wish.push_back(standing.loop ? row_on_loop(keys, codes, along_at(standing, step), standing.rest)
                                 : row_on_plane(model, standing, step));
  }
  return wish;
}

bool is_jump(const Standing& from, const Standing& to) {
  constexpr double far = 0.3;  // of the way to a stranger
  if (from.loop != to.loop) return true;
  if (to.loop) {
    const double way = std::fabs(from.along - to.along);
    return std::min(way, 1 - way) * static_cast<double>(to.loop->size()) > far;
  }
  const Vec2 a = from.place.point, b = to.place.point;
  return from.place.seed != to.place.seed || std::max(std::fabs(a.x - b.x), std::fabs(a.y - b.y)) > far;
}

}  // namespace reverie::pieces
