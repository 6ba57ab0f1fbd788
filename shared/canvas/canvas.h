// Canvas: the drawing vocabulary in the manner of p5.js, recorded as a display list. Names and meanings are p5's where
// p5 has them, in snake_case; docs/canvas.md lists where we differ and why. Angles are radians, sizes are points.
// A shape with a number that is not finite is left out: it has no place on the canvas.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/canvas/color.h"
#include "shared/canvas/display_list.h"
#include "shared/canvas/drawing.h"

namespace reverie {

// Default: filled like a piece of a pie, stroked along the arc only; open: filled to the chord, stroked along the arc;
// chord: stroked along the chord too; pie: stroked along both radii too.
enum class ArcMode { standard, open, chord, pie };

class Canvas {
 public:
  Canvas(double width, double height) : width_(width), height_(height) {}
  double width() const { return width_; }
  double height() const { return height_; }

  // Setting
  void background(Color color);
  void clear();  // to transparent
  void fill(Color color) { fill(Paint(color)); }
  void fill(Paint paint);
  void no_fill();
  void stroke(Color color) { stroke(Paint(color)); }
  void stroke(Paint paint);
  void no_stroke();
  void stroke_weight(double points);
  void stroke_cap(StrokeCap cap) { state_.cap = cap; }
  void stroke_join(StrokeJoin join) { state_.join = join; }
  void opacity(double opacity);  // 0…1; not p5's: of all that follows
  void blend_mode(BlendMode mode) { state_.blend = mode; }

  // Shapes (rect in p5's mode CORNER, ellipse in CENTER)
  void point(double x, double y);  // round, whatever the stroke's cap
  void line(double x1, double y1, double x2, double y2);
  void rect(double x, double y, double width, double height, double radius = 0);
  void rect(double x, double y, double width, double height, double top_left, double top_right, double bottom_right,
            double bottom_left);
  void square(double x, double y, double size, double radius = 0) { rect(x, y, size, size, radius); }
  void ellipse(double x, double y, double width, double height);
  void circle(double x, double y, double diameter) { ellipse(x, y, diameter, diameter); }
  // Clockwise from start to stop as the eye sees them from the centre, 0 to the right; whole turns do not count.
  void arc(double x, double y, double width, double height, double start, double stop,
           ArcMode mode = ArcMode::standard);
  void triangle(double x1, double y1, double x2, double y2, double x3, double y3);
  void quad(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4);
  void polygon(const std::vector<Vec2>& points);  // closed; not p5's: begin_shape … end_shape in one call
  void bezier(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4);
  // Catmull-Rom from point 2 to point 3.
  void curve(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4);
  void path(Path path);  // not p5's

  // Free shapes. curve_vertex needs a first and a last that only guide.
  void begin_shape();
  void vertex(double x, double y);
  void bezier_vertex(double x2, double y2, double x3, double y3, double x4, double y4);
  void quadratic_vertex(double cx, double cy, double x, double y);
  void curve_vertex(double x, double y);
  void begin_contour();  // a hole: wound against the shape
  void end_contour();
  void end_shape(bool close = false);

  // Text
  void text_font(Font font, FontWeight weight = FontWeight::normal);
  void text_size(double points);
  void text_leading(double points);
  void text_align(TextAlign align, TextBaseline baseline = TextBaseline::baseline);
  // Black without a stroke until fill and stroke are called. With a wrap width, (x,y) is the left end of a box that
  // wide, and its top edge unless the alignment says center or bottom.
  void text(std::string_view text, double x, double y, double wrap_width = 0);
  double text_width(std::string_view text) const;
  double text_ascent() const;
  double text_descent() const;

  // Pictures
  void image(std::shared_ptr<const Image> image, double x, double y, double width, double height);
  // A part of the picture, in its pixels.
  void image(std::shared_ptr<const Image> image, double x, double y, double width, double height, double crop_x,
             double crop_y, double crop_width, double crop_height);
  void tint(Color color) { tint_ = color; }
  void no_tint() { tint_ = {255, 255, 255, 255}; }
  void smooth() { sampling_ = Sampling::smooth; }
  void no_smooth() { sampling_ = Sampling::nearest; }  // of pictures; edges stay soft
  void drawing(std::shared_ptr<const Drawing> drawing);

  // State and place
  void push();  // keeps style, transform and clip
  void pop();
  void translate(double x, double y) { apply_matrix({1, 0, 0, 1, x, y}); }
  void rotate(double radians);
  void scale(double factor) { scale(factor, factor); }
  void scale(double x, double y) { apply_matrix({x, 0, 0, y, 0, 0}); }
  void shear_x(double radians);
  void shear_y(double radians);
  void apply_matrix(const Matrix& matrix);
  void reset_matrix() { state_.transform = {}; }
  // Shapes between the two are not drawn: what they cover bounds what follows, until pop.
  void begin_clip();
  void end_clip();

  const DisplayList& display_list() const { return list_; }
  DisplayList take() { return std::move(list_); }

 private:
  struct Saved {
    State state;
    TextStyle text;
    Color tint;
    Sampling sampling;
    bool fill_chosen, stroke_chosen;
  };
  StateIndex state_index();
  bool has_room();
  void record(Command command) { list_.commands.push_back(std::move(command)); }
  void shape(Path path, std::shared_ptr<const Path> outline = nullptr);
  void add_to_clip(const Path& path);
  void flush_curve();

  double width_, height_;
  State state_;
  TextStyle text_;
  Color tint_{255, 255, 255, 255};
  Sampling sampling_ = Sampling::smooth;
  bool fill_chosen_ = false, stroke_chosen_ = false;  // by fill and stroke: text asks
  std::vector<Saved> saved_;
  DisplayList list_;
  std::size_t path_points_ = 0;
  bool clipping_ = false, in_contour_ = false;
  Path clip_;
  Path shape_, contour_;  // under way
  std::vector<Path> holes_;
  std::vector<Vec2> curve_points_;  // of curve_vertex, not yet in a path
};

}  // namespace reverie
