// Gallery: what hangs and what is on its way there. A jump is gone through code by code: every picture on the way is
// one that the network drew, none is faded into another.
#pragma once

#include <optional>

#include "shared/pieces/latent-walk/course.h"
#include "shared/pieces/latent-walk/places.h"
#include "shared/pieces/latent-walk/prints.h"

namespace reverie::pieces {

class Gallery {
 public:
  // One tick: asks for what `now` leads to. With `at_once` jumps are cuts.
  void update(Stage& stage, const LoadedModel& loaded, Standing now, bool at_once);
  void collect(Stage& stage, const LoadedModel& loaded);
  void forget();  // another model came

  // Nothing is asked and nothing glides.
  bool settled() const { return !prints_.waiting(); }
  bool still() const { return settled() && glide_ >= 1; }

  const Prints& prints() const { return prints_; }
  Group group() const { return group_of(prints_.tag()); }  // of what hangs
  Print picture() const;                                   // the one in the middle, or any that is there
  Hanging hanging(const Stage& stage) const;               // needs a picture
  std::uint64_t born() const { return born_; }             // tick of the first picture
  // What was asked last, while it is what hangs.
  const Standing* standing() const;

 private:
  Prints prints_{"picture"};
  std::optional<Standing> standing_;  // what wish_ leads to
  Wish wish_, from_;
  float glide_ = 1;  // of the way from from_, 0…1
  std::uint64_t born_ = 0;
};

}  // namespace reverie::pieces
