#include "shared/studio/display_view.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace reverie {

namespace {

ImU32 color_of(Color c, float opacity = 1) {
  return IM_COL32(c.r, c.g, c.b, static_cast<int>(std::clamp(opacity, 0.0f, 1.0f) * static_cast<float>(c.a) + 0.5f));
}

constexpr float pi = 3.14159265f;

struct Replayer {
  ImDrawList& out;
  Textures& textures;
  Box box;

  ImVec2 at(double x, double y) const { return {box.x + static_cast<float>(x), box.y + static_cast<float>(y)}; }
  static bool filled(const Style& style) { return style.has_fill && style.fill.a > 0; }
  static bool stroked(const Style& style) { return style.has_stroke && style.stroke.a > 0 && style.stroke_weight > 0; }

  void operator()(const BackgroundCommand& command) {
    out.AddRectFilled(at(0, 0), at(box.width, box.height), color_of(command.color));
  }

  void operator()(const RectCommand& command) {
    const ImVec2 low =
        at(std::min(command.x, command.x + command.width), std::min(command.y, command.y + command.height));
    const ImVec2 high = {low.x + std::abs(command.width), low.y + std::abs(command.height)};
    const float limit = std::min(high.x - low.x, high.y - low.y) / 2;
    const float radius = std::clamp(command.radius, 0.0f, limit);
    if (filled(command.style)) out.AddRectFilled(low, high, color_of(command.style.fill), radius);
    if (!stroked(command.style)) return;
    // PathStroke instead of AddRect, which moves the outline by half a pixel.
    out.PathRect(low, high, radius);
    out.PathStroke(color_of(command.style.stroke), ImDrawFlags_Closed, command.style.stroke_weight);
  }

  void operator()(const EllipseCommand& command) {
    const float rx = std::abs(command.width) / 2, ry = std::abs(command.height) / 2;
    const int segments = std::clamp(static_cast<int>(6 * std::sqrt(std::max(rx, ry)) + 8), 12, 256);
    const auto path = [&] {
      for (int i = 0; i < segments; ++i) {
        const float angle = 2 * pi * static_cast<float>(i) / static_cast<float>(segments);
        out.PathLineTo(at(command.x + rx * std::cos(angle), command.y + ry * std::sin(angle)));
      }
    };
    if (filled(command.style)) path(), out.PathFillConvex(color_of(command.style.fill));
    if (stroked(command.style)) {
      path();
      out.PathStroke(color_of(command.style.stroke), ImDrawFlags_Closed, command.style.stroke_weight);
    }
  }

  void operator()(const LineCommand& command) {
    if (!stroked(command.style)) return;
    const ImVec2 from = at(command.x1, command.y1), to = at(command.x2, command.y2);
    const ImU32 color = color_of(command.style.stroke);
    // Round ends as p5 has them, in one convex shape so that a see-through line stays even.
    const float radius = command.style.stroke_weight / 2;
    const float angle = std::atan2(to.y - from.y, to.x - from.x);
    out.PathArcTo(to, radius, angle - pi / 2, angle + pi / 2);
    out.PathArcTo(from, radius, angle + pi / 2, angle + pi * 1.5f);
    out.PathFillConvex(color);
  }

  void operator()(const PolygonCommand& command) {
    if (command.points.size() < 2) return;
    std::vector<ImVec2> points;
    points.reserve(command.points.size());
    for (const Vec2& point : command.points) points.push_back(at(point.x, point.y));
    const int count = static_cast<int>(points.size());
    if (filled(command.style) && count > 2) fill_polygon(points, color_of(command.style.fill));
    if (stroked(command.style)) {
      out.AddPolyline(points.data(), count, color_of(command.style.stroke), ImDrawFlags_Closed,
                      command.style.stroke_weight);
    }
  }

  void operator()(const ImageCommand& command) {
    if (!command.image || command.image->empty()) return;
    const TextureId texture = textures.texture_of(command.image, command.sampling);
    if (texture == 0) return;
    const Color white = {255, 255, 255, 255};
    out.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)), at(command.x, command.y),
                 at(command.x + command.width, command.y + command.height), {0, 0}, {1, 1},
                 color_of(white, command.opacity));
  }

  void fill_polygon(std::vector<ImVec2>& points, ImU32 color);
};

float cross(ImVec2 a, ImVec2 b, ImVec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

bool is_convex(const std::vector<ImVec2>& points) {
  bool left = false, right = false;
  for (std::size_t i = 0, n = points.size(); i < n; ++i) {
    const float turn = cross(points[i], points[(i + 1) % n], points[(i + 2) % n]);
    left |= turn > 1e-4f;
    right |= turn < -1e-4f;
  }
  return !(left && right);
}

float signed_area(const std::vector<ImVec2>& points) {
  float area = 0;
  for (std::size_t i = 0, n = points.size(); i < n; ++i) {
    const ImVec2 a = points[i], b = points[(i + 1) % n];
    area += a.x * b.y - b.x * a.y;
  }
  return area;
}

bool is_ear(const std::vector<ImVec2>& points, std::size_t i) {
  const std::size_t n = points.size();
  const ImVec2 a = points[(i + n - 1) % n], b = points[i], c = points[(i + 1) % n];
  if (cross(a, b, c) <= 0) return false;
  for (std::size_t k = 0; k < n; ++k) {
    if (k == i || k == (i + 1) % n || k == (i + n - 1) % n) continue;
    const ImVec2 p = points[k];
    if (cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0) return false;
  }
  return true;
}

// Convex shapes by Dear ImGui with soft edges; others by cutting ears (quadratic, so only up to 512 corners; a larger
// one is drawn by its outline only).
void Replayer::fill_polygon(std::vector<ImVec2>& points, ImU32 color) {
  if (is_convex(points)) {
    // Dear ImGui's soft edge lies outside only for clockwise corners on a screen.
    if (signed_area(points) < 0) std::reverse(points.begin(), points.end());
    out.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), color);
    return;
  }
  if (points.size() > 512) return;
  std::vector<ImVec2> rest = points;
  if (signed_area(rest) < 0) std::reverse(rest.begin(), rest.end());
  const ImDrawListFlags flags = out.Flags;
  out.Flags &= ~ImDrawListFlags_AntiAliasedFill;  // soft edges would show as seams between the triangles
  while (rest.size() >= 3) {
    std::size_t ear = 0;
    while (ear < rest.size() && !is_ear(rest, ear)) ++ear;
    if (ear == rest.size()) break;  // crosses itself
    const std::size_t n = rest.size();
    out.AddTriangleFilled(rest[(ear + n - 1) % n], rest[ear], rest[(ear + 1) % n], color);
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(ear));
  }
  out.Flags = flags;
}

}  // namespace

void replay(const DisplayList& list, const Box& box, Textures& textures, ImDrawList& out) {
  out.PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, true);
  Replayer replayer{out, textures, box};
  for (const Command& command : list.commands) std::visit(replayer, command);
  out.PopClipRect();
}

}  // namespace reverie
