#include "shared/keep/png_writer.h"

#include <png.h>

#include <csetjmp>

namespace reverie {

struct PngWriter::Parts {
  ByteSink sink;
  PngOptions options;
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::vector<png_color> palette;
  std::vector<png_text> texts;
  std::vector<std::uint8_t> row;
  std::size_t bytes_a_row = 0;  // as add_rows takes them
  int rows_done = 0;
  bool broken = false;

  ~Parts() { png_destroy_write_struct(&png, &info); }
};

namespace {

Error stopped() { return Error{"The PNG could not be written whole: there is no room for it; nothing is kept."}; }

// libpng's default prints; the sentence is ours.
void fail(png_structp png, png_const_charp) { longjmp(png_jmpbuf(png), 1); }
void ignore(png_structp, png_const_charp) {}
void flush(png_structp) {}

void pass_on(png_structp png, png_bytep data, png_size_t size) {
  const auto* sink = static_cast<const ByteSink*>(png_get_io_ptr(png));
  if (!(*sink)({data, size})) png_error(png, "full");
}

int color_type(PngColors colors) {
  if (colors == PngColors::palette) return PNG_COLOR_TYPE_PALETTE;
  return colors == PngColors::rgb ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA;
}

std::vector<png_text> chunks_of(const std::vector<PngText>& texts) {
  std::vector<png_text> chunks;
  for (const PngText& text : texts) {
    png_text chunk{};
    chunk.compression = text.utf8 ? PNG_ITXT_COMPRESSION_NONE : PNG_TEXT_COMPRESSION_NONE;
    chunk.key = const_cast<char*>(text.keyword.c_str());
    chunk.text = const_cast<char*>(text.text.c_str());
    (text.utf8 ? chunk.itxt_length : chunk.text_length) = text.text.size();
    chunks.push_back(chunk);
  }
  return chunks;
}

// These hold nothing with a destructor across the jump: everything they need lives in the caller.
bool write_head(png_structp png, png_infop info, const PngOptions& options, const std::vector<png_color>& palette,
                const std::vector<png_text>& texts) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_user_limits(png, max_png_side, max_png_side);
  png_set_IHDR(png, info, static_cast<png_uint_32>(options.width), static_cast<png_uint_32>(options.height), 8,
               color_type(options.colors), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, options.compression);
  if (!palette.empty()) {
    png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
    png_set_filter(png, 0, PNG_FILTER_NONE);  // numbers of colours have no neighbours to be predicted from
  }
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  const auto resolution = static_cast<png_uint_32>(options.pixels_per_meter + 0.5);
  if (resolution > 0) png_set_pHYs(png, info, resolution, resolution, PNG_RESOLUTION_METER);
  if (!texts.empty()) png_set_text(png, info, texts.data(), static_cast<int>(texts.size()));
  png_write_info(png, info);
  return true;
}

bool write_row(png_structp png, const std::uint8_t* row) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_write_row(png, row);
  return true;
}

bool write_end(png_structp png) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_write_end(png, nullptr);  // the texts stand before the pixels already
  return true;
}

Result<void> check(const PngOptions& options) {
  if (Result<void> fine = check_png_size(options.width, options.height); !fine) return fine;
  if ((options.colors == PngColors::palette) == options.palette.empty() || options.palette.size() > 256)
    return Error{"A palette has 1 to 256 colours, " + std::to_string(options.palette.size()) +
                 " were given; nothing was written."};
  return {};
}

}  // namespace

Result<void> check_png_size(int width, int height) {
  if (width < 1 || height < 1 || width > max_png_side || height > max_png_side ||
      std::int64_t{width} * height > max_png_pixels)
    return Error{"A PNG of " + std::to_string(width) + " × " + std::to_string(height) +
                 " pixels cannot be kept: each side may have 1 to " + std::to_string(max_png_side) +
                 " and all together 1,000 million; choose a smaller size."};
  return {};
}

PngWriter::PngWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PngWriter::~PngWriter() = default;

Result<std::unique_ptr<PngWriter>> PngWriter::create(ByteSink sink, const PngOptions& options) {
  if (Result<void> fine = check(options); !fine) return fine.error();
  auto parts = std::make_unique<Parts>();
  parts->sink = std::move(sink);
  parts->options = options;
  parts->bytes_a_row = static_cast<std::size_t>(options.width) * (options.colors == PngColors::palette ? 1 : 4);
  if (options.colors == PngColors::rgb) parts->row.resize(static_cast<std::size_t>(options.width) * 3);
  for (const Color color : options.palette) parts->palette.push_back({color.r, color.g, color.b});
  parts->texts = chunks_of(parts->options.texts);
  parts->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, ignore);
  parts->info = parts->png != nullptr ? png_create_info_struct(parts->png) : nullptr;
  if (parts->info == nullptr) return stopped();
  png_set_write_fn(parts->png, &parts->sink, pass_on, flush);
  if (!write_head(parts->png, parts->info, parts->options, parts->palette, parts->texts)) return stopped();
  return std::unique_ptr<PngWriter>(new PngWriter(std::move(parts)));
}

Result<void> PngWriter::add_rows(std::span<const std::uint8_t> rows) {
  Parts& parts = *parts_;
  const std::size_t count = rows.size() / parts.bytes_a_row;
  if (parts.broken || rows.size() % parts.bytes_a_row != 0 ||
      count > static_cast<std::size_t>(parts.options.height - parts.rows_done))
    return Error{"The rows handed over do not fit the PNG; it is given up."};
  for (std::size_t y = 0; y < count; ++y) {
    const std::uint8_t* from = rows.data() + y * parts.bytes_a_row;
    if (parts.options.colors == PngColors::rgb) {
      std::uint8_t* to = parts.row.data();
      for (int x = 0; x < parts.options.width; ++x, from += 4, to += 3)
        to[0] = from[0], to[1] = from[1], to[2] = from[2];
      from = parts.row.data();
    }
    if (!write_row(parts.png, from)) return parts.broken = true, stopped();
    ++parts.rows_done;
  }
  return {};
}

Result<void> PngWriter::finish() {
  if (parts_->broken || parts_->rows_done != parts_->options.height)
    return Error{"The PNG has " + std::to_string(parts_->rows_done) + " of " + std::to_string(parts_->options.height) +
                 " rows; it is given up."};
  if (!write_end(parts_->png)) return parts_->broken = true, stopped();
  return {};
}

std::vector<PngText> png_texts_of(const Remembrance& remembrance) {
  return {{"Software", "Reverie", false},
          {"XML:com.adobe.xmp", remembrance.xmp, true},
          {"reverie", remembrance.state, true}};
}

}  // namespace reverie
