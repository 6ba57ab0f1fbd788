// DisplayView: replays a display list on the GPU through Dear ImGui, for the live window. The raster (canvas/raster.h)
// stays the reference; this one follows it as closely as antialiased triangles do.
#pragma once

#include <imgui.h>

#include "shared/canvas/canvas.h"
#include "shared/studio/box.h"
#include "shared/studio/textures.h"

namespace reverie {

// Draws `list`, whose origin is the corner of `box`, clipped to it.
void replay(const DisplayList& list, const Box& box, Textures& textures, ImDrawList& out);

}  // namespace reverie
