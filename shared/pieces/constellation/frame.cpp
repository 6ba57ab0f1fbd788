#include "shared/pieces/constellation/frame.h"

#include <cmath>

namespace reverie::pieces {

// The ellipse that the canvas's sides span is what has to hold the stars.
void Frame::follow(const Force& force, const Stage& stage, double share) {
  Vec2 low, high;
  force.bounds(low, high);
  const Vec2 middle{(low.x + high.x) / 2, (low.y + high.y) / 2};
  const double wide = std::max(1.0F, stage.width()), tall = std::max(1.0F, stage.height());
  if (wide != wide_ || tall != tall_) share = 1;
  wide_ = wide, tall_ = tall;
  double reach = 0;
  for (const Vec2 p : force.places()) {
    const double x = (p.x - middle.x) / wide, y = (p.y - middle.y) / tall;
    reach = std::max(reach, x * x + y * y);
  }
  const auto go = [&](double& from, double to, double enough) {
    from = std::fabs(to - from) < enough ? to : from + (to - from) * share;
    return from == to;
  };
  const bool still[] = {go(middle_.x, middle.x, 0.05), go(middle_.y, middle.y, 0.05),
                        go(reach_, std::sqrt(reach), 1e-4)};
  still_ = still[0] && still[1] && still[2];
}

View Frame::view(const Stage& stage) const {
  const double whole = fit();
  const Vec2 centre = stage.params().pad("centre");
  return {{stage.width() / 2.0, stage.height() / 2.0},
          {middle_.x + centre.x * stage.width() / 2 / whole, middle_.y + centre.y * stage.height() / 2 / whole},
          whole * stage.params().number("zoom")};
}

}  // namespace reverie::pieces
