// The one thing that Reverie takes from EXIF: which way up a picture is. Nothing else of it is read or kept.
#pragma once

#include <cstdint>
#include <span>

#include "shared/image/image.h"

namespace reverie {

// Orientation 1…8 out of a TIFF block ("II*\0" or "MM\0*" and what follows), as it stands in PNG's eXIf and after
// "Exif\0\0" in JPEG's APP1; 1 where there is none or it makes no sense. Tag 0x0112 of Exif 2.32 (CIPA DC-008).
int orientation_from_tiff(std::span<const std::uint8_t> tiff);

// The picture turned and mirrored so that it stands upright; `orientation` is 1…8, 1 leaves it alone.
Image upright(Image image, int orientation);

}  // namespace reverie
