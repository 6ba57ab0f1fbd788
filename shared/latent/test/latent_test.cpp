#include "shared/latent/latent.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace reverie {
namespace {

double length_of(const Latent& code) {
  double sum = 0;
  for (const float value : code) sum += double{value} * value;
  return std::sqrt(sum);
}

double distance(const Latent& a, const Latent& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (double{a[i]} - b[i]) * (double{a[i]} - b[i]);
  return std::sqrt(sum);
}

TEST(LatentFromSeed, IsStableAndDiffersBySeedAndStream) {
  const Latent code = latent_from_seed(7, 0, 64);
  EXPECT_EQ(code.size(), 64u);
  EXPECT_EQ(code, latent_from_seed(7, 0, 64));
  EXPECT_NE(code, latent_from_seed(8, 0, 64));
  EXPECT_NE(code, latent_from_seed(7, 1, 64));
  // A longer code begins with the shorter one: changing a model's size does not change what came before.
  const Latent longer = latent_from_seed(7, 0, 100);
  EXPECT_TRUE(std::equal(code.begin(), code.end(), longer.begin()));
  EXPECT_TRUE(latent_from_seed(7, 0, 0).empty());
}

TEST(Slerp, EndsAreExact) {
  const Latent a = latent_from_seed(1, 0, 64), b = latent_from_seed(1, 1, 64);
  EXPECT_EQ(slerp(a, b, 0), a);
  EXPECT_EQ(slerp(a, b, 1), b);
  EXPECT_EQ(slerp(a, b, -3), a);
  EXPECT_EQ(slerp(a, b, 4), b);
  EXPECT_EQ(slerp(a, b, std::numeric_limits<float>::quiet_NaN()), a);
}

TEST(Slerp, MiddleOfARightAngle) {
  const Latent middle = slerp(Latent{2, 0}, Latent{0, 4}, 0.5f);
  EXPECT_NEAR(middle[0], 3 * std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(middle[1], 3 * std::sqrt(0.5), 1e-6);
  const Latent third = slerp(Latent{1, 0}, Latent{0, 1}, 1.0f / 3);
  EXPECT_NEAR(third[0], std::sqrt(0.75), 1e-6);
  EXPECT_NEAR(third[1], 0.5, 1e-6);
}

TEST(Slerp, LengthRunsStraightFromOneToTheOther) {
  const Latent a = truncate(latent_from_seed(2, 0, 128), 0.3f), b = latent_from_seed(2, 1, 128);
  for (int i = 0; i <= 20; ++i) {
    const float t = static_cast<float>(i) / 20;
    EXPECT_NEAR(length_of(slerp(a, b, t)), length_of(a) * (1 - t) + length_of(b) * t, 1e-4);
  }
}

TEST(Slerp, TurnsAtAnEvenRate) {
  const Latent a = latent_from_seed(3, 0, 64), b = latent_from_seed(3, 1, 64);
  double first = -1;
  for (int i = 0; i < 10; ++i) {
    Latent p = slerp(a, b, static_cast<float>(i) / 10), q = slerp(a, b, static_cast<float>(i + 1) / 10);
    const double p_length = length_of(p), q_length = length_of(q);
    for (float& value : p) value /= static_cast<float>(p_length);
    for (float& value : q) value /= static_cast<float>(q_length);
    const double step = distance(p, q);
    if (first < 0) first = step;
    EXPECT_NEAR(step, first, 1e-5);
  }
}

TEST(Slerp, NearlyParallelCodesBlendStraight) {
  const Latent a = latent_from_seed(4, 0, 32);
  Latent b = a;
  b[3] += 1e-6f;
  for (const float t : {0.1f, 0.5f, 0.9f}) {
    const Latent middle = slerp(a, b, t);
    EXPECT_LT(distance(middle, a), 2e-6);
    EXPECT_EQ(slerp(a, a, t), a);
  }
}

TEST(Slerp, BothSidesOfTheParallelThresholdAgree) {
  const Latent a{1, 0, 0};
  for (const float lean : {0.9e-5f, 1.1e-5f}) {
    const Latent middle = slerp(a, Latent{1, lean, 0}, 0.5f);
    EXPECT_NEAR(middle[0], 1, 1e-6);
    EXPECT_NEAR(middle[1], lean / 2, 1e-11);
  }
}

TEST(Slerp, OppositeCodesGoRoundAndNeverThroughZero) {
  for (const int dims : {2, 3, 64, 65}) {
    const Latent a = latent_from_seed(5, 0, dims);
    Latent b = a;
    for (float& value : b) value = -value;
    Latent before = a;
    for (int i = 1; i <= 100; ++i) {
      const Latent code = slerp(a, b, static_cast<float>(i) / 100);
      EXPECT_NEAR(length_of(code), length_of(a), 1e-4 * length_of(a)) << dims;
      EXPECT_LT(distance(code, before), length_of(a) * 0.04) << dims << " " << i;
      before = code;
    }
    EXPECT_EQ(before, b);
  }
}

TEST(Slerp, DegenerateCodes) {
  EXPECT_EQ(slerp(Latent{0, 0}, Latent{2, 4}, 0.5f), (Latent{1, 2}));
  EXPECT_EQ(slerp(Latent{1}, Latent{-1}, 0.5f), (Latent{0}));
  EXPECT_TRUE(slerp(Latent{}, Latent{}, 0.5f).empty());
}

TEST(Truncate, ScalesAndBounds) {
  const Latent z{1, -2, 3};
  EXPECT_EQ(truncate(z, 0.5f), (Latent{0.5f, -1, 1.5f}));
  EXPECT_EQ(truncate(z, 1), z);
  EXPECT_EQ(truncate(z, 7), z);
  EXPECT_EQ(length_of(truncate(z, 0)), 0);
  EXPECT_EQ(length_of(truncate(z, -1)), 0);
  EXPECT_EQ(length_of(truncate(z, std::numeric_limits<float>::quiet_NaN())), 0);
}

TEST(Plane, WholePointsOwnIndependentCodes) {
  EXPECT_EQ(latent_on_plane(9, 0, 0, 64), latent_from_seed(9, 0, 64));
  const Latent here = latent_on_plane(9, 3, -2, 64);
  EXPECT_EQ(here, latent_on_plane(9, 3, -2, 64));
  for (const auto& [x, y] : {std::pair{4.0, -2.0}, {3.0, -1.0}, {-2.0, 3.0}, {-3.0, 2.0}}) {
    const Latent other = latent_on_plane(9, x, y, 64);
    EXPECT_GT(distance(here, other), 5) << x << "," << y;  // independent codes lie √128 ≈ 11 apart
  }
  EXPECT_NE(latent_on_plane(9, 3, -2, 64), latent_on_plane(10, 3, -2, 64));
}

TEST(Plane, IsContinuousAcrossCellsAndEasesIntoThem) {
  constexpr double step = 1e-3;
  for (const double y : {-0.7, 0.0, 0.31}) {
    Latent before = latent_on_plane(1, -2, y, 64);
    double fastest = 0;
    for (double x = -2 + step; x <= 2; x += step) {
      const Latent code = latent_on_plane(1, x, y, 64);
      fastest = std::max(fastest, distance(code, before));
      before = code;
    }
    EXPECT_LT(fastest, 0.05);  // a jump would be 5 or more
  }
  const double eased = distance(latent_on_plane(1, 1 - step, 0.3, 64), latent_on_plane(1, 1 + step, 0.3, 64));
  EXPECT_LT(eased, 1e-3);
}

TEST(Plane, CodesKeepTheLengthOfADraw) {
  const double typical = std::sqrt(128.0);
  for (double x = -4; x <= 4; x += 0.37) {
    for (double y = -4; y <= 4; y += 0.41) {
      EXPECT_NEAR(length_of(latent_on_plane(77, x, y, 128)), typical, 0.25 * typical) << x << "," << y;
    }
  }
}

TEST(Plane, TakesAnyCoordinate) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(latent_on_plane(1, infinity, std::nan(""), 8), latent_on_plane(1, 0, 0, 8));
  for (const double far : {1e9, -1e9, 1e300, -1e300}) {
    for (const float value : latent_on_plane(1, far, -far, 8)) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(ClosedWalk, PassesItsKeysAndCloses) {
  std::vector<Latent> keys;
  for (std::uint64_t i = 0; i < 5; ++i) keys.push_back(latent_from_seed(6, i, 32));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    EXPECT_LT(distance(closed_walk(keys, static_cast<double>(i) / 5), keys[i]), 1e-5) << i;
  }
  EXPECT_LT(distance(closed_walk(keys, 0), closed_walk(keys, 1 - 1e-9)), 1e-5);
  EXPECT_EQ(closed_walk(keys, 0.3), closed_walk(keys, 0.3));
  EXPECT_LT(distance(closed_walk(keys, 1.3), closed_walk(keys, 0.3)), 1e-5);
  EXPECT_LT(distance(closed_walk(keys, -0.7), closed_walk(keys, 0.3)), 1e-5);
}

TEST(ClosedWalk, MovesSmoothlyAndKeepsItsLength) {
  std::vector<Latent> keys;
  for (std::uint64_t i = 0; i < 4; ++i) keys.push_back(latent_from_seed(8, i, 64));
  constexpr int steps = 4000;
  const auto code_at = [&](int i) { return closed_walk(keys, static_cast<double>(i) / steps); };
  for (int i = 0; i < steps; i += 7) {
    const double speed = distance(code_at(i), code_at(i + 1)), next = distance(code_at(i + 1), code_at(i + 2));
    EXPECT_LT(speed, 0.03) << i;
    EXPECT_NEAR(speed, next, 1e-4) << i;
    EXPECT_NEAR(length_of(code_at(i)), 8, 2.5) << i;
  }
}

TEST(ClosedWalk, MeetsItsKeysBitForBit) {
  for (const std::size_t count : {2U, 3U, 7U, 12U}) {
    std::vector<Latent> keys;
    for (std::uint64_t i = 0; i < count; ++i) keys.push_back(latent_from_seed(11, i, 64));
    for (float& value : keys[1]) value *= 0.3F;  // lengths differ too
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(closed_walk(keys, i, 0.0), keys[i]);
      EXPECT_EQ(closed_walk(keys, i, 1.0), keys[(i + 1) % count]);
      EXPECT_EQ(closed_walk(keys, i + count, 0.4), closed_walk(keys, i, 0.4));
    }
  }
  const std::vector<Latent> keys{Latent{1, 0}, Latent{0, 1}};
  EXPECT_EQ(closed_walk(keys, std::size_t{0}, std::nan("")), keys[0]);
  EXPECT_EQ(closed_walk(keys, std::size_t{0}, -4), keys[0]);
  EXPECT_EQ(closed_walk(keys, std::size_t{0}, 9), keys[1]);
}

// C1: no corner at a key, also at the one where the loop closes.
TEST(ClosedWalk, LeavesEachKeyAsItCame) {
  for (const std::size_t count : {3U, 5U, 8U}) {
    std::vector<Latent> keys;
    for (std::uint64_t i = 0; i < count; ++i) keys.push_back(latent_from_seed(12, i, 64));
    constexpr double step = 1e-3;
    for (std::size_t i = 0; i < count; ++i) {
      const Latent before = closed_walk(keys, i + count - 1, 1 - step), after = closed_walk(keys, i, step);
      double difference = 0, speed = 0;
      for (std::size_t k = 0; k < before.size(); ++k) {
        const double came = (double{keys[i][k]} - before[k]) / step, goes = (double{after[k]} - keys[i][k]) / step;
        difference += (came - goes) * (came - goes);
        speed += came * came;
      }
      EXPECT_GT(std::sqrt(speed), 2) << count << " " << i;
      EXPECT_LT(std::sqrt(difference), 0.02 * std::sqrt(speed)) << count << " " << i;
    }
  }
}

TEST(ClosedWalk, FewKeys) {
  EXPECT_TRUE(closed_walk({}, 0.5).empty());
  const std::vector<Latent> one{latent_from_seed(1, 0, 8)};
  EXPECT_EQ(closed_walk(one, 0.6), one[0]);
  const std::vector<Latent> two{latent_from_seed(1, 0, 8), latent_from_seed(1, 1, 8)};
  EXPECT_LT(distance(closed_walk(two, 0.5), two[1]), 1e-6);
  EXPECT_LT(distance(closed_walk(two, 0.25), closed_walk(two, 0.75)), 1e-6);
  for (const float value : closed_walk(two, std::nan(""))) EXPECT_TRUE(std::isfinite(value));
}

}  // namespace
}  // namespace reverie
