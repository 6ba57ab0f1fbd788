#include "shared/pieces/pong-garden/paint.h"

#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/canvas/color.h"
#include "shared/random/random.h"

namespace reverie::pieces::pong_garden {

namespace {

constexpr double arc_handle = 0.5522847498307936;
constexpr int blades = 420, sprigs = 90;

Color mixed(Color a, Color b, double t) { return lerp_color(a, b, t, ColorSpace::oklab); }

Vec2 along(Vec2 from, Vec2 direction, double forward, double aside) {
  return {from.x + direction.x * forward - direction.y * aside, from.y + direction.y * forward + direction.x * aside};
}

void add_disc(Path& path, Vec2 at, double r) {
  const double k = r * arc_handle;
  path.move_to({at.x + r, at.y});
  path.cubic_to({at.x + r, at.y + k}, {at.x + k, at.y + r}, {at.x, at.y + r});
  path.cubic_to({at.x - k, at.y + r}, {at.x - r, at.y + k}, {at.x - r, at.y});
  path.cubic_to({at.x - r, at.y - k}, {at.x - k, at.y - r}, {at.x, at.y - r});
  path.cubic_to({at.x + k, at.y - r}, {at.x + r, at.y - k}, {at.x + r, at.y});
  path.close();
}

// Slender where it begins, round where it ends.
void add_petal(Path& path, Vec2 from, Vec2 direction, double length, double width) {
  path.move_to(from);
  path.cubic_to(along(from, direction, 0.3 * length, width * 0.45), along(from, direction, 0.92 * length, width * 0.95),
                along(from, direction, length, 0));
  path.cubic_to(along(from, direction, 0.92 * length, -width * 0.95),
                along(from, direction, 0.3 * length, -width * 0.45), from);
  path.close();
}

// Pointed at both ends.
void add_leaf(Path& path, Vec2 from, Vec2 direction, double length, double width) {
  path.move_to(from);
  path.quadratic_to(along(from, direction, 0.45 * length, width), along(from, direction, length, 0.15 * width));
  path.quadratic_to(along(from, direction, 0.5 * length, -width), from);
  path.close();
}

Vec2 direction_of(double turns) { return {portable_cos(2 * pi * turns), portable_sin(2 * pi * turns)}; }

struct Blocks {
  Path leaves[2];
  Path rings[2], heart;
};

void add_flower(Blocks& blocks, Path (&leaves)[2], Vec2 at, double size, const Plant& plant, const Species& species,
                double grown) {
  const double turn = plant.turn / 32.0;
  const double leaf = std::clamp(grown / 0.55, 0.0, 1.0), open = std::clamp((grown - 0.35) / 0.65, 0.0, 1.0);
  const double bloom = open * open * (3 - 2 * open);
  const int count = 3 + plant.turn % 3;
  for (int i = 0; i < count; ++i) {
    const double way = turn + (i + 0.18 * (plant.size % 3)) / count,
                 long_or_short = (i + plant.size) % 2 == 0 ? 1.6 : 1.25;
    add_leaf(leaves[(i + plant.turn) % 2], at, direction_of(way), long_or_short * size * leaf, 0.4 * size * leaf);
  }
  if (bloom <= 0) return;
  for (int i = 0; i < species.petals; ++i) {
    const double way = turn + static_cast<double>(i) / species.petals;
    add_petal(blocks.rings[0], at, direction_of(way), species.length * size * bloom, species.width * size * bloom);
    // A second ring between the petals, or a flame along each.
    add_petal(blocks.rings[1], at, direction_of(species.doubled ? way + 0.5 / species.petals : way),
              0.62 * species.length * size * bloom, (species.doubled ? 0.6 : 0.34) * species.width * size * bloom);
  }
  add_disc(blocks.heart, at, 0.22 * size * bloom);
}

void fill(Canvas& canvas, Path& path, Color color) {
  if (path.empty()) return;
  canvas.fill(color);
  canvas.path(std::move(path));
}

// A bent stalk with leaves in pairs and a bud: what fills a tapestry between its flowers.
void paint_sprigs(Canvas& canvas, const Frame& frame, const Ground& ground, Random& random) {
  Path green, buds;
  for (int i = 0; i < sprigs; ++i) {
    Vec2 at = frame.point({random.uniform(), random.uniform()});
    double way = random.uniform();
    const double step = frame.unit * random.uniform(0.008, 0.014), bend = random.uniform(-0.05, 0.05);
    for (int k = 0; k < 4; ++k) {
      const Vec2 on = direction_of(way);
      add_leaf(green, at, on, 1.15 * step, 0.09 * step);
      if (k > 0) {
        add_leaf(green, at, direction_of(way + 0.13), 0.9 * step, 0.3 * step);
        add_leaf(green, at, direction_of(way - 0.13), 0.9 * step, -0.3 * step);
      }
      at = along(at, on, step, 0);
      way += bend;
    }
    add_disc(buds, at, 0.26 * step);
  }
  const Color green_colour = mixed(color_from_hex(ground.leaves[0]), color_from_hex(ground.below), 0.35);
  fill(canvas, green, green_colour);
  fill(canvas, buds, mixed(color_from_hex(ground.petals[0]), color_from_hex(ground.below), 0.35));
}

}  // namespace

void paint_ground(Canvas& canvas, const Frame& frame, const Ground& ground) {
  canvas.background(color_from_hex(ground.below));
  canvas.no_stroke();
  canvas.fill(in_oklab(linear_gradient({0, 0}, {0, frame.height},
                                       {{0, color_from_hex(ground.above)}, {1, color_from_hex(ground.below)}})));
  canvas.rect(0, 0, frame.width, frame.height);
}

void paint_grass(Canvas& canvas, const Frame& frame, const Ground& ground, std::uint64_t seed) {
  Random random(seed, 77);
  Path path;
  for (int i = 0; i < blades; ++i) {
    const Vec2 at = frame.point({random.uniform(), random.uniform()});
    const double length = frame.unit * random.uniform(0.012, 0.03);
    for (int k = 0; k < 3; ++k) {
      add_leaf(path, at, direction_of(-0.25 + 0.09 * (k - 1) + random.uniform(-0.03, 0.03)),
               length * (k == 1 ? 1 : 0.7), 0.1 * length);
    }
  }
  fill(canvas, path, with_alpha(color_from_hex(ground.blade), 0.8));
  paint_sprigs(canvas, frame, ground, random);
}

// The leaves of all lie under the flowers of all, and a species shares its colours: a garden takes few commands.
void paint_flowers(Canvas& canvas, const Frame& frame, const Ground& ground, const AllSpecies& species,
                   const std::vector<Flower>& flowers) {
  constexpr int fades = 4;
  for (int fade = 0; fade < fades; ++fade) {
    std::array<Blocks, species_count> blocks;
    Path leaves[2];
    for (const Flower& flower : flowers) {
      if (std::min(static_cast<int>(flower.faded * fades), fades - 1) != fade) continue;
      const Plant& plant = *flower.plant;
      const auto kind = static_cast<std::size_t>(plant.species);
      const Vec2 at = frame.point({plant.x / 4095.0, plant.y / 4095.0});
      const double size = frame.unit * (0.019 + 0.003 * plant.size) * (1 - 0.75 * flower.faded);
      add_flower(blocks[kind], leaves, at, size, plant, species[kind], flower.grown);
    }
    const Color earth = color_from_hex(ground.below), dry = mixed({150, 112, 72}, earth, 0.35);
    const double share = static_cast<double>(fade) / fades, alpha = 1 - 0.6 * share;
    const auto worn = [&](Color color) {
      return with_alpha(mixed(color, dry, fade == 0 ? 0 : 0.35 + 0.6 * share), alpha);
    };
    for (int i = 0; i < 2; ++i)
      fill(canvas, leaves[i], worn(color_from_hex(ground.leaves[static_cast<std::size_t>(i)])));
    for (std::size_t i = 0; i < species_count; ++i) {
      const auto colour = static_cast<std::size_t>(species[i].colour);
      const Color petal = color_from_hex(ground.petals[colour]), heart = color_from_hex(ground.hearts[colour]);
      fill(canvas, blocks[i].rings[0], worn(petal));
      fill(canvas, blocks[i].rings[1], worn(mixed(petal, heart, 0.35)));
      fill(canvas, blocks[i].heart, worn(heart));
    }
  }
}

void paint_paddle(Canvas& canvas, const Frame& frame, const Ground& ground, const Court& court, int end, bool held,
                  double glow) {
  const double inset = (end == 0 ? paddle_inset - 0.012 : -paddle_inset + 0.012) / frame.length;
  const double x = (end == 0 ? 0 : 1) + inset, half = court.half_paddle;
  const Vec2 from = frame.point({x, court.paddle[end] - half}), to = frame.point({x, court.paddle[end] + half});
  const Color color = color_from_hex(held ? ground.held_paddle : ground.paddle);
  canvas.push();
  canvas.stroke_cap(StrokeCap::round);
  if (glow > 0) {
    canvas.stroke(with_alpha(color, 0.3 * glow));
    canvas.stroke_weight(frame.unit * (0.018 + 0.03 * glow));
    canvas.line(from.x, from.y, to.x, to.y);
  }
  canvas.stroke(color);
  canvas.stroke_weight(frame.unit * 0.018);
  canvas.line(from.x, from.y, to.x, to.y);
  canvas.pop();
}

void paint_ball(Canvas& canvas, const Frame& frame, const Ground& ground, const std::vector<Vec2>& trail) {
  if (trail.empty()) return;
  const Color color = color_from_hex(ground.ball);
  const double radius = ball_radius * frame.unit;
  // A ribbon that tapers to nothing where the ball came from.
  Path ribbon;
  std::vector<Vec2> back;
  for (std::size_t i = 1; i < trail.size(); ++i) {
    const Vec2 from = frame.point(trail[i - 1]), to = frame.point(trail[i]);
    const double dx = to.x - from.x, dy = to.y - from.y, way = std::sqrt(dx * dx + dy * dy);
    if (way <= 0) continue;
    const double half = 0.85 * radius * static_cast<double>(i) / static_cast<double>(trail.size());
    ribbon.line_to({to.x - dy / way * half, to.y + dx / way * half});
    back.push_back({to.x + dy / way * half, to.y - dx / way * half});
  }
  for (auto point = back.rbegin(); point != back.rend(); ++point) ribbon.line_to(*point);
  if (!ribbon.empty()) ribbon.close();
  fill(canvas, ribbon, with_alpha(color, 0.24));
  const Vec2 at = frame.point(trail.back());
  canvas.fill(radial_gradient(at, 3.2 * radius,
                              {{0, with_alpha(color, 0.4)}, {0.5, with_alpha(color, 0.1)}, {1, with_alpha(color, 0)}}));
  canvas.circle(at.x, at.y, 6.4 * radius);
  canvas.fill(with_alpha(color_from_hex(ground.below), 0.85));  // a rim, for it flies over flowers of its own colour
  canvas.circle(at.x, at.y, 2.5 * radius);
  canvas.fill(color);
  canvas.circle(at.x, at.y, 2 * radius);
}

}  // namespace reverie::pieces::pong_garden
