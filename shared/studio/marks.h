// Marks: the studio's few icons, drawn as lines so that they are sharp at any density.
#pragma once

#include <imgui.h>

namespace reverie {

enum class Mark {
  lock,
  unlock,
  reset,
  close,
  info,
  keys,
  chevron_left,
  chevron_right,
  chevron_down,
  undo,
  redo,
  sparkle,
  keep,
  share,
  pause,
  chinese  // 中文, for where the typeface has no Chinese; twice as wide as high
};

// Centred at `center`, about `size` points high.
void draw_mark(ImDrawList& out, Mark mark, ImVec2 center, float size, ImU32 color);

}  // namespace reverie
