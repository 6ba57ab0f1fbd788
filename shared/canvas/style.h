// Style: with what a shape is filled, stroked and laid on what lies below.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shared/canvas/geometry.h"
#include "shared/image/image.h"

namespace reverie {

// Colours between two stops are mixed in straight sRGB, as in SVG; before the first and after the last stop the colour
// goes on (pad).
struct GradientStop {
  double offset = 0;  // 0…1, rising
  Color color;
  bool operator==(const GradientStop&) const = default;
};

inline constexpr std::size_t max_gradient_stops = 256;

// Coordinates are the canvas's own, under the transform at the time of drawing.
struct Gradient {
  enum class Kind : std::uint8_t { linear, radial };
  Kind kind = Kind::linear;
  Vec2 from;          // linear: where offset 0 lies; radial: the centre
  Vec2 to;            // linear: where offset 1 lies
  double radius = 0;  // radial: where offset 1 lies, > 0
  std::vector<GradientStop> stops;
  bool operator==(const Gradient&) const = default;
};

Gradient linear_gradient(Vec2 from, Vec2 to, std::vector<GradientStop> stops);
Gradient radial_gradient(Vec2 center, double radius, std::vector<GradientStop> stops);
// The same course of colours mixed in OKLab (see color.h), written as stops close enough that nobody sees the edges.
Gradient in_oklab(const Gradient& gradient);

struct Paint {
  Paint() = default;
  Paint(Color flat) : color(flat) {}  // NOLINT(google-explicit-constructor)
  Paint(Gradient course);             // NOLINT(google-explicit-constructor)

  Color color{255, 255, 255, 255};
  std::shared_ptr<const Gradient> gradient;  // instead of the colour where there is one
  bool operator==(const Paint& other) const;
};

enum class StrokeCap : std::uint8_t {
  round,
  square,
  project
};  // p5: ROUND, SQUARE (ends flat), PROJECT (half a weight on)
enum class StrokeJoin : std::uint8_t { miter, bevel, round };

// p5's names; the formulas are those of W3C Compositing and Blending Level 1 (add: plus-lighter, clamped; replace:
// the source, alpha too, wherever it covers; remove: destination-out).
enum class BlendMode : std::uint8_t {
  blend,
  add,
  darkest,
  lightest,
  difference,
  exclusion,
  multiply,
  screen,
  replace,
  remove,
  overlay,
  hard_light,
  soft_light,
  dodge,
  burn
};
inline constexpr int blend_mode_count = 15;

enum class Sampling : std::uint8_t { smooth, nearest };

enum class Font : std::uint8_t { sans, serif, mono };
// Only sans has a bold face; the others stay as they are.
enum class FontWeight : std::uint8_t { normal, bold };
enum class TextAlign : std::uint8_t { left, center, right };
enum class TextBaseline : std::uint8_t { top, center, bottom, baseline };

struct TextStyle {
  Font font = Font::sans;
  FontWeight weight = FontWeight::normal;
  double size = 12;    // points
  double leading = 0;  // points from line to line; 0: 1.25 × size, as in p5
  TextAlign align = TextAlign::left;
  TextBaseline baseline = TextBaseline::baseline;
  bool operator==(const TextStyle&) const = default;
};

// What p5 calls the drawing state, as one command met it.
struct State {
  Paint fill{Color{255, 255, 255, 255}};
  Paint stroke{Color{0, 0, 0, 255}};
  bool has_fill = true, has_stroke = true;
  double stroke_weight = 1;  // points, under the transform
  StrokeCap cap = StrokeCap::round;
  StrokeJoin join = StrokeJoin::miter;  // bevelled where the mitre would pass ten half weights
  double opacity = 1;                   // 0…1, of fill, stroke, picture and text alike
  BlendMode blend = BlendMode::blend;
  Matrix transform;
  std::uint32_t clip = 0;  // DisplayList::clip(), 0: none
  bool operator==(const State&) const = default;
};

}  // namespace reverie
