// A small model for tests: codes of eight numbers in, pictures of 6 × 6 out, one label axis.
#pragma once

#include <memory>

#include "shared/model/stub_session.h"
#include "shared/piece/player.h"

namespace reverie::test {

inline Model small_model() {
  Model model;
  model.format = 1;
  model.id = "dots";
  model.title = "Dots";
  model.files = {{"generator", "generator.1a2b3c4d.onnx", 10, "1a2b3c4d" + std::string(56, '0')}};
  Port z;
  z.name = "z";
  z.kind = PortKind::latent;
  z.shape = {{-1, "N"}, {8, ""}};
  Port hat;
  hat.name = "hat";
  hat.kind = PortKind::class_label;
  hat.shape = {{-1, "N"}, {3, ""}};
  hat.axis = "hat";
  hat.labels = {"none", "cap", "crown"};
  Port image;
  image.name = "image";
  image.kind = PortKind::image;
  image.shape = {{-1, "N"}, {3, ""}, {6, ""}, {6, ""}};
  image.layout = "NCHW";
  image.color_space = "sRGB";
  image.scaling = Scaling::nearest;
  model.inputs = {z, hat};
  model.outputs = {image};
  return model;
}

inline LoadedModel loaded(Model model, int delay_polls = 0) {
  auto shared = std::make_shared<const Model>(std::move(model));
  return {shared, std::make_shared<StubSession>(shared, delay_polls)};
}

// Opaque, one colour; number 0, 1, 2 … give colours that differ.
inline std::shared_ptr<const Image> plain_picture(int width, int height, int number) {
  Image image = Image::create(width, height).value();
  const auto level = static_cast<std::uint8_t>(20 + 10 * number);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) image.set(x, y, {level, 90, static_cast<std::uint8_t>(255 - level), 255});
  }
  return std::make_shared<const Image>(std::move(image));
}

// So many plain pictures, as the package of `model` would bring them.
inline std::shared_ptr<const ModelPreview> preview_of(Model model, int pictures) {
  ModelPreview preview{std::make_shared<const Model>(std::move(model)), {}};
  const Port& port = *preview.model->output_of_kind(PortKind::image);
  for (int i = 0; i < pictures; ++i)
    preview.pictures.push_back(plain_picture(static_cast<int>(port.width()), static_cast<int>(port.height()), i));
  return std::make_shared<const ModelPreview>(std::move(preview));
}

// One tick; on the offline clock until its tickets are settled.
inline void step(Player& player) {
  for (int i = 0; i < 10'000 && !player.step(); ++i) {
  }
}

}  // namespace reverie::test
