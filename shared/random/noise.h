// Smooth noise from a seed: Perlin's and simplex. Only + − × ÷, floor and sqrt are used, so that one seed gives the
// same hills native and in the page.
#pragma once

#include <array>
#include <cstdint>

namespace reverie {

inline constexpr int max_noise_octaves = 8;

// Equal seeds give equal noise.
class Noise {
 public:
  explicit Noise(std::uint64_t seed);

  // p5's noiseDetail: how many octaves are summed (1…8, at first 4), each with twice the frequency and `falloff` times
  // (0…1, at first ½) the strength of the one before.
  void noise_detail(int octaves, double falloff = 0.5);

  // p5's noise(): 0…1, ½ on average, most of it between 0.2 and 0.8, whatever the octaves. Where p5 joins random values
  // this joins random slopes (Perlin, "Improving noise", SIGGRAPH 2002), so hills have no grid to them, and negative
  // coordinates are no mirror of the positive. ½ where a coordinate is not finite.
  double perlin(double x, double y = 0, double z = 0) const;

  // One octave in −1…1, 0 on average, without directions that stand out (Perlin, "Noise hardware", SIGGRAPH 2001, in
  // the reading of Gustavson, "Simplex noise demystified", 2005). 0 where a coordinate is not finite.
  double simplex(double x, double y) const;
  double simplex(double x, double y, double z) const;

 private:
  int hash(int x, int y) const {
    return permutation_[static_cast<std::size_t>((permutation_[static_cast<std::size_t>(x & 255)] + y) & 255)];
  }
  int hash(int x, int y, int z) const { return permutation_[static_cast<std::size_t>((hash(x, y) + z) & 255)]; }
  double slopes(double x, double y, double z) const;

  std::array<std::uint8_t, 256> permutation_{};
  std::array<std::array<double, 3>, max_noise_octaves> shifts_{};  // so that no octave's grid lies on another's
  int octaves_ = 4;
  double falloff_ = 0.5;
};

}  // namespace reverie
