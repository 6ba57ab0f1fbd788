// OnnxFile: the bytes of a graph and where its weights lie in them. It needs no protobuf and no LibTorch, so that the
// exporter and the importer share it.
#pragma once

#include <vector>

#include "native/files/files.h"
#include "shared/model/model.h"

namespace reverie {

struct OnnxFile {
  Bytes bytes;
  std::vector<WeightEntry> weights;  // raw little-endian values at [offset, offset+bytes) of `bytes`
};

}  // namespace reverie
