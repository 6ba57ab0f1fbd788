// Quadtree: bodies in nested squares, so that far ones act as one (Barnes & Hut, "A hierarchical O(N log N)
// force-calculation algorithm", Nature 324, 1986).
#pragma once

#include <array>
#include <vector>

#include "shared/canvas/geometry.h"

namespace reverie::pieces {

class Quadtree {
 public:
  // Rebuilds over the points; the memory of the last time is used again.
  void build(const std::vector<Vec2>& points);

  // The sum over all points p of (p − at)/|p − at|² — a force that falls with the distance, as d3-force has it — where
  // squares that look smaller than theta count as their centre. Points nearer than `nearest` are softened; what lies at
  // `at` itself does not count.
  Vec2 pull(Vec2 at, double theta, double nearest = 1) const;

 private:
  struct Cell {
    double x = 0, y = 0, size = 0;  // of the square: corner and side
    double sum_x = 0, sum_y = 0;    // of the points within
    int count = 0;
    bool leaf = true;
    std::array<int, 4> children{-1, -1, -1, -1};
  };
  // The same tree in the order of a walk through it, so that pull() reads memory forwards.
  struct Node {
    double x, y;   // the centre of what is within
    double size2;  // the side squared; 0 for a leaf, which is never opened
    double count;
    int skip;  // where the walk goes on when this is not opened
  };
  void insert(Vec2 p);
  int child_for(int cell, Vec2 p);
  void flatten(int cell);

  std::vector<Cell> cells_;
  std::vector<Node> nodes_;
};

}  // namespace reverie::pieces
