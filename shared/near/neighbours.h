// Neighbours: a model's training pictures as short rows of numbers, so that beside every drawn picture it can be said
// how near it lies to them. A package carries them in its file of role "neighbours", which `reverie publish` writes.
//
// The distance to the nearest training picture is the usual test of whether a generator has memorised; a bare number
// says nothing, so it is held against the distances of the training pictures from each other, each left out in turn
// (as in Lopez-Paz and Oquab, "Revisiting classifier two-sample tests", 2017, and Meehan, Chaudhuri and Dasgupta, "A
// non-parametric test to detect data-copying in generative models", 2020).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/near/feature.h"

namespace reverie {

inline constexpr std::size_t max_neighbours = 3000;  // rows; with forty bytes each the file stays below 150 kB
inline constexpr std::size_t max_neighbours_bytes = 150'000;

struct Neighbours {
  // True where sprites are stacked anew for every sample: then the rows are chance stackings, and `of` counts the ways.
  bool layered = false;
  double of = 0;                   // training pictures in all, of which rows may be a sample
  NearFeature middles{}, steps{};  // number i of a row stands for middles[i] + steps[i] · stored
  std::vector<std::int8_t> rows;   // count() × near_numbers
  std::array<float, 101> apart{};  // percentiles 0…100 of the distance from a row to its nearest other
  std::size_t count() const { return rows.size() / near_numbers; }
  bool operator==(const Neighbours&) const = default;
};

// Fails with fewer than two pictures, for then none lies apart from another, and with more than max_neighbours.
Result<Neighbours> neighbours_from_features(std::span<const NearFeature> features, double of, bool layered);

// The file, little-endian: "REVNEAR1", u32 1 where layered else 0, u32 rows, f64 of, f32 × 40 middles, f32 × 40 steps,
// f32 × 101 percentiles, i8 × 40 a row. Reading trusts nothing: another length, numbers that are not finite or beyond
// 1e6, steps below 0, percentiles that fall, are refused with a sentence.
std::vector<std::uint8_t> bytes_from_neighbours(const Neighbours& neighbours);
Result<Neighbours> neighbours_from_bytes(std::span<const std::uint8_t> bytes);

enum class NearWord { nearly_one, close_to_one, among, farther, unlike };

struct Nearness {
  std::size_t nearest = 0;  // row
  double distance = 0;
  double share = 0;  // 0…1: of the training pictures that lie nearer to another than the drawn one does to this
  NearWord word = NearWord::among;
};

// A scan over all rows, some ten microseconds for a thousand; what the picture costs before that is near_feature.
Nearness nearness_of(const Neighbours& neighbours, const NearFeature& feature);

// "its 1,090 training pictures" · "2,048 of its 60,000 training pictures" · "1,024 of the 98 million stacks of its
// training sprites"
std::string training_pictures_text(const Neighbours& neighbours);

// One sentence: "Nearly one of its 1,090 training pictures: 98 % of these lie farther from each other."
std::string sentence_from(const Nearness& nearness, const Neighbours& neighbours);
// The same without figures, to stand in a line: "nearly one of its training pictures".
std::string short_text(NearWord word, bool layered);

}  // namespace reverie
