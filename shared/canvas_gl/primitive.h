// Primitive: one instance of the live window's only quad. Large numbers of them are one draw call.
#pragma once

#include "shared/canvas/geometry.h"

namespace reverie {

// The edges of box, ellipse and capsule are counted exactly against each pixel's square in the fragment shader.
enum class PrimitiveKind {
  flat,     // the parallelogram, every pixel whole: for rectangles of whole pixels
  mask,     // its coverage lies in the winding texture, `extra` = what is added to a pixel's place to find it
  box,      // the parallelogram; `extra` = the hole's half axes as parts of the shape's (0: none)
  ellipse,  // the ellipse in it; `extra` = the hole's part, unused, 1 where it is tiny
  capsule,  // `extra` = half length and radius in pixels; u = along, as long as both together; v = across
};

struct Primitive {
  float center[2] = {}, u[2] = {}, v[2] = {};  // device pixels; u and v are half axes
  float kind = 0;                              // PrimitiveKind; of a picture: 1 smooth, 0 nearest
  float gradient = -1;                         // where its texels begin, -1: none
  float extra[4] = {};                         // of a picture: the crop in its pixels
  float color[4] = {};                         // premultiplied; multiplies a gradient, picture or layer
};
static_assert(sizeof(Primitive) == 64);

// An edge of an outline, in pixels of the winding texture. It tells every pixel to its right, up to `right`.
struct Edge {
  float x0, y0, x1, y1, right;
};
static_assert(sizeof(Edge) == 20);

}  // namespace reverie
