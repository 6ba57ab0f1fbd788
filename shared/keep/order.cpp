#include "shared/keep/order.h"

#include <array>

#include "shared/keep/gif_writer.h"
#include "shared/keep/png_image.h"

namespace reverie {

namespace {

constexpr std::array<std::string_view, 4> endings{"png", "svg", "gif", "webm"};  // as KeepFormat

// A picture of screen size is held and written in the smallest way; a print goes row by row.
constexpr std::int64_t most_held_pixels = 16'000'000;
constexpr std::int64_t most_pressed_pixels = 2'000'000;  // above, zlib's last per cent would take seconds

class PngEncoder final : public Encoder {
 public:
  PngEncoder(PngOptions options, ByteSink sink)
      : options_(std::move(options)), sink_(std::move(sink)), held_(options_.width, options_.height) {}

  Result<void> open() {
    const std::int64_t pixels = std::int64_t{options_.width} * options_.height;
    if (pixels <= most_pressed_pixels) options_.compression = 9;
    if (pixels <= most_held_pixels) return {};
    auto writer = PngWriter::create(sink_, options_);
    if (!writer) return writer.error();
    writer_ = std::move(*writer);
    return {};
  }
  Result<void> add_rows(std::span<const std::uint8_t> rows) override {
    if (writer_) return writer_->add_rows(rows);
    held_.add(rows);
    return {};
  }
  Result<bool> finish_some() override {
    const Result<void> done = writer_ ? writer_->finish() : write_png_of(held_.frame(), options_, sink_);
    return done ? Result<bool>(true) : done.error();
  }

 private:
  PngOptions options_;
  ByteSink sink_;
  FrameGatherer held_;
  std::unique_ptr<PngWriter> writer_;
};

class GifEncoder final : public Encoder {
 public:
  GifEncoder(std::unique_ptr<GifWriter> writer, const KeepOrder& order)
      : writer_(std::move(writer)), rows_(order.width, order.height) {}
  Result<void> add_rows(std::span<const std::uint8_t> rows) override {
    return rows_.add(rows) ? writer_->add_frame(rows_.frame()) : Result<void>();
  }
  Result<bool> finish_some() override { return writer_->write_some(); }

 private:
  std::unique_ptr<GifWriter> writer_;
  FrameGatherer rows_;
};

class TextEncoder final : public Encoder {
 public:
  explicit TextEncoder(ByteSink sink) : sink_(std::move(sink)) {}
  Result<void> add_rows(std::span<const std::uint8_t> text) override {
    if (!sink_(text)) return Error{"The SVG could not be written whole: there is no room for it; nothing is kept."};
    return {};
  }
  Result<bool> finish_some() override { return true; }

 private:
  ByteSink sink_;
};

}  // namespace

std::string_view ending_of(KeepFormat format) { return endings[static_cast<std::size_t>(format)]; }

Result<KeepFormat> format_from_file_name(std::string_view name) {
  for (std::size_t i = 0; i < endings.size(); ++i)
    if (name.size() > endings[i].size() + 1 && name.ends_with("." + std::string(endings[i])))
      return static_cast<KeepFormat>(i);
  return Error{"A kept file's name ends in .png, .svg, .gif or .webm; '" + std::string(name) +
               "' was given, nothing was drawn."};
}

Result<std::unique_ptr<Encoder>> picture_encoder(const KeepOrder& order, ByteSink sink) {
  if (order.format == KeepFormat::png) {
    if (Result<void> fine = check_png_size(order.width, order.height); !fine) return fine.error();
    auto encoder = std::make_unique<PngEncoder>(PngOptions{.width = order.width,
                                                           .height = order.height,
                                                           .texts = png_texts_of(order.remembrance),
                                                           .pixels_per_meter = order.pixels_per_meter},
                                                std::move(sink));
    if (Result<void> opened = encoder->open(); !opened) return opened.error();
    return std::unique_ptr<Encoder>(std::move(encoder));
  }
  if (order.format == KeepFormat::gif) {
    const int delay = order.frames_per_second > 0 ? (100 + order.frames_per_second / 2) / order.frames_per_second : 10;
    auto writer = GifWriter::create(std::move(sink), {order.width, order.height, delay, order.remembrance});
    if (!writer) return writer.error();
    return std::unique_ptr<Encoder>(new GifEncoder(std::move(*writer), order));
  }
  if (order.format == KeepFormat::svg) return std::unique_ptr<Encoder>(new TextEncoder(std::move(sink)));
  return Error{"No encoder here writes ." + std::string(ending_of(order.format)) + "; keep a PNG or a GIF instead."};
}

}  // namespace reverie
