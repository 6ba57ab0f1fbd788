// A display list as an SVG that remembers how it was made, with its pictures as PNGs inside.
#pragma once

#include <string>

#include "shared/canvas/svg.h"
#include "shared/keep/sink.h"

namespace reverie {

// width, height: points. Fails as svg_from_display_list does.
Result<std::string> kept_svg(const DisplayList& list, double width, double height, const std::string& title,
                             const std::string& description, const Remembrance& remembrance);

// SvgOptions::png_of_image.
Result<std::string> png_bytes_of(const Image& image);

}  // namespace reverie
