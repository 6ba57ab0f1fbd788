// Shapes and pictures as elements of an SVG.
#pragma once

#include <string>

#include "shared/canvas/display_list.h"

namespace reverie::svg {

// The element of a shape or a text, up to where its style begins: `<rect x="1"…`.
std::string form_of(const Command& command, int decimals);

// The whole element that shows the picture of this id.
std::string form_of_picture(const ImageCommand& command, const std::string& id, int decimals);

}  // namespace reverie::svg
