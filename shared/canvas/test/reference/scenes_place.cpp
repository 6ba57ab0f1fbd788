// Transforms, push and pop, clips.
#include "shared/base/portable_math.h"
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

void mark(Canvas& c, Color color) {  // shows direction and handedness
  c.fill(color);
  c.rect(0, 0, 26, 16);
  c.line(0, 0, 34, 0);
  c.triangle(26, 0, 20, -6, 20, 0);
}

void transforms(Canvas& c) {
  c.background(paper);
  c.stroke(ink);
  c.push();
  c.translate(8, 12);
  mark(c, ochre);
  c.pop();
  c.push();
  c.translate(80, 14);
  c.rotate(pi / 6);
  mark(c, vermilion);
  c.pop();
  c.push();
  c.translate(110, 12);
  c.scale(1.5, 0.8);
  mark(c, sky);
  c.pop();
  c.push();
  c.translate(40, 54);
  c.shear_x(-0.5);
  mark(c, leaf);
  c.pop();
  c.push();
  c.translate(84, 50);
  c.shear_y(0.4);
  mark(c, teal);
  c.pop();
  c.apply_matrix({-0.8, 0.3, 0.2, 0.9, 156, 50});
  mark(c, plum);
  c.reset_matrix();
  c.no_stroke();
  c.rect(2, 80, 6, 6);
}

// Each square stands in the turned and shrunk room of the one before.
void nested_rooms(Canvas& c) {
  c.background(paper);
  c.translate(48, 48);
  for (int i = 0; i < 14; ++i) {
    c.fill(lerp_color(paper, plum, i / 13.0, ColorSpace::oklab));
    c.square(-40, -40, 80);
    c.rotate(0.16);
    c.scale(0.86);
  }
}

void push_and_pop(Canvas& c) {
  c.background(paper);
  c.fill(teal);
  c.no_stroke();
  c.circle(20, 24, 26);
  c.push();
  c.fill(ochre);
  c.stroke(ink);
  c.stroke_weight(4);
  c.translate(28, 0);
  c.opacity(0.5);
  c.circle(20, 24, 26);
  c.pop();
  c.circle(76, 24, 26);
}

void stripes(Canvas& c) {
  c.no_stroke();
  for (int i = 0; i < 40; ++i) {
    c.fill(i % 2 == 0 ? teal : ochre);
    c.rect(-100, 5.0 * i, 400, 5);
  }
}

void clip(Canvas& c) {
  c.background(paper);
  c.push();
  c.begin_clip();
  c.circle(32, 32, 48);
  c.triangle(50, 60, 92, 60, 92, 8);  // both, where they meet too
  c.end_clip();
  stripes(c);
  c.pop();
  c.fill(vermilion);
  c.circle(90, 10, 10);  // outside again
}

void clip_nested(Canvas& c) {
  c.background(paper);
  c.begin_clip();
  c.rect(8, 8, 60, 48, 10);
  c.end_clip();
  c.push();
  c.translate(50, 32);
  c.rotate(0.6);
  c.begin_clip();
  c.ellipse(0, 0, 70, 34);
  c.end_clip();
  stripes(c);
  c.background(with_alpha(vermilion, 0.4));
  c.pop();
  c.no_stroke();
  c.fill(plum);
  c.rect(0, 50, 96, 14);  // within the first alone
}

// A ring and a soft edge: a contour cuts the clip too; nothing is drawn within an empty one.
void clip_of_contours(Canvas& c) {
  c.background(paper);
  c.push();
  c.begin_clip();
  c.begin_shape();
  for (const Vec2 p : {Vec2{8, 6}, {88, 10}, {80, 58}, {14, 54}}) c.vertex(p.x, p.y);
  c.begin_contour();
  for (const Vec2 p : {Vec2{30, 20}, {64, 24}, {50, 46}}) c.vertex(p.x, p.y);
  c.end_contour();
  c.end_shape(true);
  c.end_clip();
  stripes(c);
  c.begin_clip();
  c.end_clip();
  c.background(ink);
  c.pop();
}

}  // namespace

std::vector<Scene> place_scenes() {
  return {{"transforms", 180, 90, transforms},    {"nested-rooms", 96, 96, nested_rooms},
          {"push-and-pop", 96, 48, push_and_pop}, {"clip", 100, 64, clip},
          {"clip-nested", 96, 64, clip_nested},   {"clip-of-contours", 96, 64, clip_of_contours}};
}

}  // namespace reverie::reference
