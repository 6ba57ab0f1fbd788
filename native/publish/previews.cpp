#include "native/publish/previews.h"

#include <algorithm>
#include <span>

#include "native/runtime/ort_session.h"
#include "shared/latent/latent.h"

namespace reverie {
namespace {

constexpr Color paper{0xfa, 0xf7, 0xf2, 255};

Result<NamedTensors> inputs_from_codes(const Model& model, std::span<const Latent> codes) {
  NamedTensors inputs;
  const auto rows = static_cast<std::int64_t>(codes.size());
  for (const Port& port : model.inputs) {
    Shape shape;
    for (const Dimension& size : port.shape) shape.push_back(size.size < 0 ? rows : size.size);
    auto tensor = Tensor::zeros(shape);  // of a class port: every axis is free
    if (!tensor) return tensor.error();
    if (port.kind == PortKind::latent) {
      auto at = tensor->floats().begin();
      for (const Latent& code : codes) at = std::copy(code.begin(), code.end(), at);
    }
    inputs.push_back({port.name, std::move(*tensor)});
  }
  return inputs;
}

// How many rows one call takes: many are quicker, but large pictures should not all stand in memory.
std::size_t rows_at_once(const Model& model) {
  const bool fixed = std::ranges::any_of(model.inputs, [](const Port& port) { return port.shape[0].size >= 0; });
  const Port& port = *model.output_of_kind(PortKind::image);
  return fixed ? 1 : port.width() * port.height() > 128 * 128 ? 4 : 32;
}

Result<int> code_size(const Model& model) {
  const Port* latent = model.input_of_kind(PortKind::latent);
  const bool fits = latent && model.output_of_kind(PortKind::image) && latent->shape.size() == 2 &&
                    std::ranges::none_of(model.inputs, [&](const Port& port) {
                      return port.kind != PortKind::class_label && &port != latent;
                    });
  if (!fits)
    return Error{"The model '" + model.id +
                 "' does not draw pictures from a latent code alone, so no previews can be made."};
  return static_cast<int>(latent->shape[1].size);
}

Result<std::vector<Image>> draw_codes(const Model& model, Session& session, const std::vector<Latent>& codes) {
  const auto raw = raw_pictures(model, session, codes);
  if (!raw) return raw.error();
  std::vector<Image> pictures;
  for (const Tensor& each : *raw) {
    auto picture = image_from_tensor(each, 0, model.output_of_kind(PortKind::image)->range);
    if (!picture) return picture.error();
    pictures.push_back(std::move(*picture));
  }
  return pictures;
}

void paste(Image& target, const Image& picture, int left, int top, int zoom) {
  for (int y = 0; y < picture.height() * zoom; ++y)
    for (int x = 0; x < picture.width() * zoom; ++x) target.set(left + x, top + y, picture.at(x / zoom, y / zoom));
}

Image shrunk(const Image& picture, int step) {
  Image small = *Image::create(std::max(picture.width() / step, 1), std::max(picture.height() / step, 1));
  for (int y = 0; y < small.height(); ++y)
    for (int x = 0; x < small.width(); ++x) {
      int r = 0, g = 0, b = 0;
      for (int i = 0; i < step * step; ++i) {
        const Color color = picture.at(x * step + i % step, y * step + i / step);
        r += color.r, g += color.g, b += color.b;
      }
      const auto mean = [&](int sum) { return static_cast<std::uint8_t>((sum + step * step / 2) / (step * step)); };
      small.set(x, y, {mean(r), mean(g), mean(b), 255});
    }
  return small;
}

Result<Image> blank(int width, int height, Color color) {
  auto image = Image::create(width, height);
  if (!image) return image;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) image->set(x, y, color);
  return image;
}

}  // namespace

Result<std::vector<Tensor>> raw_pictures(const Model& model, Session& session, const std::vector<Latent>& codes) {
  if (const auto size = code_size(model); !size) return size.error();
  const std::size_t most = rows_at_once(model);
  const Port& port = *model.output_of_kind(PortKind::image);
  std::vector<Tensor> pictures;
  for (std::size_t i = 0; i < codes.size(); i += most) {
    const std::span<const Latent> some(&codes[i], std::min(most, codes.size() - i));
    auto inputs = inputs_from_codes(model, some);
    if (!inputs) return inputs.error();
    const auto outputs = run_and_wait(session, std::move(*inputs));
    if (!outputs) return outputs.error();
    const Tensor& answer = std::ranges::find(*outputs, port.name, &NamedTensor::name)->tensor;
    Shape shape = answer.shape();
    if (shape[0] != static_cast<std::int64_t>(some.size()))
      return Error{"The model '" + model.id + "' drew " + std::to_string(shape[0]) + " pictures where " +
                   std::to_string(some.size()) + " were asked for."};
    shape[0] = 1;
    const auto values = answer.floats();
    const std::size_t each = values.size() / some.size();
    for (std::size_t row = 0; row < some.size(); ++row) {
      const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row * each);
      auto picture = Tensor::from_floats(shape, {begin, begin + static_cast<std::ptrdiff_t>(each)});
      if (!picture) return picture.error();
      pictures.push_back(std::move(*picture));
    }
  }
  return pictures;
}

Result<std::vector<Image>> draw_samples(const Model& model, Session& session, std::uint64_t seed, int count) {
  const auto size = code_size(model);
  if (!size) return size.error();
  std::vector<Latent> codes;
  for (int i = 0; i < count; ++i) codes.push_back(latent_from_seed(seed, static_cast<std::uint64_t>(i), *size));
  return draw_codes(model, session, codes);
}

std::vector<Image> fitted(std::vector<Image> pictures, int side) {
  for (Image& picture : pictures) {
    const int step = (std::max(picture.width(), picture.height()) + side - 1) / side;
    if (step > 1) picture = shrunk(picture, step);
  }
  return pictures;
}

Result<Image> grid_of(const std::vector<Image>& pictures, int columns, int zoom) {
  if (pictures.empty()) return Error{"A grid needs at least one picture."};
  const int rows = (static_cast<int>(pictures.size()) + columns - 1) / columns;
  const int width = pictures[0].width() * zoom, height = pictures[0].height() * zoom;
  auto grid = blank(columns * width, rows * height, {255, 255, 255, 255});
  if (!grid) return grid;
  for (int i = 0; i < static_cast<int>(pictures.size()); ++i)
    paste(*grid, pictures[static_cast<std::size_t>(i)], i % columns * width, i / columns * height, zoom);
  return grid;
}

std::vector<Image> tiles_of(const Image& grid, int side, int first_row, int rows) {
  std::vector<Image> tiles;
  for (int top = first_row * side; top < (first_row + rows) * side && top + side <= grid.height(); top += side)
    for (int left = 0; left + side <= grid.width(); left += side) {
      Image tile = *Image::create(side, side);
      for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) tile.set(x, y, grid.at(left + x, top + y));
      tiles.push_back(std::move(tile));
    }
  return tiles;
}

Result<Image> beside(const Image& left, const Image& right, int gap) {
  auto both = blank(left.width() + gap + right.width(), std::max(left.height(), right.height()), paper);
  if (!both) return both;
  paste(*both, left, 0, 0, 1);
  paste(*both, right, left.width() + gap, 0, 1);
  return both;
}

}  // namespace reverie
