// Brings a foreign graph under our contract: nodes in front that make what it wants of our ports, nodes behind that
// make our picture of what it gives. Its weights are not touched. Inside this module only.
#pragma once

#include "native/import/reading.h"
#include "native/onnx_file/onnx_file.h"

namespace reverie {

enum class BatchMode {
  free,  // N rows at once; shapes that the exporter froze are opened
  one,   // one row a call; a graph of a fixed larger batch gets it repeated, and the first picture is taken
};

struct Adapted {
  OnnxFile file;
  std::vector<Port> inputs;  // the code, then the classes
  Port picture;              // with the range [-1,1] until it is known
  bool classes_mix = true;   // false where a class has to be an index, so that the largest weight decides
};

// Checked and shape-inferred by ONNX itself. Fails with a sentence.
Result<Adapted> adapt(const Stranger& stranger, const Reading& reading, const ImportOrder& order, BatchMode mode);

}  // namespace reverie
