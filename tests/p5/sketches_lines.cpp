// Sketches about lines and places: curves, caps and joins, transforms.
#include "shared/base/portable_math.h"
#include "shared/canvas/maths.h"
#include "tests/p5/sketches.h"

namespace reverie::p5 {
namespace {

void bezier(Canvas& c) {
  c.background({0, 0, 0});
  c.stroke(Color{255, 255, 255});
  c.no_fill();
  for (double i = 0; i < 200; i += 20) {
    c.bezier(360 - i / 2, 40 + i, 410, 20, 440 - i, 300, 240 - i / 16, 300 + i / 8);
    c.bezier(30 + i, 10, 20, 200 - i, 200, 250 + i / 2, 20 + i / 2, 380);
  }
}

void curves(Canvas& c) {
  c.background({252, 249, 240});
  c.no_fill();
  c.stroke_weight(3);
  c.stroke(Color{220, 80, 60});
  c.curve(10, 60, 10, 60, 180, 40, 180, 150);
  c.stroke(Color{40, 40, 40});
  c.curve(10, 60, 180, 40, 180, 150, 30, 170);
  c.stroke(Color{60, 110, 200});
  c.curve(180, 40, 180, 150, 30, 170, 30, 170);
  c.stroke(Color{20, 20, 20});
  c.fill(Color{150, 200, 170});
  c.stroke_weight(2);
  c.begin_shape();
  for (int i = -1; i < 10; ++i) {
    const double radius = i % 2 == 0 ? 90 : 60;
    c.curve_vertex(270 + radius * portable_cos(2 * pi * i / 8), 280 + radius * portable_sin(2 * pi * i / 8));
  }
  c.end_shape();
  c.no_fill();
  c.begin_shape();
  for (const Vec2 p : {Vec2{20, 380}, {20, 380}, {50, 220}, {90, 360}, {130, 230}, {130, 230}})
    c.curve_vertex(p.x, p.y);
  c.end_shape();
}

void branch(Canvas& c, double length, double angle) {
  const double shorter = length * 0.66;
  if (shorter <= 3) return;
  for (const double turn : {angle, -angle}) {
    c.push();
    c.rotate(turn);
    c.line(0, 0, 0, -shorter);
    c.translate(0, -shorter);
    branch(c, shorter, angle);
    c.pop();
  }
}

void tree(Canvas& c) {
  c.background({20, 24, 32});
  c.stroke(Color{200, 220, 190});
  c.translate(200, 390);
  c.line(0, 0, 0, -110);
  c.translate(0, -110);
  branch(c, 110, 0.52);
}

void rotating_squares(Canvas& c) {
  c.background({240, 240, 240});
  c.no_fill();
  c.stroke(Color{10, 60, 110});
  c.stroke_weight(2);
  c.push();
  c.translate(200, 200);
  for (int i = 0; i < 24; ++i) {
    c.square(-170, -170, 340);
    c.rotate(0.09);
    c.scale(0.9);
  }
  c.pop();
  c.stroke(Color{200, 60, 40});
  c.stroke_weight(6);
  c.push();
  c.translate(330, 80);
  c.rotate(pi / 4);
  c.scale(1.6, 0.4);
  c.square(-30, -30, 60);
  c.pop();
  c.push();
  c.apply_matrix({0.8, 0.3, -0.4, 0.9, 60, 300});
  c.rect(0, 0, 80, 60);
  c.reset_matrix();
  c.rect(10, 10, 30, 30);
  c.pop();
}

void sine_wave(Canvas& c) {
  c.background({0, 0, 0});
  c.no_stroke();
  c.fill(Color{255, 255, 255});
  for (int i = 0; i <= 25; ++i) c.circle(i * 16, 120 + portable_sin(i * 0.42) * 60, 16);
  c.fill(Color{90, 170, 255});
  for (int i = 0; i <= 50; ++i) c.circle(i * 8, 260 + portable_sin(i * 0.37 + 1) * 40, 6);
  c.no_fill();
  c.stroke(Color{255, 190, 80});
  c.stroke_weight(2);
  c.begin_shape();
  for (int x = 0; x <= 400; x += 4)
    c.vertex(x, 320 + portable_sin(x * 0.02625) * 25 + portable_sin(x * 0.04625 + 1) * 20);
  c.end_shape();
}

void zigzag(Canvas& c, double x, double y) {
  c.begin_shape();
  c.vertex(x, y);
  c.vertex(x + 70, y + 5);
  c.vertex(x + 10, y + 50);
  c.end_shape();
}

void wedge(Canvas& c, Vec2 from, Vec2 tip, Vec2 to) {
  c.begin_shape();
  for (const Vec2 p : {from, tip, to}) c.vertex(p.x, p.y);
  c.end_shape();
}

void caps_joins(Canvas& c) {
  c.background({255, 255, 255});
  c.no_fill();
  const StrokeCap caps[] = {StrokeCap::round, StrokeCap::square, StrokeCap::project};
  const StrokeJoin joins[] = {StrokeJoin::miter, StrokeJoin::bevel, StrokeJoin::round};
  for (int j = 0; j < 3; ++j) {
    for (int i = 0; i < 3; ++i) {
      c.stroke_cap(caps[i]);
      c.stroke_join(joins[j]);
      c.stroke_weight(18);
      c.stroke(Color{40, 50, 70});
      zigzag(c, i * 130 + 30, j * 95 + 30);
      c.stroke_weight(1);
      c.stroke(Color{255, 200, 60});
      zigzag(c, i * 130 + 30, j * 95 + 30);
    }
  }
  c.stroke_cap(StrokeCap::square);
  c.stroke_join(StrokeJoin::miter);
  c.stroke(Color{160, 40, 40});
  c.stroke_weight(8);
  c.fill(Color{250, 220, 190});
  wedge(c, {30, 380}, {80, 310}, {96, 380});
  wedge(c, {150, 375}, {240, 366}, {150, 357});
  wedge(c, {290, 375}, {380, 374}, {290, 373});
}

void shear(Canvas& c) {
  c.background({30, 33, 48});
  c.no_stroke();
  for (int i = 0; i < 4; ++i) {
    c.push();
    c.translate(30 + i * 92, 40);
    c.shear_x(-0.15 * i);
    c.fill(Color{240, static_cast<std::uint8_t>(120 + i * 30), 90});
    c.rect(0, 0, 60, 14);
    c.rect(0, 0, 14, 120);
    c.rect(0, 50, 44, 14);
    c.pop();
    c.push();
    c.translate(30 + i * 92, 220);
    c.shear_y(0.17 * i);
    c.fill(Color{110, static_cast<std::uint8_t>(190 - i * 25), 240});
    c.rect(0, 0, 60, 14);
    c.ellipse(30, 60, 60, 50);
    c.pop();
  }
}

void spiral(Canvas& c) {
  c.background({18, 30, 44});
  c.no_stroke();
  for (int i = 0; i < 420; ++i) {
    const double angle = i * 2.39996, radius = 8 * std::sqrt(i);
    c.fill(lerp_color({255, 214, 102}, {214, 64, 69}, i / 420.0));
    c.circle(200 + radius * portable_cos(angle), 200 + radius * portable_sin(angle), 3 + i / 80.0);
  }
  c.stroke(Color{230, 240, 255, 200});
  c.no_fill();
  const auto at = [](double a) { return Vec2{200 + a * 9 * portable_cos(a), 200 + a * 9 * portable_sin(a)}; };
  for (int i = 0; i < 160; ++i) {
    c.stroke_weight(0.3 + i / 50.0);
    const Vec2 a = at(i * 0.12), b = at((i + 1) * 0.12);
    c.line(a.x, a.y, b.x, b.y);
  }
}

void fine_lines(Canvas& c) {
  c.background({255, 255, 255});
  c.stroke(Color{0, 0, 0});
  for (int i = 0; i < 15; ++i) {
    c.stroke_weight(0.1 + i * 0.16);
    c.line(20, 15 + i * 12, 380, 25 + i * 12);
    c.line(20 + i * 12, 390, 30 + i * 12, 220);
  }
  c.no_fill();
  for (int i = 0; i < 12; ++i) {
    c.stroke_weight(0.25 + i * 0.25);
    c.circle(300, 310, 8 + i * 11);
  }
}

}  // namespace

std::span<const Sketch> line_sketches() {
  static constexpr Sketch sketches[] = {
      {"bezier", bezier},         {"curves", curves},         {"tree", tree},   {"rotating-squares", rotating_squares},
      {"sine-wave", sine_wave},   {"caps-joins", caps_joins}, {"shear", shear}, {"spiral", spiral},
      {"fine-lines", fine_lines},
  };
  return sketches;
}

}  // namespace reverie::p5
