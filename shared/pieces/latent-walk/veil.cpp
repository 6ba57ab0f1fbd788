#include "shared/pieces/latent-walk/veil.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "shared/canvas/canvas.h"
#include "shared/random/random.h"

namespace reverie::pieces {

namespace {

constexpr int lattice = 6;  // knots of a field along each side

double smooth(double t) { return t * t * (3 - 2 * t); }

// Random knots in [0,1] that drift from one draw to the next: one lattice a beat, blended.
struct Field {
  std::array<double, lattice * lattice> knots{};

  Field(std::uint64_t stream, double beat) {
    const double whole = std::floor(beat);
    const double blend = smooth(beat - whole);
    Random from(stream, static_cast<std::uint64_t>(whole)), to(stream, static_cast<std::uint64_t>(whole) + 1);
    for (double& knot : knots) {
      const double a = from.uniform(), b = to.uniform();
      knot = a + (b - a) * blend;
    }
  }

  // x, y in [0,1]
  double at(double x, double y) const {
    x *= lattice - 1.001;
    y *= lattice - 1.001;
    const int i = static_cast<int>(x), j = static_cast<int>(y);
    const double u = smooth(x - i), v = smooth(y - j);
    const auto knot = [&](int a, int b) {
      return knots[static_cast<std::size_t>(b) * lattice + static_cast<std::size_t>(a)];
    };
    const double top = knot(i, j) + (knot(i + 1, j) - knot(i, j)) * u;
    const double bottom = knot(i, j + 1) + (knot(i + 1, j + 1) - knot(i, j + 1)) * u;
    return top + (bottom - top) * v;
  }
};

}  // namespace

std::shared_ptr<const Image> veil_picture(int side, double seconds) {
  constexpr Color sand{236, 222, 196}, rose{224, 176, 160}, sage{158, 190, 186};
  const Field warmth(1, seconds / 5), depth(2, seconds / 7);
  auto image = Image::create(side, side);
  if (!image) return nullptr;
  Random grain(3);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double u = (x + 0.5) / side, v = (y + 0.5) / side;
      const double dx = 2 * u - 1, dy = 2 * v - 1;
      const double rim = std::clamp(1.15 - std::sqrt(dx * dx + dy * dy), 0.0, 1.0);
      const auto warm = static_cast<float>(std::clamp((warmth.at(u, v) - 0.2) / 0.6, 0.0, 1.0));
      Color color = lerp_color(lerp_color(sage, sand, std::min(warm * 2, 1.0F)), rose, std::max(warm * 2 - 1, 0.0F));
      const double thick = std::clamp((depth.at(u, v) - 0.15) / 0.7, 0.0, 1.0) * 0.85 + 0.15 * grain.uniform();
      color.a = static_cast<std::uint8_t>(255 * smooth(rim) * thick + 0.5);
      image->set(x, y, color);
    }
  }
  return std::make_shared<const Image>(std::move(*image));
}

}  // namespace reverie::pieces
