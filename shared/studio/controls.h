// Controls: one for each kind of Param. The dock, the link and the command line all follow from the same declaration.
#pragma once

#include <algorithm>
#include <string>

#include "shared/studio/dock.h"

namespace reverie {

struct ControlContext {
  DockState& dock;
  Params& params;
  DockWishes& wishes;
  bool touch = false;  // no pointer to hover with: nothing is hidden until hovered

  // How high something to press is: a finger needs more room than a pointer.
  float reach(float desk) const { return touch ? std::max(44.0f, desk) : desk; }
};

// Label, value (click it to type), reset, lock, and the control itself, as wide as the window.
void draw_control(ControlContext& context, const ParamSpec& spec);

// A field that opens a list; with a search line when it is long. Returns the index picked, or -1.
int draw_picker(ControlContext& context, const std::string& id, const std::vector<std::string>& names, int chosen,
                float width, const std::string& nothing_chosen);

// "0.80", "12 s", "−0.31, 2.00"
std::string shown_value(const ParamSpec& spec, const ParamValue& value);

}  // namespace reverie
