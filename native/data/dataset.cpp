#include "native/data/dataset.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "shared/piece/text.h"

namespace reverie {
namespace {

void write_planes(const std::vector<float>& rgb, std::size_t places, float* out) {
  for (std::size_t i = 0; i < places; ++i)
    for (std::size_t c = 0; c < 3; ++c) out[c * places + i] = rgb[3 * i + c] / 127.5f - 1;
}

void stack_sprites(const Dataset& dataset, const std::int32_t* labels, float* out) {
  const std::size_t places = static_cast<std::size_t>(dataset.size) * static_cast<std::size_t>(dataset.size);
  const Color ground = color_from_text(dataset.axes[0].labels[static_cast<std::size_t>(labels[0])]).value();
  std::vector<float> rgb(places * 3);
  for (std::size_t i = 0; i < places; ++i) rgb[3 * i] = ground.r, rgb[3 * i + 1] = ground.g, rgb[3 * i + 2] = ground.b;
  std::size_t first = 0;
  for (std::size_t a = 1; a < dataset.axes.size(); ++a) {
    const auto* sprite = dataset.pixels.data() + (first + static_cast<std::size_t>(labels[a])) * dataset.item_bytes();
    for (std::size_t i = 0; i < places; ++i) {
      const float alpha = static_cast<float>(sprite[4 * i + 3]) / 255;
      for (std::size_t c = 0; c < 3; ++c) {
        rgb[3 * i + c] += alpha * (static_cast<float>(sprite[4 * i + c]) - rgb[3 * i + c]);
      }
    }
    first += dataset.axes[a].labels.size();
  }
  write_planes(rgb, places, out);
}

Error bad(const Dataset& dataset, const std::string& what) {
  const std::string name = dataset.record.name.empty() ? "without a name" : "'" + dataset.record.name + "'";
  return Error{"The dataset " + name + " is not usable: " + what + "; nothing was trained."};
}

Result<void> check_axes(const Dataset& dataset) {
  if (dataset.axes.size() > max_axes) return bad(dataset, "it has more than 16 label axes");
  std::set<std::string> names;
  for (const LabelAxis& axis : dataset.axes) {
    if (axis.name.empty() || axis.name.size() > max_label_bytes || !is_plain_text(axis.name))
      return bad(dataset, "an axis name is empty, too long or no plain text");
    if (!names.insert(axis.name).second) return bad(dataset, "the axis '" + axis.name + "' is there twice");
    if (axis.labels.empty() || axis.labels.size() > max_labels_per_axis) {
      return bad(dataset, "the axis '" + axis.name + "' has " + std::to_string(axis.labels.size()) +
                              " labels, and 1 to 4096 are allowed");
    }
    std::set<std::string> labels;
    for (const std::string& label : axis.labels) {
      if (label.empty() || label.size() > max_label_bytes || !is_plain_text(label))
        return bad(dataset, "a label of the axis '" + axis.name + "' is empty, longer than 64 bytes or no plain text");
      if (!labels.insert(label).second)
        return bad(dataset, "the label '" + label + "' of the axis '" + axis.name + "' is there twice");
    }
  }
  return {};
}

Result<void> check_layers(const Dataset& dataset) {
  if (dataset.axes.size() < 2) return bad(dataset, "layered sprites need a ground and at least one layer");
  for (const std::string& color : dataset.axes[0].labels) {
    if (!color_from_text(color)) return bad(dataset, "its ground '" + color + "' is not a colour like d5d7e1");
  }
  std::int64_t sprites = 0;
  for (std::size_t a = 1; a < dataset.axes.size(); ++a) {
    sprites += static_cast<std::int64_t>(dataset.axes[a].labels.size());
  }
  if (sprites != dataset.count) return bad(dataset, "its layers name another number of sprites than it holds");
  if (!dataset.labels.empty()) return bad(dataset, "layered sprites carry no label table");
  return {};
}

Result<void> check_labels(const Dataset& dataset) {
  const std::size_t axes = dataset.axes.size();
  if (dataset.labels.size() != static_cast<std::size_t>(dataset.count) * axes) {
    return bad(dataset, "its label table has another size than pictures × axes");
  }
  for (std::size_t i = 0; i < dataset.labels.size(); ++i) {
    const auto& axis = dataset.axes[i % axes];
    if (dataset.labels[i] < -1 || dataset.labels[i] >= static_cast<std::int32_t>(axis.labels.size())) {
      return bad(dataset, "the label " + std::to_string(dataset.labels[i]) + " of picture " + std::to_string(i / axes) +
                              " is outside the axis '" + axis.name + "'");
    }
  }
  return {};
}

}  // namespace

std::size_t Dataset::item_bytes() const {
  return static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * static_cast<std::size_t>(channels());
}

double Dataset::combinations() const {
  if (kind == DatasetKind::pictures) return static_cast<double>(count);
  double product = 1;
  for (const LabelAxis& axis : axes) product *= static_cast<double>(axis.labels.size());
  return product;
}

Result<void> check_dataset(const Dataset& dataset) {
  if (dataset.size < 8 || dataset.size > 1024) return bad(dataset, "its pictures are not 8 to 1024 pixels wide");
  if (dataset.count < 1 || dataset.count > max_dataset_items)
    return bad(dataset, "it holds no picture, or over 4 million");
  if (const auto axes = check_axes(dataset); !axes) return axes;
  const auto bytes = static_cast<std::uint64_t>(dataset.count) * dataset.item_bytes();
  if (dataset.pixels.size() != bytes) return bad(dataset, "its pixels are not count × size × size × channels bytes");
  return dataset.kind == DatasetKind::layers ? check_layers(dataset) : check_labels(dataset);
}

void sample_from_dataset(const Dataset& dataset, Random random, float* out, std::int32_t* labels) {
  if (dataset.kind == DatasetKind::layers) {
    for (std::size_t a = 0; a < dataset.axes.size(); ++a) {
      labels[a] = static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(dataset.axes[a].labels.size())));
    }
    return stack_sprites(dataset, labels, out);
  }
  const auto item = static_cast<std::size_t>(item_of_sample(dataset, random));
  picture_from_dataset(dataset, static_cast<std::int64_t>(item), out);
  const std::size_t axes = dataset.axes.size();
  std::copy_n(dataset.labels.begin() + static_cast<std::ptrdiff_t>(item * axes), axes, labels);
}

std::int64_t item_of_sample(const Dataset& dataset, Random random) {
  return dataset.kind == DatasetKind::layers ? -1 : random.below(static_cast<std::uint32_t>(dataset.count));
}

void picture_from_dataset(const Dataset& dataset, std::int64_t item, float* out) {
  const auto* pixels = dataset.pixels.data() + static_cast<std::size_t>(item) * dataset.item_bytes();
  const std::size_t places = dataset.item_bytes() / 3;
  for (std::size_t i = 0; i < places; ++i)
    for (std::size_t c = 0; c < 3; ++c) out[c * places + i] = static_cast<float>(pixels[3 * i + c]) / 127.5f - 1;
}

Result<Color> color_from_text(const std::string& text) {
  const std::string digits = text.starts_with('#') ? text.substr(1) : text;
  const bool hex = std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (digits.size() != 6 || !hex) {
    return Error{"'" + text + "' is not a colour; write six hexadecimal digits like d5d7e1. Nothing was done."};
  }
  const unsigned long value = std::stoul(digits, nullptr, 16);
  return Color{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 255),
               static_cast<std::uint8_t>(value & 255), 255};
}

}  // namespace reverie
