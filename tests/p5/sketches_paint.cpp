// Sketches about what lies on what: colours, gradients, blending, clips, pictures, text.
#include <cmath>

#include "shared/base/portable_math.h"
#include "shared/canvas/maths.h"
#include "tests/p5/sketches.h"

namespace reverie::p5 {
namespace {

void color_lines(Canvas& c) {
  for (int y = 0; y < side; ++y) {
    c.stroke(lerp_color({204, 102, 0}, {0, 102, 153}, y / 399.0));
    c.line(0, y + 0.5, 400, y + 0.5);
  }
  for (int x = 60; x <= 340; ++x) {
    c.stroke(lerp_color({255, 255, 255, 0}, {255, 240, 200, 220}, norm(x, 60, 340)));
    c.line(x + 0.5, 80, x + 0.5, 320);
  }
}

void crossed_words(Canvas& c) {
  const TextAlign aligns[] = {TextAlign::left, TextAlign::center, TextAlign::right};
  const TextBaseline baselines[] = {TextBaseline::top, TextBaseline::center, TextBaseline::baseline,
                                    TextBaseline::bottom};
  for (int j = 0; j < 4; ++j) {
    c.stroke(Color{220, 220, 220});
    c.line(0, 70 + j * 38, 400, 70 + j * 38);
    c.no_stroke();
    for (int i = 0; i < 3; ++i) {
      c.text_align(aligns[i], baselines[j]);
      c.text("Agpyo", 20 + i * 180, 70 + j * 38);
    }
  }
}

void text(Canvas& c) {
  c.background({255, 255, 255});
  c.text_size(18);
  c.text("Unfilled is black.", 16, 26);
  c.fill(Color{30, 60, 120});
  crossed_words(c);
  c.text_align(TextAlign::center, TextBaseline::center);
  c.text_size(13);
  c.text("two lines\nstand on 300, 240", 300, 240);
  c.text_align(TextAlign::left, TextBaseline::baseline);
  c.text("A column whose words go on below as soon as the line is full.", 20, 225, 150);
  c.text_size(56);
  c.stroke(Color{200, 60, 30});
  c.stroke_weight(2);
  c.fill(Color{255, 220, 90});
  c.text("AV To 7", 20, 360);
}

void boxed(Canvas& c, const char* words, double x, double y) {
  c.no_stroke();
  c.fill(Color{255, 225, 150});
  c.rect(x, y - c.text_ascent(), c.text_width(words), c.text_ascent() + c.text_descent());
  c.fill(Color{40, 40, 60});
  c.text(words, x, y);
}

void columns(Canvas& c) {
  const TextAlign aligns[] = {TextAlign::left, TextAlign::center, TextAlign::right};
  for (int i = 0; i < 3; ++i) {
    c.no_fill();
    c.stroke(Color{200, 200, 200});
    c.rect(20 + i * 125, 120, 110, 110);
    c.no_stroke();
    c.fill(Color{20, 70, 120});
    c.text_align(aligns[i]);
    c.text("The sea is a slow machine that never repeats itself.", 20 + i * 125, 120, 110);
  }
}

void text_metrics(Canvas& c) {
  c.background({252, 252, 252});
  c.text_size(32);
  boxed(c, "Tomorrow", 20, 50);
  c.text_size(14);
  boxed(c, "a quieter line, (measured)", 20, 90);
  c.text_size(48);
  boxed(c, "Wave", 240, 80);
  c.text_size(15);
  columns(c);
  c.text_leading(28);
  c.text_align(TextAlign::center, TextBaseline::top);
  c.text("one\ntwo\nthree", 80, 260);
  c.text_align(TextAlign::center, TextBaseline::bottom);
  c.text("one\ntwo\nthree", 200, 345);
  c.push();
  c.text_size(22);
  c.text_align(TextAlign::right, TextBaseline::center);
  c.fill(Color{180, 60, 40});
  c.text("pushed", 380, 300);
  c.pop();
  c.text_align(TextAlign::right, TextBaseline::baseline);
  c.text("popped", 380, 340);
}

std::shared_ptr<const Image> rings() {
  Image picture = *Image::create(16, 16);
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 16; ++x) {
      const bool ring = (x - 8) * (x - 8) + (y - 8) * (y - 8) < 40;
      const auto level = [](int value) { return static_cast<std::uint8_t>(value); };
      picture.set(x, y, {level(x * 16), level(y * 16), level(ring ? 220 : 60), 255});
    }
  }
  return std::make_shared<const Image>(std::move(picture));
}

void image(Canvas& c) {
  const auto picture = rings();
  c.background({235, 235, 235});
  c.no_smooth();
  c.image(picture, 20, 20, 110, 110);
  c.tint({255, 150, 60});
  c.image(picture, 145, 20, 110, 110);
  c.tint({255, 255, 255, 110});
  c.image(picture, 270, 20, 110, 110);
  c.no_tint();
  c.image(picture, 20, 145, 110, 110, 4, 4, 8, 8);
  c.image(picture, 145, 145, 110, 55, 0, 8, 16, 8);
  c.push();
  c.translate(325, 200);
  c.rotate(0.4);
  c.image(picture, -40, -40, 80, 80);
  c.pop();
  c.smooth();
  c.image(picture, 20, 270, 110, 110);
  c.tint({120, 255, 160, 200});
  c.image(picture, 145, 270, 235, 110, 2, 6, 12, 6);
}

void stripes(Canvas& c, double step) {
  for (double x = -400; x < 800; x += step) c.line(x, 0, x + 400, 400);
}

void clip(Canvas& c) {
  c.background({250, 244, 230});
  c.stroke_weight(5);
  c.stroke(Color{20, 70, 120});
  c.push();
  c.begin_clip();
  c.circle(120, 120, 180);
  c.circle(220, 120, 120);
  c.end_clip();
  stripes(c, 14);
  c.stroke(Color{210, 70, 50});
  c.push();
  c.begin_clip();
  c.rect(40, 90, 220, 60);
  c.end_clip();
  c.background({250, 210, 90});
  stripes(c, 22);
  c.pop();
  c.pop();
  c.push();
  c.translate(290, 290);
  c.rotate(0.2);
  c.begin_clip();
  c.triangle(0, -90, 80, 60, -80, 60);
  c.triangle(0, 95, -80, -40, 80, -40);
  c.end_clip();
  c.reset_matrix();
  c.no_stroke();
  c.fill(Color{60, 140, 110});
  c.rect(200, 200, 200, 100);
  c.fill(Color{230, 160, 60});
  c.rect(200, 300, 200, 100);
  c.pop();
  c.no_fill();
  c.stroke(Color{0, 0, 0});
  c.stroke_weight(1);
  c.rect(0.5, 0.5, 399, 399);
}

void blend_modes(Canvas& c) {
  c.background({128, 140, 150});
  c.no_stroke();
  const BlendMode modes[] = {BlendMode::blend,      BlendMode::add,        BlendMode::darkest,    BlendMode::lightest,
                             BlendMode::difference, BlendMode::exclusion,  BlendMode::multiply,   BlendMode::screen,
                             BlendMode::overlay,    BlendMode::hard_light, BlendMode::soft_light, BlendMode::dodge,
                             BlendMode::burn,       BlendMode::remove};
  for (int i = 0; i < 14; ++i) {
    const double x = i % 4 * 100, y = i / 4 * 100;
    c.push();
    c.fill(Color{230, 60, 40});
    c.rect(x + 10, y + 20, 80, 20);
    c.fill(Color{40, 200, 90});
    c.rect(x + 10, y + 45, 80, 20);
    c.fill(Color{250, 250, 240, 128});
    c.rect(x + 10, y + 70, 80, 20);
    c.blend_mode(modes[i]);
    c.fill(Color{70, 120, 220});
    c.circle(x + 38, y + 52, 52);
    c.fill(Color{240, 200, 60, 160});
    c.circle(x + 64, y + 52, 52);
    c.pop();
  }
}

void hsb_wheel(Canvas& c) {
  c.no_stroke();
  c.background(color_from_hsb(0, 0, 96));
  for (int ring = 4; ring > 0; --ring) {
    for (int hue = 0; hue < 360; hue += 15) {
      c.fill(color_from_hsb(hue, ring * 25, 94));
      c.arc(200, 170, ring * 76, ring * 76, hue * pi / 180, (hue + 15) * pi / 180, ArcMode::pie);
    }
  }
  for (int i = 0; i < 16; ++i) {
    c.fill(color_from_hsb(210, 70, i * 100 / 15.0, 0.9));
    c.rect(40 + i * 20, 350, 20, 30);
  }
}

void transparency(Canvas& c) {
  c.background({255, 255, 255});
  c.no_stroke();
  c.fill(Color{220, 60, 60, 128});
  c.circle(140, 140, 180);
  c.fill(Color{60, 160, 80, 128});
  c.circle(240, 140, 180);
  c.fill(Color{60, 80, 200, 128});
  c.circle(190, 230, 180);
  c.background({255, 255, 255, 60});
  c.stroke_weight(20);
  c.stroke(Color{30, 30, 30, 90});
  c.fill(Color{250, 190, 60, 120});
  c.rect(60, 270, 120, 90);
  c.ellipse(300, 310, 130, 90);
  c.line(40, 40, 360, 360);
}

void gradients(Canvas& c) {
  c.background({250, 250, 250});
  c.no_stroke();
  const std::vector<GradientStop> dusk = {{0, {25, 25, 70}}, {0.6, {220, 90, 90}}, {1, {255, 215, 130}}};
  c.fill(linear_gradient({0, 20}, {0, 180}, dusk));
  c.rect(20, 20, 170, 170);
  c.fill(radial_gradient({300, 105}, 85, dusk));
  c.circle(300, 105, 180);
  c.push();
  c.translate(110, 300);
  c.rotate(0.5);
  c.fill(linear_gradient({-40, 0}, {40, 0}, {{0, {0, 120, 110}}, {1, {240, 240, 120}}}));
  c.rect(-80, -50, 160, 100, 24);
  c.pop();
  c.fill(radial_gradient({290, 290}, 90, {{0, {200, 40, 90, 255}}, {1, {200, 40, 90, 0}}}));
  c.rect(210, 210, 170, 170);
}

// p5's erase() is our blend mode `remove`, with the strength as the colour's alpha.
void erase(Canvas& c) {
  c.background({60, 90, 120});
  c.no_stroke();
  c.fill(Color{240, 190, 90});
  c.circle(200, 200, 300);
  c.blend_mode(BlendMode::remove);
  c.fill(Color{255, 255, 255});
  c.circle(160, 170, 60);
  c.rect(220, 150, 60, 40, 12);
  c.fill(Color{255, 255, 255, 128});
  c.stroke_weight(6);
  c.stroke(Color{255, 255, 255});
  c.triangle(150, 260, 250, 260, 200, 310);
  c.blend_mode(BlendMode::blend);
  c.fill(Color{200, 60, 60});
  c.no_stroke();
  c.circle(330, 330, 60);
}

}  // namespace

std::span<const Sketch> paint_sketches() {
  static constexpr Sketch sketches[] = {{"color-lines", color_lines},
                                        {"text", text},
                                        {"text-metrics", text_metrics},
                                        {"image", image},
                                        {"clip", clip},
                                        {"blend-modes", blend_modes},
                                        {"hsb-wheel", hsb_wheel},
                                        {"transparency", transparency},
                                        {"gradients", gradients},
                                        {"erase", erase}};
  return sketches;
}

}  // namespace reverie::p5
