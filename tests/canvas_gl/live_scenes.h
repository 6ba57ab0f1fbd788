// Scenes beyond the reference ones: what this replay does in a way of its own.
#pragma once

#include "shared/canvas/test/reference/scenes.h"

namespace reverie {

const std::vector<reference::Scene>& live_scenes();

}  // namespace reverie
