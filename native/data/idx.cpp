// MNIST's format (http://yann.lecun.com/exdb/mnist): a big-endian head of 0x00000803, count, rows and columns, then one
// byte a pixel; labels have 0x00000801 and their count. Plain or .gz. Nothing is allocated before head, length and, of
// a .gz, the ratio that deflate can reach have been found to agree.
#include "native/data/idx.h"

#include <zlib.h>

#include <algorithm>

#include "native/data/dataset.h"

namespace reverie {
namespace {

constexpr std::uint32_t pictures_magic = 0x803, labels_magic = 0x801;
constexpr std::uint64_t max_ratio = 1040;  // deflate reaches 1032, a little more with its frame

std::uint32_t u32(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) << 24 | static_cast<std::uint32_t>(bytes[at + 1]) << 16 |
         static_cast<std::uint32_t>(bytes[at + 2]) << 8 | bytes[at + 3];
}

bool is_gz(std::span<const std::uint8_t> bytes) { return bytes.size() >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b; }

Error broken(const std::string& name, const std::string& what) {
  return Error{"'" + name + "' is not an IDX file that can be read: " + what + "; nothing was trained."};
}

// Inflates into `out` until it is full or the stream ends; how much came, and whether the stream is whole.
struct Inflated {
  std::size_t bytes = 0;
  bool ended = false;
};
Inflated inflate_into(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return {};  // 16: a gzip head is expected
  constexpr std::size_t piece = 1u << 30;                 // zlib counts in 32 bits
  Inflated result;
  std::size_t read = 0;
  int state = Z_OK;
  while (state == Z_OK) {
    const std::size_t in = std::min(piece, packed.size() - read), room = std::min(piece, out.size() - result.bytes);
    stream.next_in = const_cast<std::uint8_t*>(packed.data() + read);
    stream.avail_in = static_cast<uInt>(in);
    stream.next_out = out.data() + result.bytes;
    stream.avail_out = static_cast<uInt>(room);
    state = inflate(&stream, Z_NO_FLUSH);
    read += in - stream.avail_in;
    result.bytes += room - stream.avail_out;
    if (in == stream.avail_in && room == stream.avail_out) break;  // nothing moves any more
  }
  result.ended = state == Z_STREAM_END;
  inflateEnd(&stream);
  return result;
}

// The first bytes as they are unpacked.
Bytes unpacked_head(std::span<const std::uint8_t> bytes, std::size_t count) {
  Bytes head(count);
  if (!is_gz(bytes)) {
    head.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(count, bytes.size())));
  } else {
    head.resize(inflate_into(bytes, head).bytes);
  }
  return head;
}

// All of it, which must be `expected` bytes.
Result<Bytes> unpacked(std::span<const std::uint8_t> bytes, std::uint64_t expected, const std::string& name) {
  const std::string announced = std::to_string(expected) + " bytes";
  if (!is_gz(bytes)) {
    if (bytes.size() != expected)
      return broken(name, "its head announces " + announced + " and it has " + std::to_string(bytes.size()));
    return Bytes(bytes.begin(), bytes.end());
  }
  if (expected > max_ratio * bytes.size())
    return broken(name, "its head announces " + announced + ", which " + std::to_string(bytes.size()) +
                            " packed bytes cannot hold");
  Bytes whole(expected + 1);  // one more, to notice what nobody announced
  const Inflated inflated = inflate_into(bytes, whole);
  if (inflated.bytes > expected) return broken(name, "it unpacks to more than the " + announced + " of its head");
  if (!inflated.ended || inflated.bytes < expected)
    return broken(name, "it is damaged or ends after " + std::to_string(inflated.bytes) + " of " + announced);
  whole.resize(expected);
  return whole;
}

}  // namespace

bool begins_as_idx(std::span<const std::uint8_t> bytes) {
  const Bytes start = unpacked_head(bytes, 4);
  return start.size() == 4 && (u32(start, 0) == pictures_magic || u32(start, 0) == labels_magic);
}

Result<IdxPictures> idx_pictures_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  const Bytes head = unpacked_head(bytes, 16);
  if (head.size() < 16 || u32(head, 0) != pictures_magic)
    return broken(name, "it does not begin with 00 00 08 03, three sizes and pixels");
  IdxPictures pictures{u32(head, 4), u32(head, 8), u32(head, 12), {}};
  const auto sizes =
      std::to_string(pictures.count) + " × " + std::to_string(pictures.rows) + " × " + std::to_string(pictures.columns);
  const bool sound = pictures.count >= 1 && pictures.count <= max_dataset_items && pictures.rows >= 1 &&
                     pictures.columns >= 1 && pictures.rows <= max_idx_side && pictures.columns <= max_idx_side;
  // No overflow: 4e6 × 1024 × 1024 stays below 2^43.
  const std::uint64_t pixels = sound ? std::uint64_t{pictures.count} * pictures.rows * pictures.columns : 0;
  if (!sound || pixels > max_idx_bytes)
    return broken(name, "its size " + sizes + " is outside 1 to 4,000,000 pictures of 1 to 1024 px, 4 GB in all");
  auto whole = unpacked(bytes, 16 + pixels, name);
  if (!whole) return whole.error();
  whole->erase(whole->begin(), whole->begin() + 16);
  pictures.pixels = std::move(whole).value();
  return pictures;
}

Result<Bytes> idx_labels_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  const Bytes head = unpacked_head(bytes, 8);
  if (head.size() < 8 || u32(head, 0) != labels_magic)
    return broken(name, "it does not begin with 00 00 08 01, a count and labels");
  const std::uint32_t count = u32(head, 4);
  if (count < 1 || count > max_dataset_items)
    return broken(name, "it announces " + std::to_string(count) + " labels, and 1 to 4,000,000 are allowed");
  auto whole = unpacked(bytes, std::uint64_t{8} + count, name);
  if (!whole) return whole.error();
  whole->erase(whole->begin(), whole->begin() + 8);
  return whole;
}

}  // namespace reverie
