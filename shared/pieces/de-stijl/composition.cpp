// The rules are read off Mondrian's pictures of 1921 to 1930: one large quiet plane off the middle, smaller ones pushed
// to the edges; strong colours small, apart and outside; bars of different weight, some of which stop before the edge.
#include "shared/pieces/de-stijl/composition.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "shared/random/random.h"

namespace reverie::pieces {

namespace {

struct Node {
  Plane plane;
  Bar bar;
  std::unique_ptr<Node> first, second;
  bool leaf() const { return first == nullptr; }
};

// Equal paths draw equal numbers, whatever happens elsewhere in the tree.
Random random_of(std::uint64_t seed, const std::string& path, std::string_view purpose) {
  return Random(seed, seed_from_text(std::string(purpose) + "/" + path));
}

double length_of(const Extent& extent, Cut cut, double aspect) {
  return cut == Cut::across ? (extent.u1 - extent.u0) * aspect : extent.v1 - extent.v0;
}

double area_of(const Extent& extent) { return (extent.u1 - extent.u0) * (extent.v1 - extent.v0); }

Cut other(Cut cut) { return cut == Cut::across ? Cut::along : Cut::across; }

double position_of(const Bar& bar) {
  const double start = bar.cut == Cut::across ? bar.plane.u0 : bar.plane.v0;
  const double end = bar.cut == Cut::across ? bar.plane.u1 : bar.plane.v1;
  return start + (end - start) * bar.at;
}

void place(Node& node, const Extent& extent) {
  node.plane.extent = node.bar.plane = extent;
  if (node.leaf()) return;
  Extent first = extent, second = extent;
  const double position = position_of(node.bar);
  (node.bar.cut == Cut::across ? first.u1 : first.v1) = position;
  (node.bar.cut == Cut::across ? second.u0 : second.v0) = position;
  place(*node.first, first);
  place(*node.second, second);
}

void divide(Node& node, Cut cut, double at) {
  const auto part = [&](char turn) {
    auto child = std::make_unique<Node>();
    child->plane = node.plane;
    child->plane.path += turn;
    return child;
  };
  node.first = part('0');
  node.second = part('1');
  node.bar.path = node.plane.path;
  node.bar.cut = cut;
  node.bar.at = at;
  place(node, node.plane.extent);
}

template <class Visit>
void each_node(Node& node, Visit visit) {
  visit(node);
  if (node.leaf()) return;
  each_node(*node.first, visit);
  each_node(*node.second, visit);
}

std::vector<Node*> leaves_of(Node& root) {
  std::vector<Node*> leaves;
  each_node(root, [&](Node& node) {
    if (node.leaf()) leaves.push_back(&node);
  });
  return leaves;
}

// A share well off the middle, on either side.
double uneven(Random& random, double low, double high) {
  const double share = random.uniform(low, high);
  return random.below(2) == 0 ? share : 1 - share;
}

// A bar near another one that runs the same way goes on in its line: that is how a grid gets calm.
double aligned(Node& root, const Extent& extent, Cut cut, double at) {
  Bar trial;
  trial.plane = extent;
  trial.cut = cut;
  trial.at = at;
  const double start = cut == Cut::across ? extent.u0 : extent.v0, end = cut == Cut::across ? extent.u1 : extent.v1;
  const double wanted = position_of(trial);
  double best = 0.09, found = at;
  each_node(root, [&](Node& node) {
    if (node.leaf() || node.bar.cut != cut) return;
    const double share = (position_of(node.bar) - start) / (end - start);
    const double distance = std::fabs(position_of(node.bar) - wanted);
    if (share < 0.15 || share > 0.85 || distance >= best) return;
    best = distance;
    found = share;
  });
  return found;
}

// The plane that the next cut falls on: rather a long one at the side than the large one in which the picture rests.
Node* next_to_divide(Node& root, double aspect, Random& random, const Node* rest) {
  Node* chosen = nullptr;
  double best = -1;
  for (Node* leaf : leaves_of(root)) {
    const double u = length_of(leaf->plane.extent, Cut::across, aspect);
    const double v = length_of(leaf->plane.extent, Cut::along, aspect);
    const double draw = random.uniform();
    if (std::max(u, v) < 0.24 || std::min(u, v) < 0.07) continue;
    const double slender = std::max(u, v) / std::min(u, v);
    const double score = std::sqrt(area_of(leaf->plane.extent)) * std::min(slender, 3.0) * (0.25 + draw);
    if (score * (leaf == rest ? 0.2 : 1) > best) {
      best = score * (leaf == rest ? 0.2 : 1);
      chosen = leaf;
    }
  }
  return chosen;
}

Node* larger_part(const Node& node) { return node.bar.at < 0.5 ? node.second.get() : node.first.get(); }

std::unique_ptr<Node> tree_of(const Wish& wish) {
  Random random(wish.seed, seed_from_text("de-stijl cuts"));
  auto root = std::make_unique<Node>();
  const Cut first = random.below(100) < 60 ? Cut::across : Cut::along;
  Node* core = root.get();
  if (random.below(100) < 60) {  // a band along one edge, so that the large plane need not lie in a corner
    divide(*root, random.below(100) < 50 ? first : other(first), uneven(random, 0.07, 0.15));
    core = larger_part(*root);
  }
  divide(*core, first, uneven(random, 0.2, 0.36));
  Node* large = larger_part(*core);
  Node* side = large == core->first.get() ? core->second.get() : core->first.get();
  const double at = uneven(random, 0.18, 0.36);
  divide(*large, other(first), at);
  divide(*side, other(first), random.below(100) < 50 ? at : uneven(random, 0.2, 0.45));
  const Node* rest = larger_part(*large);
  for (int i = 0; i < wish.cuts; ++i) {
    Node* leaf = next_to_divide(*root, wish.aspect, random, rest);
    if (leaf == nullptr) break;
    const double u = length_of(leaf->plane.extent, Cut::across, wish.aspect);
    const double v = length_of(leaf->plane.extent, Cut::along, wish.aspect);
    const Cut longer = u > v ? Cut::across : Cut::along;
    const bool free_choice = std::max(u, v) < 2 * std::min(u, v);
    const Cut cut = free_choice && random.below(100) < 35 ? other(longer) : longer;
    divide(*leaf, cut, aligned(*root, leaf->plane.extent, cut, uneven(random, 0.22, 0.48)));
  }
  return root;
}

Vec2 middle_of(const Extent& extent) { return {(extent.u0 + extent.u1) / 2, (extent.v0 + extent.v1) / 2}; }

int edges_of(const Extent& e) { return (e.u0 <= 0) + (e.v0 <= 0) + (e.u1 >= 1) + (e.v1 >= 1); }

bool touch(const Extent& a, const Extent& b) {
  constexpr double near = 1e-9;
  return a.u0 <= b.u1 + near && b.u0 <= a.u1 + near && a.v0 <= b.v1 + near && b.v0 <= a.v1 + near;
}

// How well colour would sit on this plane, given those that have one already.
double fitness(const Node& leaf, const std::vector<Node*>& coloured, int tone, double draw) {
  const Extent& extent = leaf.plane.extent;
  const double area = area_of(extent);
  double score = 0.3 * std::min(edges_of(extent), 2) - 1.1 * area - (area < 0.008 ? 0.25 : 0) + 0.7 * draw;
  double nearest = 0.6;
  for (const Node* other : coloured) {
    const Vec2 a = middle_of(extent), b = middle_of(other->plane.extent);
    nearest = std::min(nearest, std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)));
    if (touch(extent, other->plane.extent)) score -= other->plane.tone == tone ? 1.2 : 0.35;
  }
  return score + nearest;
}

void colour_planes(Node& root, const Wish& wish) {
  std::vector<Node*> open = leaves_of(root), coloured;
  Random random(wish.seed, seed_from_text("de-stijl tones"));
  std::array<int, 3> tones = {1, 2, 3};
  for (std::uint32_t i = 2; i > 0; --i) std::swap(tones[i], tones[random.below(i + 1)]);
  const bool loud = random.below(100) < 16;  // now and then the large plane itself is the strong one, and then red
  if (loud) std::swap(tones[0], *std::find(tones.begin(), tones.end(), 1));
  const auto wanted = static_cast<std::size_t>(std::lround(wish.colour * 0.85 * static_cast<double>(open.size())));
  const auto area_less = [](const Node* a, const Node* b) {
    return area_of(a->plane.extent) < area_of(b->plane.extent);
  };
  while (coloured.size() < wanted) {
    const std::size_t count = coloured.size();
    const bool black = count % 5 == 4;
    const int tone = black ? 4 : tones[count % 3];
    Node* best = loud && count == 0 ? *std::max_element(open.begin(), open.end(), area_less) : nullptr;
    double best_score = -1e9;
    for (Node* leaf : open) {
      const double score = fitness(*leaf, coloured, tone, random_of(wish.seed, leaf->plane.path, "tone").uniform());
      const double small = black ? -3 * area_of(leaf->plane.extent) : 0;
      if ((loud && count == 0) || score + small <= best_score) continue;
      best_score = score + small;
      best = leaf;
    }
    best->plane.tone = tone;
    coloured.push_back(best);
    open.erase(std::find(open.begin(), open.end(), best));
  }
}

void weigh(Node& root, std::uint64_t seed) {
  each_node(root, [&](Node& node) {
    Random random = random_of(seed, node.plane.path, "weight");
    constexpr std::array<double, 5> weights = {0.6, 0.8, 1.0, 1.0, 1.45};
    node.bar.weight = node.plane.path.empty() ? 1.15 : weights[random.below(weights.size())];
    node.bar.stops_first = random.below(100) < 34;
    node.bar.stops_last = random.below(100) < 34;
    const bool plain = area_of(node.plane.extent) > 0.25 || random.below(100) < 55;
    node.plane.shade = static_cast<int>(plain ? 0 : 1 + random.below(2));
  });
}

// Bars may be moved and planes divided further; what no longer has a place is passed over.
void apply(Node& node, const Edits& edits) {
  const auto tone = edits.tones.find(node.plane.path);
  if (tone != edits.tones.end()) node.plane.tone = tone->second;
  const auto division = edits.divisions.find(node.plane.path);
  if (division != edits.divisions.end()) {
    const double at = std::clamp(division->second.at, least_share, 1 - least_share);
    if (node.leaf()) {
      divide(node, division->second.cut, at);
    } else if (node.bar.cut == division->second.cut) {
      node.bar.at = at;
    }
  }
  if (node.leaf()) return;
  apply(*node.first, edits);
  apply(*node.second, edits);
}

// A bar may stop short only where it reaches the picture's edge between two quiet planes; anywhere else it would look
// torn.
void settle_ends(Bar& bar, const std::vector<Plane>& planes) {
  const bool across = bar.cut == Cut::across;
  const auto may_stop = [&](double edge) {
    if ((across ? (edge == 0 ? bar.plane.v0 : bar.plane.v1) : (edge == 0 ? bar.plane.u0 : bar.plane.u1)) != edge) {
      return false;
    }
    const double at = position_of(bar);
    return std::all_of(planes.begin(), planes.end(), [&](const Plane& plane) {
      const Extent& e = plane.extent;
      const bool reaches = across ? e.u0 <= at && at <= e.u1 && e.v0 <= edge && edge <= e.v1
                                  : e.v0 <= at && at <= e.v1 && e.u0 <= edge && edge <= e.u1;
      return !reaches || plane.tone == 0;
    });
  };
  const bool stub = across ? bar.plane.v1 - bar.plane.v0 < 0.2 : bar.plane.u1 - bar.plane.u0 < 0.15;
  bar.stops_first = bar.stops_first && !stub && may_stop(0);
  bar.stops_last = bar.stops_last && !stub && may_stop(1);
}

}  // namespace

Composition compose(const Wish& wish, const Edits& edits) {
  const std::unique_ptr<Node> root = tree_of(wish);
  weigh(*root, wish.seed);
  colour_planes(*root, wish);
  apply(*root, edits);
  place(*root, Extent{});
  Composition composition;
  each_node(*root, [&](Node& node) {
    if (node.leaf()) {
      composition.planes.push_back(node.plane);
    } else {
      composition.bars.push_back(node.bar);
    }
  });
  for (Bar& bar : composition.bars) settle_ends(bar, composition.planes);
  std::stable_sort(composition.bars.begin(), composition.bars.end(),
                   [](const Bar& a, const Bar& b) { return a.path.size() < b.path.size(); });
  return composition;
}

}  // namespace reverie::pieces
