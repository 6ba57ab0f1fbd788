// Courses of colour.
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

std::vector<GradientStop> dusk() {
  return {{0, {28, 32, 74}}, {0.45, {196, 78, 96}}, {0.75, {246, 168, 92}}, {1, {253, 232, 178}}};
}

void linear(Canvas& c) {
  c.no_stroke();
  c.fill(linear_gradient({0, 0}, {0, 64}, dusk()));
  c.rect(0, 0, 48, 64);
  c.fill(linear_gradient({56, 12}, {88, 52}, dusk()));  // goes on beyond both ends
  c.rect(48, 0, 48, 64);
}

void radial(Canvas& c) {
  c.background(ink);
  c.no_stroke();
  c.fill(radial_gradient({32, 32}, 28, {{0, {255, 244, 200}}, {0.3, {250, 190, 90}}, {1, {250, 120, 60, 0}}}));
  c.rect(0, 0, 64, 64);
  c.fill(radial_gradient({88, 24}, 30, {{0, sky}, {1, plum}}));
  c.circle(96, 32, 48);
}

void hard_stops(Canvas& c) {
  c.no_stroke();
  c.fill(linear_gradient(
      {8, 0}, {88, 0},
      {{0, vermilion}, {0.25, vermilion}, {0.25, paper}, {0.5, paper}, {0.5, teal}, {0.75, ochre}, {0.75, ink}}));
  c.rect(0, 0, 96, 40);
}

// Half way between two colours of different alpha, in straight sRGB.
void alpha_stops(Canvas& c) {
  c.background(paper);
  c.fill(ink);
  c.no_stroke();
  for (int i = 0; i < 12; i += 2) c.rect(8 * i, 0, 8, 64);
  c.fill(
      linear_gradient({0, 0}, {96, 0}, {{0, with_alpha(vermilion, 0)}, {0.5, vermilion}, {1, with_alpha(teal, 0.2)}}));
  c.rect(0, 8, 96, 48);
}

void on_strokes(Canvas& c) {
  c.background(paper);
  c.no_fill();
  c.stroke_weight(10);
  c.stroke(linear_gradient({10, 0}, {90, 0}, dusk()));
  c.bezier(12, 52, 30, -30, 60, 100, 84, 12);
  c.stroke(radial_gradient({120, 32}, 26, {{0, paper}, {0.7, teal}, {1, ink}}));
  c.stroke_weight(16);
  c.circle(120, 32, 34);
}

// The course goes with the shape's transform.
void transformed(Canvas& c) {
  c.background(paper);
  c.no_stroke();
  c.translate(48, 32);
  c.rotate(0.5);
  c.scale(1.6, 0.7);
  c.shear_x(0.3);
  c.fill(linear_gradient({-20, 0}, {20, 0}, {{0, plum}, {0.5, ochre}, {1, teal}}));
  c.square(-20, -26, 40);
  c.fill(radial_gradient({0, 14}, 10, {{0, paper}, {1, ink}}));
  c.circle(0, 14, 20);
}

void oklab(Canvas& c) {
  const Gradient plain = linear_gradient({4, 0}, {124, 0}, {{0, {0, 60, 220}}, {1, {250, 220, 0}}});
  c.background(paper);
  c.no_stroke();
  c.fill(plain);
  c.rect(4, 4, 120, 26);
  c.fill(in_oklab(plain));
  c.rect(4, 34, 120, 26);
}

void with_opacity(Canvas& c) {
  c.background(ink);
  c.no_stroke();
  c.opacity(0.5);
  c.fill(linear_gradient({0, 0}, {96, 0}, {{0, vermilion}, {1, with_alpha(sky, 0.3)}}));
  c.rect(0, 8, 96, 48);
}

void lerped_colors(Canvas& c) {
  c.no_stroke();
  for (int i = 0; i < 24; ++i) {
    const double t = i / 23.0;
    c.fill(lerp_color(vermilion, teal, t));
    c.rect(5 * i, 0, 5, 20);
    c.fill(lerp_color(vermilion, teal, t, ColorSpace::oklab));
    c.rect(5 * i, 20, 5, 20);
    c.fill(color_from_hsb(360 * t, 80, 90));
    c.rect(5 * i, 40, 5, 20);
  }
}

}  // namespace

std::vector<Scene> gradient_scenes() {
  return {{"gradient-linear", 96, 64, linear},          {"gradient-radial", 124, 64, radial},
          {"gradient-hard-stops", 96, 40, hard_stops},  {"gradient-alpha-stops", 96, 64, alpha_stops},
          {"gradient-on-strokes", 150, 64, on_strokes}, {"gradient-transformed", 96, 64, transformed},
          {"gradient-oklab", 128, 64, oklab},           {"gradient-with-opacity", 96, 64, with_opacity},
          {"lerped-colors", 120, 60, lerped_colors}};
}

}  // namespace reverie::reference
