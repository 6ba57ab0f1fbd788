// Looking: which of the pictures on the canvas a person looks at, and what stands beside it. It reads the display list
// alone, so no piece has to tell.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/canvas/display_list.h"
#include "shared/canvas/geometry.h"
#include "shared/keep/beside.h"
#include "shared/piece/player.h"

namespace reverie {

// The picture under `pointer`, the topmost; where there is none the largest, and of equal ones that nearest to
// `middle`. Only pictures of `width` × `height` pixels count, the size that the network draws. nullptr: none is there.
std::shared_ptr<const Image> picture_looked_at(const DisplayList& list, Vec2 pointer, Vec2 middle, int width,
                                               int height);

class Looking {
 public:
  using NeighboursOfSlot = std::map<std::string, std::shared_ptr<const Neighbours>>;

  // Once a frame. The newest picture wins; while pictures follow each other they are judged four times a second, which
  // costs a few tenths of a millisecond each. True when what stands beside the picture has changed.
  bool update(const Player& player, const DisplayList& list, const NeighboursOfSlot& neighbours, double elapsed);

  // One for each slot that holds a model.
  const std::vector<Beside>& besides() const { return besides_; }

 private:
  struct Judged {
    std::shared_ptr<const Model> model;
    std::shared_ptr<const Neighbours> neighbours;
    std::shared_ptr<const Image> picture;
    bool operator==(const Judged&) const = default;
  };
  std::vector<Beside> besides_;
  std::vector<Judged> judged_;
  double since_ = 1e9;  // seconds
};

}  // namespace reverie
