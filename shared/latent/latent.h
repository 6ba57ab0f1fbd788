// Latent codes: draws, blends and walks. A code is a vector of `dims` floats, normally distributed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace reverie {

using Latent = std::vector<float>;

// dims independent standard normals from Random(seed, stream).
Latent latent_from_seed(std::uint64_t seed, std::uint64_t stream, int dims);

// Spherical interpolation (Shoemake 1985; White 2016, arXiv:1609.04468), t in [0,1]; the length is interpolated
// linearly, nearly parallel codes fall back to lerp. a.size() == b.size().
Latent slerp(std::span<const float> a, std::span<const float> b, float t);

// z → psi·z; psi in [0,1] (Brock et al. 2019 resample the tails; scaling keeps a drag continuous).
Latent truncate(std::span<const float> z, float psi);

// An endless plane of codes: every integer point (i,j) owns an independent code drawn from `seed`; between them the four
// neighbours are blended with slerp, smooth-stepped so that speed is continuous. Equal seed and (x,y) give equal codes.
Latent latent_on_plane(std::uint64_t seed, double x, double y, int dims);

// Closed Catmull-Rom walk through `keys` (≥ 1); t in [0,1) goes once around and closes without a jump.
Latent closed_walk(std::span<const Latent> keys, double t);

}  // namespace reverie
