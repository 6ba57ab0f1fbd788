// PNG written row by row: a print of any size never stands in memory whole.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/image/image.h"
#include "shared/keep/sink.h"

namespace reverie {

inline constexpr int max_png_side = 65'535;                    // pixels
inline constexpr std::int64_t max_png_pixels = 1'000'000'000;  // 1,000 MP

// Fails with a sentence outside of these.
Result<void> check_png_size(int width, int height);

// `keyword` is 1…79 Latin-1 characters. As tEXt, or as uncompressed iTXt where the text is UTF-8.
struct PngText {
  std::string keyword, text;
  bool utf8 = false;
};

enum class PngColors { rgb, rgba, palette };

struct PngOptions {
  int width = 0, height = 0;  // pixels
  PngColors colors = PngColors::rgba;
  std::vector<Color> palette = {};  // 1…256 opaque colours
  std::vector<PngText> texts = {};  // before the pixels
  int compression = 6;              // zlib's 1…9
  double pixels_per_meter = 0;      // > 0: how large a print is meant to be
};

class PngWriter {
 public:
  // Writes the head. Fails outside 1…max_png_side a side, above max_png_pixels, or when the sink takes no more.
  static Result<std::unique_ptr<PngWriter>> create(ByteSink sink, const PngOptions& options);
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  // The next whole rows from the top: RGBA always (alpha is dropped for rgb), or numbers of the palette.
  Result<void> add_rows(std::span<const std::uint8_t> rows);
  // After the last row. Equal rows and options give equal bytes.
  Result<void> finish();

 private:
  struct Parts;
  explicit PngWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// iTXt "XML:com.adobe.xmp" and "reverie": what makes a picture remember.
std::vector<PngText> png_texts_of(const Remembrance& remembrance);

}  // namespace reverie
