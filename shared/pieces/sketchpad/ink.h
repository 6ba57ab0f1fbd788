// Ink: from the points of a stroke to what is drawn. Only + − × ÷ and sqrt, so that every machine draws the same.
#pragma once

#include "shared/pieces/sketchpad/stroke.h"

namespace reverie::pieces {

// One place along a stroke.
struct Nib {
  Vec2 at;
  Vec2 along;         // unit length
  double radius = 0;  // half the width there, points
};

// The curve through the points, finely enough for its outline; at least one.
std::vector<Nib> nibs_along(const std::vector<StrokePoint>& points, const StrokeStyle& style);

// What a pen of these nibs covers, for the non-zero rule: one contour wound one way, without holes where it crosses
// itself or turns on the spot. Flat ends instead of round ones on demand.
Path outline_of_nibs(const std::vector<Nib>& nibs, bool flat_ends);

// Draws the stroke and its copies around `middle`. `points` must not be empty.
void draw_stroke(Canvas& canvas, const std::vector<StrokePoint>& points, const StrokeStyle& style, Vec2 middle);

}  // namespace reverie::pieces
