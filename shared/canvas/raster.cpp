// Anti-Grain Geometry turns outlines into coverage; pictures are our own (image_replay.h). Everything works on the
// 8-bit sRGB values themselves, as browsers do, and on an opaque ground, where straight and premultiplied alpha agree.
#include "shared/canvas/raster.h"

#include <agg_pixfmt_rgba.h>
#include <agg_rasterizer_scanline_aa.h>
#include <agg_renderer_base.h>
#include <agg_renderer_scanline.h>
#include <agg_rendering_buffer.h>
#include <agg_scanline_u.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "shared/canvas/image_replay.h"
#include "shared/canvas/outline.h"
#include "shared/canvas/shapes.h"

namespace reverie {

namespace {

agg::rgba8 agg_color(Color color) { return {color.r, color.g, color.b, color.a}; }

// What AGG calls a vertex source: all contours of an outline, each closed.
class OutlineSource {
 public:
  explicit OutlineSource(const Outline& outline) : outline_(outline) {}
  void rewind(unsigned /*path*/) { contour_ = point_ = 0; }
  unsigned vertex(double* x, double* y) {
    while (contour_ < outline_.size() && point_ == outline_[contour_].points.size()) ++contour_, point_ = 0;
    if (contour_ == outline_.size()) return agg::path_cmd_stop;
    *x = outline_[contour_].points[point_].x;
    *y = outline_[contour_].points[point_].y;
    return point_++ == 0 ? agg::path_cmd_move_to : agg::path_cmd_line_to;
  }

 private:
  const Outline& outline_;
  std::size_t contour_ = 0, point_ = 0;
};

class Replay {
 public:
  Replay(Image& target, const DisplayList& list, double density)
      : target_(target),
        list_(list),
        density_(density),
        buffer_(target.rgba().data(), static_cast<unsigned>(target.width()), static_cast<unsigned>(target.height()),
                target.width() * 4),
        pixels_(buffer_),
        renderer_(pixels_) {
    rasterizer_.clip_box(0, 0, target.width(), target.height());
  }

  void operator()(const BackgroundCommand& command) {
    const double width = target_.width(), height = target_.height();
    fill({{{{0, 0}, {width, 0}, {width, height}, {0, height}}, true}}, command.color);
  }
  void operator()(const ImageCommand& command) {
    replay_image(target_, command, list_.states[command.state].opacity * command.tint.a / 255, density_);
  }
  void operator()(const TextCommand& /*command*/) {}
  void operator()(const DrawingCommand& /*command*/) {}
  template <class Shape>
  void operator()(const Shape& command) {
    const State& state = list_.states[command.state];
    const Matrix device = device_matrix(state, density_);
    const Path path = path_of(command);
    if (state.has_fill && !std::is_same_v<Shape, LineCommand>) fill(outline_of_path(path, device), state.fill.color);
    fill(outline_of_stroke(path, state, device), state.stroke.color);
  }

 private:
  void fill(const Outline& outline, Color color) {
    if (color.a == 0) return;
    OutlineSource source(outline);
    rasterizer_.reset();
    rasterizer_.add_path(source);
    agg::render_scanlines_aa_solid(rasterizer_, scanline_, renderer_, agg_color(color));
  }

  Image& target_;
  const DisplayList& list_;
  double density_;
  agg::rendering_buffer buffer_;
  agg::pixfmt_rgba32 pixels_;
  agg::renderer_base<agg::pixfmt_rgba32> renderer_;
  agg::rasterizer_scanline_aa<agg::rasterizer_sl_clip_dbl> rasterizer_;
  agg::scanline_u8 scanline_;
};

// Pixels along one side, or 0 when it is no size at all.
int pixels_from_points(double points, double density) {
  const double pixels = std::floor(points * density + 0.5);
  return pixels >= 1 && pixels <= max_image_side ? static_cast<int>(pixels) : 0;
}

}  // namespace

Result<Image> raster_from_display_list(const DisplayList& list, double width, double height, double density) {
  const int columns = pixels_from_points(width, density), rows = pixels_from_points(height, density);
  if (columns == 0 || rows == 0) {
    return Error{"A picture of " + std::to_string(width) + " × " + std::to_string(height) + " points at " +
                 std::to_string(density) + " pixels a point cannot be drawn: each side must have 1 to " +
                 std::to_string(max_image_side) + " pixels; choose another size."};
  }
  Result<Image> image = Image::create(columns, rows);
  if (!image) return image.error();
  std::fill(image->rgba().begin(), image->rgba().end(), std::uint8_t{255});
  Replay replay(*image, list, density);
  for (const Command& command : list.commands) std::visit(replay, command);
  return image;
}

}  // namespace reverie
