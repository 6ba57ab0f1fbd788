#include "shared/keep/gif_writer.h"

#include <gif_lib.h>

#include <algorithm>
#include <utility>

#include "shared/keep/gif_palette.h"

namespace reverie {

struct GifWriter::Parts {
  ByteSink sink;
  GifOptions options;
  GifFileType* file = nullptr;
  ColorCount count;
  std::vector<std::vector<std::uint8_t>> frames;  // R G B; emptied when written
  std::unique_ptr<PaletteMap> map;
  int transparent = 0;
  std::vector<std::uint8_t> shown, next;  // numbers of colours
  int written = 0;

  // The steps of write_some; false when the sink takes no more.
  bool begin();
  bool write_frame();
  bool end();
  void number_colors(std::vector<std::uint8_t>& rgb);

  ~Parts() {
    int ignored = 0;
    if (file != nullptr) EGifCloseFile(file, &ignored);
  }
};

namespace {

struct Area {
  int left, top, right, bottom;  // right and bottom lie outside
};

Error stopped() { return Error{"The GIF could not be written whole: there is no room for it; nothing is kept."}; }

int pass_on(GifFileType* file, const GifByteType* bytes, int size) {
  const auto* sink = static_cast<const ByteSink*>(file->UserData);
  return (*sink)({bytes, static_cast<std::size_t>(size)}) ? size : 0;
}

// An application's own block: eleven letters, then its data in pieces of at most 255.
bool put_application(GifFileType* file, const char* name, std::string_view data) {
  if (EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE) != GIF_OK ||
      EGifPutExtensionBlock(file, 11, name) != GIF_OK)
    return false;
  while (!data.empty()) {
    const std::string_view piece = data.substr(0, 255);
    if (EGifPutExtensionBlock(file, static_cast<int>(piece.size()), piece.data()) != GIF_OK) return false;
    data.remove_prefix(piece.size());
  }
  return EGifPutExtensionTrailer(file) == GIF_OK;
}

// XMP stands in a GIF as it is, not in pieces; readers that walk it as pieces fall through the 258 bytes behind it,
// wherever they land, to its end (XMP Specification, part 3).
bool put_xmp(GifFileType* file, const ByteSink& sink, const std::string& packet) {
  if (packet.empty()) return true;
  if (EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE) != GIF_OK ||
      EGifPutExtensionBlock(file, 11, "XMP DataXMP") != GIF_OK)
    return false;
  std::string tail = "\x01";
  for (int byte = 255; byte >= 0; --byte) tail += static_cast<char>(byte);
  tail += '\0';
  return sink(bytes_of(packet)) && sink(bytes_of(tail));
}

bool put_frame_head(GifFileType* file, int delay, int transparent) {
  GraphicsControlBlock control{};
  control.DisposalMode = DISPOSE_DO_NOT;
  control.DelayTime = delay;
  control.TransparentColor = transparent;
  GifByteType bytes[4];
  EGifGCBToExtension(&control, bytes);
  return EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes) == GIF_OK;
}

// Where two frames differ; one pixel where they do not, since a frame must hold one.
Area changed_area(const std::vector<std::uint8_t>& before, const std::vector<std::uint8_t>& now, int width,
                  int height) {
  Area area{width, height, 0, 0};
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* a = before.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    const std::uint8_t* b = now.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    const auto first = std::mismatch(a, a + width, b).first - a;
    if (first == width) continue;
    int last = width - 1;
    while (a[last] == b[last]) --last;
    area = {std::min(area.left, static_cast<int>(first)), std::min(area.top, y), std::max(area.right, last + 1), y + 1};
  }
  return area.right == 0 ? Area{0, 0, 1, 1} : area;
}

}  // namespace

GifWriter::GifWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
GifWriter::~GifWriter() = default;
int GifWriter::frames() const { return static_cast<int>(parts_->frames.size()); }
int GifWriter::frames_written() const { return parts_->written; }

int most_gif_frames(int width, int height) {
  return static_cast<int>(max_gif_pixels / std::max<std::int64_t>(1, std::int64_t{width} * height));
}

Result<std::unique_ptr<GifWriter>> GifWriter::create(ByteSink sink, GifOptions options) {
  if (options.width < 1 || options.height < 1 || options.width > max_gif_side || options.height > max_gif_side)
    return Error{"A GIF of " + std::to_string(options.width) + " × " + std::to_string(options.height) +
                 " pixels cannot be kept: each side may have 1 to " + std::to_string(max_gif_side) +
                 "; choose a smaller size, or WebM."};
  auto parts = std::make_unique<Parts>();
  parts->sink = std::move(sink);
  parts->options = std::move(options);
  return std::unique_ptr<GifWriter>(new GifWriter(std::move(parts)));
}

Result<void> GifWriter::add_frame(std::span<const std::uint8_t> rgba) {
  Parts& parts = *parts_;
  const GifOptions& options = parts.options;
  const std::size_t pixels = static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
  if (rgba.size() != pixels * 4 || parts.map) return Error{"The frame does not fit the GIF; it is given up."};
  if (frames() >= most_gif_frames(options.width, options.height))
    return Error{"A GIF of " + std::to_string(options.width) + " × " + std::to_string(options.height) +
                 " pixels can hold " + std::to_string(frames()) +
                 " frames and the loop has more; choose a smaller size, or WebM."};
  std::vector<std::uint8_t> rgb(pixels * 3);
  const std::uint8_t* from = rgba.data();
  for (std::size_t i = 0; i < rgb.size(); i += 3, from += 4)
    rgb[i] = from[0], rgb[i + 1] = from[1], rgb[i + 2] = from[2];
  parts.count.add(rgb);
  parts.frames.push_back(std::move(rgb));
  return {};
}

namespace {

// The palette, filled up to a power of two as the format wants it, and what the file remembers.
bool write_head(GifFileType* file, const ByteSink& sink, const GifOptions& options, const std::vector<Color>& palette) {
  int size = 2;
  while (size <= static_cast<int>(palette.size())) size *= 2;  // room for the transparent one
  ColorMapObject* colors = GifMakeMapObject(size, nullptr);
  if (colors == nullptr) return false;
  for (std::size_t i = 0; i < palette.size(); ++i) colors->Colors[i] = {palette[i].r, palette[i].g, palette[i].b};
  EGifSetGifVersion(file, true);
  const bool put = EGifPutScreenDesc(file, options.width, options.height, 8, 0, colors) == GIF_OK;
  GifFreeMapObject(colors);
  return put && put_application(file, "NETSCAPE2.0", std::string_view("\x01\0\0", 3)) &&
         put_application(file, "REVERIE 1.0", options.remembrance.state) &&
         put_xmp(file, sink, options.remembrance.xmp);
}

}  // namespace

bool GifWriter::Parts::begin() {
  const std::vector<Color> palette = count.palette(255);
  int failed = 0;
  file = EGifOpen(&sink, pass_on, &failed);
  transparent = static_cast<int>(palette.size());
  map = std::make_unique<PaletteMap>(palette);
  return file != nullptr && write_head(file, sink, options, palette);
}

void GifWriter::Parts::number_colors(std::vector<std::uint8_t>& rgb) {
  next.resize(rgb.size() / 3);
  const std::uint8_t* from = rgb.data();
  auto to = next.begin();
  for (int y = 0; y < options.height; ++y)
    for (int x = 0; x < options.width; ++x, ++to, from += 3)
      *to = map->at(std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 | from[2], x, y);
  std::vector<std::uint8_t>().swap(rgb);
}

bool GifWriter::Parts::write_frame() {
  const bool first = written == 0;
  number_colors(frames[static_cast<std::size_t>(written)]);
  const Area area =
      first ? Area{0, 0, options.width, options.height} : changed_area(shown, next, options.width, options.height);
  const int wide = area.right - area.left;
  bool fine = put_frame_head(file, options.delay, first ? NO_TRANSPARENT_COLOR : transparent) &&
              EGifPutImageDesc(file, area.left, area.top, wide, area.bottom - area.top, false, nullptr) == GIF_OK;
  std::vector<std::uint8_t> line(static_cast<std::size_t>(wide));
  for (int y = area.top; fine && y < area.bottom; ++y) {
    const std::size_t start =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(options.width) + static_cast<std::size_t>(area.left);
    for (std::size_t x = 0; x < line.size(); ++x) {
      const bool same = !first && shown[start + x] == next[start + x];
      line[x] = same ? static_cast<std::uint8_t>(transparent) : next[start + x];
    }
    fine = EGifPutLine(file, line.data(), wide) == GIF_OK;
  }
  std::swap(shown, next);
  ++written;
  return fine;
}

bool GifWriter::Parts::end() {
  int failed = 0;
  return EGifCloseFile(std::exchange(file, nullptr), &failed) == GIF_OK;
}

Result<bool> GifWriter::write_some() {
  Parts& parts = *parts_;
  if (parts.frames.empty() || (parts.map && parts.file == nullptr))
    return Error{"A GIF needs a frame and is written once; nothing is kept."};
  if (!parts.map) return parts.begin() ? Result<bool>(false) : stopped();
  if (parts.written < frames()) return parts.write_frame() ? Result<bool>(false) : stopped();
  return parts.end() ? Result<bool>(true) : stopped();
}

}  // namespace reverie
