// Waiting: what hangs before the network has drawn. The pictures that its package brings pass through the very prints
// in which the network's will hang, so that nothing moves when these come; where a package brings none, or its network
// cannot draw, a veil drifts.
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
  // One tick more. `failed`: what the network in the slot was asked last brought nothing.
  void update(const Stage& stage, bool failed);

  bool has_pictures(const Stage& stage) const { return preview(stage) != nullptr; }
  const Image* first_picture(const Stage& stage) const;  // nullptr: only a veil
  Hanging hanging(const Stage& stage, const Group& group) const;
  std::string sentence(const Stage& stage) const;

  // `own`: what the network drew at last, nothing before; `shown` in [0,1]: how far it has come. It comes as what is
  // next on the film. Where only a veil hangs, it is for the caller to draw over it.
  void draw(const Stage& stage, Canvas& canvas, const Hanging& hanging, const Group& group, const Look& look,
            const std::vector<Print>& own, float shown) const;
  // Whose pictures these are; for a stage that has some.
  void label(const Stage& stage, Canvas& canvas, const Hanging& hanging, const Look& look, float opacity) const;

 private:
  // Of the stage, until its network could not draw and they have gone.
  const ModelPreview* preview(const Stage& stage) const;
  std::vector<Print> brought_;  // what the package brings,
  std::vector<Print> passing_;  // and without what looks like the one before
  std::uint64_t ticks_ = 0;     // since they came
  float come_ = 0;              // 0…1: how far they have come through the veil
  bool in_vain_ = false;        // the very network that is waited for failed
};

}  // namespace reverie::pieces
