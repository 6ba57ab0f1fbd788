// Strokes: weights, caps, joins.
#include "shared/base/portable_math.h"
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

constexpr StrokeCap caps[] = {StrokeCap::round, StrokeCap::square, StrokeCap::project};
constexpr StrokeJoin joins[] = {StrokeJoin::miter, StrokeJoin::bevel, StrokeJoin::round};

// Every cap with every join; a fine line shows where the path runs.
void caps_and_joins(Canvas& c) {
  c.background(paper);
  c.no_fill();
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const double x = 14 + 62 * column, y = 12 + 46 * row;
      const auto zigzag = [&] {
        c.begin_shape();
        for (const Vec2 p : {Vec2{0, 26}, {14, 2}, {28, 28}, {40, 4}}) c.vertex(x + p.x, y + p.y);
        c.end_shape();
      };
      c.stroke_cap(caps[row]);
      c.stroke_join(joins[column]);
      c.stroke(with_alpha(teal, 0.8));
      c.stroke_weight(11);
      zigzag();
      c.stroke(paper);
      c.stroke_weight(1);
      zigzag();
    }
  }
}

// The mitre reaches at most five weights from the corner: sharper ones are cut.
void miter_limit(Canvas& c) {
  c.background(paper);
  c.no_fill();
  c.stroke(ink);
  c.stroke_weight(4);
  for (int i = 0; i < 6; ++i) {
    const double x = 22 + 26 * i, open = 10 - 1.75 * i;
    c.begin_shape();
    c.vertex(x - open, 86);
    c.vertex(x, 34);
    c.vertex(x + open, 86);
    c.end_shape();
  }
}

void dots_of_caps(Canvas& c) {
  c.background(paper);
  c.stroke(vermilion);
  c.stroke_weight(16);
  for (int i = 0; i < 3; ++i) {
    c.stroke_cap(caps[i]);
    c.line(20 + 28 * i, 20, 20 + 28 * i, 20);
    c.line(20 + 28 * i, 44, 24 + 28 * i, 46);
  }
}

void hairlines(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  for (int i = 0; i < 24; ++i) {
    const double angle = pi * i / 24;
    c.stroke_weight(0.1 + 0.06 * i);
    c.line(48, 58, 48 + 44 * portable_cos(angle), 58 - 52 * portable_sin(angle));
  }
}

// Round and wide around a narrow curve: the outer edge has to stay smooth.
void wide_on_narrow(Canvas& c) {
  c.background(paper);
  c.no_fill();
  c.stroke(with_alpha(plum, 0.7));
  c.stroke_weight(30);
  c.ellipse(34, 34, 6, 4);
  c.stroke_join(StrokeJoin::round);
  c.bezier(80, 50, 84, 6, 100, 6, 104, 50);
}

void closed_joins(Canvas& c) {
  c.background(paper);
  c.no_fill();
  c.stroke(teal);
  c.stroke_weight(9);
  for (int i = 0; i < 3; ++i) {
    c.stroke_join(joins[i]);
    c.triangle(14 + 50.0 * i, 48, 34 + 50.0 * i, 14, 50 + 50.0 * i, 42);
  }
}

// A transform stretches the pen with the path.
void stretched_pen(Canvas& c) {
  c.background(paper);
  c.no_fill();
  c.stroke(ink);
  c.stroke_weight(2);
  c.push();
  c.scale(3, 1);
  c.circle(16, 32, 24);
  c.pop();
  c.push();
  c.translate(110, 32);
  c.shear_x(0.6);
  c.stroke(vermilion);
  c.stroke_weight(6);
  c.rect(-18, -16, 34, 32);
  c.pop();
}

void doubling_back(Canvas& c) {
  c.background(paper);
  c.no_fill();
  c.stroke(with_alpha(ink, 0.7));
  c.stroke_weight(8);
  for (int i = 0; i < 3; ++i) {
    c.stroke_join(joins[i]);
    c.begin_shape();
    c.vertex(12, 14 + 18 * i);
    c.vertex(80, 14 + 18 * i);
    c.vertex(40, 14 + 18 * i);
    c.end_shape();
  }
}

}  // namespace

std::vector<Scene> line_scenes() {
  return {{"caps-and-joins", 196, 150, caps_and_joins}, {"miter-limit", 176, 96, miter_limit},
          {"dots-of-caps", 96, 64, dots_of_caps},       {"hairlines", 96, 64, hairlines},
          {"wide-on-narrow", 130, 70, wide_on_narrow},  {"closed-joins", 170, 64, closed_joins},
          {"stretched-pen", 150, 64, stretched_pen},    {"doubling-back", 96, 64, doubling_back}};
}

}  // namespace reverie::reference
