// Force: where the stars stand. Link springs, Barnes–Hut repulsion, a pull to the centre, collision, and cooling, with
// the names and the habits of d3-force (velocity Verlet; alpha falls towards its target; velocities lose 40 % a step).
// Only + − × ÷ and sqrt: the same graph settles alike everywhere.
#pragma once

#include <vector>

#include "shared/pieces/constellation/graph.h"
#include "shared/pieces/constellation/quadtree.h"

namespace reverie::pieces {

struct ForceWish {
  double repulsion = 30;    // the strength of the charge of each node
  double link_length = 30;  // at weight 1, in units of the layout
  double aspect = 1;        // width ÷ height of the room that the layout is to fill
  bool operator==(const ForceWish&) const = default;
};

class Force {
 public:
  Force(const Graph& graph, const std::vector<double>& radii, ForceWish wish);

  void step();
  bool warm() const { return alpha_ >= alpha_min || target_ > 0; }
  // Warm again, at least to `alpha`.
  void reheat(double alpha = 0.3);
  // Cold at once; a held node stays held, but keeps nothing warm any more.
  void cool() { alpha_ = target_ = 0; }
  void set_wish(ForceWish wish);
  // A dragged node stays where it is held, and the others keep moving around it.
  void hold(int node, Vec2 at);
  void let_go();
  int held() const { return held_; }

  const std::vector<Vec2>& places() const { return places_; }
  // Corners of the box around all nodes.
  void bounds(Vec2& low, Vec2& high) const;

  static constexpr double alpha_min = 0.001;

 private:
  struct Spring {
    int source, target;
    double strength, bias, length;  // bias: the share of the way that the target goes
  };
  void pull_springs();
  void push_apart();
  void pull_to_centre();
  void collide();

  std::vector<Vec2> places_, speeds_;
  std::vector<double> radii_;
  std::vector<Spring> springs_;
  Quadtree tree_;
  ForceWish wish_;
  double alpha_ = 1, target_ = 0;
  int held_ = -1;
  Vec2 held_at_;
  std::vector<int> grid_, grid_next_;  // of collide(), kept for their memory
};

}  // namespace reverie::pieces
