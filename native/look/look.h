// A package opened: its layers, what each holds while it draws one picture, the filters of its convolutions, and its
// mistakes, as look.json, pictures beside it, and a page that shows them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "native/look/layers.h"

namespace reverie {

inline constexpr std::size_t most_pictured_layers = 120;  // deeper networks are listed whole and shown in part

struct LookOrder {
  std::filesystem::path package, out;
  std::uint64_t seed = 1;  // of the picture that is followed from its code
};

struct LookReport {
  std::string title;
  Layers layers;
  std::size_t pictures = 0;  // files written
  bool mistakes = false;     // the package can tell them
};

// Writes PNG files first, then index.html, and look.json last; equal packages and seeds give equal files. Makes the
// folder. A package with a graph that may not be played, or that draws no pictures from a code, is refused in a
// sentence.
Result<LookReport> look_into(const LookOrder& order);

}  // namespace reverie
