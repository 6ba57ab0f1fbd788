#include "shared/pieces/de-stijl/layout.h"

#include <algorithm>
#include <cmath>

namespace reverie::pieces {

Box Layout::box_of(const Extent& extent) const {
  const auto x = [&](double u, double v) { return std::round((upright ? v : u) * width); };
  const auto y = [&](double u, double v) { return std::round((upright ? u : v) * height); };
  return {x(extent.u0, extent.v0), y(extent.u0, extent.v0), x(extent.u1, extent.v1), y(extent.u1, extent.v1)};
}

Box Layout::bar_box(const Bar& bar, double grown) const {
  Extent line = bar.plane;
  if (bar.cut == Cut::across) {
    line.u0 = line.u1 = line.u0 + (line.u1 - line.u0) * bar.at;
  } else {
    line.v0 = line.v1 = line.v0 + (line.v1 - line.v0) * bar.at;
  }
  Box box = box_of(line);
  const double thick = std::max(1.0, std::round(weight * bar.weight)), gap = std::round(thick * 1.1);
  double& start = stands(bar) ? box.y0 : box.x0;
  double& end = stands(bar) ? box.y1 : box.x1;
  start += bar.stops_first ? gap : 0;
  end -= bar.stops_last ? gap : 0;
  end = start + std::round(std::max(end - start, 0.0) * grown);
  double& near = stands(bar) ? box.x0 : box.y0;
  near -= std::floor(thick / 2);
  (stands(bar) ? box.x1 : box.y1) = near + thick;
  return box;
}

}  // namespace reverie::pieces
