#include "shared/canvas/raster_paint.h"

#include <cmath>

namespace reverie {

namespace {

class GradientSource : public ColorSource {
 public:
  GradientSource(std::shared_ptr<const Gradient> gradient, const Matrix& path_from_device, double opacity)
      : gradient_(std::move(gradient)), place_(path_from_device), opacity_(opacity) {
    const Vec2 along{gradient_->to.x - gradient_->from.x, gradient_->to.y - gradient_->from.y};
    const double length2 = along.x * along.x + along.y * along.y;
    if (gradient_->kind == Gradient::Kind::linear) direction_ = {along.x / length2, along.y / length2};
  }

  void colors(int x, int y, int count, Pixel* out) override {
    for (int i = 0; i < count; ++i) out[i] = color_at(offset_at({x + i + 0.5, y + 0.5}));
  }

 private:
  double offset_at(Vec2 device) const {
    const Vec2 p = place_(device), off{p.x - gradient_->from.x, p.y - gradient_->from.y};
    if (gradient_->kind == Gradient::Kind::linear) return off.x * direction_.x + off.y * direction_.y;
    return std::sqrt(off.x * off.x + off.y * off.y) / gradient_->radius;
  }

  // Neighbours mostly lie between the same stops, so the search goes on from where the last one ended.
  Pixel color_at(double t) {
    const std::vector<GradientStop>& stops = gradient_->stops;
    while (segment_ > 0 && t < stops[segment_ - 1].offset) --segment_;
    while (segment_ < stops.size() && t >= stops[segment_].offset) ++segment_;
    if (segment_ == 0) return flat_pixel(stops.front().color, opacity_);
    if (segment_ == stops.size() || !(t < stops[segment_].offset)) return flat_pixel(stops.back().color, opacity_);
    const GradientStop &from = stops[segment_ - 1], &to = stops[segment_];
    const double part = (t - from.offset) / (to.offset - from.offset);
    const auto mix = [&](std::uint8_t a, std::uint8_t b) { return a + (b - a) * part; };
    const Color a = from.color, b = to.color;
    return pixel_from_straight(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), mix(a.a, b.a) / 255 * opacity_);
  }

  std::shared_ptr<const Gradient> gradient_;
  Matrix place_;
  double opacity_;
  Vec2 direction_;           // linear: offset = off · direction
  std::size_t segment_ = 0;  // the first stop beyond the last offset
};

}  // namespace

std::unique_ptr<ColorSource> gradient_source(const Paint& paint, const Matrix& device, double opacity) {
  if (!paint.gradient || paint.gradient->stops.empty()) return nullptr;
  const std::optional<Matrix> back = device.inverse();
  if (!back) return nullptr;
  return std::make_unique<GradientSource>(paint.gradient, *back, opacity);
}

}  // namespace reverie
