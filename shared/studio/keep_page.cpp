// The dock's page about keeping.
#include <imgui.h>

#include <cmath>
#include <cstdio>

#include "shared/studio/pages.h"
#include "shared/studio/widgets.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

std::string size_of(const KeepOffer& offer) {
  return std::to_string(offer.pixels_wide()) + " × " + std::to_string(offer.pixels_high());
}

// A row of equal buttons; the one under the pointer tells its size below.
void draw_row(ControlContext& context, const DockView& view, const std::vector<KeepOffer>& offers,
              std::string_view rest) {
  const float space = 8, height = context.reach(36);
  const float count = static_cast<float>(offers.size());
  const float width =
      std::floor((ImGui::GetContentRegionAvail().x - space * (std::max(count, 3.0f) - 1)) / std::max(count, 3.0f));
  std::string words(rest);
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (i > 0) ImGui::SameLine(0, space);
    const std::string id = "keep." + offers[i].id;
    const bool pressed = text_button(id.c_str(), said(offers[i].label), nullptr, width, height, Weight::quiet);
    if (pressed && view.keeping == nullptr) context.wishes.keep = offers[i].id;
    context.dock.boxes[id] = item_box();
    if (ImGui::IsItemHovered() && offers[i].format != KeepFormat::svg)
      words = said("{0} pixels.", {size_of(offers[i])});
  }
  gap(4);
  wrapped(Face::small, palette().muted, words);
  gap(14);
}

std::string loop_words(const DockView& view) {
  const double seconds = static_cast<double>(view.player.piece().loop_ticks(view.player.stage())) / ticks_per_second;
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", seconds);
  return said("{0} s that close without a seam. WebM is finer and smaller.", {text});
}

}  // namespace

void draw_keep(ControlContext& context, const DockView& view) {
  wrapped(Face::text, palette().muted,
          said("Each file remembers how it was made: open it again and you are back here."));
  gap(14);
  std::vector<KeepOffer> pictures, drawings, loops;
  for (KeepOffer& offer : keep_offers(view.player)) {
    auto& kind = offer.format == KeepFormat::png ? pictures : offer.format == KeepFormat::svg ? drawings : loops;
    kind.push_back(std::move(offer));
  }
  heading(said("Picture"));
  draw_row(context, view, pictures,
           said("PNG, {0} pixels at 2×; a print has 12,000 along its longer side.", {size_of(pictures[1])}));
  if (!drawings.empty()) {
    heading(said("Drawing"));
    draw_row(context, view, drawings, said("Lines and shapes that stay sharp at any size."));
  }
  heading(said("Loop"));
  if (loops.empty()) {
    wrapped(Face::small, palette().muted, said("As it stands, this piece does not come back to where it began."));
    gap(14);
  } else {
    draw_row(context, view, loops, loop_words(view));
  }
  hairline();
  gap(14);
  heading(said("Return"));
  wrapped(Face::text, palette().ink, said("Drop a kept file anywhere here to return to it."));
  gap(8);
  if (view.can_ask_for_file) {
    context.wishes.open_file |=
        text_button("open-file", said("Open a kept file"), nullptr, 160, context.reach(36), Weight::quiet);
    context.dock.boxes["open-file"] = item_box();
  }
}

}  // namespace reverie
