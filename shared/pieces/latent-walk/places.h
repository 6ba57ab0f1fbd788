// Where things hang on the canvas of latent-walk.
#pragma once

#include <vector>

#include "shared/model/model.h"
#include "shared/pieces/latent-walk/course.h"

namespace reverie::pieces {

struct Place {
  float x = 0, y = 0, width = 0, height = 0;  // points
  bool holds(Vec2 point) const { return point.x >= x && point.y >= y && point.x < x + width && point.y < y + height; }
};

// How many small pictures find room on either side of the large one, along the longer side of the canvas: 0, 1 or 2,
// on a tall one 0 or 1.
int pictures_beside(float width, float height);

struct Hanging {
  std::vector<Place> pictures;  // in the order of steps_of
  std::vector<Place> mounts;    // the sheets of card behind them: one each, or one behind a whole contact sheet
  std::size_t picture_at(Vec2 point) const;  // pictures.size() where none hangs
  Place around() const;                      // the large picture, or all those of a sheet
};

// Points below a mount before the foot of the canvas, where the strip of keyframes lies.
float label_room(float height, const Place& mount);

// A group as one number and back, for Prints to carry.
int tag_of(const Group& group);
Group group_of(int tag);

// columns × rows: pixels of a picture. A single picture hangs in the middle, then pairs before and behind it, each half
// as large as the last. Every corner is a whole point and, for square pixels, each of them a whole number of points
// (on a sheet of small ones halves too): equally large and sharp on any screen that has a whole number of its own
// pixels to a point.
Hanging hang(float width, float height, const Group& group, int columns, int rows, Scaling scaling);

}  // namespace reverie::pieces
