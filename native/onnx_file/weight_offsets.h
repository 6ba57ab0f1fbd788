// Where in a serialised ONNX file the raw values of each initialiser lie.
#pragma once

#include "native/onnx_file/onnx_file.h"

namespace reverie {

// The initialiser that holds the factors of an int8 weight.
inline std::string scales_name(const std::string& weight) { return weight + ".scale"; }

// Sets `offset` of every entry of file.weights, and of its scales where it has some, by walking the protobuf wire
// format of file.bytes. Fails if an entry has no initialiser of its name, or one of another size.
Result<void> fill_weight_offsets(OnnxFile& file);

}  // namespace reverie
