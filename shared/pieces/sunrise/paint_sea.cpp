#include <algorithm>
#include <cmath>

#include "shared/canvas/color.h"
#include "shared/pieces/sunrise/paint.h"

namespace reverie::pieces::sunrise {

namespace {

// A light in the sky and the road it lays on the water.
struct Lamp {
  Vec2 at;
  Color color;
  double strength, spread;
};

Lamp sun_lamp(const Frame& frame, const Light& light, const Scene& scene) {
  const double height = light.sun_at.y;
  return {frame.place(light.sun_at, scene), mixed(light.sun, {255, 250, 232}, 0.42 * (0.3 + 0.7 * light.shine)),
          std::clamp(1 + height / 0.16, 0.0, 1.0) * (0.55 + 0.45 * light.low), 0.75 + 0.9 * std::max(0.0, height)};
}

Lamp moon_lamp(const Frame& frame, const Light& light, const Scene& scene) {
  return {frame.place(light.moon_at, scene),
          {236, 236, 226},
          std::clamp(light.moon_at.y / 0.2, 0.0, 1.0) * light.night * (0.3 + 0.45 * scene.moon_lit),
          0.7};
}

void paint_road(Canvas& canvas, const Frame& frame, const Scene& scene, const Lamp& lamp, double rough) {
  if (lamp.strength < 0.03) return;
  const double sea = frame.height - frame.horizon;
  // Deepest a little this side of the horizon, so that it begins without an edge.
  paint_glow(canvas, {lamp.at.x, frame.horizon + 0.3 * sea}, {0.2 * frame.unit * lamp.spread, 0.62 * sea}, lamp.color,
             0.36 * lamp.strength, frame.horizon, frame.height);
  Path bright, warm;
  for (const Stroke& glint : scene.glints) {
    const double twinkle = 0.5 + 0.5 * frame.beat(glint.beats, glint.phase);
    const double middle = 1 - std::fabs(glint.x);
    const double size = twinkle * (0.35 + 0.65 * middle);
    if (size < 0.12) continue;
    const double reach = frame.unit * lamp.spread * (0.05 + (0.13 + 0.12 * rough) * glint.depth);
    const double x = lamp.at.x + glint.x * reach, y = frame.depth_y(glint.depth);
    const double length = frame.unit * (0.007 + 0.036 * glint.depth) * glint.length * (0.4 + 0.6 * size);
    const double weight = frame.unit * (0.0007 + 0.0036 * glint.depth) * glint.weight * size;
    add_lens(glint.light && middle > 0.45 ? bright : warm, x, y, length, weight);
  }
  canvas.fill(with_alpha(lamp.color, 0.8 * lamp.strength));
  canvas.path(std::move(warm));
  canvas.fill(with_alpha(mixed(lamp.color, {255, 253, 244}, 0.6), 0.95 * lamp.strength));
  canvas.path(std::move(bright));
}

}  // namespace

void paint_sea(Canvas& canvas, const Frame& frame, const Light& light, const Scene& /*scene*/) {
  const double top = frame.horizon, bottom = frame.height;
  // The far water holds the low sky, the near water its own colour.
  std::vector<GradientStop> stops = {{0, mixed(light.sky[4], light.sea, 0.28)},
                                     {0.06, mixed(light.sky[3], light.sea, 0.4)},
                                     {0.3, mixed(light.sky[2], light.sea, 0.62)},
                                     {0.65, mixed(light.sky[1], light.sea, 0.85)},
                                     {1, mixed(light.sea, light.land, 0.3)}};
  canvas.fill(in_oklab(linear_gradient({0, top}, {0, bottom}, std::move(stops))));
  canvas.rect(0, top, frame.width, bottom - top);
}

void paint_waves(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double rough) {
  const double wide = std::clamp(frame.width / std::max(1.0, frame.height), 0.8, 2.0);
  const auto count = std::min(scene.waves.size(), static_cast<std::size_t>(strokes_at_square * wide));
  Path bright, dark;
  for (std::size_t i = 0; i < count; ++i) {
    const Stroke& wave = scene.waves[i];
    const double breath = 0.75 + 0.25 * frame.beat(wave.beats, wave.phase);
    const double length = frame.unit * (0.014 + 0.1 * wave.depth) * wave.length * breath * (1.15 - 0.4 * rough);
    const double weight =
        frame.unit * (0.0005 + (0.0022 + 0.0062 * rough) * wave.depth) * wave.weight * (0.4 + 0.6 * breath);
    const double sway = frame.unit * (0.002 + 0.014 * wave.depth) * frame.beat(1, wave.phase + wave.depth);
    const double lift = frame.unit * 0.006 * rough * wave.depth * frame.beat(wave.beats, wave.phase + 0.25);
    add_lens(wave.light ? bright : dark, wave.x * frame.width * 1.1 - 0.05 * frame.width + sway,
             frame.depth_y(wave.depth) + lift, length, weight);
  }
  canvas.fill(with_alpha(mixed(light.sea, light.land, 0.45), 0.3 + 0.15 * rough));
  canvas.path(std::move(dark));
  canvas.fill(with_alpha(mixed(light.sky[3], light.sky[4], 0.4), 0.3 + 0.1 * rough));
  canvas.path(std::move(bright));
}

void paint_glitter(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double rough) {
  paint_road(canvas, frame, scene, moon_lamp(frame, light, scene), rough);
  paint_road(canvas, frame, scene, sun_lamp(frame, light, scene), rough);
}

}  // namespace reverie::pieces::sunrise
