// The replay as SVG: what is drawn stays lines, shapes and gradients, texts become outlines, pictures PNGs inside. It
// looks the same in every browser and wants no font and no script. Follows SVG 1.1 and SVG 2 with CSS Compositing and
// Blending Level 1.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/canvas/display_list.h"

namespace reverie {

struct SvgOptions {
  std::string title = {}, description = {};  // any text; empty: none
  std::string metadata = {};                 // a whole <metadata> element, taken as it is (keep/svg_metadata.h)
  // A picture as the bytes of a PNG (keep/kept_svg.h).
  std::function<Result<std::string>(const Image&)> png_of_image = {};
};

// False when the place is full or gone.
using SvgSink = std::function<bool(std::string_view)>;

// Each time something is removed, all that lies below goes into one more group with a mask.
inline constexpr std::size_t max_svg_masks = 100;  // of one layer

// width, height: points, > 0. Writes piece by piece. Fails when the sink takes no more, a picture cannot be written, or
// the list removes and paints in turn more often than max_svg_masks; then what was written is no whole file.
Result<void> write_svg(const DisplayList& list, double width, double height, const SvgOptions& options,
                       const SvgSink& sink);

Result<std::string> svg_from_display_list(const DisplayList& list, double width, double height,
                                          const SvgOptions& options);

}  // namespace reverie
