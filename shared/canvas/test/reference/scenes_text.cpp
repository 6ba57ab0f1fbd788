// Text.
#include "shared/canvas/test/reference/scenes.h"

namespace reverie::reference {

namespace {

void rule(Canvas& c, double x1, double y1, double x2, double y2) {
  c.push();
  c.stroke(with_alpha(vermilion, 0.6));
  c.stroke_weight(1);
  c.line(x1, y1, x2, y2);
  c.pop();
}

void fonts(Canvas& c) {
  c.background(paper);
  c.fill(ink);
  c.text_size(15);
  double y = 20;
  for (const Font font : {Font::sans, Font::serif, Font::mono}) {
    c.text_font(font);
    c.text("Reverie & Ápfel 12", 6, y);
    y += 20;
  }
  c.text_font(Font::sans, FontWeight::bold);
  c.text("Reverie & Ápfel 12", 6, y);
}

void alignment(Canvas& c) {
  c.background(paper);
  c.fill(ink);
  c.text_size(13);
  rule(c, 80.5, 0, 80.5, 96);
  c.text_align(TextAlign::left);
  c.text("from here on", 80, 18);
  c.text_align(TextAlign::center);
  c.text("in the middle\nof two lines", 80, 40);
  c.text_align(TextAlign::right);
  c.text("up to here", 80, 84);
}

void baselines(Canvas& c) {
  c.background(paper);
  c.fill(ink);
  c.text_size(16);
  rule(c, 0, 32.5, 190, 32.5);
  double x = 6;
  for (const TextBaseline baseline :
       {TextBaseline::top, TextBaseline::center, TextBaseline::baseline, TextBaseline::bottom}) {
    c.text_align(TextAlign::left, baseline);
    c.text("Agfx", x, 32);
    x += 46;
  }
}

void wrapped(Canvas& c) {
  c.background(paper);
  c.fill(ink);
  c.text_size(10);
  c.text("A line that is longer than its column goes on below.", 6, 4, 80);
  c.text_align(TextAlign::center);
  c.text_leading(18);
  c.text("Wide leading,\nin the middle", 96, 4, 60);
}

void dressed(Canvas& c) {
  c.background(paper);
  c.text_font(Font::serif, FontWeight::bold);
  c.text_size(34);
  c.fill(linear_gradient({0, 14}, {0, 44}, {{0, vermilion}, {1, plum}}));
  c.text("dusk", 8, 42);
  c.fill(ochre);
  c.stroke(ink);
  c.stroke_weight(2);
  c.push();
  c.translate(104, 50);
  c.rotate(-0.3);
  c.text("line", 0, 0);
  c.pop();
}

void as_clip(Canvas& c) {
  c.background(ink);
  c.text_font(Font::sans, FontWeight::bold);
  c.text_size(48);
  c.begin_clip();
  c.text("REV", 4, 50);
  c.end_clip();
  c.no_stroke();
  for (int i = 0; i < 12; ++i) {
    c.fill(i % 2 == 0 ? vermilion : ochre);
    c.rect(0, 6.0 * i, 120, 6);
  }
}

}  // namespace

std::vector<Scene> text_scenes() {
  return {{"text-fonts", 180, 90, fonts},         {"text-alignment", 160, 96, alignment},
          {"text-baselines", 190, 64, baselines}, {"text-wrapped", 170, 84, wrapped},
          {"text-dressed", 180, 64, dressed},     {"text-as-clip", 112, 64, as_clip}};
}

}  // namespace reverie::reference
