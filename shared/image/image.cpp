#include "shared/image/image.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace reverie {

namespace {

std::string text_from_range(ValueRange range) {
  return "[" + std::to_string(range.low) + ", " + std::to_string(range.high) + "]";
}

Result<void> check_range(ValueRange range) {
  if (std::isfinite(range.low) && std::isfinite(range.high) && range.low < range.high) return {};
  return Error{"The value range " + text_from_range(range) +
               " is not two finite numbers in rising order, so no picture is converted."};
}

Result<void> check_pictures(const Tensor& pictures, std::int64_t index) {
  const Shape& shape = pictures.shape();
  if (pictures.dtype() != Dtype::float32) {
    return Error{"A picture tensor of int64 was given, but only float32 holds pictures, so none is drawn."};
  }
  if (shape.size() != 4 || (shape[1] != 3 && shape[1] != 1)) {
    return Error{"A tensor of shape " + text_from_shape(shape) +
                 " was given as pictures, but only (N,3,H,W) and (N,1,H,W) are, so none is drawn."};
  }
  if (index < 0 || index >= shape[0]) {
    return Error{"Picture " + std::to_string(index) + " was asked of a tensor of shape " + text_from_shape(shape) +
                 ", which has pictures 0 to " + std::to_string(shape[0] - 1) + ", so none is drawn."};
  }
  return {};
}

// Double arithmetic without any library call but floor: the same byte everywhere.
std::uint8_t byte_from_value(float value, ValueRange range) {
  const double low = range.low, high = range.high;
  if (!(value > low)) return 0;
  if (value >= high) return 255;
  return static_cast<std::uint8_t>(std::floor((value - low) / (high - low) * 255.0 + 0.5));
}

}  // namespace

Result<Image> Image::create(int width, int height) {
  if (width < 1 || height < 1 || width > max_image_side || height > max_image_side ||
      std::int64_t{width} * height > max_image_pixels) {
    return Error{"A picture of " + std::to_string(width) + "×" + std::to_string(height) +
                 " pixels was asked for; 1 to " + std::to_string(max_image_side) + " a side and at most " +
                 std::to_string(max_image_pixels / 1'000'000) + " megapixels are allowed, so none is made."};
  }
  Image image;
  image.width_ = width;
  image.height_ = height;
  image.rgba_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  return image;
}

Color Image::at(int x, int y) const {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return {0, 0, 0, 0};
  const std::uint8_t* pixel =
      &rgba_[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 4];
  return {pixel[0], pixel[1], pixel[2], pixel[3]};
}

void Image::set(int x, int y, Color color) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
  std::uint8_t* pixel =
      &rgba_[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 4];
  pixel[0] = color.r, pixel[1] = color.g, pixel[2] = color.b, pixel[3] = color.a;
}

Result<Tensor> tensor_from_image(const Image& image, ValueRange range, Color background) {
  if (image.empty()) return Error{"An empty picture was given where a tensor is to be made of one, so none is made."};
  if (const auto checked = check_range(range); !checked) return checked.error();
  Result<Tensor> tensor = Tensor::zeros({1, 3, image.height(), image.width()});
  if (!tensor) return tensor;
  const std::size_t plane = image.rgba().size() / 4;
  const std::uint8_t ground[3] = {background.r, background.g, background.b};
  const double low = range.low, high = range.high;
  const auto values = tensor->floats();
  for (std::size_t i = 0; i < plane; ++i) {
    const std::uint8_t* pixel = &image.rgba()[i * 4];
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const int mixed = pixel[channel] * pixel[3] + ground[channel] * (255 - pixel[3]);  // 0…255²
      values[channel * plane + i] = static_cast<float>(low + (high - low) * (mixed / 65025.0));
    }
  }
  return tensor;
}

Result<Image> image_from_tensor(const Tensor& pictures, std::int64_t index, ValueRange range) {
  if (const auto checked = check_range(range); !checked) return checked.error();
  if (const auto checked = check_pictures(pictures, index); !checked) return checked.error();
  const Shape& shape = pictures.shape();
  Result<Image> image = Image::create(static_cast<int>(std::min<std::int64_t>(shape[3], max_image_side + 1)),
                                      static_cast<int>(std::min<std::int64_t>(shape[2], max_image_side + 1)));
  if (!image) return image;
  const std::size_t plane = image->rgba().size() / 4;
  const auto channels = static_cast<std::size_t>(shape[1]);
  const auto values = pictures.floats().subspan(static_cast<std::size_t>(index) * channels * plane, channels * plane);
  for (const float value : values) {
    if (std::isnan(value)) {
      return Error{"Picture " + std::to_string(index) + " of a tensor of shape " + text_from_shape(shape) +
                   " contains a NaN, which stands for no colour, so it is not drawn."};
    }
  }
  for (std::size_t i = 0; i < plane; ++i) {
    std::uint8_t* pixel = &image->rgba()[i * 4];
    for (std::size_t channel = 0; channel < 3; ++channel) {
      pixel[channel] = byte_from_value(values[(channels == 1 ? 0 : channel) * plane + i], range);
    }
    pixel[3] = 255;
  }
  return image;
}

}  // namespace reverie
