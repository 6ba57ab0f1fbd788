// Pages: what the dock can show besides the controls, and the part about models.
#pragma once

#include "shared/studio/controls.h"
#include "shared/studio/dock.h"

namespace reverie {

// Which model plays in each slot, how far its loading got, and what to do when it failed.
void draw_models(ControlContext& context, const DockView& view);

// ⓘ: what this is, where it comes from, what the models are, how fast it runs.
void draw_about(ControlContext& context, const DockView& view);

// ?: what the keys do.
void draw_keys(ControlContext& context, const DockView& view);

// What can be kept, and the way back from a kept file.
void draw_keep(ControlContext& context, const DockView& view);

// "0.4 of 0.9 MB"
std::string loading_text(std::uint64_t received, std::uint64_t total);

}  // namespace reverie
