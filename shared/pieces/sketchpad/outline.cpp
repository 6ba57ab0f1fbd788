// The outline of a pen that changes its width. Both sides are followed at once; where the pen turns too tightly for its
// width, the inner side goes through the middle and the outer one around it, so that every part of the contour winds
// the same way and nothing cancels out.
#include <algorithm>
#include <cmath>

#include "shared/pieces/sketchpad/ink.h"

namespace reverie::pieces {

namespace {

struct SidePoint {
  Vec2 at;
  bool corner = false;  // reached exactly and straight; the others lead a smooth curve
};
using Side = std::vector<SidePoint>;

Vec2 normal_of(Vec2 along) { return {along.y, -along.x}; }
Vec2 offset(Vec2 at, Vec2 by, double length) { return {at.x + by.x * length, at.y + by.y * length}; }
double dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }
double cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }
double distance(Vec2 a, Vec2 b) { return std::sqrt(dot({b.x - a.x, b.y - a.y}, {b.x - a.x, b.y - a.y})); }

Vec2 unit_or(Vec2 v, Vec2 otherwise) {
  const double length = std::sqrt(dot(v, v));
  return length > 1e-9 ? Vec2{v.x / length, v.y / length} : otherwise;
}

// Around `at` from one normal to the other, by halves until the steps are small; `over` leads where they are opposite.
void fan(Side& side, Vec2 at, double radius, Vec2 from, Vec2 to, Vec2 over, int depth = 0) {
  if (depth < 7 && dot(from, to) < 0.985) {
    const Vec2 sum = {from.x + to.x, from.y + to.y};
    const Vec2 middle = dot(sum, sum) < 0.01 ? over : unit_or(sum, over);
    fan(side, at, radius, from, middle, over, depth + 1);
    fan(side, at, radius, middle, to, over, depth + 1);
    return;
  }
  side.push_back({offset(at, to, radius), true});
}

// Where the outline touches the nib's circle, as directions from its middle. A pen that grows wider touches it behind
// its middle, one that grows finer ahead: only so there is no knob at the ends.
struct Touching {
  Vec2 left, right;
};

Touching touching(const Nib& nib, double slope) {
  const double back = std::clamp(slope, -0.9, 0.9), out = std::sqrt(1 - back * back);
  const Vec2 normal = normal_of(nib.along);
  return {{normal.x * out - nib.along.x * back, normal.y * out - nib.along.y * back},
          {-normal.x * out - nib.along.x * back, -normal.y * out - nib.along.y * back}};
}

// How much the radius grows on the way.
double slope_between(const Nib& a, const Nib& b) {
  const double way = distance(a.at, b.at);
  return way > 1e-9 ? (b.radius - a.radius) / way : 0;
}

struct Sides {
  Side left, right;

  void straight(const Nib& nib, double slope) {
    const Touching at = touching(nib, slope);
    left.push_back({offset(nib.at, at.left, nib.radius)});
    right.push_back({offset(nib.at, at.right, nib.radius)});
  }

  // `before` and `after`: the directions of the pen on both sides of the nib.
  void turn(const Nib& nib, Vec2 before, Vec2 after) {
    const Vec2 in = normal_of(before), out = normal_of(after);
    const bool to_right = cross(before, after) > 0;  // y points down
    Side& outer = to_right ? left : right;
    Side& inner = to_right ? right : left;
    const double sign = to_right ? 1 : -1;
    outer.push_back({offset(nib.at, in, sign * nib.radius), true});
    fan(outer, nib.at, nib.radius, {in.x * sign, in.y * sign}, {out.x * sign, out.y * sign}, before);
    inner.push_back({offset(nib.at, in, -sign * nib.radius), true});
    inner.push_back({nib.at, true});
    inner.push_back({offset(nib.at, out, -sign * nib.radius), true});
  }
};

// The inner side would fold over itself here.
bool is_tight(const Nib& nib, Vec2 before, Vec2 after, double shorter) {
  const double cosine = dot(before, after);
  if (cosine < 0.5) return true;
  return nib.radius * std::fabs(cross(before, after)) > 0.45 * shorter * (1 + cosine);
}

// Goes on from the path's end through the points of a side, which begins at its second.
void follow(Path& path, const Side& side) {
  for (std::size_t i = 1; i < side.size(); ++i) {
    const bool last = i + 1 == side.size();
    if (side[i].corner || last) {
      path.line_to(side[i].at);
      continue;
    }
    const SidePoint& next = side[i + 1];
    const Vec2 end = next.corner || i + 2 == side.size()
                         ? next.at
                         : Vec2{(side[i].at.x + next.at.x) / 2, (side[i].at.y + next.at.y) / 2};
    path.quadratic_to(side[i].at, end);
    if (!next.corner && i + 2 == side.size()) ++i;  // the curve has reached the last point already
  }
}

// Around the end of the pen, from where one side touches to the other.
void round_end(Path& path, const Nib& nib, Vec2 from, Vec2 to, Vec2 over) {
  Side end;
  fan(end, nib.at, nib.radius, from, over, over);
  fan(end, nib.at, nib.radius, over, to, over);
  for (const SidePoint& point : end) path.line_to(point.at);
}

Path disc(const Nib& nib) {
  const double r = nib.radius, k = r * 0.5522847498307936;  // a quarter of a circle as a cubic
  const auto [x, y] = nib.at;
  Path path;
  path.move_to({x, y - r});
  path.cubic_to({x + k, y - r}, {x + r, y - k}, {x + r, y});
  path.cubic_to({x + r, y + k}, {x + k, y + r}, {x, y + r});
  path.cubic_to({x - k, y + r}, {x - r, y + k}, {x - r, y});
  path.cubic_to({x - r, y - k}, {x - k, y - r}, {x, y - r});
  path.close();
  return path;
}

Sides sides_of(const std::vector<Nib>& nibs) {
  Sides sides;
  sides.straight(nibs.front(), slope_between(nibs[0], nibs[1]));
  for (std::size_t i = 1; i + 1 < nibs.size(); ++i) {
    const Nib& nib = nibs[i];
    const Vec2 here = nib.at, last = nibs[i - 1].at, next = nibs[i + 1].at;
    const Vec2 before = unit_or({here.x - last.x, here.y - last.y}, nib.along);
    const Vec2 after = unit_or({next.x - here.x, next.y - here.y}, nib.along);
    if (is_tight(nib, before, after, std::min(distance(last, here), distance(here, next)))) {
      sides.turn(nib, before, after);
    } else {
      sides.straight(nib, slope_between(nibs[i - 1], nibs[i + 1]));
    }
  }
  sides.straight(nibs.back(), slope_between(nibs[nibs.size() - 2], nibs.back()));
  return sides;
}

}  // namespace

Path outline_of_nibs(const std::vector<Nib>& nibs, bool flat_ends) {
  if (nibs.size() < 2) return disc(nibs.front());
  const Sides sides = sides_of(nibs);
  const Nib &first = nibs.front(), &last = nibs.back();
  Path path;
  path.move_to(sides.left.front().at);
  follow(path, sides.left);
  if (flat_ends) {
    path.line_to(sides.right.back().at);
  } else {
    const Touching at = touching(last, slope_between(nibs[nibs.size() - 2], last));
    round_end(path, last, at.left, at.right, last.along);
  }
  follow(path, Side(sides.right.rbegin(), sides.right.rend()));
  if (!flat_ends) {
    const Touching at = touching(first, slope_between(first, nibs[1]));
    round_end(path, first, at.right, at.left, {-first.along.x, -first.along.y});
  }
  path.close();
  return path;
}

}  // namespace reverie::pieces
