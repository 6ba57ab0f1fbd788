// ONNX's own judgement of a graph before anything of ours writes it.
#pragma once

#include "shared/base/result.h"

namespace onnx {
class ModelProto;
}

namespace reverie {

// The checker proves the form, strict inference that every shape fits the next. The error is ONNX's own text on one
// line.
Result<void> verify_graph(const onnx::ModelProto& model);

}  // namespace reverie
