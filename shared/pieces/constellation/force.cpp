#include "shared/pieces/constellation/force.h"

#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"

namespace reverie::pieces {

namespace {

constexpr double cooling = 0.02276277904418933;  // 1 − 0.001^(1/300): cold after 300 steps
constexpr double kept_speed = 0.6;
constexpr double theta = 0.9;
constexpr double centring = 0.05;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

// d3's beginning: a sunflower's spiral, in which no two nodes share a place.
Force::Force(const Graph& graph, const std::vector<double>& radii, ForceWish wish) : radii_(radii), wish_(wish) {
  const double golden = pi * (3 - std::sqrt(5.0));
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const double radius = 10 * std::sqrt(0.5 + static_cast<double>(i)), angle = golden * static_cast<double>(i);
    places_.push_back({radius * portable_cos(angle), radius * portable_sin(angle)});
  }
  speeds_.resize(places_.size());
  for (const GraphLink& link : graph.links) {
    const double source = graph.degrees[at(link.source)], target = graph.degrees[at(link.target)];
    springs_.push_back({link.source, link.target, 1 / std::min(source, target), source / (source + target),
                        1 / std::sqrt(link.weight)});
  }
}

void Force::reheat(double alpha) { alpha_ = std::max(alpha_, alpha); }

void Force::set_wish(ForceWish wish) {
  if (wish == wish_) return;
  wish_ = wish;
  reheat(0.5);
}

void Force::hold(int node, Vec2 place) {
  held_ = node;
  held_at_ = place;
  target_ = 0.3;
  reheat(0.1);
}

void Force::let_go() {
  held_ = -1;
  target_ = 0;
}

void Force::step() {
  alpha_ += (target_ - alpha_) * cooling;
  pull_springs();
  push_apart();
  pull_to_centre();
  collide();
  for (std::size_t i = 0; i < places_.size(); ++i) {
    speeds_[i] = {speeds_[i].x * kept_speed, speeds_[i].y * kept_speed};
    places_[i] = {places_[i].x + speeds_[i].x, places_[i].y + speeds_[i].y};
  }
  if (held_ >= 0) {
    places_[at(held_)] = held_at_;
    speeds_[at(held_)] = {};
  }
}

void Force::pull_springs() {
  for (const Spring& spring : springs_) {
    Vec2 &source = speeds_[at(spring.source)], &target = speeds_[at(spring.target)];
    const Vec2 from = places_[at(spring.source)], to = places_[at(spring.target)];
    double x = to.x + target.x - from.x - source.x, y = to.y + target.y - from.y - source.y;
    const double length = std::sqrt(x * x + y * y);
    if (length == 0) continue;
    const double pull = (length - spring.length * wish_.link_length) / length * alpha_ * spring.strength;
    x *= pull, y *= pull;
    target = {target.x - x * spring.bias, target.y - y * spring.bias};
    source = {source.x + x * (1 - spring.bias), source.y + y * (1 - spring.bias)};
  }
}

void Force::push_apart() {
  tree_.build(places_);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const Vec2 pull = tree_.pull(places_[i], theta);
    speeds_[i].x -= pull.x * wish_.repulsion * alpha_;
    speeds_[i].y -= pull.y * wish_.repulsion * alpha_;
  }
}

// A wide room lets the layout grow wide.
void Force::pull_to_centre() {
  const double across = centring * alpha_ / wish_.aspect, down = centring * alpha_ * wish_.aspect;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    speeds_[i].x -= places_[i].x * across;
    speeds_[i].y -= places_[i].y * down;
  }
}

// Discs that overlap move apart. A grid of squares as wide as the widest disc finds the pairs; squares are hashed, and
// two that share a bucket only cost a look.
void Force::collide() {
  double widest = 0;
  for (const double radius : radii_) widest = std::max(widest, 2 * radius);
  if (widest <= 0) return;
  constexpr std::uint32_t buckets = 4096;
  grid_.assign(buckets, -1);
  grid_next_.assign(places_.size(), -1);
  const auto cell = [&](double v) { return static_cast<std::int64_t>(std::floor(v / widest)); };
  const auto bucket = [&](std::int64_t x, std::int64_t y) {
    return (static_cast<std::uint32_t>(x) * 73856093U ^ static_cast<std::uint32_t>(y) * 19349663U) % buckets;
  };
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const std::int64_t cx = cell(places_[i].x), cy = cell(places_[i].y);
    for (std::int64_t y = cy - 1; y <= cy + 1; ++y) {
      for (std::int64_t x = cx - 1; x <= cx + 1; ++x) {
        for (int other = grid_[bucket(x, y)]; other >= 0; other = grid_next_[at(other)]) {
          const Vec2 q = places_[at(other)];
          if (cell(q.x) != x || cell(q.y) != y) continue;
          const double dx = places_[i].x - q.x, dy = places_[i].y - q.y, room = radii_[i] + radii_[at(other)];
          const double d2 = dx * dx + dy * dy;
          if (d2 >= room * room || d2 == 0) continue;
          const double d = std::sqrt(d2), push = (room - d) / d * 0.35;
          const double share =
              radii_[at(other)] * radii_[at(other)] / (radii_[i] * radii_[i] + radii_[at(other)] * radii_[at(other)]);
          speeds_[i].x += dx * push * share, speeds_[i].y += dy * push * share;
          speeds_[at(other)].x -= dx * push * (1 - share), speeds_[at(other)].y -= dy * push * (1 - share);
        }
      }
    }
    int& head = grid_[bucket(cx, cy)];
    grid_next_[i] = head;
    head = static_cast<int>(i);
  }
}

void Force::bounds(Vec2& low, Vec2& high) const {
  low = high = places_.empty() ? Vec2{} : places_[0];
  for (const Vec2 p : places_) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
}

}  // namespace reverie::pieces
