// Paint: the blocks of the print, one function each, from the back to the front.
#pragma once

#include "shared/pieces/sunrise/light.h"
#include "shared/pieces/sunrise/scene.h"

namespace reverie::pieces::sunrise {

// The sheet: its size in points, and where in the short loop of wind and water it is.
struct Frame {
  Frame(double w, double h, const Scene& scene, double at);
  double width, height;
  double unit;     // what sizes are measured in, so that a phone and a desk show the same proportions
  double horizon;  // y
  double phase;    // 0…1
  double hour = 0;

  double beat(int times, double offset) const;  // −1…1, the same again after one loop
  double depth_y(double depth) const { return horizon + depth * (height - horizon); }
  Vec2 place(Vec2 in_sky, const Scene& scene) const;  // of sun_at or moon_at
};

void paint_sky(Canvas& canvas, const Frame& frame, const Light& light);
void paint_stars(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, int count);
void paint_moon(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene);
void paint_sun(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene);
void paint_clouds(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double amount);

void paint_sea(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene);
void paint_waves(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double rough);
void paint_glitter(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double rough);

// Islands of one depth after the other; before_sea: those whose foot is the horizon.
void paint_islands(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene);
void paint_boats(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, double rough);
void paint_birds(Canvas& canvas, const Frame& frame, const Light& light, const Scene& scene, int count);

// A spindle of light or shade, lying flat.
void add_lens(Path& path, double x, double y, double half_length, double half_weight);
void add_disc(Path& path, double x, double y, double radius);
// A soft ellipse of light within a box, without a seam.
void paint_glow(Canvas& canvas, Vec2 at, Vec2 radii, Color color, double alpha, double top, double bottom);

}  // namespace reverie::pieces::sunrise
