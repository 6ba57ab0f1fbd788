// Pictures out: PNG, 8-bit RGBA, RGB where nothing is transparent, a palette where 256 colours do. Always the exact
// pixels.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "native/files/files.h"
#include "shared/image/image.h"
#include "shared/keep/png_writer.h"

namespace reverie {

// Equal pictures give equal bytes. Fails on an empty picture.
Result<Bytes> png_from_image(const Image& image, const std::vector<PngText>& texts = {});

// By temporary file and rename: never half a picture. Missing parent folders are an error.
Result<void> write_png(const std::filesystem::path& path, const Image& image, const std::vector<PngText>& texts = {});

}  // namespace reverie
