// The state of a piece as a link: readable, bounded, and never trusted when it comes back.
//   piece=latent-walk&random=philox4x32-10/1&model.generator=faces@1a2b3c4d&seed=hello&truncation=0.7&doc=1.<base64url>
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/piece/piece.h"

namespace reverie {

inline constexpr std::size_t max_link_bytes = 2048;

struct LinkModel {
  std::string slot, id, hash_prefix;  // hash_prefix may be empty
  bool operator==(const LinkModel&) const = default;
};

struct LinkState {
  std::string piece;
  std::string generator_id;  // of the randomness; empty: the current one
  std::vector<LinkModel> models;
  std::vector<std::pair<std::string, std::string>> params;  // name, text as Params::set_from_text reads it
  Document document;                                        // json "{}" when nothing was made
  bool operator==(const LinkState&) const = default;
};

// Percent-encoded query text without '?' or '#'. Params at their initial value are left out by the caller. Fails when
// the link would pass max_link_bytes (the document must then travel in a file).
Result<std::string> text_from_link_state(const LinkState& state);

// Keys that can be none of ours (underscores, capitals) are passed over: mailers hang their own on a link.
// Fails on more than max_link_bytes, bad escapes, invalid UTF-8, control characters, doubled keys or a bad document.
Result<LinkState> link_state_from_text(std::string_view text);

}  // namespace reverie
