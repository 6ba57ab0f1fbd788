#include <algorithm>

#include "native/codec/image_read.h"
#include "native/data/source_parts.h"

namespace reverie {
namespace fs = std::filesystem;

struct PictureReader::Read {
  std::string problem;  // a sentence where it cannot be read
  Image square;
  std::string file_hash, look_hash;
  int width = 0, height = 0;  // as stored
  bool transparent = false;
};

PictureReader::PictureReader(fs::path root, const PackOptions& options, PackReport& report, const PackTick& tick,
                             std::size_t all)
    : root_(std::move(root)), options_(options), report_(report), tick_(tick), all_(all) {}

namespace {

// What a file takes while it is read and decoded, told from its first bytes; everything there is where they do not
// tell.
Result<std::uint64_t> need_of(const fs::path& file, const std::string& name) {
  constexpr std::uint64_t enough = 1 << 20;
  const auto start = head_of_file(file, enough);
  if (!start) return start.error();
  std::error_code code;
  const std::uint64_t size = fs::file_size(file, code);
  const auto head = picture_head_from_bytes(*start, name);
  if (head && !code) return size + head->working_bytes;
  if (!head && start->size() < enough) return head.error();
  return decoding_bytes;
}

}  // namespace

// Runs on a worker: it touches nothing of the reader but the budget.
PictureReader::Read PictureReader::read_one(const fs::path& file) {
  Read read;
  const std::string name = "'" + name_in(root_, file) + "'";
  const auto failed = [&](const Error& error) {
    read.problem = plain_text(error.message);
    return read;
  };
  const auto need = need_of(file, name);
  if (!need) return failed(need.error());
  const Budget::Share share(budget_, *need);
  const auto bytes = bytes_from_file(file, max_source_file_bytes);
  if (!bytes) return failed(bytes.error());
  const auto head = picture_head_from_bytes(*bytes, name);
  if (!head) return failed(head.error());
  // Twice the wanted size is left to the area average, so that its edges stay where they belong.
  const auto image = image_from_bytes(*bytes, name, {.enough = 2 * options_.size});
  if (!image) return failed(image.error());
  read.width = head->width, read.height = head->height;
  read.square = square_from_image(*image, options_.size);
  const auto& rgba = read.square.rgba();
  for (std::size_t i = 3; i < rgba.size() && !read.transparent; i += 4) read.transparent = rgba[i] < 255;
  read.file_hash = sha256_from_bytes(*bytes);
  read.look_hash = sha256_from_bytes(rgba);
  return read;
}

void PictureReader::count(const Read& read) {
  const int shorter = std::min(read.width, read.height), longer = std::max(read.width, read.height);
  sides_.push_back(shorter);
  report_.small += shorter < options_.size ? 1 : 0;
  report_.cropped += shorter < longer ? 1 : 0;
  report_.transparent += read.transparent ? 1 : 0;
  report_.most_cut = std::max(report_.most_cut, 100 * (longer - shorter) / longer);
}

void PictureReader::read(const std::vector<fs::path>& files, const Take& take) {
  std::set<std::string> bytes_seen, looks_seen;
  const auto make = [&](std::size_t i) { return read_one(files[i]); };
  in_order<Read>(files.size(), options_.threads, make, [&](std::size_t i, const Read& read) {
    if (tick_) tick_(static_cast<std::int64_t>(++done_), static_cast<std::int64_t>(all_));
    if (!read.problem.empty()) {
      ++report_.unreadable;
      report_.tell_problem(read.problem);
      return;
    }
    count(read);
    const bool new_bytes = bytes_seen.insert(read.file_hash).second,
               new_look = looks_seen.insert(read.look_hash).second;
    report_.same_bytes += new_bytes ? 0 : 1;
    report_.doubled += new_look ? 0 : 1;
    if (new_look) take(i, read.square);
  });
}

void PictureReader::finish() {
  report_.size = options_.size;
  report_.matte = text_from_color(options_.matte);
  if (sides_.empty()) return;
  std::sort(sides_.begin(), sides_.end());
  report_.smallest = sides_.front(), report_.largest = sides_.back();
  report_.median = sides_[sides_.size() / 2];
}

}  // namespace reverie
