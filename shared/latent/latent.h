// Latent codes: draws, blends and walks. A code is a vector of `dims` floats, normally distributed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace reverie {

using Latent = std::vector<float>;

// dims independent standard normals from Random(seed, stream).
Latent latent_from_seed(std::uint64_t seed, std::uint64_t stream, int dims);

// Spherical interpolation (Shoemake 1985; White 2016, arXiv:1609.04468), t clamped to [0,1]; the length is interpolated
// linearly, nearly parallel codes fall back to lerp, opposite ones go round by a fixed half circle. Same bits
// everywhere (shared/base/portable_math.h). a.size() == b.size(), else the process ends.
Latent slerp(std::span<const float> a, std::span<const float> b, float t);

// z → psi·z; psi clamped to [0,1] (Brock et al. 2019 resample the tails; scaling keeps a drag continuous).
Latent truncate(std::span<const float> z, float psi);

// An endless plane of codes: every integer point (i,j) owns an independent code drawn from `seed`; between them the
// four neighbours are blended with slerp, smooth-stepped so that speed is continuous. Equal seed and (x,y) give equal
// codes. The point (0,0) owns latent_from_seed(seed, 0, dims). Coordinates are clamped to ±1e9; NaN and infinity count
// as 0.
Latent latent_on_plane(std::uint64_t seed, double x, double y, int dims);

// Closed Catmull-Rom walk through `keys`; t in [0,1) goes once around and closes without a jump, other t wrap. The
// lengths of the codes run along the same spline, so that the way between keys does not dip towards zero. All keys have
// one size, else the process ends; no keys give an empty code.
Latent closed_walk(std::span<const Latent> keys, double t);

// The same walk from key `first` (modulo their number) to the next one, u clamped to [0,1]: u = 0 and u = 1 give the
// keys themselves, bit for bit, and the velocity is the same on both sides of a key, (next − last) / 2 along the curve
// (Catmull & Rom 1974, A class of local interpolating splines).
Latent closed_walk(std::span<const Latent> keys, std::size_t first, double u);

}  // namespace reverie
