// The wall of latent-walk: its tone, the card behind the pictures with the shadow that it casts, and the label.
#pragma once

#include <string>
#include <vector>

#include "shared/canvas/canvas.h"
#include "shared/pieces/latent-walk/places.h"
#include "shared/pieces/latent-walk/prints.h"

namespace reverie::pieces {

struct Look {
  Color wall, card, ink;  // ink: of the label
  float shadow = 0.1F;    // opacity where it is deepest
  bool mounted = true;    // on card
  bool operator==(const Look&) const = default;
};

// By the names that the params `wall` and `mount` have in piece.json. The wall takes on a little of `picture`.
Look look_of(const std::string& wall, const std::string& mount, const Image* picture);
bool is_dark(Color color);
// t of the way to another wall.
Look blend_looks(const Look& from, const Look& to, float t);

void draw_mounts(Canvas& canvas, const Hanging& hanging, const Look& look);

// Pictures that are not there yet leave their place empty.
void draw_pictures(Canvas& canvas, const Hanging& hanging, const std::vector<Print>& pictures, Scaling scaling,
                   const Look& look, float opacity);

// The same of pictures side by side as on a film, one film a print: what lies at `at` of it, 0 being the first frame, 1
// the second and so on. Two frames at most are seen at once, and neither through the other.
void draw_film(Canvas& canvas, const Hanging& hanging, const std::vector<std::vector<Print>>& frames, double at,
               Scaling scaling, const Look& look, float opacity);

// An accent line around a picture, for the hand.
void draw_outline(Canvas& canvas, const Place& place, float opacity);

// Below the first card, at its left edge: a title in serif, a line in sans. What the typefaces cannot write is left
// out; for live eyes alone it may be written with what is lent (words_of_reader). Without cards below the picture.
enum class Eyes { all, live };
void draw_label(Canvas& canvas, const Hanging& hanging, const std::string& title, const std::string& line,
                const Look& look, float opacity, Eyes eyes = Eyes::all);

}  // namespace reverie::pieces
