// MNIST's format (http://yann.lecun.com/exdb/mnist): a big-endian head of 0x00000803, count, rows and columns, then one
// byte a pixel; labels have 0x00000801 and their count. Plain or .gz. Nothing is allocated before head, length and, of
// a .gz, the ratio that deflate can reach have been found to agree.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <map>

#include "native/data/idx.h"
#include "native/data/source_parts.h"

namespace reverie {
namespace fs = std::filesystem;
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

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  if (const auto at = text.rfind(from); at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

fs::path labels_beside(const fs::path& pictures) {
  const std::string name = pictures.filename().string();
  const std::string other = replaced(replaced(name, "images", "labels"), "idx3", "idx1");
  if (other == name) return {};
  const std::string toggled = other.ends_with(".gz") ? other.substr(0, other.size() - 3) : other + ".gz";
  std::error_code code;
  for (const std::string& candidate : {other, toggled})
    if (fs::is_regular_file(pictures.parent_path() / candidate, code)) return pictures.parent_path() / candidate;
  return {};
}

// The whole part of the enlargement that fits, centred on black; larger pictures go the way of all others.
Image framed(const Image& picture, int size) {
  const int side = std::min(picture.width(), picture.height());
  if (side >= size) return square_from_image(picture, size);
  const int inner = size / side * side, edge = (size - inner) / 2;
  const Image square = square_from_image(picture, inner);
  Image frame = Image::create(size, size).value();
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const bool inside = x >= edge && y >= edge && x < edge + inner && y < edge + inner;
      frame.set(x, y, inside ? square.at(x - edge, y - edge) : Color{0, 0, 0, 255});
    }
  return frame;
}

Image picture_at(const IdxPictures& all, std::size_t index) {
  const int w = static_cast<int>(all.columns), h = static_cast<int>(all.rows);
  Image picture = Image::create(w, h).value();
  const std::uint8_t* pixels = all.pixels.data() + index * all.rows * all.columns;
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x, ++pixels) picture.set(x, y, {*pixels, *pixels, *pixels, 255});
  return picture;
}

// Numbers that nothing carries are no labels.
Result<void> add_labels(const IdxFiles& files, Dataset& dataset, PackReport& report) {
  const std::string name = printable(files.labels.filename().string());
  const auto bytes = bytes_from_file(files.labels, max_idx_bytes);
  if (!bytes) return bytes.error();
  const auto labels = idx_labels_from_bytes(*bytes, name);
  if (!labels) return labels.error();
  if (labels->size() != static_cast<std::size_t>(dataset.count))
    return broken(name, "it holds " + std::to_string(labels->size()) + " labels for " + std::to_string(dataset.count) +
                            " pictures");
  std::array<std::int64_t, 256> counts{};
  for (const std::uint8_t label : *labels) ++counts[label];
  std::array<std::int32_t, 256> index{};
  LabelAxis axis{"class", {}};
  for (std::size_t value = 0; value < counts.size(); ++value) {
    if (counts[value] == 0) continue;
    index[value] = static_cast<std::int32_t>(axis.labels.size());
    axis.labels.push_back(std::to_string(value));
    report.labels.push_back({axis.labels.back(), counts[value]});
  }
  report.axis = axis.name;
  dataset.axes.push_back(std::move(axis));
  for (const std::uint8_t label : *labels) dataset.labels.push_back(index[label]);
  return {};
}

}  // namespace

IdxFiles idx_files(const fs::path& source) {
  std::error_code code;
  fs::path pictures;
  if (fs::is_regular_file(source, code)) {
    const auto head = head_of_file(source, 4096);
    const Bytes start = head ? unpacked_head(*head, 4) : Bytes{};
    const bool fits = start.size() == 4 && (u32(start, 0) == pictures_magic || u32(start, 0) == labels_magic);
    if (!fits) return {};
    pictures = source;
  }
  for (fs::directory_iterator it(source, code), end; !code && it != end; it.increment(code)) {
    const std::string name = it->path().filename().string();
    const bool fits = name.find("images") != std::string::npos && name.find("idx3") != std::string::npos;
    std::error_code kind;
    if (!fits || !fs::is_regular_file(it->symlink_status(kind))) continue;
    const auto rank = [](const fs::path& path) {  // the one for training first, then by name
      const std::string file = path.filename().string();
      return std::pair(!file.starts_with("train"), file);
    };
    if (pictures.empty() || rank(it->path()) < rank(pictures)) pictures = it->path();
  }
  return pictures.empty() ? IdxFiles{} : IdxFiles{pictures, labels_beside(pictures)};
}

Result<Dataset> dataset_from_idx(const IdxFiles& files, const PackOptions& options, PackReport& report,
                                 const PackTick& tick) {
  report.kind = "idx";
  report.size = options.size;
  report.matte = text_from_color(options.matte);
  const std::string name = printable(files.pictures.filename().string());
  const auto bytes = bytes_from_file(files.pictures, max_idx_bytes);
  if (!bytes) return Error{plain_text(bytes.error().message)};
  const auto all = idx_pictures_from_bytes(*bytes, name);
  if (!all) return all.error();
  Dataset dataset;
  dataset.size = options.size;
  dataset.record = record_from_folder(files.pictures.parent_path(), report);
  if (dataset.record.name == "data") dataset.record.name = source_name(name);
  dataset.count = report.found = report.used = all->count;
  const auto room = check_room(dataset.count, static_cast<std::int64_t>(dataset.item_bytes()), name);
  if (!room) return room.error();
  dataset.pixels.reserve(static_cast<std::size_t>(dataset.count) * dataset.item_bytes());
  const auto make = [&](std::size_t i) { return framed(picture_at(*all, i), options.size); };
  in_order<Image>(all->count, options.threads, make, [&](std::size_t i, const Image& picture) {
    append_rgb(picture, options.matte, dataset.pixels);
    if (tick) tick(static_cast<std::int64_t>(i) + 1, dataset.count);
  });
  const int shorter = static_cast<int>(std::min(all->rows, all->columns));
  const int longer = static_cast<int>(std::max(all->rows, all->columns));
  report.smallest = report.median = report.largest = shorter;
  report.small = shorter < options.size ? dataset.count : 0;
  report.cropped = shorter < longer ? dataset.count : 0;
  report.most_cut = 100 * (longer - shorter) / longer;
  if (files.labels.empty()) {
    report.tell_note("No labels lie beside '" + name +
                     "'; a file called like it, with labels and idx1, would be used.");
  } else if (options.labels) {
    if (const auto added = add_labels(files, dataset, report); !added) return added.error();
  }
  return dataset;
}

}  // namespace reverie
