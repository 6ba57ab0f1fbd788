#include "shared/canvas/display_list.h"

namespace reverie {

const State& DisplayList::state_of(const Command& command) const {
  return states[std::visit([](const auto& one) { return one.state; }, command)];
}

}  // namespace reverie
