// Course: where one stands, on the plane of codes or on the loop through the keyframes, and what hangs around that.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shared/pieces/latent-walk/keyframes.h"
#include "shared/pieces/latent-walk/wish.h"

namespace reverie::pieces {

inline constexpr int most_rows = 6;  // of a contact sheet

// Which pictures hang: rows × rows of a sheet, or (rows 1) one with `beside` more on either side.
struct Group {
  int rows = 1, beside = 0;
  bool wide = true;  // those beside hang to the left and right, else above and below
  bool operator==(const Group&) const = default;
};

// In whole steps from the one in the middle, in the order in which they are asked and hung: the middle first, then in
// pairs from there; a sheet by rows. Of an even number of rows the middle is above and to the left of the very middle.
std::vector<Vec2> steps_of(const Group& group);
std::size_t middle_of(const Group& group);  // its index among them

// Everything that decides a wish.
struct Standing {
  Group group;
  double apart = 0.5;  // on the plane, from one picture to the next
  Keyframe place;      // on the plane; its labels are in `weights`
  Weights weights;
  std::shared_ptr<const Keyframes> loop;  // nullptr: on the plane
  double along = 0;                       // of the loop, 0…1
  double rest = 0;                        // 0: past the keyframes at an even pace, 1: each is a short stop
  bool operator==(const Standing&) const = default;
};

Wish wish_of(const Model& model, const Standing& standing);

// The place along the loop, 0…1, of the picture `step` away.
double along_at(const Standing& standing, Vec2 step);

// True when going from one to the other at once would look like a cut: another seed, on or off the loop, a far place.
bool is_jump(const Standing& from, const Standing& to);

}  // namespace reverie::pieces
