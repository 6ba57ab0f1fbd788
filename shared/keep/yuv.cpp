#include "shared/keep/yuv.h"

#include <algorithm>
#include <cstddef>

namespace reverie {

// Whole numbers of 1/65536, rounded; the matrix of ITU-R BT.709.
std::vector<std::uint8_t> yuv420_from_rgba(std::span<const std::uint8_t> rgba, int width, int height) {
  const int half_wide = (width + 1) / 2, half_high = (height + 1) / 2;
  std::vector<std::uint8_t> planes(static_cast<std::size_t>(width * height + 2 * half_wide * half_high));
  std::uint8_t* y_plane = planes.data();
  const auto at = [&](int x, int y) {
    return rgba.data() + 4 * (static_cast<std::size_t>(std::min(y, height - 1)) * static_cast<std::size_t>(width) +
                              static_cast<std::size_t>(std::min(x, width - 1)));
  };
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* pixel = at(0, y);
    for (int x = 0; x < width; ++x, pixel += 4)
      *y_plane++ =
          static_cast<std::uint8_t>(16 + ((11966 * pixel[0] + 40254 * pixel[1] + 4064 * pixel[2] + 32768) >> 16));
  }
  std::uint8_t *u_plane = y_plane, *v_plane = y_plane + std::ptrdiff_t{half_wide} * half_high;
  for (int y = 0; y < height; y += 2) {
    for (int x = 0; x < width; x += 2) {
      int sum[3] = {};
      for (const std::uint8_t* pixel : {at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)})
        for (int k = 0; k < 3; ++k) sum[k] += pixel[k];
      const int r = (sum[0] + 2) / 4, g = (sum[1] + 2) / 4, b = (sum[2] + 2) / 4;
      *u_plane++ = static_cast<std::uint8_t>(128 + ((-6596 * r - 22189 * g + 28785 * b + 32768) >> 16));
      *v_plane++ = static_cast<std::uint8_t>(128 + ((28785 * r - 26145 * g - 2640 * b + 32768) >> 16));
    }
  }
  return planes;
}

}  // namespace reverie
