// Fewer colours for pictures that only give an impression: a package's previews must not outweigh its network.
#pragma once

#include "shared/image/image.h"

namespace reverie {

// Median cut (Heckbert 1982): at most `count` colours (1…256), each the mean of those it stands for; alpha becomes
// opaque. A picture that has no more colours comes back as it is.
Image with_fewer_colors(const Image& image, int count);

}  // namespace reverie
