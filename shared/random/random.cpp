#include "shared/random/random.h"

#include <cmath>
#include <limits>

#include "shared/base/portable_math.h"

namespace reverie {

namespace {

std::uint32_t low_word(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t high_word(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32); }

template <std::size_t Terms>
double polynomial(const double (&coefficients)[Terms], double x) {
  double sum = coefficients[Terms - 1];
  for (std::size_t i = Terms - 1; i > 0; --i) sum = sum * x + coefficients[i - 1];
  return sum;
}

// Rational approximations of Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
// Applied Statistics 37 (1988), routine PPND16: one for the middle, two for the tails in √(−ln p).
constexpr double middle_above[] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                   1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                   3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr double middle_below[] = {1.0,
                                   4.2313330701600911252e+1,
                                   6.8718700749205790830e+2,
                                   5.3941960214247511077e+3,
                                   2.1213794301586595867e+4,
                                   3.9307895800092710610e+4,
                                   2.8729085735721942674e+4,
                                   5.2264952788528545610e+3};
constexpr double near_above[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                 3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                 2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double near_below[] = {1.0,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
constexpr double far_above[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double far_below[] = {1.0,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};

}  // namespace

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t even = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t odd = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {high_word(odd) ^ counter[1] ^ key[0], low_word(odd), high_word(even) ^ counter[3] ^ key[1],
               low_word(even)};
    key[0] += 0x9E3779B9;  // Weyl steps: golden ratio and √3 − 1
    key[1] += 0xBB67AE85;
  }
  return counter;
}

double inverse_normal(double p) {
  if (std::isnan(p) || p < 0 || p > 1) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0) return -std::numeric_limits<double>::infinity();
  if (p == 1) return std::numeric_limits<double>::infinity();
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(middle_above, r) / polynomial(middle_below, r);
  }
  const double r = std::sqrt(-portable_ln(q < 0 ? p : 1 - p));
  const double magnitude = r <= 5 ? polynomial(near_above, r - 1.6) / polynomial(near_below, r - 1.6)
                                  : polynomial(far_above, r - 5) / polynomial(far_below, r - 5);
  return q < 0 ? -magnitude : magnitude;
}

std::uint32_t Random::next_u32() {
  const std::uint64_t word = position_++;
  if (word % 4 == 0) {
    const std::uint64_t block = word / 4;
    block_ = philox4x32_10({low_word(block), high_word(block), low_word(stream_), high_word(stream_)},
                           {low_word(seed_), high_word(seed_)});
  }
  return block_[word % 4];
}

double Random::uniform() {
  const std::uint64_t high = next_u32() >> 5;  // two statements: the order of the draws is part of the contract
  const std::uint64_t low = next_u32() >> 6;
  return static_cast<double>((high << 26) | low) * 0x1p-53;
}

double Random::uniform(double low, double high) {
  const double value = low + (high - low) * uniform();
  return value < high ? value : low;  // rounding may reach `high` where the range is narrow
}

double Random::normal() {
  const std::uint64_t high = next_u32() >> 6;
  const std::uint64_t low = next_u32() >> 6;
  // The middle of one of 2^52 equal parts of (0,1): exact, symmetric, never 0 or 1.
  return inverse_normal((static_cast<double>((high << 26) | low) + 0.5) * 0x1p-52);
}

// Lemire, "Fast random integer generation in an interval", 2019.
std::uint32_t Random::below(std::uint32_t limit) {
  if (limit <= 1) return 0;
  std::uint64_t product = std::uint64_t{next_u32()} * limit;
  if (low_word(product) < limit) {
    const std::uint32_t threshold = (0u - limit) % limit;
    while (low_word(product) < threshold) product = std::uint64_t{next_u32()} * limit;
  }
  return high_word(product);
}

std::uint64_t seed_from_text(std::string_view text) {
  std::uint64_t number = 0;
  bool is_number = !text.empty();
  for (const char c : text) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (c < '0' || c > '9' || number > (UINT64_MAX - digit) / 10) {
      is_number = false;
      break;
    }
    number = number * 10 + digit;
  }
  if (is_number) return number;
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace reverie
