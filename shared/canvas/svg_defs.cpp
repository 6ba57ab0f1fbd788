#include "shared/canvas/svg_defs.h"

#include "shared/canvas/svg_words.h"

namespace reverie::svg {

namespace {

// Places are kept finer than elsewhere: a transform may enlarge them, and nothing is saved.
constexpr int fine = 6;

std::string stop(const GradientStop& stop, Ink ink) {
  const Color color = ink == Ink::colors ? stop.color : Color{0, 0, 0, stop.color.a};
  std::string words = "<stop" + attribute("offset", stop.offset, fine) + attribute("stop-color", hex(color));
  if (color.a < 255) words += attribute("stop-opacity", color.a / 255.0, 4);
  return words + "/>";
}

}  // namespace

std::string Defs::whole() const {
  return attribute("x", 0.0) + attribute("y", 0.0) + attribute("width", width_) + attribute("height", height_);
}

std::string Defs::gradient(const Gradient& gradient, Ink ink) {
  std::string& id = gradients_[{&gradient, ink == Ink::colors}];
  if (!id.empty()) return id;
  id = next_id('g');
  const bool linear = gradient.kind == Gradient::Kind::linear;
  const std::string name = linear ? "linearGradient" : "radialGradient";
  out_ += "<" + name + attribute("id", id) + attribute("gradientUnits", "userSpaceOnUse");
  if (linear) {
    out_ += attribute("x1", gradient.from.x, fine) + attribute("y1", gradient.from.y, fine) +
            attribute("x2", gradient.to.x, fine) + attribute("y2", gradient.to.y, fine);
  } else {
    out_ += attribute("cx", gradient.from.x, fine) + attribute("cy", gradient.from.y, fine) +
            attribute("r", gradient.radius, fine);
  }
  out_ += ">";
  for (const GradientStop& one : gradient.stops) out_ += stop(one, ink);
  out_ += "</" + name + ">\n";
  return id;
}

std::string Defs::picture(const std::shared_ptr<const Image>& image) {
  std::string& id = pictures_[image.get()];
  if (!id.empty()) return id;
  id = next_id('i');
  const Result<std::string> png =
      options_.png_of_image
          ? options_.png_of_image(*image)
          : Result<std::string>(Error{"This picture shows another one, and nothing was given to write that as PNG; "
                                      "keep it as PNG instead of SVG."});
  if (!png) {
    if (!error_) error_ = png.error();
    return id;
  }
  out_ += "<defs><image" + attribute("id", id) + attribute("width", image->width(), 0) +
          attribute("height", image->height(), 0) + attribute("preserveAspectRatio", "none") +
          attribute("href", "data:image/png;base64," + base64(*png)) + "/></defs>\n";
  return id;
}

std::string Defs::tint(Color color) {
  std::string id = "t" + hex(color).substr(1);
  if (!filters_.insert(id).second) return id;
  const auto part = [](std::uint8_t channel) { return number(channel / 255.0, 5); };
  out_ += "<filter" + attribute("id", id) + attribute("x", 0.0) + attribute("y", 0.0) + attribute("width", 1.0) +
          attribute("height", 1.0) + attribute("color-interpolation-filters", "sRGB") + "><feColorMatrix" +
          attribute("values",
                    part(color.r) + " 0 0 0 0 0 " + part(color.g) + " 0 0 0 0 0 " + part(color.b) + " 0 0 0 0 0 1 0") +
          "/></filter>\n";
  return id;
}

std::string Defs::black() {
  if (!filters_.insert("black").second) return "black";
  out_ += "<filter" + attribute("id", "black") + attribute("filterUnits", "userSpaceOnUse") + whole() +
          attribute("color-interpolation-filters", "sRGB") + "><feColorMatrix" +
          attribute("values", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0") + "/></filter>\n";
  return "black";
}

}  // namespace reverie::svg
