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

}  // namespace reverie
