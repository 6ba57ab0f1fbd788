// The networks of recipe gan as its settings and the data ask for them.
#pragma once

#include "native/nets/discriminator.h"
#include "native/nets/projected_discriminator.h"
#include "native/train/recipe.h"

namespace reverie::recipes {

struct GanNetworks {
  std::shared_ptr<nets::Generator> generator, average;  // equal at first
  nets::Discriminator discriminator{nullptr};
};

// Layered data trains a StackGenerator, all else a TrunkGenerator or a TransposedGenerator. Fails with a sentence when
// widths and size disagree.
Result<GanNetworks> networks_from_settings(const Settings& settings, const DatasetShape& data, std::uint64_t seed);

struct ProjectedNetworks {
  std::shared_ptr<nets::TrunkGenerator> generator, average;  // equal at first
  nets::ProjectedDiscriminator discriminator{nullptr};
};

// For plain pictures only; a memory holds at most max_remembered of them. Labels need a memory.
Result<ProjectedNetworks> projected_networks(const Settings& settings, const DatasetShape& data, std::uint64_t seed);

inline constexpr std::int64_t max_remembered = 8192;

}  // namespace reverie::recipes
