// GlReplay: paints display lists on the GPU, for the live window. The reference is raster.h: edges come from the same
// outlines and are counted by area as it counts them, so that the picture is as smooth at any density, and the same
// within a few levels. Needs a current context of OpenGL 3.3 or WebGL 2; leaves GL as Dear ImGui expects it.
#pragma once

#include <memory>
#include <vector>

#include "shared/base/result.h"
#include "shared/canvas/display_list.h"

namespace reverie {

class GlReplay {
 public:
  // Fails where the machine cannot paint on textures of floats, which all but the oldest can.
  static Result<std::unique_ptr<GlReplay>> create();
  ~GlReplay();
  GlReplay(const GlReplay&) = delete;
  GlReplay& operator=(const GlReplay&) = delete;

  // width, height in points, density pixels per point (> 0): the picture is ceil(width·density) × ceil(height·density)
  // pixels, transparent where nothing was drawn. The texture's name, premultiplied, its first row on top; good until
  // the next call. 0 for a size that the machine cannot hold. Drawings are kept from call to call, told apart by their
  // order in the list.
  unsigned paint(const DisplayList& list, double width, double height, double density);

  // What was painted last, with straight alpha; empty when there is nothing.
  Image picture() const;

 private:
  struct Parts;
  explicit GlReplay(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace reverie
