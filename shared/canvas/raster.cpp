// Anti-Grain Geometry turns outlines into coverage; pictures are our own (image_replay.h). Everything works on the
// 8-bit sRGB values themselves, as browsers do, and on an opaque ground, where straight and premultiplied alpha agree.
#include "shared/canvas/raster.h"

#include <agg_conv_stroke.h>
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

namespace reverie {

namespace {

agg::rgba8 agg_color(Color color) { return {color.r, color.g, color.b, color.a}; }

// What AGG calls a vertex source.
class OutlineSource {
 public:
  OutlineSource(const Outline& outline, bool closed) : outline_(outline), closed_(closed) {}
  void rewind(unsigned /*path*/) { next_ = 0; }
  unsigned vertex(double* x, double* y) {
    if (next_ < outline_.size()) {
      *x = outline_[next_].x;
      *y = outline_[next_].y;
      return next_++ == 0 ? agg::path_cmd_move_to : agg::path_cmd_line_to;
    }
    if (next_++ == outline_.size() && closed_) {
      return static_cast<unsigned>(agg::path_cmd_end_poly) | static_cast<unsigned>(agg::path_flags_close);
    }
    return agg::path_cmd_stop;
  }

 private:
  const Outline& outline_;
  bool closed_;
  std::size_t next_ = 0;
};

class Replay {
 public:
  Replay(Image& target, double density)
      : target_(target),
        density_(density),
        buffer_(target.rgba().data(), static_cast<unsigned>(target.width()), static_cast<unsigned>(target.height()),
                target.width() * 4),
        pixels_(buffer_),
        renderer_(pixels_) {
    rasterizer_.clip_box(0, 0, target.width(), target.height());
  }

  void operator()(const BackgroundCommand& command) {
    const double width = target_.width(), height = target_.height();
    fill({{0, 0}, {width, 0}, {width, height}, {0, height}}, command.color);
  }

  void operator()(const RectCommand& command) {
    paint(outline_of_rect(scaled(command.x), scaled(command.y), scaled(command.width), scaled(command.height),
                          scaled(command.radius)),
          command.style);
  }

  void operator()(const EllipseCommand& command) {
    paint(outline_of_ellipse(scaled(command.x), scaled(command.y), scaled(command.width), scaled(command.height)),
          command.style);
  }

  void operator()(const LineCommand& command) {
    if (!command.style.has_stroke) return;
    const Vec2 from{scaled(command.x1), scaled(command.y1)}, to{scaled(command.x2), scaled(command.y2)};
    const double weight = scaled(command.style.stroke_weight);
    if (from == to) {  // round caps around nothing are a dot
      fill(outline_of_ellipse(from.x, from.y, weight, weight), command.style.stroke);
    } else {
      stroke({from, to}, false, command.style);
    }
  }

  void operator()(const PolygonCommand& command) {
    Outline outline;
    for (const Vec2 point : command.points) outline.push_back({point.x * density_, point.y * density_});
    paint(outline, command.style);
  }

  void operator()(const ImageCommand& command) {
    if (command.image && !command.image->empty()) replay_image(target_, command, density_);
  }

 private:
  double scaled(float points) const { return static_cast<double>(points) * density_; }

  void paint(const Outline& outline, const Style& style) {
    if (style.has_fill) fill(outline, style.fill);
    if (style.has_stroke) stroke(outline, true, style);
  }

  void fill(const Outline& outline, Color color) {
    if (color.a == 0) return;
    OutlineSource source(outline, true);
    cover(source, color);
  }

  // Joins are p5's mitres with its bevel beyond ten half widths; the ends of lines are round.
  void stroke(const Outline& outline, bool closed, const Style& style) {
    const double weight = scaled(style.stroke_weight);
    if (weight <= 0 || style.stroke.a == 0) return;
    OutlineSource source(outline, closed);
    agg::conv_stroke<OutlineSource> stroked(source);
    stroked.width(weight);
    stroked.line_cap(agg::round_cap);
    stroked.line_join(agg::miter_join_revert);
    stroked.miter_limit(10);
    cover(stroked, style.stroke);
  }

  template <class VertexSource>
  void cover(VertexSource& source, Color color) {
    rasterizer_.reset();
    rasterizer_.add_path(source);
    agg::render_scanlines_aa_solid(rasterizer_, scanline_, renderer_, agg_color(color));
  }

  Image& target_;
  double density_;
  agg::rendering_buffer buffer_;
  agg::pixfmt_rgba32 pixels_;
  agg::renderer_base<agg::pixfmt_rgba32> renderer_;
  agg::rasterizer_scanline_aa<agg::rasterizer_sl_clip_dbl> rasterizer_;
  agg::scanline_u8 scanline_;
};

// Pixels along one side, or 0 when it is no size at all.
int pixels_from_points(float points, float density) {
  const double pixels = std::floor(static_cast<double>(points) * density + 0.5);
  return pixels >= 1 && pixels <= max_image_side ? static_cast<int>(pixels) : 0;
}

}  // namespace

Result<Image> raster_from_display_list(const DisplayList& list, float width, float height, float density) {
  const int columns = pixels_from_points(width, density), rows = pixels_from_points(height, density);
  if (columns == 0 || rows == 0) {
    return Error{"A picture of " + std::to_string(width) + " × " + std::to_string(height) + " points at " +
                 std::to_string(density) + " pixels a point cannot be drawn: each side must have 1 to " +
                 std::to_string(max_image_side) + " pixels; choose another size."};
  }
  Result<Image> image = Image::create(columns, rows);
  if (!image) return image.error();
  std::fill(image->rgba().begin(), image->rgba().end(), std::uint8_t{255});
  Replay replay(*image, density);
  for (const Command& command : list.commands) std::visit(replay, command);
  return image;
}

}  // namespace reverie
