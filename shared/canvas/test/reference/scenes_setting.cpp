// background, clear, fill, stroke, opacity: what a shape is drawn with.
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

void background(Canvas& c) { c.background(sky); }

void background_translucent(Canvas& c) {
  c.background(paper);
  c.no_stroke();
  c.fill(vermilion);
  c.circle(40, 30, 40);
  c.background(with_alpha(sky, 0.6));
  c.fill(ink);
  c.circle(64, 30, 20);
}

// A ground under a transform is still the whole canvas, and cut by the clip.
void background_within_clip(Canvas& c) {
  c.background(paper);
  c.translate(20, 10);
  c.rotate(0.3);
  c.begin_clip();
  c.rect(10, 0, 50, 34);
  c.end_clip();
  c.background(teal);
}

void clear(Canvas& c) {
  c.background(ochre);
  c.begin_clip();
  c.circle(48, 32, 44);
  c.end_clip();
  c.clear();
}

void transparent_ground(Canvas& c) {
  c.no_stroke();
  c.fill(with_alpha(vermilion, 0.5));
  c.circle(38, 32, 44);
  c.fill(with_alpha(teal, 0.5));
  c.circle(60, 32, 44);
}

void fill_and_stroke(Canvas& c) {
  c.background(paper);
  c.rect(8, 8, 24, 44);  // white with a black line
  c.fill(ochre);
  c.stroke(plum);
  c.stroke_weight(4);
  c.rect(44, 10, 22, 40);
  c.no_fill();
  c.rect(80, 10, 22, 40);
  c.fill(leaf);
  c.no_stroke();
  c.rect(114, 8, 26, 44);
}

// A translucent stroke shows the fill below its inner half.
void translucent_stroke(Canvas& c) {
  c.background(paper);
  c.fill(with_alpha(sky, 0.7));
  c.stroke(with_alpha(plum, 0.5));
  c.stroke_weight(14);
  c.ellipse(48, 32, 60, 36);
}

void opacity(Canvas& c) {
  c.background(paper);
  c.stroke_weight(6);
  c.stroke(ink);
  c.fill(vermilion);
  for (int i = 0; i < 5; ++i) {
    c.opacity(0.2 + 0.2 * i);
    c.circle(22 + 25 * i, 32, 36);
  }
}

void many_washes(Canvas& c) {
  c.background(paper);
  c.no_stroke();
  c.fill(with_alpha(teal, 0.02));
  for (int i = 0; i < 60; ++i) c.circle(48, 32, 2 + i);
}

}  // namespace

std::vector<Scene> setting_scenes() {
  return {{"background", 48, 32, background},
          {"background-translucent", 96, 64, background_translucent},
          {"background-within-clip", 96, 64, background_within_clip},
          {"clear", 96, 64, clear},
          {"transparent-ground", 96, 64, transparent_ground},
          {"fill-and-stroke", 150, 60, fill_and_stroke},
          {"translucent-stroke", 96, 64, translucent_stroke},
          {"opacity", 144, 64, opacity},
          {"many-washes", 96, 64, many_washes}};
}

}  // namespace reverie::reference
