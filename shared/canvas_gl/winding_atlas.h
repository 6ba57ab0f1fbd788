// WindingAtlas: where the outlines of a batch get their place in the winding texture, and the edges that are summed
// there. A pixel's sum is its winding number times its covered part, counted as AGG's cells count it.
#pragma once

#include <vector>

#include "shared/canvas/outline.h"
#include "shared/canvas_gl/primitive.h"

namespace reverie {

// A rectangle of the target, and the same rectangle in the texture.
struct MaskPiece {
  int x = 0, y = 0, width = 0, height = 0;
  int atlas_x = 0, atlas_y = 0;
};

class WindingAtlas {
 public:
  // Pixels of the texture; at least the target's size, so that any outline fits into an empty one.
  void resize(int width, int height) { width_ = width, height_ = height; }
  // What covers the outline within a target of width × height, not placed yet; from the top. A long slant outline is
  // cut into bands, since most of its bounding box is empty.
  static std::vector<MaskPiece> pieces_of(const Outline& outline, int width, int height);
  // Places the pieces and adds the outline's edges. False when there is no room: paint what there is and clear;
  // nothing was added.
  bool add(const Outline& outline, std::vector<MaskPiece>& pieces);
  void clear();

  const std::vector<Edge>& edges() const { return edges_; }
  int used_height() const { return shelf_top_ + shelf_height_; }

 private:
  bool place(MaskPiece& piece);
  int width_ = 0, height_ = 0;
  int next_x_ = 0, shelf_top_ = 0, shelf_height_ = 0;
  std::vector<Edge> edges_;
};

}  // namespace reverie
