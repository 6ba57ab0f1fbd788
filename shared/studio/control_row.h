// The line above a control: label, reset, lock, and the value, which can be typed.
#pragma once

#include "shared/studio/controls.h"

namespace reverie {

void draw_label_row(ControlContext& context, const ParamSpec& spec);

// Reset and lock, ending at `right`; returns the width they take.
float draw_marks(ControlContext& context, const ParamSpec& spec, float right, float center, bool row_hovered);

std::string shown_label(const ParamSpec& spec);

// Whether the pointer is on this part of the window, a drag that began there included.
bool pointed_at(const Box& box);

// From the next frame on the value is a field to type in.
void start_typing(ControlContext& context, const ParamSpec& spec);

}  // namespace reverie
