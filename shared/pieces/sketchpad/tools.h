// Tools: what the params of the pad mean for the next stroke, and the keys that turn them.
#pragma once

#include <string>

#include "shared/piece/input.h"
#include "shared/piece/params.h"
#include "shared/pieces/sketchpad/stroke.h"

namespace reverie::pieces {

StrokeStyle style_from_params(const Params& params);

// True if the key is one of the tools'. `before_eraser`: the tool that E goes back to.
bool choose_tool(Params& params, const KeyEvent& event, std::string& before_eraser);

}  // namespace reverie::pieces
