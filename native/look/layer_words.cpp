#include <array>

#include "native/look/layers.h"

namespace reverie {

namespace {

constexpr std::array names{"mix",    "vote",   "gather", "begin",  "refine",   "enlarge",
                           "shrink", "attend", "colour", "unfold", "lay-over", "other"};

std::string times(std::int64_t rows, std::int64_t columns) {
  return std::to_string(columns) + " × " + std::to_string(rows);
}

std::string after(const std::string& words, const std::string& size) {
  return size.empty() ? words : words + ", " + size;
}

}  // namespace

const char* name_of(LayerKind kind) { return names[static_cast<std::size_t>(kind)]; }

std::string title_of(const Layer& layer) {
  const std::string size = has_rows(layer.shape) ? times(layer.shape[2], layer.shape[3]) : "";
  switch (layer.kind) {
    case LayerKind::mix:
      return "Mixes the numbers";
    case LayerKind::vote:
      return "Votes";
    case LayerKind::gather:
      return "Gathers what was voted for";
    case LayerKind::begin:
      return after("Begins to draw", size);
    case LayerKind::refine:
      return after("Refines", size);
    case LayerKind::enlarge:
      return size.empty() ? "Enlarges" : "Enlarges to " + size;
    case LayerKind::shrink:
      return size.empty() ? "Sums up" : "Shrinks to " + size;
    case LayerKind::attend:
      return "Compares";
    case LayerKind::colour:
      return after("Colours the picture", size);
    case LayerKind::unfold:
      return size.empty() ? "Unfolds" : "Unfolds to " + size;
    case LayerKind::lay_over:
      return "Lays it over";
    case LayerKind::other:
      return "Reckons";
  }
  return "";
}

}  // namespace reverie
