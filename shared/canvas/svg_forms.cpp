#include "shared/canvas/svg_forms.h"

#include <algorithm>

#include "shared/canvas/shapes.h"
#include "shared/canvas/svg_words.h"
#include "shared/canvas/text_layout.h"

namespace reverie::svg {

namespace {

std::string path_form(const Path& path, int decimals) { return "<path" + attribute("d", path_data(path, decimals)); }

// SVG draws nothing of a rect or an ellipse without area, where p5 strokes a line.
struct Former {
  int decimals;

  std::string operator()(const RectCommand& r) const {
    const double radius = r.radii[0], most = std::min(r.width, r.height) / 2;
    const bool even = radius == r.radii[1] && radius == r.radii[2] && radius == r.radii[3] && radius <= most;
    if (!even || !(r.width > 0 && r.height > 0)) return path_form(path_of_rect(r), decimals);
    return "<rect" + attribute("x", r.x, decimals) + attribute("y", r.y, decimals) +
           attribute("width", r.width, decimals) + attribute("height", r.height, decimals) +
           (radius > 0 ? attribute("rx", radius, decimals) : "");
  }
  std::string operator()(const EllipseCommand& e) const {
    if (!(e.width > 0 && e.height > 0)) return path_form(path_of_ellipse(e), decimals);
    const std::string center = attribute("cx", e.x, decimals) + attribute("cy", e.y, decimals);
    if (e.width == e.height) return "<circle" + center + attribute("r", e.width / 2, decimals);
    return "<ellipse" + center + attribute("rx", e.width / 2, decimals) + attribute("ry", e.height / 2, decimals);
  }
  std::string operator()(const LineCommand& line) const {
    return "<line" + attribute("x1", line.x1, decimals) + attribute("y1", line.y1, decimals) +
           attribute("x2", line.x2, decimals) + attribute("y2", line.y2, decimals);
  }
  std::string operator()(const TextCommand& text) const {
    return path_form(path_of_text(text), decimals) + attribute("role", "img") +
           attribute("aria-label", escaped(text.text)) + attribute("paint-order", "stroke");
  }
  std::string operator()(const PathCommand& path) const { return path_form(path.path, decimals); }
  template <class Other>
  std::string operator()(const Other& /*command*/) const {
    return "<g";
  }
};

}  // namespace

std::string form_of(const Command& command, int decimals) { return std::visit(Former{decimals}, command); }

std::string form_of_picture(const ImageCommand& c, const std::string& id, int decimals) {
  const double width = c.image->width(), height = c.image->height();
  std::string use = "<use" + attribute("href", "#" + id);
  if (c.sampling == Sampling::nearest) use += attribute("style", "image-rendering:pixelated");
  if (c.crop_x == 0 && c.crop_y == 0 && c.crop_width == width && c.crop_height == height)
    return use + transform({c.width / width, 0, 0, c.height / height, c.x, c.y}) + "/>";
  return "<svg" + attribute("x", c.x, decimals) + attribute("y", c.y, decimals) +
         attribute("width", c.width, decimals) + attribute("height", c.height, decimals) +
         attribute("viewBox", number(c.crop_x, 6) + " " + number(c.crop_y, 6) + " " + number(c.crop_width, 6) + " " +
                                  number(c.crop_height, 6)) +
         attribute("preserveAspectRatio", "none") + ">" + use + "/></svg>";
}

}  // namespace reverie::svg
