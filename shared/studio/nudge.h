// Nudge: what an arrow key does to the param whose control is under the pointer, or is being typed into.
#pragma once

#include <optional>

#include "shared/piece/params.h"

namespace reverie {

// `value` on the grain that hands can set: the param's step, or a thousandth of its range; within the range.
double stepped(const ParamSpec& spec, double value);

struct Nudge {
  int right = 0, down = 0;  // −1, 0 or 1
  bool large = false;       // ten times as far
};

// A number goes up with right and up, by its step or a hundredth of its range; a choice goes on with right and down, a
// pad goes where the arrow points, a switch is on at the right. nullopt where no arrow means anything: a text.
std::optional<ParamValue> nudged(const ParamSpec& spec, const ParamValue& value, const Nudge& nudge);

}  // namespace reverie
