// The networks of recipe gan as its settings and the data ask for them.
#pragma once

#include "native/nets/discriminator.h"
#include "native/train/recipe.h"

namespace reverie::recipes {

struct GanNetworks {
  std::shared_ptr<nets::Generator> generator, average;  // equal at first
  nets::Discriminator discriminator{nullptr};
};

// Layered data trains a StackGenerator, all else a TrunkGenerator. Fails with a sentence when widths and size disagree.
Result<GanNetworks> networks_from_settings(const Settings& settings, const DatasetShape& data, std::uint64_t seed);

}  // namespace reverie::recipes
