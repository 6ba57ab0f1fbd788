// p5's small mathematics.
#pragma once

#include <algorithm>
#include <cmath>

namespace reverie {

inline double lerp(double a, double b, double t) { return a + (b - a) * t; }

inline double constrain(double value, double low, double high) { return std::clamp(value, low, high); }

// Where `value` lies between start1 and stop1, taken to start2…stop2; beyond them too unless `within`.
inline double map(double value, double start1, double stop1, double start2, double stop2, bool within = false) {
  const double mapped = start2 + (stop2 - start2) * ((value - start1) / (stop1 - start1));
  return within ? std::clamp(mapped, std::min(start2, stop2), std::max(start2, stop2)) : mapped;
}

inline double norm(double value, double start, double stop) { return map(value, start, stop, 0, 1); }

inline double dist(double x1, double y1, double x2, double y2) {
  return std::sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
}

}  // namespace reverie
