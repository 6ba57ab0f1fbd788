// Where in a serialised ONNX file the raw values of each initialiser lie.
#pragma once

#include "native/onnx_file/onnx_file.h"

namespace reverie {

// Sets `offset` of every entry of file.weights by walking the protobuf wire format of file.bytes. Fails if an entry has
// no initialiser of its name, or one of another size.
Result<void> fill_weight_offsets(OnnxFile& file);

}  // namespace reverie
