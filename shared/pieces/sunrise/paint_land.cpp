#include <algorithm>
#include <cmath>

#include "shared/canvas/color.h"
#include "shared/pieces/sunrise/paint.h"

namespace reverie::pieces::sunrise {

namespace {

constexpr Color lantern{255, 196, 110};

// The ridge of an island, or its picture in the water: then `up` is negative.
Path ridge_path(const Island& island, double x, double foot, double unit, double up) {
  Path path;
  path.move_to({x - island.reach * unit, foot});
  for (const Vec2& point : island.ridge) {
    path.line_to({x + point.x * island.reach * unit, foot - point.y * island.height * unit * up});
  }
  path.line_to({x + island.reach * unit, foot});
  path.close();
  return path;
}

void paint_hull(Canvas& canvas, double size, Color color) {
  Path hull;
  hull.move_to({-0.62 * size, -0.1 * size});
  hull.quadratic_to({-0.1 * size, 0.02 * size}, {0.55 * size, -0.13 * size});
  hull.quadratic_to({0.42 * size, 0.1 * size}, {0.3 * size, 0.1 * size});
  hull.line_to({-0.4 * size, 0.1 * size});
  hull.quadratic_to({-0.55 * size, 0.06 * size}, {-0.62 * size, -0.1 * size});
  hull.close();
  canvas.fill(color);
  canvas.path(std::move(hull));
}

// A tall sail that the wind fills a little, narrower at its yard.
void paint_sail(Canvas& canvas, double x, double size, double tall, Paint paint) {
  Path sail;
  sail.move_to({x - 0.3 * size, -0.14 * size});
  sail.quadratic_to({x - 0.34 * size, -0.6 * tall * size}, {x - 0.2 * size, -tall * size});
  sail.line_to({x + 0.2 * size, -(tall + 0.03) * size});
  sail.quadratic_to({x + 0.42 * size, -0.55 * tall * size}, {x + 0.32 * size, -0.14 * size});
  sail.quadratic_to({x, -0.2 * size}, {x - 0.3 * size, -0.14 * size});
  sail.close();
  canvas.fill(std::move(paint));
  canvas.path(std::move(sail));
}

void paint_boat(Canvas& canvas, const Boat& boat, double size, Color hull, Color sail, Color sail_foot, double alpha) {
  const Paint cloth =
      linear_gradient({0, -1.5 * size}, {0, 0}, {{0, with_alpha(sail, alpha)}, {1, with_alpha(sail_foot, alpha)}});
  if (boat.two_sails) paint_sail(canvas, 0.42 * size, 0.7 * size, 1.25, cloth);
  paint_sail(canvas, -0.06 * size, size, 1.45, cloth);
  paint_hull(canvas, size, with_alpha(hull, alpha));
}

// A light at the bow and its broken picture in the water.
void paint_lantern(Canvas& canvas, const Frame& frame, const Boat& boat, double size, double night) {
  paint_glow(canvas, {0.42 * size, -0.26 * size}, {0.55 * size, 0.55 * size}, lantern, 0.7 * night, -2 * size, size);
  Path broken;
  for (int i = 0; i < 5; ++i) {
    const double shrink = 1 - 0.15 * i, beat = frame.beat(3 + i, boat.phase + 0.37 * i);
    add_lens(broken, (0.42 + 0.04 * beat) * size, (0.3 + 0.17 * i) * size, (0.13 + 0.04 * beat) * shrink * size,
             0.022 * size);
  }
  canvas.fill(with_alpha(lantern, 0.6 * night));
  canvas.path(std::move(broken));
  canvas.fill(with_alpha({255, 228, 168}, night));
  canvas.circle(0.42 * size, -0.26 * size, 0.11 * size);
}

}  // namespace

void paint_islands(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene) {
  const Color haze = mixed(light.sky[4], light.sky[3], 0.35);
  for (const Island& island : scene.islands) {
    const double x = island.x * frame.width, foot = frame.depth_y(island.depth), high = island.height * frame.unit;
    const Color body = mixed(mixed(light.land, light.sky[1], 0.5 * island.air), haze, 0.62 * island.air);
    const Color base = mixed(body, haze, 0.25 + 0.45 * island.air);
    // Its picture first, which the waves will break.
    const Color still = mixed(body, light.sea, 0.35);
    canvas.fill(linear_gradient({0, foot}, {0, foot + 0.8 * high},
                                {{0, with_alpha(still, 0.62 * (1 - 0.6 * island.air))}, {1, with_alpha(still, 0)}}));
    canvas.path(ridge_path(island, x, foot, frame.unit, -0.8));
    canvas.fill(in_oklab(linear_gradient({0, foot - high}, {0, foot}, {{0, body}, {0.45, body}, {1, base}})));
    canvas.path(ridge_path(island, x, foot, frame.unit, 1));
    // Mist along the foot, slowly coming and going.
    const double drift = 0.02 * frame.unit * frame.beat(1, island.x);
    paint_glow(canvas, {x + drift, foot}, {1.15 * island.reach * frame.unit, 0.4 * high}, haze,
               (0.16 + 0.5 * island.air) * (0.9 + 0.1 * frame.beat(1, island.x + 0.3)), 0, frame.height);
  }
}

void paint_boats(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double rough) {
  const Color haze = mixed(light.sky[4], light.sky[3], 0.4);
  for (const Boat& boat : scene.boats) {
    const double size = boat.size * frame.unit, air = 0.4 * (1 - boat.depth / 0.25);
    const double x = boat.x * frame.width + 0.02 * frame.unit * frame.beat(1, boat.phase);
    const double y = frame.depth_y(boat.depth) + (0.01 + 0.05 * rough) * size * frame.beat(5, boat.phase);
    const Color dark = mixed(mixed(light.land, {0, 0, 0}, 0.2), haze, air);
    const Color sail = mixed(mixed(light.sky[3], {255, 250, 238}, 0.45 - 0.22 * light.night), light.land, 0.12);
    const Color foot = mixed(mixed(sail, light.land, 0.35), light.sun, 0.22 * light.low);
    canvas.push();
    canvas.translate(x, y);
    canvas.scale(boat.to_the_left ? -1 : 1, 1);
    canvas.push();
    canvas.scale(1, -0.7);
    canvas.translate(0, -0.2 * size);
    paint_boat(canvas, boat, size, dark, sail, foot, 0.3);
    canvas.pop();
    canvas.rotate((0.01 + 0.035 * rough) * frame.beat(4, boat.phase + 0.2));
    paint_boat(canvas, boat, size, dark, mixed(sail, haze, air), mixed(foot, haze, air), 1);
    if (light.night > 0.02) paint_lantern(canvas, frame, boat, size, light.night);
    canvas.pop();
  }
}

void paint_birds(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, int count) {
  const double awake = std::clamp((light.sun_at.y + 0.22) / 0.15, 0.0, 1.0);
  if (awake <= 0 || count == 0) return;
  const double span = 0.0125 * frame.unit, towards = scene.birds_to_the_left ? -1 : 1;
  const double way = frame.phase + 0.62;  // somewhere in the picture when it opens
  const double along = way - std::floor(way), length = frame.width + 60 * span;
  const double lead_x = frame.width / 2 + towards * (along - 0.5) * length;
  const double lead_y = frame.horizon * (scene.birds_height + 0.035 * frame.beat(1, 0.1)) - 0.12 * frame.unit * along;
  Path path;
  for (int i = 0; i < count; ++i) {
    const Bird& bird = scene.birds[static_cast<std::size_t>(i)];
    const double x = lead_x + towards * span * (1.5 * bird.place.x + 0.3 * frame.beat(3, bird.phase));
    const double y = lead_y + span * (1.1 * bird.place.y + 0.3 * frame.beat(2, bird.phase + 0.4));
    const double flap = frame.beat(34, bird.phase + 0.02 * i), size = span * (0.85 + 0.15 * bird.phase);
    // Two wings, each a thin blade; their tips beat, the body answers.
    const double tip = -(0.18 + 0.42 * flap) * size, body = 0.08 * flap * size;
    for (const double side : {-1.0, 1.0}) {
      path.move_to({x, y + body});
      path.quadratic_to({x + side * 0.45 * size, y + body - 0.34 * size}, {x + side * size, y + tip});
      path.quadratic_to({x + side * 0.45 * size, y + body - 0.1 * size}, {x, y + body + 0.16 * size});
      path.close();
    }
  }
  canvas.fill(with_alpha(mixed(light.land, light.sky[2], 0.12), 0.9 * awake));
  canvas.path(std::move(path));
}

}  // namespace reverie::pieces::sunrise
