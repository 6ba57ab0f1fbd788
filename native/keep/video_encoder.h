// Loops as WebM with VP9 by libvpx. The page has the browser's own encoder instead (WebCodecs).
#pragma once

#include "shared/keep/order.h"

namespace reverie {

// BT.709, 4:2:0, constant quality; the same frames give the same bytes on the same libvpx.
Result<std::unique_ptr<Encoder>> video_encoder(const KeepOrder& order, ByteSink sink);

// Y, then U and V at half the size (rounded up), rows without padding; narrow range (16…235, 16…240).
std::vector<std::uint8_t> yuv420_from_rgba(std::span<const std::uint8_t> rgba, int width, int height);

}  // namespace reverie
