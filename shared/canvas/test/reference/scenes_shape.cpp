// Figures and free shapes.
#include "shared/base/portable_math.h"
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

void points(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  for (int i = 0; i < 8; ++i) {
    c.stroke_weight(0.5 + 1.5 * i);
    c.point(10.5 + 12 * i, 18 + 3 * i);
  }
}

void lines(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  for (int i = 0; i < 12; ++i) {
    c.stroke_weight(0.25 + 0.25 * i);
    c.line(6 + 7.5 * i, 6, 14 + 7 * i, 58);
  }
}

void rects(Canvas& c) {
  c.background(paper);
  c.fill(ochre);
  c.stroke(ink);
  c.rect(6.5, 6.5, 30, 20);
  c.rect(75, 26, -30, -20);  // the same towards the left and the top
  c.no_stroke();
  c.fill(vermilion);
  c.rect(8.25, 34.5, 27.5, 20.75);
  c.fill(teal);
  c.square(48, 34, 22);
  c.no_fill();
  c.stroke(plum);
  c.rect(80.5, 6.5, 0, 50);  // a line
}

void rects_rounded(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  c.stroke_weight(2);
  c.fill(sky);
  c.rect(6, 6, 40, 24, 6);
  c.rect(52, 6, 40, 24, 100);  // a capsule
  c.fill(ochre);
  c.rect(6, 36, 40, 22, 0, 4, 8, 11);
  c.square(60, 36, 22, 5);
}

void ellipses(Canvas& c) {
  c.background(paper);
  c.fill(sky);
  c.stroke(ink);
  c.ellipse(28, 32, 44, 24);
  c.ellipse(68, 32, -20, 50);
  c.no_stroke();
  c.fill(vermilion);
  c.circle(110, 32, 40);
  for (int i = 0; i < 8; ++i) c.circle(8 + 4.3 * i * i * 0.4, 58, 0.5 + 0.6 * i);
}

void arcs_of(Canvas& c, ArcMode mode) {
  c.background(paper);
  c.fill(ochre);
  c.stroke(ink);
  c.stroke_weight(3);
  c.arc(26, 26, 40, 40, 0, 4.2, mode);
  c.arc(76, 26, 44, 30, 2.4, 0.6, mode);  // over 0, squeezed
  c.no_stroke();
  c.arc(26, 70, 40, 32, pi, 2 * pi, mode);
  c.no_fill();
  c.stroke(plum);
  c.arc(76, 66, 44, 36, -pi / 4, pi, mode);
}

void arc_standard(Canvas& c) { arcs_of(c, ArcMode::standard); }
void arc_open(Canvas& c) { arcs_of(c, ArcMode::open); }
void arc_chord(Canvas& c) { arcs_of(c, ArcMode::chord); }
void arc_pie(Canvas& c) { arcs_of(c, ArcMode::pie); }

void corners(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  c.fill(leaf);
  c.triangle(8, 56, 30, 8, 52, 50);
  c.fill(vermilion);
  c.quad(60, 10, 96, 16, 86, 54, 66, 44);
  c.fill(sky);
  std::vector<Vec2> star;  // crosses itself, and is whole by the non-zero rule
  for (int i = 0; i < 5; ++i) {
    const double angle = 4 * pi / 5 * i - pi / 2;
    star.push_back({128 + 24 * portable_cos(angle), 34 + 24 * portable_sin(angle)});
  }
  c.polygon(star);
}

void beziers(Canvas& c) {
  c.background(paper);
  c.fill(with_alpha(ochre, 0.6));
  c.stroke(ink);
  c.stroke_weight(2);
  c.bezier(8, 52, 20, -20, 60, 90, 88, 10);
  c.no_fill();
  c.stroke(vermilion);
  c.bezier(8, 60, 8, 60, 60, 70, 90, 34);
  c.stroke_weight(9);
  c.stroke(with_alpha(teal, 0.6));
  c.bezier(110, 56, 190, 6, 70, 6, 150, 56);  // with a tight turn
}

void curves(Canvas& c) {
  c.background(paper);
  c.no_fill();
  c.stroke(ink);
  c.stroke_weight(3);
  c.curve(-40, 100, 12, 12, 84, 20, 60, 160);
  c.stroke(vermilion);
  c.curve(12, 12, 84, 20, 40, 56, -40, 10);
  c.stroke_weight(5);
  for (const Vec2 p : {Vec2{12, 12}, {84, 20}, {40, 56}}) c.point(p.x, p.y);
}

void shape_open_and_closed(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  c.stroke_weight(3);
  c.fill(sky);
  for (const bool close : {false, true}) {
    c.begin_shape();
    c.vertex(10, 12);
    c.vertex(46, 8);
    c.vertex(28, 30);
    c.vertex(50, 54);
    c.vertex(12, 50);
    c.end_shape(close);
    c.translate(50, 0);
  }
}

void shape_of_curves(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  c.fill(leaf);
  c.begin_shape();  // a leaf
  c.vertex(10, 32);
  c.bezier_vertex(20, 2, 56, 6, 60, 32);
  c.bezier_vertex(56, 58, 20, 62, 10, 32);
  c.end_shape(true);
  c.fill(vermilion);
  c.begin_shape();
  c.vertex(72, 50);
  c.quadratic_vertex(84, -20, 96, 50);
  c.quadratic_vertex(84, 30, 72, 50);
  c.end_shape();
  c.no_fill();
  c.begin_shape();
  for (const Vec2 p : {Vec2{108, 10}, {108, 10}, {140, 20}, {112, 36}, {142, 54}, {142, 54}}) c.curve_vertex(p.x, p.y);
  c.end_shape();
}

// Holes, whichever way they are drawn; the second pokes out of the shape.
void contours(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  c.stroke_weight(2);
  c.fill(plum);
  c.begin_shape();
  c.vertex(8, 8);
  c.vertex(88, 8);
  c.vertex(88, 56);
  c.vertex(8, 56);
  c.begin_contour();
  c.vertex(18, 18);
  c.vertex(40, 18);
  c.vertex(29, 44);
  c.end_contour();
  c.begin_contour();
  c.vertex(64, 20);
  c.bezier_vertex(40, 34, 50, 50, 64, 46);
  c.bezier_vertex(80, 44, 80, 26, 64, 20);
  c.end_contour();
  c.end_shape(true);
}

void path(Canvas& c) {
  Path path;
  path.move_to({8, 50});
  path.quadratic_to({26, 0}, {44, 50});
  path.close();
  path.move_to({52, 14});
  path.line_to({88, 14});
  path.cubic_to({88, 50}, {52, 20}, {52, 56});
  c.background(paper);
  c.fill(ochre);
  c.stroke(ink);
  c.stroke_weight(2.5);
  c.path(path);
}

}  // namespace

std::vector<Scene> shape_scenes() {
  return {{"points", 110, 48, points},
          {"lines", 108, 64, lines},
          {"rects", 96, 64, rects},
          {"rects-rounded", 100, 64, rects_rounded},
          {"ellipses", 140, 64, ellipses},
          {"arc-standard", 104, 92, arc_standard},
          {"arc-open", 104, 92, arc_open},
          {"arc-chord", 104, 92, arc_chord},
          {"arc-pie", 104, 92, arc_pie},
          {"triangle-quad-polygon", 160, 64, corners},
          {"beziers", 160, 64, beziers},
          {"curves", 96, 64, curves},
          {"shape-open-and-closed", 110, 60, shape_open_and_closed},
          {"shape-of-curves", 150, 64, shape_of_curves},
          {"contours", 96, 64, contours},
          {"path", 96, 64, path}};
}

}  // namespace reverie::reference
