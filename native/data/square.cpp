#include <algorithm>
#include <cmath>

#include "native/data/source_parts.h"

namespace reverie {
namespace {

// How much source pixel i covers of the interval [from, to).
double cover(int i, double from, double to) { return std::min(to, i + 1.0) - std::max(from, static_cast<double>(i)); }

struct Region {
  double left, top, side;  // in source pixels
};

// The mean of a region, weighted by alpha, so that what is invisible lends no colour.
Color mean_color(const Image& image, Region region) {
  const double right = region.left + region.side, bottom = region.top + region.side;
  double r = 0, g = 0, b = 0, a = 0, area = 0;
  for (int y = static_cast<int>(region.top); y < std::min<double>(image.height(), std::ceil(bottom)); ++y) {
    for (int x = static_cast<int>(region.left); x < std::min<double>(image.width(), std::ceil(right)); ++x) {
      const Color color = image.at(x, y);
      const double weight = cover(x, region.left, right) * cover(y, region.top, bottom);
      const double seen = weight * color.a;
      r += seen * color.r, g += seen * color.g, b += seen * color.b;
      a += seen;
      area += weight;
    }
  }
  if (a <= 0 || area <= 0) return {0, 0, 0, 0};
  const auto byte = [](double value) { return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L)); };
  return {byte(r / a), byte(g / a), byte(b / a), byte(a / area)};
}

}  // namespace

Image square_from_image(const Image& image, int size) {
  const int side = std::min(image.width(), image.height());
  const int left = (image.width() - side) / 2, top = (image.height() - side) / 2;
  const double step = static_cast<double>(side) / size;
  Image square = Image::create(size, size).value();
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) square.set(x, y, mean_color(image, {left + x * step, top + y * step, step}));
  return square;
}

void append_rgb(const Image& picture, Color matte, std::vector<std::uint8_t>& pixels) {
  const auto over = [](int above, int below, int alpha) {
    return static_cast<std::uint8_t>((above * alpha + below * (255 - alpha) + 127) / 255);
  };
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      const Color color = picture.at(x, y);
      pixels.push_back(over(color.r, matte.r, color.a));
      pixels.push_back(over(color.g, matte.g, color.a));
      pixels.push_back(over(color.b, matte.b, color.a));
    }
  }
}

std::string text_from_color(Color color) {
  std::string text;
  for (const int part : {color.r, color.g, color.b}) {
    text += "0123456789abcdef"[part >> 4];
    text += "0123456789abcdef"[part & 15];
  }
  return text;
}

}  // namespace reverie
