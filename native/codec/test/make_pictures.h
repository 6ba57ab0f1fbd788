// Small picture files that tests make themselves, sound and hostile.
#pragma once

#include <png.h>
#include <zlib.h>

#include <cstdio>
// jpeglib.h needs <cstdio> before it.
#include <jpeglib.h>

#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "native/files/files.h"
#include "shared/image/image.h"

namespace reverie::made {

// A TIFF block with nothing but an orientation, big-endian or little-endian.
inline Bytes tiff_of(int orientation, bool little = false) {
  const auto value = static_cast<std::uint8_t>(orientation);
  if (little) return {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0};
  return {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0};
}

struct JpegLook {
  J_COLOR_SPACE stored = JCS_YCbCr;
  Bytes exif{};  // a TIFF block; empty: no APP1
  int quality = 100;
  bool progressive = false;
};

// `pixels`: width × height × components of the color space `in`.
inline Bytes jpeg_of(std::span<const std::uint8_t> pixels, int width, int height, J_COLOR_SPACE in, int components,
                     const JpegLook& look) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &data, &size);
  jpeg.image_width = static_cast<JDIMENSION>(width);
  jpeg.image_height = static_cast<JDIMENSION>(height);
  jpeg.input_components = components;
  jpeg.in_color_space = in;
  jpeg_set_defaults(&jpeg);
  jpeg_set_colorspace(&jpeg, look.stored);
  jpeg_set_quality(&jpeg, look.quality, TRUE);
  for (int c = 0; c < jpeg.num_components; ++c) jpeg.comp_info[c].h_samp_factor = jpeg.comp_info[c].v_samp_factor = 1;
  if (look.progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  if (!look.exif.empty()) {
    Bytes exif{'E', 'x', 'i', 'f', 0, 0};
    exif.insert(exif.end(), look.exif.begin(), look.exif.end());
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif.data(), static_cast<unsigned>(exif.size()));
  }
  for (int y = 0; y < height; ++y) {
    auto* row = const_cast<JSAMPROW>(pixels.data()) + static_cast<std::ptrdiff_t>(y) * width * components;
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  Bytes bytes(data, data + size);
  std::free(data);
  return bytes;
}

inline Bytes jpeg_of(const Image& image, const JpegLook& look = {}) {
  return jpeg_of(image.rgba(), image.width(), image.height(), JCS_EXT_RGBA, 4, look);
}

inline void append_u32(Bytes& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

inline Bytes png_chunk(std::string_view type, std::span<const std::uint8_t> data) {
  Bytes bytes;
  append_u32(bytes, static_cast<std::uint32_t>(data.size()));
  bytes.insert(bytes.end(), type.begin(), type.end());
  bytes.insert(bytes.end(), data.begin(), data.end());
  append_u32(bytes, static_cast<std::uint32_t>(::crc32(0, bytes.data() + 4, static_cast<uInt>(bytes.size() - 4))));
  return bytes;
}

// A PNG with one more chunk right after its head.
inline Bytes png_with_chunk(Bytes png, std::string_view type, std::span<const std::uint8_t> data) {
  const Bytes chunk = png_chunk(type, data);
  png.insert(png.begin() + 33, chunk.begin(), chunk.end());
  return png;
}

// A PNG whose head claims a size, with a sound checksum and no pixels.
inline Bytes png_claiming(std::uint32_t width, std::uint32_t height) {
  Bytes bytes{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, head;
  append_u32(head, width);
  append_u32(head, height);
  for (const std::uint8_t part : {8, 6, 0, 0, 0}) head.push_back(part);
  for (const Bytes& chunk : {png_chunk("IHDR", head), png_chunk("IDAT", {}), png_chunk("IEND", {})})
    bytes.insert(bytes.end(), chunk.begin(), chunk.end());
  return bytes;
}

// The picture as gzip packs bytes.
inline Bytes gz_of(std::span<const std::uint8_t> bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  Bytes packed(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64);
  stream.next_in = const_cast<std::uint8_t*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace reverie::made
