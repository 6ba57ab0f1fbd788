#include "shared/base/portable_math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace reverie {
namespace {

TEST(PortableMath, LogarithmAgreesWithTheCLibraryOverTheWholeRange) {
  for (int exponent = -1074; exponent <= 1023; ++exponent) {
    for (const double mantissa : {1.0, 1.1, 1.4142135, 1.4142136, 1.7, 1.999999}) {
      const double x = std::ldexp(mantissa, exponent);
      if (x == 0) continue;
      EXPECT_NEAR(portable_ln(x), std::log(x), 1e-15 * std::max(0.1, std::fabs(std::log(x)))) << x;
    }
  }
}

TEST(PortableMath, LogarithmOfOneIsExactlyZero) { EXPECT_EQ(portable_ln(1.0), 0.0); }

TEST(PortableMath, LogarithmOutsideItsRange) {
  EXPECT_EQ(portable_ln(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(portable_ln(-1.0)));
  EXPECT_TRUE(std::isnan(portable_ln(std::nan(""))));
  EXPECT_EQ(portable_ln(std::numeric_limits<double>::infinity()), std::numeric_limits<double>::infinity());
}

TEST(PortableMath, SineAndCosineAgreeWithTheCLibrary) {
  for (int i = -100'000; i <= 100'000; ++i) {
    const double x = i * 0.01;
    ASSERT_NEAR(portable_sin(x), std::sin(x), 1e-15) << x;
    ASSERT_NEAR(portable_cos(x), std::cos(x), 1e-15) << x;
  }
  EXPECT_EQ(portable_sin(0.0), 0.0);
  EXPECT_EQ(portable_cos(0.0), 1.0);
  EXPECT_TRUE(std::isnan(portable_sin(1e10)));
  EXPECT_TRUE(std::isnan(portable_cos(std::nan(""))));
}

TEST(PortableMath, AngleAgreesWithTheCLibraryInEveryQuarter) {
  for (int i = 0; i < 3600; ++i) {
    const double radians = (i - 1800) * pi / 1800;
    for (const double radius : {1e-3, 1.0, 1e6}) {
      const double x = radius * std::cos(radians), y = radius * std::sin(radians);
      EXPECT_NEAR(portable_atan2(y, x), std::atan2(y, x), 1e-15 * 4) << radians;
    }
  }
  EXPECT_EQ(portable_atan2(0, 0), 0.0);
  EXPECT_EQ(portable_atan2(0, -1), pi);
}

}  // namespace
}  // namespace reverie
