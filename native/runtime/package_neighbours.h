// What a package says of its training pictures.
#pragma once

#include <memory>

#include "native/runtime/package.h"
#include "shared/near/neighbours.h"

namespace reverie {

// The package's file of role "neighbours", every byte verified; a null pointer where it has none.
Result<std::shared_ptr<const Neighbours>> neighbours_of(const Package& package);

}  // namespace reverie
