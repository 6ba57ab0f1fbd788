#include "shared/latent/latent.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "shared/base/portable_math.h"
#include "shared/random/random.h"

namespace reverie {

namespace {

// Below this sine the direction between two codes is lost in rounding: nearly parallel or nearly opposite.
constexpr double smallest_sine = 1e-5;

double length_of(std::span<const float> code) {
  double sum = 0;
  for (const float value : code) sum += double{value} * value;
  return std::sqrt(sum);
}

Latent lerp(std::span<const float> a, std::span<const float> b, double t) {
  Latent blend(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) blend[i] = static_cast<float>(a[i] + (double{b[i]} - a[i]) * t);
  return blend;
}

std::vector<double> unit(std::span<const float> code, double length) {
  std::vector<double> direction(code.begin(), code.end());
  for (double& value : direction) value /= length;
  return direction;
}

// A unit vector at a right angle to `direction`: the axis it leans on least, made perpendicular. Needs two dimensions.
std::vector<double> perpendicular(const std::vector<double>& direction) {
  const auto least = std::min_element(direction.begin(), direction.end(),
                                      [](double a, double b) { return std::fabs(a) < std::fabs(b); });
  const auto axis = static_cast<std::size_t>(least - direction.begin());
  std::vector<double> result(direction.size());
  result[axis] = 1;
  double sum = 0;
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] -= direction[axis] * direction[i];
    sum += result[i] * result[i];
  }
  for (double& value : result) value /= std::sqrt(sum);
  return result;
}

double smooth_step(double t) { return t * t * (3 - 2 * t); }

// Grid points count modulo 2^32 in each direction, so that a pair of them is one stream.
std::uint64_t stream_of_point(std::int64_t i, std::int64_t j) {
  return std::uint64_t{static_cast<std::uint32_t>(i)} << 32 | static_cast<std::uint32_t>(j);
}

double sane_coordinate(double value) { return std::isfinite(value) ? std::clamp(value, -1e9, 1e9) : 0; }

}  // namespace

Latent latent_from_seed(std::uint64_t seed, std::uint64_t stream, int dims) {
  Random random(seed, stream);
  Latent code(static_cast<std::size_t>(std::max(dims, 0)));
  for (float& value : code) value = static_cast<float>(random.normal());
  return code;
}

Latent slerp(std::span<const float> a, std::span<const float> b, float t) {
  if (a.size() != b.size()) std::abort();
  if (!(t > 0)) return {a.begin(), a.end()};
  if (t >= 1) return {b.begin(), b.end()};
  const double length_a = length_of(a), length_b = length_of(b);
  if (!(length_a > 0 && length_b > 0)) return lerp(a, b, t);
  const std::vector<double> from = unit(a, length_a), to = unit(b, length_b);
  // The angle by Kahan's formula, 2·atan2(|u−v|, |u+v|), which stays accurate near 0 and π where acos does not.
  double apart = 0, together = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    apart += (from[i] - to[i]) * (from[i] - to[i]);
    together += (from[i] + to[i]) * (from[i] + to[i]);
  }
  const double angle = 2 * portable_atan2(std::sqrt(apart), std::sqrt(together));
  const double sine = portable_sin(angle);
  const bool opposite = apart > together;
  if (sine < smallest_sine && (!opposite || a.size() < 2)) return lerp(a, b, t);
  const double length = length_a + (length_b - length_a) * t;
  Latent blend(a.size());
  if (sine < smallest_sine) {  // every half circle leads there: take the one over a fixed perpendicular
    const std::vector<double> over = perpendicular(from);
    const double along = portable_cos(angle * t), across = portable_sin(angle * t);
    for (std::size_t i = 0; i < blend.size(); ++i) {
      blend[i] = static_cast<float>(length * (along * from[i] + across * over[i]));
    }
    return blend;
  }
  const double share_a = portable_sin((1 - double{t}) * angle) / sine, share_b = portable_sin(t * angle) / sine;
  for (std::size_t i = 0; i < blend.size(); ++i) {
    blend[i] = static_cast<float>(length * (share_a * from[i] + share_b * to[i]));
  }
  return blend;
}

Latent truncate(std::span<const float> z, float psi) {
  const float scale = psi > 0 ? std::min(psi, 1.0f) : 0.0f;
  Latent code(z.begin(), z.end());
  for (float& value : code) value *= scale;
  return code;
}

Latent latent_on_plane(std::uint64_t seed, double x, double y, int dims) {
  x = sane_coordinate(x), y = sane_coordinate(y);
  const double left = std::floor(x), top = std::floor(y);
  const auto i = static_cast<std::int64_t>(left), j = static_cast<std::int64_t>(top);
  const auto across = static_cast<float>(smooth_step(x - left)), down = static_cast<float>(smooth_step(y - top));
  const auto corner = [&](int di, int dj) { return latent_from_seed(seed, stream_of_point(i + di, j + dj), dims); };
  const Latent upper = slerp(corner(0, 0), corner(1, 0), across);
  const Latent lower = slerp(corner(0, 1), corner(1, 1), across);
  return slerp(upper, lower, down);
}

Latent closed_walk(std::span<const Latent> keys, double t) {
  if (!std::isfinite(t)) t = 0;
  const double place = (t - std::floor(t)) * static_cast<double>(keys.size()), first = std::floor(place);
  return closed_walk(keys, static_cast<std::size_t>(first), place - first);
}

// Catmull-Rom alone would dip towards the middle between independent codes, where a generator has seen little; so the
// lengths run along the same spline and the curve is stretched to them. Arcs put together by slerp (Schlag 1991) would
// need no stretching, but they reach twice as far as the keys lie apart: independent codes are about a right angle
// apart, so that many would pass the half circle and turn back.
Latent closed_walk(std::span<const Latent> keys, std::size_t first, double u) {
  if (keys.empty()) return {};
  if (keys.size() == 1) return keys[0];
  const std::size_t count = keys.size();
  first %= count;
  u = u > 0 ? std::min(u, 1.0) : 0.0;
  const double weights[4] = {u * (-0.5 + u * (1 - 0.5 * u)), 1 + u * u * (-2.5 + 1.5 * u),
                             u * (0.5 + u * (2 - 1.5 * u)), u * u * (-0.5 + 0.5 * u)};
  std::vector<double> sum(keys[0].size());
  double target = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    const Latent& key = keys[(first + k + count - 1) % count];
    if (key.size() != sum.size()) std::abort();
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weights[k] * key[i];
    target += weights[k] * length_of(key);
  }
  double squares = 0;
  for (const double value : sum) squares += value * value;
  const double length = std::sqrt(squares);
  const double stretch =
      length > 1e-6 * target ? std::max(target, 0.0) / length : 1;  // keys that cancel stay as they are
  Latent code(sum.size());
  for (std::size_t i = 0; i < code.size(); ++i) code[i] = static_cast<float>(sum[i] * stretch);
  return code;
}

}  // namespace reverie
