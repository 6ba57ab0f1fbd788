#include <algorithm>
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/canvas/color.h"
#include "shared/pieces/sunrise/paint.h"

namespace reverie::pieces::sunrise {

namespace {

constexpr double arc_handle = 0.5522847498307936;  // of a quarter of a circle as a cubic
constexpr Color moon_colour{244, 238, 218}, star_colour{255, 250, 232};
constexpr std::array<double, sky_colours> sky_offsets = {0, 0.34, 0.62, 0.85, 1};

// The lit part of the moon: half a circle, and half an ellipse back.
Path moon_path(double x, double y, double radius, double lit) {
  Path path;
  const double k = radius * arc_handle, inner = radius * (2 * lit - 1), ki = inner * arc_handle;
  path.move_to({x, y - radius});
  path.cubic_to({x + k, y - radius}, {x + radius, y - k}, {x + radius, y});
  path.cubic_to({x + radius, y + k}, {x + k, y + radius}, {x, y + radius});
  path.cubic_to({x - ki, y + radius}, {x - inner, y + k}, {x - inner, y});
  path.cubic_to({x - inner, y - k}, {x - ki, y - radius}, {x, y - radius});
  path.close();
  return path;
}

}  // namespace

Frame::Frame(double w, double h, const Scene& scene, double at)
    : width(w),
      height(h),
      unit(std::min(std::sqrt(w * h), 1.25 * std::min(w, h))),
      horizon(scene.horizon * h),
      phase(at) {}

double Frame::beat(int times, double offset) const { return portable_sin(2 * pi * (times * phase + offset)); }

Vec2 Frame::place(Vec2 in_sky, const Scene& scene) const {
  return {width * (scene.middle + 0.24 * in_sky.x), horizon - in_sky.y * 0.82 * horizon};
}

void add_lens(Path& path, double x, double y, double half_length, double half_weight) {
  path.move_to({x - half_length, y});
  path.quadratic_to({x, y - 2 * half_weight}, {x + half_length, y});
  path.quadratic_to({x, y + 2 * half_weight}, {x - half_length, y});
  path.close();
}

void add_disc(Path& path, double x, double y, double radius) {
  const double k = radius * arc_handle;
  path.move_to({x + radius, y});
  path.cubic_to({x + radius, y + k}, {x + k, y + radius}, {x, y + radius});
  path.cubic_to({x - k, y + radius}, {x - radius, y + k}, {x - radius, y});
  path.cubic_to({x - radius, y - k}, {x - k, y - radius}, {x, y - radius});
  path.cubic_to({x + k, y - radius}, {x + radius, y - k}, {x + radius, y});
  path.close();
}

void paint_glow(Canvas& canvas, Vec2 at, Vec2 radii, Color color, double alpha, double top, double bottom) {
  const double above = std::max(top, at.y - radii.y), below = std::min(bottom, at.y + radii.y);
  if (radii.x <= 0 || radii.y <= 0 || alpha * 255 < 1 || below <= above) return;
  // Falls like a bell and not like a cone, or the middle would show as a point and the rim as a ring.
  std::vector<GradientStop> stops;
  stops.reserve(13);
  for (int i = 0; i <= 12; ++i) {
    const double r = i / 12.0, fall = (1 - r * r) * (1 - r * r) * (1 - r * r);
    stops.push_back({r, with_alpha(color, alpha * fall)});
  }
  canvas.push();
  canvas.translate(at.x, at.y);
  canvas.scale(1, radii.y / radii.x);
  canvas.fill(radial_gradient({0, 0}, radii.x, std::move(stops)));
  const double flat = radii.x / radii.y;
  canvas.rect(-radii.x, (above - at.y) * flat, 2 * radii.x, (below - above) * flat);
  canvas.pop();
}

void paint_sky(Canvas& canvas, const Frame& frame, const Light& light) {
  std::vector<GradientStop> stops;
  stops.reserve(sky_colours);
  for (std::size_t i = 0; i < sky_colours; ++i) stops.push_back({sky_offsets[i], light.sky[i]});
  canvas.fill(in_oklab(linear_gradient({0, 0}, {0, frame.horizon}, std::move(stops))));
  canvas.rect(0, 0, frame.width, frame.horizon + 1);
}

void paint_stars(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, int count) {
  if (light.night <= 0.01) return;
  constexpr int depths = 3;  // fainter towards the haze
  for (int depth = 0; depth < depths; ++depth) {
    Path path;
    for (int i = 0; i < count; ++i) {
      const Star& star = scene.stars[static_cast<std::size_t>(i)];
      if (static_cast<int>(star.y * depths) != depth) continue;
      const double twinkle = 0.86 + 0.14 * frame.beat(star.beats, star.phase);
      add_disc(path, star.x * frame.width, star.y * 0.94 * frame.horizon, 0.00175 * frame.unit * star.size * twinkle);
    }
    if (path.empty()) continue;
    canvas.fill(with_alpha(star_colour, light.night * (0.92 - 0.28 * depth)));
    canvas.path(std::move(path));
  }
}

void paint_moon(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene) {
  if (light.moon_at.y < -0.15) return;
  const Vec2 at = frame.place({light.moon_at.x, light.moon_at.y * 0.86}, scene);
  const double radius = 0.034 * frame.unit, out = std::min(1.0, 0.25 + light.night);
  paint_glow(canvas, at, {radius * 7, radius * 7}, mixed(moon_colour, light.sky[3], 0.4),
             0.26 * light.night * (0.4 + 0.6 * scene.moon_lit), 0, frame.horizon);
  canvas.push();
  canvas.translate(at.x, at.y);
  canvas.rotate(-0.45);
  canvas.fill(with_alpha(mixed(moon_colour, light.sky[4], 0.35 * (1 - light.night)), out));
  canvas.path(moon_path(0, 0, radius, scene.moon_lit));
  canvas.pop();
}

void paint_sun(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene) {
  const Vec2 at = frame.place(light.sun_at, scene);
  const double height = light.sun_at.y, unit = frame.unit;
  const double shine = light.shine * std::clamp(1 + height / 0.3, 0.0, 1.0);  // fades once it has set
  // Along the horizon, then around the sun, then the halo that makes it shine.
  const Color air = mixed(light.sun, light.sky[4], 0.55);
  paint_glow(canvas, {at.x, frame.horizon}, {1.05 * unit, 0.26 * unit}, air, 0.42 * light.low * shine, 0,
             frame.horizon);
  paint_glow(canvas, at, {0.6 * unit, 0.6 * unit}, mixed(air, {255, 250, 232}, 0.3), 0.4 * shine, 0, frame.horizon);
  if (height < -0.2) return;
  const double radius = unit * (0.047 + 0.016 * light.low);
  paint_glow(canvas, at, {radius * 2.8, radius * 2.8}, mixed(light.sun, {255, 250, 235}, 0.5), 0.75 * shine, 0,
             frame.horizon);
  const Color core = mixed(light.sun, {255, 252, 240}, (0.55 - 0.4 * light.low) * light.shine);
  const Color rim = mixed(core, light.sun, 0.5);
  // Redder where it stands deeper in the haze.
  canvas.fill(
      linear_gradient({0, at.y - radius}, {0, at.y + radius}, {{0, core}, {1, mixed(rim, light.sun, light.low)}}));
  canvas.circle(at.x, at.y, 2 * radius);
}

// Each is three strands of the same wind: one long, two short.
void paint_cloud(Canvas& canvas, const Cloud& cloud, Vec2 at, double reach, double up, const Paint& paint) {
  constexpr double strands[3][4] = {{0, 0, 1, 1}, {-0.42, -0.9, 0.55, 0.7}, {0.5, 0.75, 0.48, 0.55}};
  Path path;
  for (const auto& [dx, dy, longer, higher] : strands) {
    const double x = at.x + dx * reach, y = at.y + dy * up, r = longer * reach, u = higher * up, down = 0.5 * u;
    path.move_to({x - r, y});
    for (const Vec2& point : cloud.upper) path.line_to({x + point.x * r, y - point.y * u});
    for (auto point = cloud.lower.rbegin(); point != cloud.lower.rend(); ++point) {
      path.line_to({x + point->x * r, y + point->y * down});
    }
    path.close();
  }
  canvas.fill(paint);
  canvas.path(std::move(path));
}

void paint_clouds(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double amount) {
  const auto count = static_cast<std::size_t>(amount * static_cast<double>(scene.clouds.size()) + 0.5);
  const double sun_x = frame.place(light.sun_at, scene).x, awake = 1 - light.night;
  for (std::size_t i = 0; i < count; ++i) {
    const Cloud& cloud = scene.clouds[i];
    const double reach = cloud.reach * frame.unit, span = frame.width + 2 * reach;
    const double turned = cloud.x + cloud.turns * frame.hour / 24;
    const double x = (turned - std::floor(turned)) * span - reach + 0.004 * frame.unit * frame.beat(1, cloud.x);
    const double y = cloud.y * frame.horizon, up = cloud.thickness * frame.unit;
    // Lit from below and beside while the sun is low, from above by day, hardly by night.
    const double near = std::max(0.0, 1 - std::fabs(x - sun_x) / (0.9 * frame.unit));
    const Color around = mixed(light.sky[2], light.sky[4], cloud.y);
    const Color day = mixed(around, {255, 252, 244}, 0.62 * awake * (0.4 + 0.6 * light.shine));
    const Color lit = mixed(day, light.sun, light.shine * light.low * (0.3 + 0.45 * near) * awake);
    const Color shade = mixed(around, mixed(light.sky[0], light.land, 0.25), 0.4);
    const Color top = mixed(lit, shade, 0.75 * light.low), bottom = mixed(shade, lit, light.low);
    const double alpha = 0.7 - 0.25 * light.night;
    paint_cloud(canvas, cloud, {x, y}, reach, up,
                linear_gradient({0, y - 1.5 * up}, {0, y + up},
                                {{0, with_alpha(top, alpha)}, {1, with_alpha(bottom, 0.85 * alpha)}}));
  }
}

}  // namespace reverie::pieces::sunrise
