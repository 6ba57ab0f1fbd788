// KeptState: what a kept file remembers, so that dropping it on the page returns to where it was made. A link, and the
// document beside it, since a document may be larger than a link.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/keep/beside.h"
#include "shared/keep/sink.h"
#include "shared/piece/link.h"

namespace reverie {

inline constexpr std::size_t max_kept_state_bytes = 4u << 20;
inline constexpr int kept_state_version = 1;

struct KeptState {
  LinkState link;
  int width = 0, height = 0;  // of the canvas, in points; 0: unknown
  bool operator==(const KeptState&) const = default;
};

// {"reverie":1,"link":"piece=…","document":{"version":1,"json":"{…}"},"size":[960,720]}; the link names no document.
// Fails when the link alone or the whole is too long.
Result<std::string> text_from_kept_state(const KeptState& state);

// Strict: fails on more than max_kept_state_bytes, on text that is not UTF-8, on another version, a broken link, a
// document that is no JSON object, or a size outside 0…100,000.
Result<KeptState> kept_state_from_text(std::string_view text);

// What all writers need to know of a picture in this state, and what stands beside it.
Result<Remembrance> remembrance_of(const KeptState& state, std::span<const Beside> besides = {});

}  // namespace reverie
