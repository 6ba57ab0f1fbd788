// Garden: what grows, where, and how it is kept as a document.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/canvas/geometry.h"
#include "shared/image/image.h"
#include "shared/piece/document.h"

namespace reverie::pieces::pong_garden {

inline constexpr std::size_t most_plants = 300, species_count = 6;  // so many fit into a link
inline constexpr int growing_ticks = 80, wilting_ticks = 150;

// Coarse numbers, so that what is kept is exactly what was seen.
struct Plant {
  int x = 0, y = 0;  // 0…4095, along and across the court
  int size = 8;      // 0…15
  int turn = 0;      // 0…31, of a circle
  int species = 0;   // 0…species_count − 1
  bool operator==(const Plant&) const = default;
};

// A plant of the rally under way.
struct Sprout {
  Plant plant;
  int age = 0;      // ticks
  int wilting = 0;  // ticks since it began to wilt, 0: it does not
};

struct Ground {
  std::string_view name;
  std::uint32_t above, below, blade;  // the ground's course of colour, and the grass
  std::array<std::uint32_t, 2> leaves;
  std::array<std::uint32_t, species_count> petals;
  std::array<std::uint32_t, species_count> hearts;  // the flower's middle
  std::uint32_t words, paddle, held_paddle, ball;
};

struct Species {
  int petals = 5;
  double length = 1, width = 0.3;  // of a petal; 1: the plant's size
  bool doubled = false;            // a second ring within
  int colour = 0;
};

const Ground& ground_named(std::string_view name);  // the first where there is none of that name
std::array<Species, species_count> species_of(std::uint64_t seed);
std::vector<Plant> wild_plants(std::uint64_t seed, int count);
// The plant nearest to a place within `reach` shorter sides, or nullptr.
const Plant* plant_near(const std::vector<Plant>& plants, Vec2 place, double length, double reach);

Document document_from_plants(const std::vector<Plant>& plants);
// Strict; fails on a foreign version, more than most_plants, or anything that is none. `plants` is then as before.
Result<void> plants_from_document(const Document& document, std::vector<Plant>& plants);

Color color_from_hex(std::uint32_t hex);

}  // namespace reverie::pieces::pong_garden
