#include "tests/canvas_gl/live_scenes.h"

namespace reverie {

namespace {

using reference::ink, reference::paper, reference::teal, reference::vermilion;

void fill_shapes(Canvas& c) {
  c.background(paper);
  c.fill(vermilion);
  c.stroke(ink);
  c.stroke_weight(3);
  c.rect(10.3, 12.7, 40, 30);
  c.ellipse(90, 30, 50, 30);
  c.circle(150, 30, 33);
  c.triangle(20, 100, 60, 60, 80, 110);
  c.rect(95, 65, 50, 40, 9);
  c.stroke_weight(1);
  c.line(5, 130, 195, 141);
  c.line(5, 140.5, 195, 140.5);
  c.no_stroke();
  c.fill({47, 111, 115, 120});
  c.circle(170, 90, 41.5);
  c.circle(160, 120, 3);
  c.circle(168, 120, 1.5);
  c.arc(60, 90, 60, 60, 0.3, 4, ArcMode::pie);
}

void fill_turned(Canvas& c) {
  c.stroke(ink);
  c.translate(100, 70);
  for (int i = 0; i < 7; ++i) {
    c.fill({static_cast<std::uint8_t>(40 * i), 100, 180, 90});
    c.rotate(0.37);
    c.stroke_weight(0.4 + 0.5 * i);
    c.rect(10, 10, 40, 20);
    c.scale(0.95, 1.1);
    c.line(-60, -20, 10, 50);
    c.ellipse(-40, 10, 20, 12);
  }
}

void draw_blends(Canvas& c) {
  c.background({120, 90, 200, 255});
  c.no_stroke();
  for (int i = 0; i < blend_mode_count; ++i) {
    c.blend_mode(static_cast<BlendMode>(i));
    c.fill({230, 160, 40, 170});
    c.circle(20 + 36 * (i % 5), 25 + 45 * (i / 5), 30);
    c.fill({30, 200, 90, 255});
    c.triangle(20 + 36 * (i % 5), 15 + 45 * (i / 5), 40 + 36 * (i % 5), 40 + 45 * (i / 5), 5 + 36 * (i % 5),
               45 + 45 * (i / 5));
  }
}

void draw_blends_on_nothing(Canvas& c) {
  c.no_stroke();
  c.fill({200, 60, 60, 140});
  c.rect(0, 0, 200, 75);
  for (int i = 0; i < blend_mode_count; ++i) {
    c.blend_mode(static_cast<BlendMode>(i));
    c.fill({40, 160, 240, 200});
    c.ellipse(20 + 36 * (i % 5), 25 + 45 * (i / 5), 30, 34);
  }
}

std::shared_ptr<const Image> checks() {
  auto image = std::make_shared<Image>(*Image::create(16, 12));
  for (int y = 0; y < 12; ++y) {
    for (int x = 0; x < 16; ++x) {
      const bool dark = ((x / 2 + y / 2) & 1) != 0;
      image->set(x, y,
                 dark
                     ? Color{static_cast<std::uint8_t>(10 * x), 60, 120, 255}
                     : Color{250, 220, static_cast<std::uint8_t>(20 * y), static_cast<std::uint8_t>(y < 6 ? 255 : 90)});
    }
  }
  return image;
}

void draw_pictures(Canvas& c) {
  c.background({255, 255, 255, 255});
  const auto picture = checks();
  c.image(picture, 4.3, 5.6, 60, 45);
  c.no_smooth();
  c.image(picture, 70, 5, 61.5, 46.25);
  c.smooth();
  c.image(picture, 140, 5, 7.5, 5.2);
  c.no_smooth();
  c.image(picture, 155, 5, 7.5, 5.2);
  c.tint({255, 128, 60, 200});
  c.image(picture, 140, 20, 50, 40, 4, 2, 6, 5);
  c.no_tint();
  c.translate(60, 100);
  c.rotate(0.5);
  c.image(picture, -40, -25, 70, 50);
  c.smooth();
  c.image(picture, 40, -55, 64, 48);
}

void draw_paths(Canvas& c) {
  c.background({255, 255, 255, 255});
  c.no_fill();
  c.stroke(ink);
  for (int i = 0; i < 12; ++i) {
    c.stroke_weight(0.5 + 0.3 * i);
    c.bezier(10, 10 + 10 * i, 90, -40 + 20 * i, 110, 160 - 12 * i, 190, 30 + 8 * i);
  }
  c.fill({215, 68, 43, 120});
  c.begin_shape();
  c.vertex(20, 20);
  c.vertex(180, 30);
  c.vertex(150, 140);
  c.vertex(30, 120);
  c.begin_contour();
  c.vertex(60, 50);
  c.vertex(60, 100);
  c.vertex(120, 100);
  c.vertex(120, 60);
  c.end_contour();
  c.end_shape(true);
}

void draw_thin(Canvas& c) {
  c.background(ink);
  c.stroke(paper);
  for (int i = 0; i < 30; ++i) {
    c.stroke_weight(0.1 + 0.07 * i);
    c.line(6.0 + 6 * i, 5, 20.0 + 6 * i, 70);
    c.stroke_cap(i % 3 == 0 ? StrokeCap::round : i % 3 == 1 ? StrokeCap::square : StrokeCap::project);
    c.line(5, 80 + 2.2 * i, 60, 80.5 + 2.2 * i);
    c.point(70 + 4 * i, 100);
    c.no_fill();
    c.circle(90, 120, 1 + 2 * i);
    c.rect(140 + i, 80 + i, 60 - 2 * i, 60 - 2 * i);
  }
}

// More than one call can take, from one end of the list to the other.
void draw_many(Canvas& c) {
  c.background(paper);
  c.stroke_weight(0.4);
  for (int i = 0; i < 6'000; ++i) {
    const double x = (i * 37) % 200, y = (i * 61) % 150;
    c.stroke({static_cast<std::uint8_t>(i % 251), 60, 90, 255});
    c.fill({40, static_cast<std::uint8_t>(i % 239), 120, 255});
    c.ellipse(x, y, 4 + i % 7, 4 + i % 5);
    c.line(x, y, y, x);
  }
}

void draw_drawing(Canvas& c) {
  c.background(paper);
  std::shared_ptr<const Drawing> drawing;
  for (int i = 0; i < 40; ++i) {
    Canvas top(c.width(), c.height());
    top.no_fill();
    if (i % 7 == 6) top.blend_mode(BlendMode::remove);
    top.stroke({static_cast<std::uint8_t>(6 * i), 80, static_cast<std::uint8_t>(255 - 6 * i), 200});
    top.stroke_weight(2 + i % 5);
    top.bezier(5.0 + 4 * i, 10, 100, 20.0 + 3 * i, 60, 130 - 2.0 * i, 190 - 4.0 * i, 140);
    drawing = Drawing::on(drawing, top.take());
  }
  c.opacity(0.8);
  c.drawing(drawing);
}

}  // namespace

const std::vector<reference::Scene>& live_scenes() {
  static const std::vector<reference::Scene> all = {
      {"live-shapes", 200, 150, fill_shapes},     {"live-turned", 200, 150, fill_turned},
      {"live-blends", 200, 150, draw_blends},     {"live-blends-on-nothing", 200, 150, draw_blends_on_nothing},
      {"live-pictures", 200, 150, draw_pictures}, {"live-paths", 200, 150, draw_paths},
      {"live-thin", 200, 150, draw_thin},         {"live-many", 200, 150, draw_many},
      {"live-drawing", 200, 150, draw_drawing}};
  return all;
}

}  // namespace reverie
