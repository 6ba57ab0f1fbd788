// A whole picture as the smallest PNG of its exact pixels: numbers of a palette where 256 colours do, RGB where nothing
// is transparent, else RGBA.
#pragma once

#include "shared/keep/png_writer.h"

namespace reverie {

// `rgba` holds width × height pixels. Width, height, texts, compression and resolution are taken from `options`; the
// colours are chosen here. Equal pictures give equal bytes.
Result<void> write_png_of(std::span<const std::uint8_t> rgba, PngOptions options, const ByteSink& sink);

}  // namespace reverie
