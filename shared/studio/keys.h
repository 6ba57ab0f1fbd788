// Keys: what was pressed this frame, by the names that pages use.
#pragma once

#include <string>
#include <vector>

namespace reverie {

struct PressedKey {
  std::string key;  // "ArrowLeft", " ", "a", "?"
  bool shift = false, command = false, repeated = false;
};

std::vector<PressedKey> pressed_keys();
// Those that came up this frame.
std::vector<std::string> released_keys();

}  // namespace reverie
