#include "shared/random/noise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "shared/random/random.h"

namespace reverie {
namespace {

struct Moments {
  double low = std::numeric_limits<double>::infinity(), high = -low, sum = 0, squares = 0;
  int count = 0;
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
    sum += value;
    squares += value * value;
    ++count;
  }
  double mean() const { return sum / count; }
  double deviation() const { return std::sqrt(squares / count - mean() * mean()); }
};

template <class Sample>
Moments over_many_places(Sample sample) {
  Moments moments;
  Random random(17);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Noise noise(seed);
    for (int i = 0; i < 10'000; ++i) {
      const double x = random.uniform(-300, 300), y = random.uniform(-300, 300), z = random.uniform(-300, 300);
      moments.add(sample(noise, x, y, z));
    }
  }
  return moments;
}

TEST(Noise, PerlinFillsItsRangeAroundOneHalf) {
  for (const int octaves : {1, 2, 4, 8}) {
    const Moments moments = over_many_places([&](Noise noise, double x, double y, double z) {
      noise.noise_detail(octaves);
      return noise.perlin(x, y, z);
    });
    EXPECT_GE(moments.low, 0) << octaves;
    EXPECT_LE(moments.high, 1) << octaves;
    EXPECT_LT(moments.low, 0.1) << octaves;
    EXPECT_GT(moments.high, 0.9) << octaves;
    EXPECT_NEAR(moments.mean(), 0.5, 0.003) << octaves;
    EXPECT_NEAR(moments.deviation(), 0.13, 0.01) << octaves;
  }
}

TEST(Noise, SimplexFillsItsRangeAroundZero) {
  const Moments flat =
      over_many_places([](const Noise& noise, double x, double y, double) { return noise.simplex(x, y); });
  const Moments deep =
      over_many_places([](const Noise& n, double x, double y, double z) { return n.simplex(x, y, z); });
  for (const Moments& moments : {flat, deep}) {
    EXPECT_GE(moments.low, -1);
    EXPECT_LE(moments.high, 1);
    EXPECT_LT(moments.low, -0.9);
    EXPECT_GT(moments.high, 0.9);
    EXPECT_NEAR(moments.mean(), 0, 0.01);
  }
}

// Steps of a thousandth never jump, across the edges of cells and of the period too.
TEST(Noise, IsSmooth) {
  const Noise noise(4);
  Random random(5);
  for (int i = 0; i < 20'000; ++i) {
    const double x = std::floor(random.uniform(-260, 260)) + random.uniform(-1e-3, 1e-3);
    const double y = random.uniform(-260, 260), z = random.uniform(-260, 260), step = 1e-3;
    EXPECT_NEAR(noise.perlin(x, y, z), noise.perlin(x + step, y, z), 0.02);
    EXPECT_NEAR(noise.simplex(x, y), noise.simplex(x + step, y), 0.02);
    EXPECT_NEAR(noise.simplex(x, y, z), noise.simplex(x, y, z + step), 0.02);
  }
}

TEST(Noise, DetailAddsOctaves) {
  Noise one(9), many(9);
  one.noise_detail(1);
  many.noise_detail(8, 0.7);
  double rough[2] = {};
  for (int i = 0; i < 10'000; ++i) {
    rough[0] += std::fabs(one.perlin(i * 0.01 + 0.01) - one.perlin(i * 0.01));
    rough[1] += std::fabs(many.perlin(i * 0.01 + 0.01) - many.perlin(i * 0.01));
  }
  EXPECT_GT(rough[1], 4 * rough[0]);
  Noise silent(9);
  silent.noise_detail(4, 0);  // what follows the first octave is nothing
  EXPECT_EQ(silent.perlin(1.3, 2.7), one.perlin(1.3, 2.7));
  silent.noise_detail(-3, std::nan(""));
  EXPECT_EQ(silent.perlin(1.3, 2.7), one.perlin(1.3, 2.7));
}

TEST(Noise, SeedsDiffer) {
  EXPECT_NE(Noise(1).perlin(0.5), Noise(2).perlin(0.5));
  EXPECT_NE(Noise(1).simplex(0.5, 0.2), Noise(2).simplex(0.5, 0.2));
  EXPECT_NE(Noise(1).perlin(0), Noise(1).perlin(1));  // whole numbers are no special places
}

TEST(Noise, IsHarmlessFarOut) {
  const Noise noise(3);
  const double far[] = {1e17, -1e300, std::nan(""), std::numeric_limits<double>::infinity()};
  for (const double x : far) {
    for (const double value : {noise.perlin(x, x, 1), noise.simplex(x, 1), noise.simplex(1, x, x)}) {
      EXPECT_GE(value, -1);
      EXPECT_LE(value, 1);
    }
  }
  EXPECT_EQ(noise.perlin(std::nan("")), 0.5);
  EXPECT_EQ(noise.simplex(0.3, std::nan("")), 0);
}

TEST(Noise, GivesTheCommittedBitsEverywhere) {
  struct Expected {
    std::uint64_t seed;
    double x, y, z;
    std::uint64_t perlin, flat, deep;
  };
  const Expected vectors[] = {
#include "shared/random/test/vectors/noise.inc"
  };
  for (const Expected& v : vectors) {
    const Noise noise(v.seed);
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
    EXPECT_EQ(bits(noise.perlin(v.x, v.y, v.z)), v.perlin) << v.seed << " " << v.x;
    EXPECT_EQ(bits(noise.simplex(v.x, v.y)), v.flat) << v.seed << " " << v.x;
    EXPECT_EQ(bits(noise.simplex(v.x, v.y, v.z)), v.deep) << v.seed << " " << v.x;
  }
}

}  // namespace
}  // namespace reverie
