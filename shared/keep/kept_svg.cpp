#include "shared/keep/kept_svg.h"

#include "shared/keep/png_image.h"
#include "shared/keep/svg_metadata.h"

namespace reverie {

Result<std::string> png_bytes_of(const Image& image) {
  std::string bytes;
  PngOptions options;
  options.width = image.width();
  options.height = image.height();
  options.compression = 9;
  const Result<void> written = write_png_of(image.rgba(), options, [&](std::span<const std::uint8_t> more) {
    bytes.append(reinterpret_cast<const char*>(more.data()), more.size());
    return true;
  });
  if (!written) return written.error();
  return bytes;
}

Result<std::string> kept_svg(const DisplayList& list, double width, double height, const std::string& title,
                             const std::string& description, const Remembrance& remembrance) {
  return svg_from_display_list(list, width, height,
                               {title, description, svg_metadata_of(remembrance) + "\n", png_bytes_of});
}

}  // namespace reverie
