// piece.json is our own, and yet read as a stranger's.
#include "shared/piece/piece.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)reverie::piece_manifest_from_json({reinterpret_cast<const char*>(data), size});
  return 0;
}
