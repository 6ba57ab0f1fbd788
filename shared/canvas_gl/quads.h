// Quads: the shapes that the fragment shader counts by itself, without an outline: most of a sketch. Nothing is
// returned for those that it cannot (a pen that the transform squeezes, very flat ellipses, shapes without area).
#pragma once

#include <optional>

#include "shared/canvas/display_list.h"
#include "shared/canvas_gl/primitive.h"

namespace reverie {

// The parallelogram around `center` with the half axes u and v, all taken to pixels by `device`.
std::optional<Primitive> quad_of(PrimitiveKind kind, Vec2 center, Vec2 u, Vec2 v, const Matrix& device);

std::optional<Primitive> quad_of_rect(const RectCommand& rect, const Matrix& device);
// With mitred corners.
std::optional<Primitive> quad_of_rect_stroke(const RectCommand& rect, const State& state, const Matrix& device);
std::optional<Primitive> quad_of_ellipse(const EllipseCommand& ellipse, const Matrix& device);
std::optional<Primitive> quad_of_circle_stroke(const EllipseCommand& ellipse, const State& state, const Matrix& device);
std::optional<Primitive> quad_of_line(const LineCommand& line, const State& state, const Matrix& device);

}  // namespace reverie
