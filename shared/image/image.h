// Image: 8-bit sRGB pixels with straight alpha, and the only two crossings between pictures and tensors.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/base/result.h"
#include "shared/tensor/tensor.h"

namespace reverie {

inline constexpr int max_image_side = 16384;                  // pixels
inline constexpr std::int64_t max_image_pixels = 64'000'000;  // 64 MP

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;  // sRGB, straight alpha
  bool operator==(const Color&) const = default;
};

class Image {
 public:
  Image() = default;
  // Transparent black. Fails outside 1…max_image_side per side or above max_image_pixels.
  static Result<Image> create(int width, int height);

  int width() const { return width_; }
  int height() const { return height_; }
  bool empty() const { return rgba_.empty(); }
  // height × width × 4 bytes, rows from the top, R G B A
  std::vector<std::uint8_t>& rgba() { return rgba_; }
  const std::vector<std::uint8_t>& rgba() const { return rgba_; }
  // Outside the picture `at` is transparent black and `set` does nothing.
  Color at(int x, int y) const;
  void set(int x, int y, Color color);

 private:
  int width_ = 0, height_ = 0;
  std::vector<std::uint8_t> rgba_;
};

// The numbers that stand for black and white on a port, e.g. [-1,1] or [0,1].
struct ValueRange {
  float low = -1.0f;
  float high = 1.0f;
  bool operator==(const ValueRange&) const = default;
};

// image → (1,3,H,W) float32 sRGB in `range`; alpha is flattened on `background` (taken as opaque) first. Fails on an
// empty image, on more than max_tensor_elements, and on a range that is not finite and rising.
Result<Tensor> tensor_from_image(const Image& image, ValueRange range, Color background = {255, 255, 255, 255});

// Picture `index` of (N,3,H,W) or (N,1,H,W) float32 in `range` → opaque image; values outside are clamped, rounding is
// to nearest (half away from zero). Fails on any other shape, dtype, index, or on NaN.
Result<Image> image_from_tensor(const Tensor& pictures, std::int64_t index, ValueRange range);

}  // namespace reverie
