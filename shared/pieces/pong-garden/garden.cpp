#include "shared/pieces/pong-garden/garden.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/random/random.h"

namespace reverie::pieces::pong_garden {

namespace {

enum Stream : std::uint64_t { species_stream = 1, wild_stream };

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t letters_a_plant = 6;
constexpr int document_version = 1;

// clang-format off
constexpr std::array<Ground, 3> grounds = {{
    {"tapestry", 0x10242f, 0x143a3a, 0x235350, {0x2f6d5c, 0x4b8a63},
     {0xf4ead2, 0x86b3dd, 0xb78fd6, 0xec94a6, 0xf4c25c, 0xe2603f}, {0xe5a83a, 0xf7eecf, 0xf3d271, 0x9c3453, 0xb4532a, 0x5a1a22},
     0xb9ccc2, 0x86a79d, 0xf0754e, 0xfff3d0},
    {"meadow", 0x3f7350, 0x2c5a45, 0x4b8259, {0x77ad62, 0x2f6b4a},
     {0xfdf7ea, 0xf7b7c4, 0xf6d25a, 0xb49be2, 0xe8604a, 0x9ad0ee}, {0xf2b93c, 0xc0486a, 0xa4601c, 0xf7e28c, 0x3a1a20, 0xf8ee9e},
     0xdce8d2, 0xbcd3b4, 0xfff1e0, 0xfffbe8},
    {"paper", 0xfbf8f3, 0xf3ede2, 0xe3dccb, {0x7f9a72, 0x2f6f73},
     {0xd7442b, 0xe3a23c, 0x2f6f73, 0xcf7f86, 0x6c5a8a, 0x33363c}, {0x5a1a14, 0x8a4a1c, 0xf0d9a0, 0x7c2c3c, 0xe9cf8a, 0xd7442b},
     0x6a675f, 0x8d8a82, 0xd7442b, 0x16161a},
}};
// clang-format on

int value_of(char letter) {
  const auto found = letters.find(letter);
  return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

void write(std::string& text, int value) {
  text += letters[static_cast<std::size_t>(value >> 6 & 63)];
  text += letters[static_cast<std::size_t>(value & 63)];
}

Error refusal(const std::string& why) {
  return Error{"The garden that was given " + why + "; the one that grows here stays."};
}

}  // namespace

Color color_from_hex(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex)};
}

const Ground& ground_named(std::string_view name) {
  const auto found = std::find_if(grounds.begin(), grounds.end(), [&](const Ground& g) { return g.name == name; });
  return found == grounds.end() ? grounds.front() : *found;
}

std::array<Species, species_count> species_of(std::uint64_t seed) {
  Random random(seed, species_stream);
  std::array<Species, species_count> all;
  std::array<int, species_count> colours = {0, 1, 2, 3, 4, 5};
  for (std::size_t i = species_count - 1; i > 0; --i)
    std::swap(colours[i], colours[random.below(static_cast<std::uint32_t>(i + 1))]);
  for (std::size_t i = 0; i < species_count; ++i) {
    Species& species = all[i];
    species.petals = 4 + static_cast<int>(random.below(i == 0 ? 10 : 6));
    species.length = random.uniform(0.85, 1.1);
    species.width = random.uniform(1.5, 2.4) / species.petals * species.length;  // they touch, or nearly
    species.doubled = random.below(2) == 0;
    species.colour = colours[i];
  }
  return all;
}

// Each is the best of several tries, far from those that stand, so that they never crowd.
std::vector<Plant> wild_plants(std::uint64_t seed, int count) {
  Random random(seed, wild_stream);
  std::vector<Plant> plants;
  plants.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Plant best;
    double farthest = -1;
    for (int k = 0; k < 12; ++k) {
      Plant plant{static_cast<int>(540 + random.below(3016)), static_cast<int>(60 + random.below(3976)),
                  static_cast<int>(random.below(4) == 0 ? 9 + random.below(6) : 1 + random.below(7)),
                  static_cast<int>(random.below(32)), static_cast<int>(random.below(species_count))};
      double nearest = 1e9;
      for (const Plant& other : plants) {
        const double dx = 1.5 * (plant.x - other.x), dy = plant.y - other.y;
        nearest = std::min(nearest, dx * dx + dy * dy);
      }
      if (nearest <= farthest) continue;
      farthest = nearest;
      best = plant;
    }
    plants.push_back(best);
  }
  return plants;
}

const Plant* plant_near(const std::vector<Plant>& plants, Vec2 place, double length, double reach) {
  const Plant* nearest = nullptr;
  double best = reach * reach;
  for (const Plant& plant : plants) {
    const double dx = (plant.x / 4095.0 - place.x) * length, dy = plant.y / 4095.0 - place.y;
    if (dx * dx + dy * dy >= best) continue;
    best = dx * dx + dy * dy;
    nearest = &plant;
  }
  return nearest;
}

Document document_from_plants(const std::vector<Plant>& plants) {
  if (plants.empty()) return {};
  std::string text;
  for (const Plant& plant : plants) {
    write(text, plant.x);
    write(text, plant.y);
    write(text, plant.species << 9 | plant.size << 5 | plant.turn);
  }
  return {document_version, nlohmann::json{{"plants", text}}.dump()};
}

Result<void> plants_from_document(const Document& document, std::vector<Plant>& plants) {
  if (document == Document{}) return plants.clear(), Result<void>{};
  if (document.version() != document_version) {
    return refusal("is of version " + std::to_string(document.version()) + ", but 1 is read");
  }
  const auto json = nlohmann::json::parse(document.json(), nullptr, false);
  const auto found = json.is_object() ? json.find("plants") : json.end();
  const auto* text = found == json.end() ? nullptr : found->get_ptr<const std::string*>();
  if (text == nullptr) return refusal("names no plants");
  if (text->size() % letters_a_plant != 0 || text->size() > most_plants * letters_a_plant) {
    return refusal("has " + std::to_string(text->size()) + " letters, but at most " +
                   std::to_string(most_plants * letters_a_plant) + ", six a plant, are allowed");
  }
  std::vector<Plant> read;
  read.reserve(text->size() / letters_a_plant);
  for (std::size_t i = 0; i < text->size(); i += letters_a_plant) {
    std::array<int, letters_a_plant> v{};
    for (std::size_t k = 0; k < letters_a_plant; ++k) v[k] = value_of((*text)[i + k]);
    const bool known = std::all_of(v.begin(), v.end(), [](int value) { return value >= 0; });
    const int form = v[4] << 6 | v[5];
    if (!known || form >> 9 >= static_cast<int>(species_count)) {
      return refusal("holds a plant that nobody knows, the " + std::to_string(i / letters_a_plant + 1) + "th");
    }
    read.push_back({v[0] << 6 | v[1], v[2] << 6 | v[3], form >> 5 & 15, form & 31, form >> 9});
  }
  plants = std::move(read);
  return {};
}

}  // namespace reverie::pieces::pong_garden
