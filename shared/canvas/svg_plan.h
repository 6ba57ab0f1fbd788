// What an SVG does in which order. SVG lays one element on the next; what removes has to become a mask around all that
// came before it, and what replaces a mask and an addition, so the plan is made before the first word is written.
#pragma once

#include <vector>

#include "shared/canvas/display_list.h"

namespace reverie::svg {

struct Step {
  enum class Kind : std::uint8_t {
    paint,    // an element
    cut,      // cuts its alpha out of all before; several in a row share one mask
    replace,  // cuts its whole cover out, then adds its colours
  };
  const DisplayList* list;
  const Command* command;
  Kind kind;
  bool fill, stroke;  // which parts of a shape or a text
  BlendMode blend;    // of paint
};

// Of the lists that lie on one layer, the lowest first. Begins after the last thing that hid everything.
std::vector<Step> plan_of(const std::vector<const DisplayList*>& layer);

// How many masks the plan wants.
std::size_t masks_of(const std::vector<Step>& plan);

// True where any step looks at what lies below it otherwise than by covering it.
bool needs_isolation(const std::vector<Step>& plan);

}  // namespace reverie::svg
