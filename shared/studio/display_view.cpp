#include "shared/studio/display_view.h"

#include "shared/canvas/outline.h"
#include "shared/canvas/shapes.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace reverie {

namespace {

ImU32 color_of(Color c, float opacity = 1) {
  return IM_COL32(c.r, c.g, c.b, static_cast<int>(std::clamp(opacity, 0.0f, 1.0f) * static_cast<float>(c.a) + 0.5f));
}

struct Replayer {
  const DisplayList& list;
  ImDrawList& out;
  Textures& textures;
  Box box;

  ImVec2 at(double x, double y) const { return {box.x + static_cast<float>(x), box.y + static_cast<float>(y)}; }
  void operator()(const BackgroundCommand& command) {
    out.AddRectFilled(at(0, 0), at(box.width, box.height), color_of(command.color));
  }
  void operator()(const TextCommand& /*command*/) {}
  void operator()(const DrawingCommand& /*command*/) {}

  template <class Shape>
  void operator()(const Shape& command) {
    const State& state = list.states[command.state];
    const Path path = path_of(command);
    const auto opacity = static_cast<float>(state.opacity);
    if (state.has_fill && !std::is_same_v<Shape, LineCommand>) {
      fill(outline_of_path(path, state.transform), color_of(state.fill.color, opacity));
    }
    fill(outline_of_stroke(path, state, state.transform), color_of(state.stroke.color, opacity));
  }

  void operator()(const ImageCommand& command) {
    if (!command.image || command.image->empty()) return;
    const TextureId texture = textures.texture_of(command.image, command.sampling);
    if (texture == 0) return;
    out.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)), at(command.x, command.y),
                 at(command.x + command.width, command.y + command.height), {0, 0}, {1, 1},
                 color_of(command.tint, static_cast<float>(list.states[command.state].opacity)));
  }

  void fill(const Outline& outline, ImU32 color) {
    for (const Contour& contour : outline) {
      std::vector<ImVec2> points;
      for (const Vec2 p : contour.points) points.push_back(at(p.x, p.y));
      if (points.size() > 2) fill_polygon(points, color);
    }
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
  Replayer replayer{list, out, textures, box};
  for (const Command& command : list.commands) std::visit(replayer, command);
  out.PopClipRect();
}

}  // namespace reverie
