#include <cstdio>
// jpeglib.h needs <cstdio> before it.
#include <jpeglib.h>
// jerror.h needs jpeglib.h before it.
#include <jerror.h>

#include <algorithm>
#include <csetjmp>
#include <utility>
#include <vector>

#include "native/codec/exif.h"
#include "native/codec/image_read_parts.h"

namespace reverie {
namespace {

// A progressive file may repeat scans without end, each over the whole picture.
constexpr int max_scans = 100;

// Plain data only, since longjmp passes over it.
struct JpegReader {
  jpeg_error_mgr errors;  // first: libjpeg hands a pointer to it back
  jpeg_progress_mgr progress;
  jpeg_decompress_struct jpeg;
  std::jmp_buf escape;
  char message[JMSG_LENGTH_MAX];
  bool incomplete;
};

JpegReader& reader_of(j_common_ptr jpeg) { return *reinterpret_cast<JpegReader*>(jpeg->err); }

void leave(j_common_ptr jpeg) {
  JpegReader& reader = reader_of(jpeg);
  reader.errors.format_message(jpeg, reader.message);
  std::longjmp(reader.escape, 1);
}

// Warnings; those that mean missing pixels are remembered, the rest (stray bytes between markers) is harmless.
void hear(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  const int code = jpeg->err->msg_code;
  if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE) reader_of(jpeg).incomplete = true;
}

void count_scans(j_common_ptr jpeg) {
  JpegReader& reader = reader_of(jpeg);
  if (!jpeg->is_decompressor || reader.jpeg.input_scan_number <= max_scans) return;
  std::snprintf(reader.message, sizeof reader.message, "it has more than %d scans", max_scans);
  std::longjmp(reader.escape, 1);
}

void open(JpegReader& reader) {
  reader.jpeg.err = jpeg_std_error(&reader.errors);
  reader.errors.error_exit = leave;
  reader.errors.emit_message = hear;
  jpeg_create_decompress(&reader.jpeg);
  reader.progress.progress_monitor = count_scans;
  reader.jpeg.progress = &reader.progress;
}

// Nothing with a destructor stands between setjmp and longjmp, here and below.
bool read_head(JpegReader& reader, std::span<const std::uint8_t> bytes) {
  if (setjmp(reader.escape)) return false;
  jpeg_mem_src(&reader.jpeg, bytes.data(), bytes.size());
  jpeg_save_markers(&reader.jpeg, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header(&reader.jpeg, TRUE);
  return true;
}

bool is_ink(const jpeg_decompress_struct& jpeg) {
  return jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
}

bool start(JpegReader& reader) {
  if (setjmp(reader.escape)) return false;
  reader.jpeg.out_color_space = is_ink(reader.jpeg) ? JCS_CMYK : JCS_EXT_RGBA;
  jpeg_start_decompress(&reader.jpeg);
  return true;
}

bool read_rows(JpegReader& reader, std::uint8_t* rgba) {
  if (setjmp(reader.escape)) return false;
  while (reader.jpeg.output_scanline < reader.jpeg.output_height) {
    JSAMPROW row = rgba + static_cast<std::size_t>(reader.jpeg.output_scanline) * reader.jpeg.output_width * 4;
    jpeg_read_scanlines(&reader.jpeg, &row, 1);
  }
  jpeg_finish_decompress(&reader.jpeg);
  return true;
}

// Programs by Adobe store ink upside down: 255 is none of it.
void light_from_ink(std::vector<std::uint8_t>& pixels, bool upside_down) {
  const auto mixed = [&](int ink, int black) {
    const int light = upside_down ? ink : 255 - ink, paper = upside_down ? black : 255 - black;
    return static_cast<std::uint8_t>((light * paper + 127) / 255);
  };
  for (std::size_t i = 0; i < pixels.size(); i += 4) {
    const int black = pixels[i + 3];
    for (std::size_t c = 0; c < 3; ++c) pixels[i + c] = mixed(pixels[i + c], black);
    pixels[i + 3] = 255;
  }
}

int orientation_of(const jpeg_decompress_struct& jpeg) {
  for (auto* marker = jpeg.marker_list; marker; marker = marker->next) {
    const std::span<const std::uint8_t> data{marker->data, marker->data_length};
    if (data.size() > 6 && std::equal(data.begin(), data.begin() + 6, "Exif\0\0"))
      return orientation_from_tiff(data.subspan(6));
  }
  return 1;
}

unsigned scale_for(const jpeg_decompress_struct& jpeg, int enough) {
  const auto shorter = std::min(jpeg.image_width, jpeg.image_height);
  unsigned scale = 1;
  while (enough > 0 && scale < 8 && shorter / (scale * 2) >= static_cast<unsigned>(enough)) scale *= 2;
  return scale;
}

Result<Image> decode(JpegReader& reader, std::span<const std::uint8_t> bytes, const std::string& name,
                     ReadOptions options) {
  auto& jpeg = reader.jpeg;
  if (!read_head(reader, bytes)) return unreadable(name, "JPEG", reader.message);
  if (!size_is_allowed(jpeg.image_width, jpeg.image_height))
    return too_large(name, "JPEG", jpeg.image_width, jpeg.image_height);
  // Both are forgotten with the last row.
  const int orientation = orientation_of(jpeg);
  const bool ink = is_ink(jpeg), upside_down = jpeg.saw_Adobe_marker;
  jpeg.scale_num = 1;
  jpeg.scale_denom = scale_for(jpeg, options.enough);
  if (!start(reader)) return unreadable(name, "JPEG", reader.message);
  auto image = Image::create(static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height));
  if (!image) return too_large(name, "JPEG", jpeg.output_width, jpeg.output_height);
  if (!read_rows(reader, image->rgba().data())) return unreadable(name, "JPEG", reader.message);
  if (reader.incomplete) return unreadable(name, "JPEG", "it is damaged or ends early");
  if (ink) light_from_ink(image->rgba(), upside_down);
  return upright(std::move(image).value(), orientation);
}

}  // namespace

Result<PictureHead> head_from_jpeg(std::span<const std::uint8_t> bytes, const std::string& name) {
  JpegReader reader{};
  open(reader);
  const bool done = read_head(reader, bytes);
  const std::uint64_t width = reader.jpeg.image_width, height = reader.jpeg.image_height;
  const bool progressive = reader.jpeg.progressive_mode;
  jpeg_destroy_decompress(&reader.jpeg);
  if (!done) return unreadable(name, "JPEG", reader.message);
  if (!size_is_allowed(width, height)) return too_large(name, "JPEG", width, height);
  // The picture, its upright copy, and of a progressive one all coefficients.
  return PictureHead{static_cast<int>(width), static_cast<int>(height),
                     bytes.size() + width * height * (progressive ? 14 : 8)};
}

Result<Image> image_from_jpeg_bytes(std::span<const std::uint8_t> bytes, const std::string& name, ReadOptions options) {
  JpegReader reader{};
  open(reader);
  auto image = decode(reader, bytes, name, options);
  jpeg_destroy_decompress(&reader.jpeg);
  return image;
}

}  // namespace reverie
