#include "shared/studio/marks.h"

#include <array>
#include <cmath>
#include <span>

#include "shared/studio/theme.h"

namespace reverie {

namespace {

constexpr float pi = 3.14159265f;

// A pen in a square from -1 to 1 around the centre.
struct Pen {
  ImDrawList& out;
  ImVec2 center;
  float half;
  ImU32 color;
  float weight;

  ImVec2 at(float x, float y) const { return {center.x + x * half, center.y + y * half}; }
  void line(std::initializer_list<ImVec2> points, bool closed = false) const {
    for (const ImVec2& point : points) out.PathLineTo(at(point.x, point.y));
    out.PathStroke(color, closed ? ImDrawFlags_Closed : ImDrawFlags_None, weight);
  }
  void arc(float x, float y, float radius, float from, float to) const {
    out.PathArcTo(at(x, y), radius * half, from, to, 24);
    out.PathStroke(color, ImDrawFlags_None, weight);
  }
  void dot(float x, float y, float radius) const { out.AddCircleFilled(at(x, y), radius * half, color, 16); }
};

void draw_lock(const Pen& pen, bool open) {
  pen.out.AddRect(pen.at(-0.66f, -0.1f), pen.at(0.66f, 0.9f), pen.color, 1.5f, 0, pen.weight);
  if (open) {
    pen.arc(0.0f, -0.35f, 0.42f, pi, pi * 1.85f);
    pen.line({{-0.42f, -0.35f}, {-0.42f, -0.1f}});
  } else {
    pen.arc(0.0f, -0.35f, 0.42f, pi, pi * 2);
    pen.line({{-0.42f, -0.35f}, {-0.42f, -0.1f}});
    pen.line({{0.42f, -0.35f}, {0.42f, -0.1f}});
  }
}

void draw_turn(const Pen& pen, bool left) {
  const float s = left ? 1.0f : -1.0f;
  if (left) {
    pen.arc(0.1f, 0.15f, 0.62f, -pi * 0.85f, pi * 0.6f);
  } else {
    pen.arc(-0.1f, 0.15f, 0.62f, pi * 0.4f, pi * 1.85f);
  }
  pen.line({{-0.72f * s, -0.75f}, {-0.55f * s, -0.1f}, {0.1f * s, -0.25f}});
}

void draw_reset(const Pen& pen) {
  pen.arc(0, 0, 0.68f, -pi * 0.35f, pi * 1.3f);
  pen.line({{-0.82f, -0.78f}, {-0.46f, -0.5f}, {-0.72f, -0.12f}});
}

void draw_sparkle(const Pen& pen) {
  constexpr float in = 0.22f;
  for (int i = 0; i < 8; ++i) {
    const float angle = pi * static_cast<float>(i) / 4 - pi / 2, radius = i % 2 == 0 ? 0.95f : in * 1.5f;
    pen.out.PathLineTo(pen.at(std::cos(angle) * radius - 0.1f, std::sin(angle) * radius + 0.1f));
  }
  pen.out.PathStroke(pen.color, ImDrawFlags_Closed, pen.weight);
  pen.dot(0.8f, -0.75f, 0.16f);
}

void draw_info(const Pen& pen, bool keys) {
  pen.out.AddCircle(pen.center, pen.half * 0.95f, pen.color, 32, pen.weight);
  if (keys) {
    pen.arc(0, -0.2f, 0.28f, pi, pi * 2.4f);
    pen.line({{0.08f, 0.04f}, {0.0f, 0.12f}, {0.0f, 0.24f}});
    pen.dot(0, 0.5f, 0.11f);
  } else {
    pen.dot(0, -0.42f, 0.12f);
    pen.line({{0.0f, -0.1f}, {0.0f, 0.52f}});
  }
}

// The two characters as a pen writes them.
void draw_chinese(const Pen& pen) {
  pen.line({{-1.85f, -0.5f}, {-0.25f, -0.5f}, {-0.25f, 0.3f}, {-1.85f, 0.3f}}, true);
  pen.line({{-1.05f, -0.95f}, {-1.05f, 1.0f}});
  pen.line({{1.0f, -0.98f}, {1.12f, -0.62f}});
  pen.line({{0.18f, -0.48f}, {1.95f, -0.48f}});
  pen.line({{1.62f, -0.42f}, {1.4f, 0.1f}, {0.95f, 0.58f}, {0.2f, 0.95f}});
  pen.line({{0.5f, -0.42f}, {0.75f, 0.1f}, {1.2f, 0.6f}, {1.95f, 0.95f}});
}

}  // namespace

void draw_mark(ImDrawList& out, Mark mark, ImVec2 center, float size, ImU32 color) {
  const Pen pen{out, center, size / 2, color, size / 11};
  switch (mark) {
    case Mark::lock:
      return draw_lock(pen, false);
    case Mark::unlock:
      return draw_lock(pen, true);
    case Mark::undo:
      return draw_turn(pen, true);
    case Mark::redo:
      return draw_turn(pen, false);
    case Mark::reset:
      return draw_reset(pen);
    case Mark::sparkle:
      return draw_sparkle(pen);
    case Mark::info:
      return draw_info(pen, false);
    case Mark::keys:
      return draw_info(pen, true);
    case Mark::close:
      pen.line({{-0.6f, -0.6f}, {0.6f, 0.6f}});
      pen.line({{-0.6f, 0.6f}, {0.6f, -0.6f}});
      return;
    case Mark::chevron_left:
      return pen.line({{0.3f, -0.7f}, {-0.35f, 0.0f}, {0.3f, 0.7f}});
    case Mark::chevron_right:
      return pen.line({{-0.3f, -0.7f}, {0.35f, 0.0f}, {-0.3f, 0.7f}});
    case Mark::chevron_down:
      return pen.line({{-0.7f, -0.3f}, {0.0f, 0.35f}, {0.7f, -0.3f}});
    case Mark::keep:
      pen.line({{0.0f, -0.9f}, {0.0f, 0.35f}});
      pen.line({{-0.45f, -0.1f}, {0.0f, 0.35f}, {0.45f, -0.1f}});
      return pen.line({{-0.85f, 0.3f}, {-0.85f, 0.9f}, {0.85f, 0.9f}, {0.85f, 0.3f}});
    case Mark::share:
      pen.line({{-0.85f, 0.85f}, {0.75f, -0.75f}});
      return pen.line({{-0.15f, -0.8f}, {0.8f, -0.8f}, {0.8f, 0.15f}});
    case Mark::chinese:
      return draw_chinese(pen);
    case Mark::pause:
      pen.line({{-0.35f, -0.7f}, {-0.35f, 0.7f}});
      return pen.line({{0.35f, -0.7f}, {0.35f, 0.7f}});
  }
}

}  // namespace reverie
