#include "native/codec/png_write.h"

#include "shared/keep/png_image.h"

namespace reverie {

Result<Bytes> png_from_image(const Image& image, const std::vector<PngText>& texts) {
  if (image.empty()) return Error{"An empty picture cannot be written as PNG."};
  Bytes bytes;
  const auto append = [&](std::span<const std::uint8_t> more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return true;
  };
  const PngOptions options{.width = image.width(), .height = image.height(), .texts = texts, .compression = 9};
  if (Result<void> written = write_png_of(image.rgba(), options, append); !written) return written.error();
  return bytes;
}

Result<void> write_png(const std::filesystem::path& path, const Image& image, const std::vector<PngText>& texts) {
  const auto bytes = png_from_image(image, texts);
  if (!bytes) return bytes.error();
  return write_file_whole(path, *bytes);
}

}  // namespace reverie
