// DisplayList: what a canvas recorded. It knows no screen: it is replayed by the reference raster (raster.h), the live
// window (gl/) and as SVG (svg.h). Units are points: the origin is the top left corner, x to the right, y down; the
// replay applies the pixel density. Bounded, and serialisable (display_list_bytes.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "shared/canvas/style.h"

namespace reverie {

using StateIndex = std::uint32_t;  // into DisplayList::states

// The whole canvas, transform or not; still within the clip. Transparent black, laid on with `replace`, is clear().
struct BackgroundCommand {
  Color color;
  StateIndex state;
};
struct RectCommand {
  double x, y, width, height;  // width and height ≥ 0
  double radii[4];             // top left, top right, bottom right, bottom left; ≥ 0
  StateIndex state;
};
struct EllipseCommand {
  double x, y, width, height;  // centre and diameters ≥ 0
  StateIndex state;
};
struct LineCommand {
  double x1, y1, x2, y2;  // both ends alike: a dot of the stroke's weight
  StateIndex state;
};
// Fills by the non-zero rule. An arc may stroke less than it fills: then `outline` holds what is stroked.
struct PathCommand {
  Path path;
  std::shared_ptr<const Path> outline;  // nullptr: the path itself
  StateIndex state;
};
struct ImageCommand {
  std::shared_ptr<const Image> image;
  double x, y, width, height;                      // > 0
  double crop_x, crop_y, crop_width, crop_height;  // in pixels of the image, inside it
  Sampling sampling;
  Color tint;  // multiplies; white: none
  StateIndex state;
};
// Several lines are divided by '\n'; a wrap width > 0 breaks at words. Lines are aligned to x, also wrapped ones. As
// in p5 y is where the first line has its top or its baseline, the last its bottom, or all together their middle; and
// the stroke is painted first, the fill over it.
struct TextCommand {
  std::string text;  // UTF-8
  double x, y;
  double wrap_width;
  TextStyle style;
  StateIndex state;
};
// A persistent drawing (drawing.h), as one isolated layer: what removes inside it cuts only itself.
class Drawing;
struct DrawingCommand {
  std::shared_ptr<const Drawing> drawing;
  StateIndex state;
};

using Command = std::variant<BackgroundCommand, RectCommand, EllipseCommand, LineCommand, PathCommand, ImageCommand,
                             TextCommand, DrawingCommand>;

// A region that later clips narrow further. The path is in canvas coordinates, non-zero rule; its contours were turned
// so that those of several shapes add up.
struct Clip {
  std::uint32_t parent = 0;  // DisplayList::clip(), 0: none
  Path path;
};

inline constexpr std::size_t max_display_commands = 200'000;
inline constexpr std::size_t max_path_points = 1'000'000;  // of all paths of a list together
inline constexpr std::size_t max_text_bytes = 4'096;       // of one text
inline constexpr std::size_t max_clips = 10'000;

struct DisplayList {
  std::vector<State> states;
  std::vector<Clip> clips;
  std::vector<Command> commands;
  bool truncated = false;  // more was asked for than the bounds above allow; the rest was dropped

  const State& state_of(const Command& command) const;
  // Numbered from 1.
  const Clip& clip(std::uint32_t number) const { return clips[number - 1]; }
};

}  // namespace reverie
