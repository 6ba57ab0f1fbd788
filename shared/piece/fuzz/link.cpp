// The state in a link: whatever is taken can be written, unless it grew too long, and is taken again as the same.
#include "shared/piece/link.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto state = reverie::link_state_from_text({reinterpret_cast<const char*>(data), size});
  if (!state) return 0;
  const auto text = reverie::text_from_link_state(*state);
  if (!text) return 0;
  const auto again = reverie::link_state_from_text(*text);
  if (!again || !(*again == *state)) __builtin_trap();
  return 0;
}
