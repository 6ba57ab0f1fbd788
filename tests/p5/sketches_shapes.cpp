// Sketches about the figures themselves: primitives, arcs, vertices, holes.
#include <cmath>
#include <optional>

#include "shared/base/portable_math.h"
#include "shared/canvas/maths.h"
#include "tests/p5/sketches.h"

namespace reverie::p5 {
namespace {

void shapes(Canvas& c) {
  c.background({245, 240, 232});
  c.stroke(Color{30, 30, 30});
  c.stroke_weight(3);
  c.fill(Color{231, 111, 81});
  c.square(25, 25, 80);
  c.fill(Color{42, 157, 143});
  c.rect(150, 35, 100, 60);
  c.fill(Color{233, 196, 106});
  c.rect(290, 25, 80, 80, 20);
  c.fill(Color{38, 70, 83});
  c.circle(65, 200, 80);
  c.fill(Color{244, 162, 97});
  c.ellipse(200, 200, 110, 60);
  c.fill(Color{138, 177, 125});
  c.triangle(290, 235, 330, 160, 375, 235);
  c.fill(Color{106, 76, 147});
  c.quad(25, 300, 90, 285, 110, 370, 40, 350);
  c.fill(Color{255, 202, 58});
  c.arc(200, 325, 100, 80, pi / 4, pi * 3 / 2);
  c.line(290, 290, 375, 360);
  c.stroke_weight(12);
  c.point(300, 355);
  c.point(370, 295);
  c.stroke_weight(3);
  c.no_fill();
  c.circle(332, 325, 22);
}

void pie_chart(Canvas& c) {
  const double shares[] = {30, 10, 45, 35, 60, 38, 75, 67};
  c.no_stroke();
  c.background({100, 100, 100});
  double whole = 0;
  for (const double share : shares) whole += share;
  double from = 0;
  for (int i = 0; i < 8; ++i) {
    const double to = from + shares[i] / whole * 2 * pi;
    const auto grey = static_cast<std::uint8_t>(std::lround(map(i, 0, 8, 0, 255)));
    c.fill(Color{grey, grey, grey});
    c.arc(200, 200, 300, 300, from, to);
    from = to;
  }
}

void arc_modes(Canvas& c) {
  c.background({255, 255, 255});
  c.stroke(Color{20, 40, 90});
  c.stroke_weight(4);
  c.fill(Color{250, 200, 90});
  const ArcMode modes[] = {ArcMode::standard, ArcMode::open, ArcMode::chord, ArcMode::pie};
  for (int i = 0; i < 4; ++i) {
    const double x = 52 + i * 98;
    c.arc(x, 55, 80, 80, 0.4, 4.4, modes[i]);
    c.arc(x, 150, 84, 40, 0.6, 3.9, modes[i]);
    c.arc(x, 245, 40, 84, -1.2, 2.2, modes[i]);
  }
  c.arc(52, 345, 80, 80, 0, pi * 3);
  c.arc(150, 345, 80, 50, 5, 1, ArcMode::pie);
  c.arc(248, 345, 80, 80, 0, 2 * pi, ArcMode::chord);
  c.arc(346, 345, 80, 50, pi / 2, pi / 2 + 4 * pi);
}

void star(Canvas& c, double x, double y, double inner, double outer, int points) {
  const double step = 2 * pi / points;
  c.begin_shape();
  for (int i = 0; i < points; ++i) {
    const double angle = i * step;
    c.vertex(x + portable_cos(angle) * outer, y + portable_sin(angle) * outer);
    c.vertex(x + portable_cos(angle + step / 2) * inner, y + portable_sin(angle + step / 2) * inner);
  }
  c.end_shape(true);
}

void stars(Canvas& c) {
  c.background({102, 102, 102});
  const auto place = [&](double x, double y, double turn, double inner, double outer, int points) {
    c.push();
    c.translate(x, y);
    c.rotate(turn);
    star(c, 0, 0, inner, outer, points);
    c.pop();
  };
  place(90, 120, 0.3, 15, 70, 3);
  place(210, 270, 0.9, 70, 100, 40);
  place(320, 110, -0.4, 30, 70, 5);
  place(70, 320, 0.2, 45, 45, 4);
}

void vertices(Canvas& c, std::initializer_list<Vec2> points) {
  for (const Vec2 p : points) c.vertex(p.x, p.y);
}

void hole(Canvas& c, std::initializer_list<Vec2> points) {
  c.begin_contour();
  vertices(c, points);
  c.end_contour();
}

void contour(Canvas& c) {
  c.background({255, 250, 240});
  c.stroke(Color{60, 30, 20});
  c.stroke_weight(3);
  c.fill(Color{200, 120, 90});
  c.translate(100, 100);
  c.begin_shape();
  vertices(c, {{-60, -60}, {60, -60}, {60, 60}, {-60, 60}});
  hole(c, {{-30, -30}, {-30, 30}, {30, 30}, {30, -30}});
  c.end_shape(true);
  c.translate(180, 0);
  c.fill(Color{90, 150, 190});
  c.begin_shape();
  vertices(c, {{-70, 0}, {0, -70}, {70, 0}, {0, 70}});
  hole(c, {{-40, -10}, {-30, 15}, {-10, 0}});
  hole(c, {{10, 0}, {30, 15}, {40, -10}});
  c.end_shape(true);
  c.translate(-90, 190);
  c.fill(Color{150, 180, 100});
  c.no_stroke();
  c.begin_shape();
  c.vertex(-120, -60);
  c.bezier_vertex(-90, -120, -60, 0, -10, -60);
  c.bezier_vertex(30, 60, -60, 80, -110, 60);
  c.end_shape(true);
  c.fill(Color{120, 90, 160});
  c.stroke(Color{60, 30, 20});
  c.begin_shape();
  c.vertex(20, -50);
  c.quadratic_vertex(80, -110, 120, -40);
  c.quadratic_vertex(150, 40, 60, 70);
  c.vertex(30, 20);
  c.end_shape();
}

void odd_sizes(Canvas& c) {
  c.background({244, 247, 250});
  c.stroke(Color{40, 60, 90});
  c.stroke_weight(4);
  c.fill(Color{150, 190, 220});
  c.rect(110, 100, -80, -70);
  c.ellipse(190, 65, -80, 60);
  c.rect(260, 30, 110, 70, 60);
  c.rect(30, 140, 120, 70, 100, 10, 100, 10);
  c.rect(180, 140, 90, 70, 80, 0, 0, 0);
  c.rect(300, 140, 70, 70, 0, 30, 60, 200);
  c.rect(40, 250, 0, 60);
  c.rect(70, 280, 60, 0);
  c.ellipse(190, 280, 0, 70);
  c.triangle(240, 250, 300, 280, 270, 265);
  c.quad(330, 250, 370, 300, 370, 250, 330, 300);
  c.stroke_weight(16);
  c.stroke_cap(StrokeCap::square);
  c.point(50, 350);
  c.stroke_weight(0);
  c.rect(90, 330, 40, 40);
  c.stroke_weight(10);
  c.no_fill();
  c.circle(200, 350, 6);
  c.bezier(250, 350, 250, 350, 330, 350, 330, 350);
}

void stones(Canvas& c) {
  c.background({240, 236, 228});
  c.no_stroke();
  const auto level = [](double value) { return static_cast<std::uint8_t>(std::lround(constrain(value, 0, 255))); };
  for (int y = 20; y < side; y += 24) {
    for (int x = 20; x < side; x += 24) {
      const double away = dist(x, y, 170, 220);
      const double size = constrain(map(away, 0, 240, 26, 2), 4, 22);
      c.fill(Color{level(lerp(30, 210, norm(away, 0, 300))), 80, level(map(away, 0, 300, 160, 60, true))});
      c.ellipse(x, y, size, size * 0.8);
    }
  }
}

void automaton(Canvas& c) {
  c.no_stroke();
  c.background({255, 255, 255});
  c.fill(Color{25, 25, 35});
  std::vector<int> cells(102);  // with a dead cell at either end
  cells[51] = 1;
  for (int row = 0; row < 100; ++row) {
    std::vector<int> next(102);
    for (std::size_t i = 1; i <= 100; ++i) {
      if (cells[i]) c.rect((static_cast<double>(i) - 1) * 4, row * 4, 4, 4);
      next[i] = 30 >> (cells[i - 1] * 4 + cells[i] * 2 + cells[i + 1]) & 1;
    }
    cells = next;
  }
}

}  // namespace

std::span<const Sketch> shape_sketches() {
  static constexpr Sketch sketches[] = {{"shapes", shapes}, {"pie-chart", pie_chart}, {"arc-modes", arc_modes},
                                        {"stars", stars},   {"contour", contour},     {"odd-sizes", odd_sizes},
                                        {"stones", stones}, {"automaton", automaton}};
  return sketches;
}

}  // namespace reverie::p5
