// How de-stijl composes, apart from how it is drawn and played: a tree of unequal cuts, its tones, and what a person
// changed. Everything counts in shares of the picture: u runs along its longer side, v along the shorter, so that a
// phone turned upright shows the same composition laid on its side.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/canvas/canvas.h"

namespace reverie::pieces {

// Which way a bar divides its plane: `across` stands at a share of u, `along` at a share of v.
enum class Cut { across, along };

struct Extent {
  double u0 = 0, v0 = 0, u1 = 1, v1 = 1;
};

// A plane is named by the turns that lead to it from the whole: "" is all, "01" the second part of the first part.
struct Plane {
  std::string path;
  Extent extent;
  int tone = 0;   // 0 the ground, 1 red, 2 blue, 3 yellow, 4 black, as the palette renders them
  int shade = 0;  // which of the palette's grounds
};

struct Bar {
  std::string path;  // of the plane that it divides
  Extent plane;
  Cut cut = Cut::across;
  double at = 0.5;                               // share of the plane
  double weight = 1;                             // of the line weight
  bool stops_first = false, stops_last = false;  // short of the picture's edge, at the end near 0 and near 1
};

// What a person changed, by path.
struct Edits {
  struct Division {
    Cut cut = Cut::across;
    double at = 0.5;
    bool operator==(const Division&) const = default;
  };
  std::map<std::string, Division> divisions;
  std::map<std::string, int> tones;
  bool empty() const { return divisions.empty() && tones.empty(); }
  bool operator==(const Edits&) const = default;
};

inline constexpr int tone_count = 5;
inline constexpr std::size_t max_path = 32, max_edits = 512;
inline constexpr double least_share = 0.03;  // of a plane, on either side of a bar

struct Wish {
  std::uint64_t seed = 0;
  int cuts = 8;          // beyond the first three
  double colour = 0.35;  // 0 none … 1 all but the quiet ones
  double aspect = 1.5;   // longer side by shorter side
};

struct Composition {
  std::vector<Plane> planes;
  std::vector<Bar> bars;  // in the order of making: the first carry the picture
};

Composition compose(const Wish& wish, const Edits& edits);

}  // namespace reverie::pieces
