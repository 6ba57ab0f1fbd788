// IDX files: any bytes, or edits of a sound file, plain and gzipped (whose checksum would stop most edits of the
// whole).
#include "native/data/idx.h"

namespace {

// Eight small pictures.
reverie::Bytes sound_file() {
  reverie::Bytes bytes{0, 0, 8, 3, 0, 0, 0, 8, 0, 0, 0, 4, 0, 0, 0, 4};
  bytes.resize(16 + 128, 90);
  return bytes;
}

void must_hold(std::span<const std::uint8_t> bytes) {
  const auto pictures = reverie::idx_pictures_from_bytes(bytes, "fuzzed");
  if (pictures && pictures->pixels.size() != std::size_t{pictures->count} * pictures->rows * pictures->columns)
    __builtin_trap();
  const auto labels = reverie::idx_labels_from_bytes(bytes, "fuzzed");
  if (labels && labels->empty()) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  must_hold({data, size});
  reverie::Bytes edited = sound_file();
  for (std::size_t i = 0; i + 1 < size; i += 2) edited[data[i] % edited.size()] = data[i + 1];
  must_hold(edited);
  return 0;
}
