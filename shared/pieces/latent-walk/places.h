// Where the pictures of latent-walk hang on the canvas.
#pragma once

#include <vector>

#include "shared/model/model.h"

namespace reverie::pieces {

struct Place {
  float x = 0, y = 0, width = 0, height = 0;  // points
};

// How many small pictures find room on either side of the large one, along the longer side of the canvas: 0, 1 or 2.
int pictures_beside(float width, float height);

// The large one in the middle, then pairs before and behind it, each half as large as the last. Every corner is a whole
// point and, for square pixels, each of them a whole number of points: equally large and sharp on any screen that has a
// whole number of its own pixels to a point.
std::vector<Place> picture_places(float width, float height, int columns, int rows, Scaling scaling);

}  // namespace reverie::pieces
