// Loops as WebM with VP9 by libvpx. The page has the browser's own encoder instead (WebCodecs).
#pragma once

#include "shared/keep/order.h"

namespace reverie {

// BT.709, 4:2:0, constant quality; the same frames give the same bytes on the same libvpx.
Result<std::unique_ptr<Encoder>> video_encoder(const KeepOrder& order, ByteSink sink);

}  // namespace reverie
