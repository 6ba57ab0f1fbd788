// Canvas: the drawing vocabulary in the manner of p5.js, recorded as a display list. A list knows no screen: it is
// replayed by the reference raster (raster.h), the live window (studio) and, where it is vector, as SVG.
// Units are points: the origin is the top left corner, x to the right, y down; the replay applies the pixel density.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "shared/image/image.h"

namespace reverie {

struct Vec2 {
  double x = 0, y = 0;
  bool operator==(const Vec2&) const = default;
};

struct Style {
  Color fill{255, 255, 255, 255};
  Color stroke{0, 0, 0, 255};
  float stroke_weight = 1;  // points
  bool has_fill = true, has_stroke = true;
};

enum class Sampling { smooth, nearest };

struct BackgroundCommand {
  Color color;
};
struct RectCommand {
  float x, y, width, height, radius;
  Style style;
};
struct EllipseCommand {
  float x, y, width, height;
  Style style;
};  // centre and diameters
struct LineCommand {
  float x1, y1, x2, y2;
  Style style;
};
struct PolygonCommand {
  std::vector<Vec2> points;
  Style style;
};  // closed
struct ImageCommand {
  std::shared_ptr<const Image> image;
  float x, y, width, height;
  Sampling sampling;
  float opacity;  // 0…1
};

using Command = std::variant<BackgroundCommand, RectCommand, EllipseCommand, LineCommand, PolygonCommand, ImageCommand>;

inline constexpr std::size_t max_display_commands = 200'000;

struct DisplayList {
  std::vector<Command> commands;
  bool truncated = false;  // more than max_display_commands were asked for; the rest was dropped
};

// Names and meanings are p5's (rect and ellipse in p5's default modes, CORNER and CENTER).
class Canvas {
 public:
  Canvas(float width, float height) : width_(width), height_(height) {}
  float width() const { return width_; }
  float height() const { return height_; }

  void background(Color color);
  void fill(Color color);
  void no_fill();
  void stroke(Color color);
  void no_stroke();
  void stroke_weight(float points);
  void rect(float x, float y, float width, float height, float radius = 0);
  void ellipse(float x, float y, float width, float height);
  void line(float x1, float y1, float x2, float y2);
  void polygon(std::vector<Vec2> points);
  void image(std::shared_ptr<const Image> image, float x, float y, float width, float height,
             Sampling sampling = Sampling::smooth, float opacity = 1);
  void push();  // keeps the style
  void pop();

  const DisplayList& display_list() const { return list_; }

 private:
  void record(Command command);
  float width_, height_;
  Style style_;
  std::vector<Style> saved_;
  DisplayList list_;
};

Color lerp_color(Color a, Color b, float t);  // in sRGB, t clamped to [0,1]

}  // namespace reverie
