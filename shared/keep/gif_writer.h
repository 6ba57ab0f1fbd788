// A loop as GIF89a: one palette for all frames, only what changes is stored, played for ever.
#pragma once

#include <memory>
#include <vector>

#include "shared/base/result.h"
#include "shared/keep/sink.h"

namespace reverie {

inline constexpr int max_gif_side = 4096;                    // pixels
inline constexpr std::int64_t max_gif_pixels = 200'000'000;  // of all frames: they are held until the palette is known

struct GifOptions {
  int width = 0, height = 0;  // pixels
  int delay = 4;              // of each frame, in 1/100 s; players take 2 and more at their word
  Remembrance remembrance;
};

class GifWriter {
 public:
  // Fails outside 1…max_gif_side a side.
  static Result<std::unique_ptr<GifWriter>> create(ByteSink sink, GifOptions options);
  ~GifWriter();
  GifWriter(const GifWriter&) = delete;
  GifWriter& operator=(const GifWriter&) = delete;

  // The next frame, RGBA; alpha is dropped. Fails when max_gif_pixels would be passed.
  Result<void> add_frame(std::span<const std::uint8_t> rgba);
  // After the last frame: writes the next one that is due, so that the caller can show how far it got. True when the
  // file is whole. Equal frames give equal bytes.
  Result<bool> write_some();
  int frames() const;
  int frames_written() const;

 private:
  struct Parts;
  explicit GifWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// For tests and for whoever asks how large a loop may be: the frames that fit.
int most_gif_frames(int width, int height);

}  // namespace reverie
