#include <cstdio>
// jpeglib.h needs <cstdio> before it.
#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <utility>
#include <vector>

#include "native/codec/image_read.h"

namespace reverie {
namespace {

struct JpegErrors {
  jpeg_error_mgr manager;  // first: libjpeg hands a pointer to it back
  std::jmp_buf escape;
  char message[JMSG_LENGTH_MAX];
};

void leave(j_common_ptr jpeg) {
  auto* errors = reinterpret_cast<JpegErrors*>(jpeg->err);
  errors->manager.format_message(jpeg, errors->message);
  std::longjmp(errors->escape, 1);
}

void be_silent(j_common_ptr, int) {}

// EXIF orientation 1…8 out of an APP1 marker; 1 where there is none or it makes no sense.
int orientation_from_exif(const std::uint8_t* data, std::size_t size) {
  if (size < 14 || !std::equal(data, data + 6, "Exif\0\0")) return 1;
  const std::uint8_t* tiff = data + 6;
  const std::size_t length = size - 6;
  const bool little = tiff[0] == 'I';
  const auto u16 = [&](std::size_t at) { return little ? tiff[at] | tiff[at + 1] << 8 : tiff[at] << 8 | tiff[at + 1]; };
  const auto u32 = [&](std::size_t at) {
    const auto low = static_cast<std::uint32_t>(u16(little ? at : at + 2));
    return low | static_cast<std::uint32_t>(u16(little ? at + 2 : at)) << 16;
  };
  const std::size_t directory = u32(4);
  if (directory > length || length - directory < 2) return 1;
  const auto count = static_cast<std::size_t>(u16(directory));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (entry + 12 > length) return 1;
    if (u16(entry) == 0x0112) return std::clamp(u16(entry + 8), 1, 8);
  }
  return 1;
}

Image oriented(const Image& image, int orientation) {
  if (orientation == 1) return image;
  const int w = image.width(), h = image.height();
  const bool turned = orientation >= 5;
  Image result = Image::create(turned ? h : w, turned ? w : h).value();
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      int tx = turned ? y : x, ty = turned ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7) tx = result.width() - 1 - tx;
      if (orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8) ty = result.height() - 1 - ty;
      result.set(tx, ty, image.at(x, y));
    }
  }
  return result;
}

// What is read lives in the caller, since nothing with a destructor may stand between setjmp and longjmp.
bool decode(jpeg_decompress_struct& jpeg, JpegErrors& errors, std::span<const std::uint8_t> bytes, Image& image,
            int& orientation) {
  if (setjmp(errors.escape)) return false;
  jpeg_mem_src(&jpeg, bytes.data(), bytes.size());
  jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header(&jpeg, TRUE);
  auto created = Image::create(static_cast<int>(jpeg.image_width), static_cast<int>(jpeg.image_height));
  if (!created) {
    std::snprintf(errors.message, sizeof errors.message, "its size %ux%u is outside 1…16384 a side and 64 megapixels",
                  jpeg.image_width, jpeg.image_height);
    return false;
  }
  image = std::move(created).value();
  for (auto* marker = jpeg.marker_list; marker; marker = marker->next) {
    const int found = orientation_from_exif(marker->data, marker->data_length);
    if (found != 1) orientation = found;
  }
  jpeg.out_color_space = JCS_EXT_RGBA;
  jpeg_start_decompress(&jpeg);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = image.rgba().data() + static_cast<std::size_t>(jpeg.output_scanline) * jpeg.output_width * 4;
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  return true;
}

}  // namespace

Result<Image> image_from_jpeg_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  jpeg_decompress_struct jpeg{};
  JpegErrors errors{};
  jpeg.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.emit_message = be_silent;
  Image image;
  int orientation = 1;
  jpeg_create_decompress(&jpeg);
  const bool done = decode(jpeg, errors, bytes, image, orientation);
  jpeg_destroy_decompress(&jpeg);
  if (!done) return Error{name + " is not a readable JPEG picture (" + errors.message + "); it was not used."};
  return oriented(image, orientation);
}

}  // namespace reverie
