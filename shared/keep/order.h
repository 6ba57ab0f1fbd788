// What is to be kept, said once for every encoder: in the program, on a desktop's thread, in the page's worker.
#pragma once

#include <memory>

#include "shared/base/result.h"
#include "shared/keep/sink.h"

namespace reverie {

enum class KeepFormat { png, svg, gif, webm };

// "png"…; and back, by the end of a file's name; fails with a sentence that names the four.
std::string_view ending_of(KeepFormat format);
Result<KeepFormat> format_from_file_name(std::string_view name);

struct KeepOrder {
  KeepFormat format = KeepFormat::png;
  int width = 0, height = 0;    // pixels
  int frames = 1;               // 1 for a still
  int frames_per_second = 0;    // of a loop
  double pixels_per_meter = 0;  // of a print; 0: unsaid
  Remembrance remembrance = {};
};

// Rows in, a file out.
class Encoder {
 public:
  virtual ~Encoder() = default;
  // The next whole rows, RGBA, frame after frame; a call never reaches into the next frame. For SVG: its text.
  virtual Result<void> add_rows(std::span<const std::uint8_t> rows) = 0;
  // After the last row: some more of the work that remains; true when the file is whole.
  virtual Result<bool> finish_some() = 0;
};

// PNG, GIF, and SVG as it comes; video needs an encoder of its platform.
Result<std::unique_ptr<Encoder>> picture_encoder(const KeepOrder& order, ByteSink sink);

// Gathers rows to whole frames, for encoders that want those.
class FrameGatherer {
 public:
  FrameGatherer(int width, int height)
      : size_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4) {}
  // True when frame() is whole; the next rows begin another.
  bool add(std::span<const std::uint8_t> rows) {
    if (frame_.size() >= size_) frame_.clear();
    frame_.insert(frame_.end(), rows.begin(), rows.end());
    return frame_.size() >= size_;
  }
  std::span<const std::uint8_t> frame() const { return frame_; }

 private:
  std::size_t size_;
  std::vector<std::uint8_t> frame_;
};

}  // namespace reverie
