#include "shared/pieces/constellation/quadtree.h"

#include <algorithm>
#include <cmath>

namespace reverie::pieces {

namespace {

constexpr int max_depth = 24;  // points nearer to each other than that share a leaf
constexpr double same_place = 1e-12;

}  // namespace

void Quadtree::build(const std::vector<Vec2>& points) {
  cells_.clear();
  nodes_.clear();
  if (points.empty()) return;
  Vec2 low = points[0], high = points[0];
  for (const Vec2 p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  Cell root;
  root.x = low.x, root.y = low.y;
  root.size = std::max({high.x - low.x, high.y - low.y, 1e-6}) * 1.0000001;
  cells_.push_back(root);
  for (const Vec2 p : points) insert(p);
  flatten(0);
}

int Quadtree::child_for(int index, Vec2 p) {
  const auto at = static_cast<std::size_t>(index);
  const double half = cells_[at].size / 2, x = cells_[at].x, y = cells_[at].y;
  const bool right = p.x >= x + half, below = p.y >= y + half;
  const std::size_t quadrant = (right ? 1U : 0U) + (below ? 2U : 0U);
  if (cells_[at].children[quadrant] >= 0) return cells_[at].children[quadrant];
  Cell child;
  child.x = right ? x + half : x;
  child.y = below ? y + half : y;
  child.size = half;
  cells_.push_back(child);
  return cells_[at].children[quadrant] = static_cast<int>(cells_.size()) - 1;
}

void Quadtree::insert(Vec2 p) {
  int at = 0;
  for (int depth = 0;; ++depth) {
    Cell& cell = cells_[static_cast<std::size_t>(at)];
    const bool empty = cell.count == 0, bottom = depth == max_depth;
    const Vec2 first{cell.sum_x, cell.sum_y};
    cell.sum_x += p.x, cell.sum_y += p.y, ++cell.count;
    if (cell.leaf && (empty || bottom)) return;
    if (cell.leaf) {  // its one point moves down before the new one follows
      cell.leaf = false;
      Cell& child = cells_[static_cast<std::size_t>(child_for(at, first))];  // `cell` may have moved
      child.sum_x = first.x, child.sum_y = first.y, child.count = 1;
    }
    at = child_for(at, p);
  }
}

// As deep as the tree, at most max_depth.
void Quadtree::flatten(int index) {
  const Cell& cell = cells_[static_cast<std::size_t>(index)];
  const std::size_t place = nodes_.size();
  const double count = cell.count;
  nodes_.push_back({cell.sum_x / count, cell.sum_y / count, cell.leaf ? 0 : cell.size * cell.size, count, 0});
  for (const int child : cell.children) {
    if (child >= 0) flatten(child);
  }
  nodes_[place].skip = static_cast<int>(nodes_.size());
}

Vec2 Quadtree::pull(Vec2 at, double theta, double nearest) const {
  Vec2 sum;
  const double theta2 = theta * theta, nearest2 = nearest * nearest;
  for (std::size_t i = 0; i < nodes_.size();) {
    const Node& node = nodes_[i];
    const double dx = node.x - at.x, dy = node.y - at.y;
    double d2 = dx * dx + dy * dy;
    if (node.size2 > 0 && node.size2 >= theta2 * d2) {
      ++i;
      continue;
    }
    i = static_cast<std::size_t>(node.skip);
    if (d2 < same_place) continue;
    if (d2 < nearest2) d2 = std::sqrt(nearest2 * d2);  // as d3-force softens
    const double weight = node.count / d2;
    sum.x += dx * weight;
    sum.y += dy * weight;
  }
  return sum;
}

}  // namespace reverie::pieces
