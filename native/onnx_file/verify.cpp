#include "native/onnx_file/verify.h"

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

#include <algorithm>

namespace reverie {

Result<void> verify_graph(const onnx::ModelProto& model) {
  try {
    onnx::checker::check_model(model, /*full_check=*/false);
    onnx::ModelProto inferred = model;
    onnx::shape_inference::InferShapes(
        inferred, onnx::OpSchemaRegistry::Instance(),
        onnx::ShapeInferenceOptions(/*check_type=*/true, /*strict=*/1, /*data_prop=*/true));
  } catch (const std::exception& thrown) {
    std::string text = thrown.what();
    std::ranges::replace(text, '\n', ' ');
    return Error{std::move(text)};
  }
  return {};
}

}  // namespace reverie
