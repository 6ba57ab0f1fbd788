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

struct RememberingNetworks {
  std::shared_ptr<nets::TrunkGenerator> generator, average;  // equal at first
};

struct ProjectedNetworks : RememberingNetworks {
  nets::ProjectedDiscriminator discriminator{nullptr};
};

// For plain pictures only; a memory holds at most max_remembered of them. Without a discriminator there must be one,
// and labels need one.
Result<RememberingNetworks> remembering_networks(const Settings& settings, const DatasetShape& data,
                                                 std::uint64_t seed);
Result<ProjectedNetworks> projected_networks(const Settings& settings, const DatasetShape& data, std::uint64_t seed);

inline constexpr std::int64_t max_remembered = 8192;

}  // namespace reverie::recipes
