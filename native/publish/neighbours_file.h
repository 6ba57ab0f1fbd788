// The package's file of role "neighbours": what is needed to say of any picture how near it lies to the training
// pictures, made from the data of the run.
#pragma once

#include <filesystem>
#include <string>

#include "native/data/dataset.h"
#include "native/publish/draft.h"
#include "native/runtime/package_neighbours.h"
#include "shared/near/neighbours.h"

namespace reverie {

// All pictures, or an even sample where they are more than max_neighbours; of layered sprites a thousand chance
// stackings, always the same.
Result<Neighbours> neighbours_from_dataset(const Dataset& dataset);

// Adds the file to the draft. `data` is the packed dataset file; its hash must be the one that the training record
// names.
Result<void> add_neighbours(Draft& draft, const std::filesystem::path& data);

// For the card: how many of some pictures from random codes lie how near. "" where the draft has no neighbours.
Result<std::string> nearness_of_samples(const Draft& draft);

}  // namespace reverie
