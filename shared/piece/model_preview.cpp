#include "shared/piece/model_preview.h"

#include <algorithm>
#include <string>

namespace reverie {

namespace {

// Columns of one picture in a strip of this size; 0 where none fits. The port's sides are divided as publishing divides
// them (`fitted`), so that a picture that is not square comes out whole.
int width_of_picture(const Port& port, const Image& strip) {
  for (std::int64_t step = 1; step <= std::max(port.width(), port.height()); ++step) {
    const auto width = std::max<std::int64_t>(port.width() / step, 1),
               height = std::max<std::int64_t>(port.height() / step, 1);
    if (height == strip.height() && strip.width() % width == 0) return static_cast<int>(width);
  }
  return 0;
}

Result<std::shared_ptr<const Image>> cut_out(const Image& strip, int left, int width) {
  Result<Image> picture = Image::create(width, strip.height());
  if (!picture) return picture.error();
  for (int y = 0; y < strip.height(); ++y) {
    const auto row = strip.rgba().begin() + 4 * (static_cast<std::ptrdiff_t>(y) * strip.width() + left);
    std::copy(row, row + 4 * static_cast<std::ptrdiff_t>(width),
              picture->rgba().begin() + 4 * static_cast<std::ptrdiff_t>(y) * width);
  }
  return std::make_shared<const Image>(std::move(*picture));
}

}  // namespace

Result<ModelPreview> preview_from_strip(std::shared_ptr<const Model> model, const Image& strip) {
  const std::string size = std::to_string(strip.width()) + " × " + std::to_string(strip.height()) + " pixels";
  const Port* port = model->output_of_kind(PortKind::image);
  const bool allowed = !strip.empty() && strip.width() <= max_strip_width && strip.height() <= max_strip_height;
  const int width = port != nullptr && allowed ? width_of_picture(*port, strip) : 0;
  if (width == 0 || strip.width() / width > max_strip_pictures)
    return Error{"The strip of the model “" + model->id + "” has " + size +
                 ", which is no row of its pictures; it is not shown."};
  ModelPreview preview{std::move(model), {}};
  for (int left = 0; left < strip.width(); left += width) {
    auto picture = cut_out(strip, left, width);
    if (!picture) return picture.error();
    preview.pictures.push_back(std::move(*picture));
  }
  return preview;
}

}  // namespace reverie
