#include "shared/canvas/text_layout.h"

namespace reverie {

Path path_of_text(const TextCommand& /*command*/) { return {}; }
double width_of_text(std::string_view /*text*/, const TextStyle& /*style*/) { return 0; }
double ascent_of_font(const TextStyle& style) { return style.size; }
double descent_of_font(const TextStyle& style) { return style.size / 4; }

}  // namespace reverie
