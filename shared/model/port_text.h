// The ports of a model as a short text, for the way from the studio to the worker that opens the graph.
//   faces
//   in float32 z N 64
//   out float32 image N 3 32 32
#pragma once

#include <string>
#include <string_view>

#include "shared/model/model.h"

namespace reverie {

std::string text_from_ports(const Model& model);

// A model that has its id and its ports' names, types and shapes; whatever is not such a line is passed over.
Model model_from_port_text(std::string_view text);

}  // namespace reverie
