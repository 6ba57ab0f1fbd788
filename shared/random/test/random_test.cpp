#include "shared/random/random.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

namespace reverie {
namespace {

using Block = std::array<std::uint32_t, 4>;

// Known answers published with Random123 (Salmon et al. 2011): zeros, ones, digits of π.
TEST(Philox, PublishedKnownAnswers) {
  EXPECT_EQ(philox4x32_10({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox4x32_10({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}), (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

struct StreamVector {
  std::uint64_t seed, stream;
  std::uint32_t words[4];
  std::uint64_t uniforms[8], normals[8];
};

const StreamVector stream_vectors[] = {
#include "shared/random/test/vectors/stream.inc"
};

TEST(Random, GivesTheCommittedNumbersBitForBit) {
  for (const StreamVector& vector : stream_vectors) {
    SCOPED_TRACE(vector.seed);
    Random words(vector.seed, vector.stream), uniforms(vector.seed, vector.stream), normals(vector.seed, vector.stream);
    for (const std::uint32_t word : vector.words) EXPECT_EQ(words.next_u32(), word);
    for (const std::uint64_t bits : vector.uniforms) EXPECT_EQ(std::bit_cast<std::uint64_t>(uniforms.uniform()), bits);
    for (const std::uint64_t bits : vector.normals) EXPECT_EQ(std::bit_cast<std::uint64_t>(normals.normal()), bits);
  }
}

struct Quantile {
  double probability, value;
};

const Quantile quantiles[] = {
#include "shared/random/test/vectors/quantiles.inc"
};

TEST(InverseNormal, AgreesWithExactQuantiles) {
  for (const Quantile& quantile : quantiles) {
    EXPECT_NEAR(inverse_normal(quantile.probability), quantile.value, 1e-9) << quantile.probability;
  }
}

TEST(InverseNormal, IsOddRisesAndMeetsItsSeams) {
  EXPECT_EQ(inverse_normal(0.5), 0.0);
  double before = -std::numeric_limits<double>::infinity();
  for (int i = 1; i < 1 << 16; ++i) {
    const double p = i * 0x1p-16;
    const double value = inverse_normal(p);
    ASSERT_EQ(value, -inverse_normal(1 - p)) << p;
    ASSERT_GT(value, before) << p;
    before = value;
  }
}

TEST(InverseNormal, SaysWhatLiesOutside) {
  EXPECT_EQ(inverse_normal(0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(inverse_normal(1), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(inverse_normal(-0.1)));
  EXPECT_TRUE(std::isnan(inverse_normal(1.1)));
  EXPECT_TRUE(std::isnan(inverse_normal(std::nan(""))));
}

TEST(Random, NormalsHaveTheMomentsOfANormal) {
  constexpr int draws = 1'000'000;
  Random random(20260101);
  double sum[5] = {};
  for (int i = 0; i < draws; ++i) {
    const double value = random.normal();
    double power = 1;
    for (double& total : sum) total += power, power *= value;
  }
  // Five standard errors of each sample moment: √(Var xᵏ / n) with Var = 1, 2, 15, 96.
  const double mean_error = 5 / std::sqrt(draws);
  EXPECT_NEAR(sum[1] / draws, 0, mean_error);
  EXPECT_NEAR(sum[2] / draws, 1, mean_error * std::sqrt(2));
  EXPECT_NEAR(sum[3] / draws, 0, mean_error * std::sqrt(15));
  EXPECT_NEAR(sum[4] / draws, 3, mean_error * std::sqrt(96));
}

TEST(Random, UniformsFillTheirRangeEvenly) {
  constexpr int draws = 1'000'000, bins = 100;
  std::vector<int> counts(bins);
  Random random(5, 6);
  for (int i = 0; i < draws; ++i) {
    const double value = random.uniform();
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    ++counts[static_cast<std::size_t>(value * bins)];
  }
  double chi_squared = 0;
  for (const int count : counts) {
    const double difference = count - draws / bins;
    chi_squared += difference * difference / (draws / bins);
  }
  EXPECT_GT(chi_squared, 55);  // 99 degrees of freedom, about one in 5,000 on either side
  EXPECT_LT(chi_squared, 155);
}

TEST(Random, NarrowRangesNeverReachTheirEnd) {
  Random random(9);
  const double low = 1.0, high = std::nextafter(1.0, 2.0);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(random.uniform(low, high), low);
  for (int i = 0; i < 1000; ++i) {
    const double value = random.uniform(-3, 5);
    ASSERT_GE(value, -3);
    ASSERT_LT(value, 5);
  }
}

TEST(Random, BelowIsEvenAndStaysBelow) {
  Random random(11);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts.at(random.below(7));
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0u);
  // Three quarters of 2^32: without rejection the words below 2^30 would come twice as often.
  int small = 0;
  for (int i = 0; i < 30'000; ++i) small += random.below(0xC0000000u) < 0x40000000u ? 1 : 0;
  EXPECT_NEAR(small, 10'000, 450);
}

TEST(Random, CopiesGoOnFromTheSamePlace) {
  Random random(3, 4);
  for (int i = 0; i < 5; ++i) random.next_u32();
  Random copy = random;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(copy.next_u32(), random.next_u32());
}

TEST(Random, SeedsAndStreamsDiffer) {
  Random a(1, 0), b(2, 0), c(1, 1);
  const std::uint32_t first = a.next_u32();
  EXPECT_NE(first, b.next_u32());
  EXPECT_NE(first, c.next_u32());
}

TEST(SeedFromText, NumbersAreThemselves) {
  EXPECT_EQ(seed_from_text("0"), 0u);
  EXPECT_EQ(seed_from_text("42"), 42u);
  EXPECT_EQ(seed_from_text("007"), 7u);
  EXPECT_EQ(seed_from_text("18446744073709551615"), UINT64_MAX);
}

TEST(SeedFromText, OtherTextIsHashed) {
  // Published FNV-1a test values.
  EXPECT_EQ(seed_from_text(""), 0xcbf29ce484222325u);
  EXPECT_EQ(seed_from_text("a"), 0xaf63dc4c8601ec8cu);
  EXPECT_EQ(seed_from_text("foobar"), 0x85944171f73967e8u);
  EXPECT_NE(seed_from_text("18446744073709551616"), 0u);
  EXPECT_NE(seed_from_text("-1"), seed_from_text("1"));
  EXPECT_NE(seed_from_text("曼陀罗"), seed_from_text("夢"));
}

}  // namespace
}  // namespace reverie
