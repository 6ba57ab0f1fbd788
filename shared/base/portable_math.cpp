#include "shared/base/portable_math.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace reverie {

namespace {

// π/2 and ln 2 in two parts: multiples of the high part by a small integer are exact.
constexpr double half_pi_high = 0x1.921fb544p+0;
constexpr double half_pi_low = 0x1.0b4611a626331p-34;
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

// Taylor series on [−π/4, π/4], where the first left-out term is below 1e-17.
double sin_near_zero(double x) {
  const double x2 = x * x;
  double sum = 0;
  for (int k = 8; k >= 1; --k) sum = (1 + sum) * -x2 / ((2 * k) * (2 * k + 1));
  return x + x * sum;
}

double cos_near_zero(double x) {
  const double x2 = x * x;
  double sum = 0;
  for (int k = 8; k >= 1; --k) sum = (1 + sum) * -x2 / ((2 * k - 1) * (2 * k));
  return 1 + sum;
}

// sin(x + quarters·π/2)
double sin_from_quarters(double radians, int quarters) {
  if (!(std::fabs(radians) <= 1e9)) return std::numeric_limits<double>::quiet_NaN();
  const auto turns = static_cast<std::int64_t>(radians / (half_pi_high + half_pi_low) + (radians < 0 ? -0.5 : 0.5));
  const double x = (radians - static_cast<double>(turns) * half_pi_high) - static_cast<double>(turns) * half_pi_low;
  switch ((turns + quarters) & 3) {
    case 0:
      return sin_near_zero(x);
    case 1:
      return cos_near_zero(x);
    case 2:
      return -sin_near_zero(x);
    default:
      return -cos_near_zero(x);
  }
}

// atan of x in [0,1]: three half-angle steps bring it below tan(π/32), where the series converges fast.
double atan_of_ratio(double x) {
  for (int step = 0; step < 3; ++step) x = x / (1 + std::sqrt(1 + x * x));
  const double x2 = x * x;
  double sum = 0;
  for (int k = 8; k >= 0; --k) sum = 1.0 / (2 * k + 1) - x2 * sum;
  return 8 * x * sum;
}

}  // namespace

double portable_ln(double x) {
  if (std::isnan(x) || x < 0) return std::numeric_limits<double>::quiet_NaN();
  if (x == 0) return -std::numeric_limits<double>::infinity();
  if (std::isinf(x)) return x;
  int exponent = 0;
  if (x < std::numeric_limits<double>::min()) {  // subnormal: bring it up first
    x *= 0x1p54;
    exponent = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  exponent += static_cast<int>(bits >> 52) - 1023;
  double mantissa = std::bit_cast<double>((bits & 0xfffffffffffffull) | 0x3ff0000000000000ull);  // [1,2)
  if (mantissa > std::numbers::sqrt2) {
    mantissa *= 0.5;
    ++exponent;
  }
  // ln m = 2 artanh s with s = (m−1)/(m+1), |s| < 0.172
  const double s = (mantissa - 1) / (mantissa + 1);
  const double s2 = s * s;
  double sum = 0;
  for (int k = 11; k >= 1; --k) sum = (sum + 1.0 / (2 * k + 1)) * s2;
  return exponent * ln2_high + (exponent * ln2_low + 2 * s * sum + 2 * s);
}

double portable_sin(double radians) { return sin_from_quarters(radians, 0); }
double portable_cos(double radians) { return sin_from_quarters(radians, 1); }

double portable_atan2(double y, double x) {
  const double ay = std::fabs(y), ax = std::fabs(x);
  if (ax == 0 && ay == 0) return 0;
  double angle = ay <= ax ? atan_of_ratio(ay / ax) : pi / 2 - atan_of_ratio(ax / ay);
  if (x < 0) angle = pi - angle;
  return y < 0 ? -angle : angle;
}

}  // namespace reverie
