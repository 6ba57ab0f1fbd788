// What replaying a drawing costs, so that a few bytes cannot ask for hours. For the two sides of display_list_bytes.h.
#pragma once

#include <algorithm>
#include <cstdint>
#include <variant>

#include "shared/canvas/display_list_bytes.h"
#include "shared/canvas/drawing.h"

namespace reverie {

struct ReplayCost {
  std::uint64_t commands = 0;
  int nesting = 0;  // drawings within drawings

  bool allowed() const { return commands <= max_replayed_commands && nesting <= max_drawing_nesting; }
};

// `cost_of` gives the cost of a drawing that is already known.
template <class CostOf>
ReplayCost cost_of_list(const DisplayList& list, CostOf cost_of) {
  ReplayCost cost{list.commands.size(), 0};
  for (const Command& command : list.commands) {
    const auto* inner = std::get_if<DrawingCommand>(&command);
    if (inner == nullptr) continue;
    const ReplayCost one = cost_of(inner->drawing.get());
    cost.commands = std::min(cost.commands + one.commands, 2 * max_replayed_commands);  // no overflow on the way
    cost.nesting = std::max(cost.nesting, one.nesting + 1);
  }
  return cost;
}

// Of a drawing: its own list on top of what lies below.
inline ReplayCost together(ReplayCost below, ReplayCost top) {
  return {std::min(below.commands + top.commands, 2 * max_replayed_commands), std::max(below.nesting, top.nesting)};
}

}  // namespace reverie
