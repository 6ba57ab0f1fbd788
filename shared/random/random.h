// Portable seeded randomness: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011)
// and an inverse-normal that uses only + − × ÷ and sqrt, so that one seed gives the same picture with every C library.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace reverie {

// Stands in links and packages; a change of any produced number needs a new id.
inline constexpr std::string_view random_generator_id = "philox4x32-10/1";

// One Philox4x32-10 block: counter and key → four uniform 32-bit words.
std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

// Φ⁻¹(p) for p in (0,1); absolute error below 1e-9. Same bits everywhere. 0 gives −∞, 1 gives ∞, all else NaN.
double inverse_normal(double p);

// A counter-based stream: equal (seed, stream) give equal numbers, different streams are independent. Cheap to copy.
class Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : seed_(seed), stream_(stream) {}
  std::uint32_t next_u32();
  double uniform();                          // [0,1), 53 bits; two words
  double uniform(double low, double high);   // [low,high)
  double normal();                           // mean 0, variance 1; two words, never beyond ±8.3
  std::uint32_t below(std::uint32_t limit);  // 0…limit-1 without bias; limit ≥ 1

 private:
  std::uint64_t seed_, stream_, position_ = 0;  // position counts 32-bit words
  std::array<std::uint32_t, 4> block_{};
};

// A seed a person typed: a decimal number below 2^64 is itself; other text is hashed (FNV-1a, 64 bit, over UTF-8).
std::uint64_t seed_from_text(std::string_view text);

}  // namespace reverie
