// PNG and JPEG: any bytes, and any chunks behind a sound head of 16 × 16. Large sizes are only looked at, since
// decoding them takes seconds.
#include "native/codec/exif.h"
#include "native/codec/image_read.h"

namespace {

void must_hold(std::span<const std::uint8_t> bytes, int enough) {
  const auto head = reverie::picture_head_from_bytes(bytes, "fuzzed");
  if (!head || std::int64_t{head->width} * head->height > 1 << 16) return;
  const auto image = reverie::image_from_bytes(bytes, "fuzzed", {.enough = enough});
  if (image && (image->width() < 1 || image->height() < 1)) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  must_hold({data, size}, 0);
  must_hold({data, size}, 8);
  const int orientation = reverie::orientation_from_tiff({data, size});
  if (orientation < 1 || orientation > 8) __builtin_trap();
  reverie::Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I',  'H',  'D',  'R', 0,
                     0,    0,   16,  0,   0,    0,    16,   8,    6, 0, 0, 0,  0x1f, 0xf3, 0xff, 0x61};
  png.insert(png.end(), data, data + size);
  must_hold(png, 0);
  return 0;
}
