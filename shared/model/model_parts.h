// The parts of the model.json parser, one a section of the file. Inside this module only.
#pragma once

#include <set>

#include "shared/model/json_reader.h"
#include "shared/model/model.h"

namespace reverie {

// Both sides of the graph; `node` is the array.
std::vector<Port> ports_from_json(const JsonNode& node);

// Fixed dimensions of a weight, or of a port with names for dynamic ones; the product of the fixed ones is bounded.
std::vector<Dimension> dimensions_from_json(const JsonNode& node, bool names_allowed);

}  // namespace reverie
