#include "shared/random/noise.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/random/random.h"

namespace reverie {

namespace {

constexpr std::uint64_t noise_stream = 0x6e6f697365;  // "noise"

struct Cell {
  int at = 0;           // 0…255
  double fraction = 0;  // 0…1
};

Cell cell_of(double x) {
  const double floor = std::floor(x);
  return {static_cast<int>(floor - std::floor(floor / 256) * 256), x - floor};
}

double fade(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }
double mix(double a, double b, double t) { return a + (b - a) * t; }

// The scalar product with one of the twelve slopes towards the edges of a cube; four of them come twice.
double slope(int hash, double x, double y, double z) {
  const int h = hash & 15;
  const double u = h < 8 ? x : y;
  const double v = h < 4 ? y : h == 12 || h == 14 ? x : z;
  return ((h & 1) == 0 ? u : -u) + ((h & 2) == 0 ? v : -v);
}

// Twelve directions, 30° apart.
double slope(int hash, double x, double y) {
  constexpr double half = 0.5, long_side = 0.86602540378443864676;
  constexpr double directions[12][2] = {
      {1, 0},  {long_side, half},   {half, long_side},   {0, 1},  {-half, long_side}, {-long_side, half},
      {-1, 0}, {-long_side, -half}, {-half, -long_side}, {0, -1}, {half, -long_side}, {long_side, -half}};
  const double(&d)[2] = directions[hash % 12];
  return d[0] * x + d[1] * y;
}

bool all_finite(double x, double y, double z) { return std::isfinite(x) && std::isfinite(y) && std::isfinite(z); }

}  // namespace

Noise::Noise(std::uint64_t seed) {
  Random random(seed, noise_stream);
  for (std::size_t i = 0; i < permutation_.size(); ++i) permutation_[i] = static_cast<std::uint8_t>(i);
  for (std::uint32_t i = 255; i > 0; --i) std::swap(permutation_[i], permutation_[random.below(i + 1)]);
  for (auto& shift : shifts_) {
    for (double& along : shift) along = random.uniform(0, 256);
  }
}

void Noise::noise_detail(int octaves, double falloff) {
  octaves_ = std::clamp(octaves, 1, max_noise_octaves);
  falloff_ = falloff > 0 ? std::min(falloff, 1.0) : 0;
}

// One octave, −1.04…1.04.
double Noise::slopes(double x, double y, double z) const {
  const Cell cx = cell_of(x), cy = cell_of(y), cz = cell_of(z);
  const double fx = cx.fraction, fy = cy.fraction, fz = cz.fraction;
  const auto corner = [&](int i, int j, int k) {
    return slope(hash(cx.at + i, cy.at + j, cz.at + k), fx - i, fy - j, fz - k);
  };
  const double u = fade(fx), v = fade(fy), w = fade(fz);
  const auto edge = [&](int j, int k) { return mix(corner(0, j, k), corner(1, j, k), u); };
  return mix(mix(edge(0, 0), edge(1, 0), v), mix(edge(0, 1), edge(1, 1), v), w);
}

namespace {

// The grid of cells shows where it is cut along its sides, as sketches in the plane do; turned so that its diagonal
// stands on z, it does not. Lengths stay as they are.
struct Turned {
  Turned(double x, double y, double z) {
    const double across = (x + y) * -0.21132486540518711775, up = z * 0.57735026918962576451;
    at[0] = x + across + up;
    at[1] = y + across + up;
    at[2] = (x + y) * -0.57735026918962576451 + up;
  }
  double at[3];
};

}  // namespace

// Divided by the strength of independent octaves, so that more of them change the detail and not the contrast.
double Noise::perlin(double x, double y, double z) const {
  if (!all_finite(x, y, z)) return 0.5;
  const Turned turned(x, y, z);
  double sum = 0, power = 0, strength = 1, frequency = 1;
  for (int i = 0; i < octaves_; ++i) {
    const auto& shift = shifts_[static_cast<std::size_t>(i)];
    const auto at = [&](std::size_t axis) { return turned.at[axis] * frequency + shift[axis]; };
    sum += strength * slopes(at(0), at(1), at(2));
    power += strength * strength;
    strength *= falloff_;
    frequency *= 2;
  }
  return std::clamp(0.5 + 0.48 * sum / std::sqrt(power), 0.0, 1.0);
}

double Noise::simplex(double x, double y) const {
  if (!all_finite(x, y, 0)) return 0;
  constexpr double skew = 0.36602540378443864676, unskew = 0.21132486540518711775;  // (√3 − 1)/2, (3 − √3)/6
  const double s = (x + y) * skew, i = std::floor(x + s), j = std::floor(y + s), t = (i + j) * unskew;
  const double x0 = x - (i - t), y0 = y - (j - t);
  const int right = x0 > y0 ? 1 : 0, below = 1 - right;  // which of the cell's two triangles
  const int ci = cell_of(i).at, cj = cell_of(j).at;
  const auto corner = [&](int di, int dj, double cx, double cy) {
    const double near = 0.5 - cx * cx - cy * cy;
    return near <= 0 ? 0.0 : near * near * near * near * slope(hash(ci + di, cj + dj), cx, cy);
  };
  const double sum = corner(0, 0, x0, y0) + corner(right, below, x0 - right + unskew, y0 - below + unskew) +
                     corner(1, 1, x0 - 1 + 2 * unskew, y0 - 1 + 2 * unskew);
  return std::clamp(99.2 * sum, -1.0, 1.0);
}

double Noise::simplex(double x, double y, double z) const {
  if (!all_finite(x, y, z)) return 0;
  constexpr double skew = 1.0 / 3, unskew = 1.0 / 6;
  const double s = (x + y + z) * skew;
  const double i = std::floor(x + s), j = std::floor(y + s), k = std::floor(z + s), t = (i + j + k) * unskew;
  const double x0 = x - (i - t), y0 = y - (j - t), z0 = z - (k - t);
  // The order of the three fractions says which of the cell's six tetrahedra this is.
  const bool xy = x0 >= y0, xz = x0 >= z0, yz = y0 >= z0;
  const int i1 = xy && xz ? 1 : 0, j1 = !xy && yz ? 1 : 0, k1 = 1 - i1 - j1;
  const int i2 = xy || xz ? 1 : 0, j2 = !xy || yz ? 1 : 0, k2 = 2 - i2 - j2;
  const int ci = cell_of(i).at, cj = cell_of(j).at, ck = cell_of(k).at;
  const auto corner = [&](int di, int dj, int dk, int steps) {
    const double cx = x0 - di + steps * unskew, cy = y0 - dj + steps * unskew, cz = z0 - dk + steps * unskew;
    const double near = 0.5 - cx * cx - cy * cy - cz * cz;
    return near <= 0 ? 0.0 : near * near * near * near * slope(hash(ci + di, cj + dj, ck + dk), cx, cy, cz);
  };
  const double sum = corner(0, 0, 0, 0) + corner(i1, j1, k1, 1) + corner(i2, j2, k2, 2) + corner(1, 1, 1, 3);
  return std::clamp(76.0 * sum, -1.0, 1.0);
}

}  // namespace reverie
