#include "shared/pieces/sketchpad/tools.h"

#include <algorithm>
#include <cmath>

#include "shared/pieces/sketchpad/palettes.h"

namespace reverie::pieces {

StrokeStyle style_from_params(const Params& params) {
  const std::string& brush = params.text("brush");
  const std::string& symmetry = params.text("symmetry");
  StrokeStyle style;
  style.brush = brush == "pencil"   ? Brush::pencil
                : brush == "marker" ? Brush::marker
                : brush == "eraser" ? Brush::eraser
                                    : Brush::ink;
  const std::string& typed = params.text("custom-colour");
  const auto custom = color_from_hex(std::string_view(typed).substr(typed.starts_with('#') ? 1 : 0));
  style.color = named_color(inks, params.text("colour")).value_or(custom.value_or(inks[0].color));
  style.width = params.number("width");
  style.fold = symmetry.ends_with("-fold") ? symmetry.front() - '0' : 1;
  style.reflect = symmetry == "mirror" || (style.fold > 1 && params.toggle("kaleidoscope"));
  return style;
}

bool choose_tool(Params& params, const KeyEvent& event, std::string& before_eraser) {
  const auto next = [&](const char* name) {
    const std::vector<std::string>& choices = params.spec(name)->choices;
    const auto now = std::find(choices.begin(), choices.end(), params.text(name));
    return params.set(name, now + 1 >= choices.end() ? choices.front() : now[1]).ok();
  };
  if (event.key == "b") return next("brush");
  if (event.key == "c") return next("colour");
  if (event.key == "y") return next("symmetry");
  if (event.key == "p") return next("paper");
  if (event.key == "e") {
    const bool erasing = params.text("brush") == "eraser";
    if (!erasing) before_eraser = params.text("brush");
    return params.set("brush", erasing ? before_eraser : std::string("eraser")).ok();
  }
  if (event.key != "w") return false;
  const double width = params.number("width") * (event.shift ? 0.8 : 1.25);
  const double rounded = std::floor(width * 2 + 0.5) / 2;
  const double stepped =
      event.shift ? std::min(rounded, params.number("width") - 0.5) : std::max(rounded, params.number("width") + 0.5);
  return params.set("width", std::clamp(stepped, 1.0, 80.0)).ok();
}

}  // namespace reverie::pieces
