// GlTextures: the textures of a GL context.
#pragma once

#include <map>
#include <utility>

#include "shared/studio/textures.h"

namespace reverie {

class GlTextures : public Textures {
 public:
  ~GlTextures() override;
  TextureId texture_of(const std::shared_ptr<const Image>& image, Sampling sampling) override;
  void end_frame() override;
  void lost() override { held_.clear(); }

 private:
  struct Held {
    std::shared_ptr<const Image> image;  // keeps the identity taken while the texture lives
    unsigned name = 0;
    std::uint64_t last_frame = 0;
  };
  std::map<std::pair<const Image*, Sampling>, Held> held_;
  std::uint64_t frame_ = 0;
};

}  // namespace reverie
