// Waiting: what hangs before the network has drawn. The pictures that its package brings pass through the very prints
// in which the network's will hang, so that nothing moves when these come; where a package brings none, a veil drifts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/pieces/latent-walk/course.h"
#include "shared/pieces/latent-walk/places.h"
#include "shared/pieces/latent-walk/wall.h"

namespace reverie::pieces {

class Waiting {
 public:
  // One tick more.
  void update(const Stage& stage);

  static bool has_pictures(const Stage& stage) { return stage.preview("generator") != nullptr; }
  static const Image* first_picture(const Stage& stage);  // nullptr: only a veil
  static Hanging hanging(const Stage& stage, const Group& group);
  static std::string sentence(const Stage& stage);

  // `left` in [0,1]: how much of it the network's pictures, which are drawn over it, still let through.
  void draw(const Stage& stage, Canvas& canvas, const Hanging& hanging, const Group& group, const Look& look,
            float left) const;
  // Whose pictures these are; for a stage that has some.
  void label(const Stage& stage, Canvas& canvas, const Hanging& hanging, const Look& look, float opacity) const;

 private:
  float come(const Stage& stage) const;  // 0…1: how far the pictures have come through the veil
  std::vector<Print> brought_;           // what the package brings,
  std::vector<Print> passing_;           // and without what looks like the one before
  std::uint64_t ticks_ = 0;              // since they came
};

}  // namespace reverie::pieces
