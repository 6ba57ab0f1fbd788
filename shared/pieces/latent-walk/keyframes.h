// Keyframes: pictures that a person kept on the way, for a loop that passes through them. They are the document of
// latent-walk: {"keys": [["kite", 0.25, -1], ["kite", 2, 0, 0.7, {"glasses": "round"}]]}, each the seed, the point, and
// where they are not the usual ones the truncation and the labels that were chosen.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/piece/document.h"
#include "shared/piece/params.h"

namespace reverie::pieces {

inline constexpr std::size_t max_keyframes = 12;  // so many find room below a phone's picture

struct Keyframe {
  std::string seed;
  Vec2 point;
  double truncation = 1;
  std::map<std::string, std::string> labels;  // axis → label; axes that are free are left out
  bool operator==(const Keyframe&) const = default;
};
using Keyframes = std::vector<Keyframe>;

// Where the params stand, to four decimals: finer than any hand, and short in a link.
Keyframe keyframe_from_params(const Params& params);
// Sets seed, pad, truncation and every label axis there is.
void go_to_keyframe(Params& params, const Keyframe& key);

Document document_from_keyframes(const Keyframes& keys);
// Fails with a sentence on any other text.
Result<Keyframes> keyframes_from_document(const Document& document);

}  // namespace reverie::pieces
