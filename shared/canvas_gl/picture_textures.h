// PictureTextures: pictures as textures, by identity, as long as they are asked for.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "shared/canvas_gl/gl_objects.h"
#include "shared/image/image.h"

namespace reverie {

class PictureTextures {
 public:
  struct Held {
    std::shared_ptr<const Image> image;  // keeps the identity taken while the texture lives
    Texture texture;
    int top_level = 0;  // of its smaller copies, 0: none were made
    std::uint64_t last_frame = 0;
  };
  // Premultiplied; uploaded at the first call. `shrunk`: with smaller copies. Texture 0 when it is larger than the
  // machine can hold.
  const Held& texture_of(const std::shared_ptr<const Image>& image, bool shrunk);
  // What was not asked for in the last frames is let go.
  void end_frame();

 private:
  std::map<const Image*, Held> held_;
  std::uint64_t frame_ = 0;
  int largest_ = 0;
};

}  // namespace reverie
