// The strip of a package on disk, to be looked at while its network is opened.
#pragma once

#include <memory>

#include "native/runtime/package.h"
#include "shared/piece/model_preview.h"

namespace reverie {

// From the package's file of role "strip", every byte verified; a null pointer where it has none. Fails on one that is
// damaged or larger than a strip may be.
Result<std::shared_ptr<const ModelPreview>> preview_of(const Package& package);

}  // namespace reverie
