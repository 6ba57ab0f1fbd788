// What a picture looks like in forty numbers, so that two of them can be held against each other: computed from the
// drawn picture alone, with the same bits native and in the page.
#pragma once

#include <array>

#include "shared/image/image.h"

namespace reverie {

inline constexpr int near_numbers = 40;
inline constexpr const char* near_feature_id = "oklab-dct-16/1";

// The lowest waves of the picture. Its light is averaged over 16 × 16 fields by area, each mean is taken to OKLab
// (Ottosson 2020), and of the orthonormal cosine transform of each of its three axes the lowest waves stay: 24 of
// lightness, 8 of each of the two colour axes, ordered by u² + v², then u. So distances are those of small, soft copies
// of the pictures, as the eye sees them; layout and colour count, fine texture does not. This is the colour layout
// descriptor of MPEG-7 (Kasutani and Yamada, "The MPEG-7 color layout descriptor", ICIP 2001) in OKLab.
using NearFeature = std::array<float, near_numbers>;

// Transparent pixels are taken as white behind. Fails on an empty picture.
Result<NearFeature> near_feature(const Image& picture);

// Euclidean.
double near_distance(const NearFeature& a, const NearFeature& b);

}  // namespace reverie
