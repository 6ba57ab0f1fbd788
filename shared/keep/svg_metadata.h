// What an SVG remembers: an element <metadata> with the XMP packet and our state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/keep/sink.h"

namespace reverie {

// <metadata>…</metadata>, to stand first inside <svg>.
std::string svg_metadata_of(const Remembrance& remembrance);

// The picture with that element put behind its <svg …> tag; unchanged where there is no such tag.
std::string svg_with_metadata(std::string svg, const Remembrance& remembrance);

// The state's text; nullopt when there is none.
std::optional<std::string> state_in_svg(std::string_view svg);

}  // namespace reverie
