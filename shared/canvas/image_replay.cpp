#include "shared/canvas/image_replay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "shared/canvas/display_list.h"

namespace reverie {

namespace {

using Premultiplied = std::array<float, 4>;  // r·a, g·a, b·a in [0,255], a in [0,1]

// What tint and opacity leave of each channel, in levels.
struct Filter {
  Filter(Color tint, double opacity) {
    const double alpha = tint.a / 255.0 * opacity;
    const std::array<double, 3> color{tint.r / 255.0, tint.g / 255.0, tint.b / 255.0};
    for (std::size_t c = 0; c < 3; ++c) factor[c] = static_cast<float>(color[c] * alpha * full_level / 255);
    factor[3] = static_cast<float>(alpha * full_level);
  }
  Pixel operator()(const Premultiplied& sum) const {
    const auto level = [&](std::size_t c) { return static_cast<std::uint32_t>(sum[c] * factor[c] + 0.5F); };
    const std::uint32_t a = std::min(level(3), full_level);
    const auto channel = [&](std::size_t c) { return static_cast<std::uint16_t>(std::min(level(c), a)); };
    return {channel(0), channel(1), channel(2), static_cast<std::uint16_t>(a)};
  }
  std::array<float, 4> factor{};
};

// What one device pixel of an axis gathers from the picture: weights sum to 1.
struct Gather {
  int first = 0;
  std::vector<float> weights;
};

// One direction of an upright picture. Device coordinate start shows the crop's beginning, start + length (perhaps
// negative: mirrored) its end.
struct Axis {
  double start, length, crop, crop_size;
  Sampling sampling;

  bool bilinear() const { return sampling == Sampling::smooth && std::fabs(length) >= crop_size; }
  double source_at(double device) const { return crop + (device - start) / length * crop_size; }
  Gather gather(int pixel) const;
};

// Bilinear asks at the middle of the pixel; otherwise each source pixel weighs as much as it overlaps the interval that
// lies under the device pixel.
Gather Axis::gather(int pixel) const {
  const double begin = std::min(start, start + length), end = std::max(start, start + length);
  const double from = bilinear() ? pixel : std::clamp<double>(pixel, begin, end);
  const double to = bilinear() ? pixel + 1.0 : std::clamp<double>(pixel + 1.0, begin, end);
  double low = source_at(from), high = source_at(to);
  if (low > high) std::swap(low, high);
  const double middle = (low + high) / 2;
  if (bilinear()) low = middle - 1, high = middle + 1;
  const double last_pixel = std::ceil(crop + crop_size) - 1;
  const auto clamped = [&](double at) {
    return static_cast<int>(std::clamp(std::floor(at), std::floor(crop), last_pixel));
  };
  Gather gather;
  gather.first = clamped(low);
  const int last = clamped(high);
  double sum = 0;
  std::vector<double> weights;
  for (int i = gather.first; i <= last; ++i) {
    const double tent = 1 - std::fabs(middle - (i + 0.5));
    const double overlap = std::min(high, i + 1.0) - std::max<double>(low, i);
    weights.push_back(std::max(bilinear() ? tent : overlap, 0.0));
    sum += weights.back();
  }
  for (const double weight : weights) gather.weights.push_back(static_cast<float>(sum > 0 ? weight / sum : 0));
  if (sum <= 0) gather.weights[static_cast<std::size_t>(clamped(middle) - gather.first)] = 1;
  return gather;
}

class UprightPicture : public ColorSource {
 public:
  UprightPicture(const ImageCommand& command, const Axis& across, const Axis& down, Filter filter, int columns)
      : image_(command.image), down_(down), filter_(filter) {
    const double start = std::min(across.start, across.start + across.length);
    const double stop = std::max(across.start, across.start + across.length);
    first_column_ = static_cast<int>(std::clamp<double>(std::floor(start), 0, columns));
    const int end = static_cast<int>(std::clamp<double>(std::ceil(stop), 0, columns));
    for (int x = first_column_; x < end; ++x) columns_.push_back(across.gather(x));
    first_source_ = columns_.empty() ? 0 : image_->width();
    int end_source = 0;
    for (const Gather& gather : columns_) {
      first_source_ = std::min(first_source_, gather.first);
      end_source = std::max(end_source, gather.first + static_cast<int>(gather.weights.size()));
    }
    row_.resize(static_cast<std::size_t>(std::max(end_source - first_source_, 0)));
  }

  void colors(int x, int y, int count, Pixel* out) override {
    if (!has_row_ || y != row_number_) gather_row(down_.gather(y));
    has_row_ = true;
    row_number_ = y;
    for (int i = 0; i < count; ++i) {
      // Rounding may let the outline reach one pixel further than the picture.
      const int last = static_cast<int>(columns_.size()) - 1;
      if (last < 0) return;
      const Gather& gather = columns_[static_cast<std::size_t>(std::clamp(x + i - first_column_, 0, last))];
      Premultiplied sum{};
      for (std::size_t k = 0; k < gather.weights.size(); ++k) {
        const Premultiplied& column = row_[static_cast<std::size_t>(gather.first - first_source_) + k];
        for (std::size_t c = 0; c < 4; ++c) sum[c] += column[c] * gather.weights[k];
      }
      out[i] = filter_(sum);
    }
  }

 private:
  // The source columns that are seen, gathered over the rows that `vertical` names.
  void gather_row(const Gather& vertical) {
    std::fill(row_.begin(), row_.end(), Premultiplied{});
    for (std::size_t k = 0; k < vertical.weights.size(); ++k) {
      const float weight = vertical.weights[k];
      if (weight == 0) continue;
      const auto y = static_cast<std::size_t>(vertical.first) + k;
      const std::size_t first = y * static_cast<std::size_t>(image_->width()) + static_cast<std::size_t>(first_source_);
      const std::uint8_t* pixel = image_->rgba().data() + first * 4;
      for (Premultiplied& sum : row_) {
        const float alpha = static_cast<float>(pixel[3]) * (1.0f / 255.0f) * weight;
        for (std::size_t c = 0; c < 3; ++c) sum[c] += static_cast<float>(pixel[c]) * alpha;
        sum[3] += alpha;
        pixel += 4;
      }
    }
  }

  std::shared_ptr<const Image> image_;
  Axis down_;
  Filter filter_;
  int first_column_ = 0, first_source_ = 0;
  std::vector<Gather> columns_;
  std::vector<Premultiplied> row_;
  bool has_row_ = false;
  int row_number_ = 0;
};

// Any other transform: each device pixel averages samples on a grid that is as fine as the picture is shrunk.
class SampledPicture : public ColorSource {
 public:
  SampledPicture(const ImageCommand& command, const Matrix& source_from_device, Filter filter)
      : image_(command.image),
        place_(source_from_device),
        filter_(filter),
        left_(static_cast<int>(std::floor(command.crop_x))),
        top_(static_cast<int>(std::floor(command.crop_y))),
        right_(static_cast<int>(std::ceil(command.crop_x + command.crop_width)) - 1),
        bottom_(static_cast<int>(std::ceil(command.crop_y + command.crop_height)) - 1),
        nearest_(command.sampling == Sampling::nearest) {
    const double across = std::sqrt(place_.a * place_.a + place_.b * place_.b);
    const double down = std::sqrt(place_.c * place_.c + place_.d * place_.d);
    const auto samples = [&](double source_pixels) {
      // Turned without being shrunk, rounding may make a source pixel a little less than one of ours.
      const double wanted = nearest_ ? 4 * std::max(source_pixels, 1.0) : source_pixels > 1.02 ? 2 * source_pixels : 1;
      return static_cast<int>(std::ceil(std::min(wanted, 64.0)));
    };
    across_ = samples(across);
    down_ = samples(down);
  }

  void colors(int x, int y, int count, Pixel* out) override {
    for (int i = 0; i < count; ++i)
      out[i] = filter_(nearest_ && within_one(x + i, y) ? at_middle(x + i, y) : mean(x + i, y));
  }

 private:
  bool within_one(int x, int y) const {
    const auto cell = [&](int dx, int dy) {
      const Vec2 p = place_({static_cast<double>(x) + dx, static_cast<double>(y) + dy});
      return Vec2{std::floor(p.x), std::floor(p.y)};
    };
    const Vec2 corner = cell(0, 0);
    return cell(1, 0) == corner && cell(0, 1) == corner && cell(1, 1) == corner;
  }

  Premultiplied at_middle(int x, int y) const {
    Premultiplied sum{};
    add_texel(sum, place_({x + 0.5, y + 0.5}), 1);
    return sum;
  }

  Premultiplied mean(int x, int y) const {
    Premultiplied sum{};
    const auto weight = static_cast<float>(1.0 / (across_ * down_));
    for (int j = 0; j < down_; ++j) {
      for (int i = 0; i < across_; ++i) {
        const Vec2 p = place_({x + (i + 0.5) / across_, y + (j + 0.5) / down_});
        nearest_ ? add_texel(sum, p, weight) : add_bilinear(sum, p, weight);
      }
    }
    return sum;
  }

  void add_bilinear(Premultiplied& sum, Vec2 p, float weight) const {
    const double x = std::floor(p.x - 0.5), y = std::floor(p.y - 0.5);
    const auto right = static_cast<float>(p.x - 0.5 - x), lower = static_cast<float>(p.y - 0.5 - y);
    add_texel(sum, {x, y}, weight * (1 - right) * (1 - lower));
    add_texel(sum, {x + 1, y}, weight * right * (1 - lower));
    add_texel(sum, {x, y + 1}, weight * (1 - right) * lower);
    add_texel(sum, {x + 1, y + 1}, weight * right * lower);
  }

  void add_texel(Premultiplied& sum, Vec2 p, float weight) const {
    const auto column = static_cast<std::size_t>(std::clamp<double>(std::floor(p.x), left_, right_));
    const auto row = static_cast<std::size_t>(std::clamp<double>(std::floor(p.y), top_, bottom_));
    const std::uint8_t* pixel = image_->rgba().data() + (row * static_cast<std::size_t>(image_->width()) + column) * 4;
    const float alpha = static_cast<float>(pixel[3]) * (1.0f / 255.0f) * weight;
    for (std::size_t c = 0; c < 3; ++c) sum[c] += static_cast<float>(pixel[c]) * alpha;
    sum[3] += alpha;
  }

  std::shared_ptr<const Image> image_;
  Matrix place_;
  Filter filter_;
  int left_, top_, right_, bottom_;
  bool nearest_;
  int across_ = 1, down_ = 1;
};

}  // namespace

std::unique_ptr<ColorSource> picture_source(const ImageCommand& command, const Matrix& device, double opacity,
                                            int columns) {
  const Filter filter(command.tint, opacity);
  if (device.b == 0 && device.c == 0 && device.a != 0 && device.d != 0) {
    const Axis across{device.a * command.x + device.e, device.a * command.width, command.crop_x, command.crop_width,
                      command.sampling};
    const Axis down{device.d * command.y + device.f, device.d * command.height, command.crop_y, command.crop_height,
                    command.sampling};
    return std::make_unique<UprightPicture>(command, across, down, filter, columns);
  }
  const double x = command.width / command.crop_width, y = command.height / command.crop_height;
  const Matrix canvas_from_source{x, 0, 0, y, command.x - command.crop_x * x, command.y - command.crop_y * y};
  const std::optional<Matrix> back = (device * canvas_from_source).inverse();
  if (!back) return nullptr;
  return std::make_unique<SampledPicture>(command, *back, filter);
}

}  // namespace reverie
