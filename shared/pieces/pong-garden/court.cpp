#include "shared/pieces/pong-garden/court.h"

#include <algorithm>
#include <cmath>

namespace reverie::pieces::pong_garden {

namespace {

constexpr double steepest = 0.8;  // across ÷ whole speed

void leave(Court& court, int end, double across, double speed) {
  const double y = std::clamp(across, -1.0, 1.0) * steepest;
  const double x = std::sqrt(1 - y * y);
  court.velocity = {(end == 0 ? speed : -speed) * x, speed * y};
}

}  // namespace

double Court::face(int end) const {
  const double inset = (paddle_inset + ball_radius) / length;
  return end == 0 ? inset : 1 - inset;
}

void Court::move_paddle(int end, double towards, double most) {
  double& at = paddle[end];
  const double reach = std::min(half_paddle, 0.5);
  at = std::clamp(at + std::clamp(towards - at, -most, most), reach, 1 - reach);
}

Happening advance(Court& court, double gain, double most) {
  const Vec2 before = court.ball;
  court.ball.x += court.velocity.x / court.length;
  court.ball.y += court.velocity.y;
  Happening happening = Happening::nothing;
  const double low = ball_radius, high = 1 - ball_radius;
  if (court.ball.y < low || court.ball.y > high) {
    court.ball.y = court.ball.y < low ? 2 * low - court.ball.y : 2 * high - court.ball.y;
    court.velocity.y = -court.velocity.y;
    happening = Happening::wall;
  }
  const int end = court.velocity.x < 0 ? 0 : 1;
  const double face = court.face(end), side = end == 0 ? 1 : -1;
  if ((before.x - face) * side >= 0 && (court.ball.x - face) * side < 0) {
    const double off = (court.ball.y - court.paddle[end]) / (court.half_paddle + ball_radius);
    if (std::fabs(off) <= 1) {
      const double speed = std::sqrt(court.velocity.x * court.velocity.x + court.velocity.y * court.velocity.y) * gain;
      court.ball.x = 2 * face - court.ball.x;
      leave(court, end, off, std::min(speed, most));
      return end == 0 ? Happening::hit_0 : Happening::hit_1;
    }
  }
  if (court.ball.x < -0.05) return Happening::missed_0;
  if (court.ball.x > 1.05) return Happening::missed_1;
  return happening;
}

void serve(Court& court, int end, double slope, double speed) {
  court.ball = {0.5, 0.5};
  leave(court, 1 - end, slope, speed);
}

}  // namespace reverie::pieces::pong_garden
