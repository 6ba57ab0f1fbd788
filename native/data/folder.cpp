#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

#include "native/codec/image_read.h"
#include "native/data/source_parts.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

bool is_picture_name(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

// The number before the dash of "3-heads", or −1.
int layer_number(const std::string& name) {
  int number = -1;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const auto digits = static_cast<std::size_t>(end - name.data());
  const bool dashed = error == std::errc() && digits > 0 && name[0] != '-' && digits + 1 < name.size() && *end == '-';
  return dashed ? number : -1;
}

// "licence: CC0 1.0 (see LICENSE)" → "CC0 1.0"
std::string value_of_line(const std::string& line) {
  std::string value = line.substr(line.find(':') + 1);
  if (const auto note = value.find(" (see "); note != std::string::npos) value.resize(note);
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front()))) value.erase(0, 1);
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back()))) value.pop_back();
  return value.substr(0, 512);
}

}  // namespace

Result<std::vector<fs::path>> picture_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    if (it->is_regular_file(code) && is_picture_name(it->path())) files.push_back(it->path());
    if (files.size() > static_cast<std::size_t>(max_dataset_items)) break;
  }
  if (code)
    return Error{"The folder '" + folder.string() + "' cannot be read (" + code.message() + "); nothing was trained."};
  if (files.empty()) {
    return Error{"There is no picture in '" + folder.string() +
                 "'; files ending in .png, .jpg or .jpeg are used, at any " + "depth. Nothing was trained."};
  }
  if (files.size() > static_cast<std::size_t>(max_dataset_items)) {
    return Error{"The folder '" + folder.string() + "' holds more than 4 million pictures; nothing was trained."};
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> layer_folders(const fs::path& folder) {
  std::vector<std::pair<int, fs::path>> found;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    const int number = layer_number(it->path().filename().string());
    if (number >= 0 && it->is_directory(code)) found.emplace_back(number, it->path());
  }
  std::sort(found.begin(), found.end());
  std::vector<fs::path> folders;
  for (auto& [number, path] : found)
    if (picture_files(path)) folders.push_back(path);
  return folders;
}

DatasetRecord record_from_folder(const fs::path& folder) {
  DatasetRecord record;
  record.name = source_name(folder.string());
  const auto text = text_from_file(folder / "SOURCE.txt", 1 << 20);
  if (!text) return record;
  std::size_t at = 0;
  while (at < text->size()) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const std::string line = text->substr(at, end - at);
    const auto begins = [&](std::string_view key) { return line.starts_with(key); };
    if (begins("repo:") || begins("source:")) record.source = value_of_line(line);
    if (begins("licence:") || begins("license:")) record.licence = value_of_line(line);
    if (begins("credits:") || begins("credit:") || begins("author:")) record.credits = value_of_line(line);
    at = end + 1;
  }
  return record;
}

bool picture_from_file(const fs::path& file, int size, PackReport& report, Image& picture) {
  const auto image = image_from_file(file);
  if (!image) {
    ++report.unreadable;
    if (report.problems.size() < 8) report.problems.push_back(image.error().message);
    return false;
  }
  picture = square_from_image(*image, size);
  return true;
}

Result<Dataset> dataset_from_pictures(const std::string& folder, const PackOptions& options, PackReport& report,
                                      const PackTick& tick) {
  const auto files = picture_files(folder);
  if (!files) return files.error();
  Dataset dataset;
  dataset.size = options.size;
  dataset.record = record_from_folder(folder);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < files->size(); ++i) {
    Image picture;
    if (tick) tick(static_cast<std::int64_t>(i), static_cast<std::int64_t>(files->size()));
    if (!picture_from_file((*files)[i], options.size, report, picture)) continue;
    if (!seen.insert(sha256_from_bytes(picture.rgba())).second) {
      ++report.doubled;
      continue;
    }
    append_rgb(picture, options.matte, dataset.pixels);
    ++dataset.count;
  }
  report.used = dataset.count;
  if (dataset.count == 0) {
    return Error{"None of the " + std::to_string(files->size()) + " pictures in '" + folder + "' can be read; " +
                 report.problems.front()};
  }
  return dataset;
}

}  // namespace reverie
