// Drawings: layers of their own.
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

template <class Draw>
std::shared_ptr<const Drawing> stroke_on(std::shared_ptr<const Drawing> below, Draw draw) {
  Canvas canvas(96, 64);
  canvas.no_fill();
  canvas.stroke_weight(10);
  draw(canvas);
  return Drawing::on(std::move(below), canvas.take());
}

// Three strokes, the last of which rubs out.
std::shared_ptr<const Drawing> strokes() {
  const auto first = stroke_on(nullptr, [](Canvas& c) {
    c.stroke(teal);
    c.bezier(10, 50, 30, -10, 60, 70, 86, 14);
  });
  const auto second = stroke_on(first, [](Canvas& c) {
    c.stroke(vermilion);
    c.line(14, 12, 82, 52);
  });
  return stroke_on(second, [](Canvas& c) {
    c.blend_mode(BlendMode::remove);
    c.stroke_weight(7);
    c.line(48, 4, 48, 60);
  });
}

void chain(Canvas& c) {
  c.background(ochre);
  c.drawing(strokes());
}

void placed(Canvas& c) {
  c.background(paper);
  c.opacity(0.5);
  c.drawing(strokes());  // as one: the strokes do not show through each other
  c.opacity(1);
  c.translate(150, 10);
  c.rotate(0.4);
  c.scale(0.7);
  c.blend_mode(BlendMode::multiply);
  c.begin_clip();
  c.circle(30, 30, 66);
  c.end_clip();
  c.background(sky);
  c.drawing(strokes());
}

void within(Canvas& c) {
  c.background(ink);
  const auto frame = stroke_on(nullptr, [](Canvas& inner) {
    inner.background(paper);
    inner.blend_mode(BlendMode::remove);
    inner.drawing(strokes());  // stencil of the strokes
  });
  c.drawing(frame);
}

}  // namespace

std::vector<Scene> drawing_scenes() {
  return {{"drawing", 96, 64, chain}, {"drawing-placed", 190, 80, placed}, {"drawing-within", 96, 64, within}};
}

}  // namespace reverie::reference
