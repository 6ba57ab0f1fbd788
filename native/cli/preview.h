// A preview: a few seconds of a piece under a hand that is written down, preview.json in the piece's folder. The
// gallery's films and posters are made of it.
//   {"seconds": 6, "set": {"rows": "3"}, "moves": {"walk": "true"}, "sweep": {"density": [2, 16]},
//    "strokes": [{"begin": 0.5, "end": 2, "pressed": true, "points": [[0.1, 0.5], [0.9, 0.5]]}],
//    "keys": [{"at": 0.2, "key": "Enter"}]}
// "set" holds for the still poster too and stands in the gallery's link, "moves" for the film alone. Times in seconds
// from the start; points in fractions of the canvas, from its top left corner.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "shared/piece/player.h"

namespace reverie::cli {

struct Stroke {
  double begin = 0, end = 0;  // seconds
  bool pressed = true;        // else the pointer only passes over
  std::vector<Vec2> points;   // at even times, a Catmull-Rom spline between them
};

// A number that goes there and back within the preview, slow at both ends.
struct Sweep {
  std::string param;
  double from = 0, to = 0;
};

struct KeyPress {
  double at = 0;  // seconds
  std::string key;
};

struct Preview {
  double seconds = 6;
  std::vector<std::pair<std::string, std::string>> settings, moves;  // params and their values
  std::vector<Sweep> sweeps;
  std::vector<Stroke> strokes;
  std::vector<KeyPress> keys;
};

inline constexpr double longest_preview = 60;  // seconds

// Fails on anything but the above, with a sentence that names it.
Result<Preview> preview_from_json(const std::string& json);

// Params as they are before the first tick; `moving`: of the film, not of the poster.
Result<void> begin_preview(const Preview& preview, Player& player, bool moving);
// What the hand does in the tick that is about to come, counted from 0.
void play_preview(const Preview& preview, Player& player, std::int64_t tick);

}  // namespace reverie::cli
