#include <array>

#include "native/look/layers.h"

namespace reverie {

namespace {

struct Words {
  LayerKind kind;
  const char *name, *plain, *sized;
};

// The pages of the site say these too, in Chinese by site/words/zh.json (tests/contract/page_words.test.mjs).
constexpr std::array all_words{
    Words{LayerKind::mix, "mix", "Mixes the numbers", nullptr},
    Words{LayerKind::vote, "vote", "Votes", nullptr},
    Words{LayerKind::gather, "gather", "Gathers what was voted for", nullptr},
    Words{LayerKind::begin, "begin", "Begins to draw", "Begins to draw, {0}"},
    Words{LayerKind::refine, "refine", "Refines", "Refines, {0}"},
    Words{LayerKind::enlarge, "enlarge", "Enlarges", "Enlarges to {0}"},
    Words{LayerKind::shrink, "shrink", "Sums up", "Shrinks to {0}"},
    Words{LayerKind::attend, "attend", "Compares", nullptr},
    Words{LayerKind::colour, "colour", "Colours the picture", "Colours the picture, {0}"},
    Words{LayerKind::unfold, "unfold", "Unfolds", "Unfolds to {0}"},
    Words{LayerKind::lay_over, "lay-over", "Lays it over", nullptr},
    Words{LayerKind::other, "other", "Reckons", nullptr},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < all_words.size(); ++i)
    if (all_words[i].kind != static_cast<LayerKind>(i)) return false;
  return all_words.back().kind == LayerKind::other;
}
static_assert(in_order());

const Words& words_of(LayerKind kind) { return all_words[static_cast<std::size_t>(kind)]; }

}  // namespace

const char* name_of(LayerKind kind) { return words_of(kind).name; }

std::vector<std::string> said_of(const Layer& layer) {
  const Words& words = words_of(layer.kind);
  if (words.sized == nullptr || !has_rows(layer.shape)) return {words.plain};
  return {words.sized, std::to_string(layer.shape[3]) + " × " + std::to_string(layer.shape[2])};
}

std::string title_of(const Layer& layer) {
  const auto said = said_of(layer);
  std::string title = said.front();
  return said.size() == 1 ? title : title.replace(title.find("{0}"), 3, said.back());
}

}  // namespace reverie
