// The state out of a file that somebody dropped on the page: PNG, GIF, SVG, WebM or anything else.
#include "shared/keep/state_from_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto state = reverie::state_from_file({data, size});
  if (!state) return 0;
  const auto text = reverie::text_from_kept_state(*state);
  if (text && !reverie::kept_state_from_text(*text)) __builtin_trap();
  return 0;
}
