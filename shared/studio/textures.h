// Textures: pictures on their way to the screen. The studio asks for one by picture; the window keeps them as GL
// textures, tests keep none.
#pragma once

#include <cstdint>
#include <memory>

#include "shared/canvas/canvas.h"

namespace reverie {

using TextureId = std::uint64_t;  // 0: none, draw nothing

class Textures {
 public:
  virtual ~Textures() = default;
  // The same picture (by identity) and sampling give the same texture; it is uploaded at the first call.
  virtual TextureId texture_of(const std::shared_ptr<const Image>& image, Sampling sampling) = 0;
  // Once a frame, after drawing: what was not asked for lately is freed.
  virtual void end_frame() = 0;
  // The context is gone and every texture with it; the next frame uploads again.
  virtual void lost() = 0;
};

}  // namespace reverie
