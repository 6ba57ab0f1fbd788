// What goes into and comes out of a graph, held against the ports of its model. Every Session calls both.
#pragma once

#include "shared/base/result.h"
#include "shared/model/model.h"
#include "shared/tensor/tensor.h"

namespace reverie {

// Every input port exactly once (in any order), its dtype and shape, all floats finite; a named dimension has one size
// of 1 or more over all inputs. The error is one sentence.
Result<void> check_inputs(const Model& model, const NamedTensors& inputs);

// The same for the outputs; NaN or infinity there means that the model is broken.
Result<void> check_outputs(const Model& model, const NamedTensors& outputs);

}  // namespace reverie
