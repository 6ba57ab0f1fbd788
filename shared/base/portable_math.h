// Logarithm, sine and angles that give the same bits with every C library: only + − × ÷ and sqrt, which IEEE 754 fixes.
// The library is compiled without contraction into fused multiply-adds (see CMakeLists.txt). Use these wherever a
// number decides what a seed draws.
#pragma once

#include <numbers>

namespace reverie {

inline constexpr double pi = std::numbers::pi;

// Natural logarithm; relative error below 1e-15. 0 gives −∞, a negative number NaN.
double portable_ln(double x);

// Absolute error below 1e-15 for |radians| ≤ 1000, growing slowly with the argument beyond; NaN where |radians| > 1e9.
double portable_sin(double radians);
double portable_cos(double radians);

// Angle of the point (x,y) in (−π,π]; 0 for (0,0). Absolute error below 1e-15.
double portable_atan2(double y, double x);

}  // namespace reverie
