#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>

#include "native/data/source_parts.h"
#include "shared/base/utf8.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

// The number before the dash of "3-heads", or −1.
int layer_number(const std::string& name) {
  int number = -1;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const auto digits = static_cast<std::size_t>(end - name.data());
  const bool dashed = error == std::errc() && digits > 0 && name[0] != '-' && digits + 1 < name.size() && *end == '-';
  return dashed ? number : -1;
}

// The beginning of plain text, at most `limit` bytes and no half character.
std::string beginning_of(const std::string& text, std::size_t limit) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + std::max<std::size_t>(utf8_character(std::string_view(text).substr(end)).bytes, 1);
    if (next > limit) break;
    end = next;
  }
  return text.substr(0, end);
}

// "licence: CC0 1.0 (see LICENSE)" → "CC0 1.0"
std::string value_of_line(const std::string& line) {
  std::string value = line.substr(line.find(':') + 1);
  if (const auto note = value.find(" (see "); note != std::string::npos) value.resize(note);
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front()))) value.erase(0, 1);
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back()))) value.pop_back();
  return beginning_of(plain_text(value), 512);
}

std::string licence_file_in(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    const std::string name = it->path().filename().string();
    std::string upper = name.substr(0, 7);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::error_code kind;
    const bool fits = upper == "LICENSE" || upper == "LICENCE" || upper == "COPYING";
    if (fits && it->is_regular_file(kind)) found.push_back(printable(name));
  }
  return found.empty() ? "" : *std::min_element(found.begin(), found.end());
}

// The axis "class" as its pictures came: classes of which nothing could be used are no labels.
void add_classes(const std::vector<std::string>& classes, const std::vector<std::size_t>& used, Dataset& dataset,
                 PackReport& report) {
  std::map<std::string, std::int64_t> counts;
  for (const std::size_t file : used) ++counts[classes[file]];
  if (counts.size() < 2) return;
  if (counts.size() > max_labels_per_axis) {
    report.tell_note("The sub-folders are " + std::to_string(counts.size()) +
                     ", more than the 4096 labels that an axis may have, so there are no labels.");
    return;
  }
  std::vector<std::string> names;
  std::map<std::string, std::int32_t> index;
  for (const auto& [name, count] : counts) {
    index[name] = static_cast<std::int32_t>(names.size());
    names.push_back(name);
  }
  dataset.axes.push_back({"class", labels_from_names(names)});
  for (const std::size_t file : used) dataset.labels.push_back(index[classes[file]]);
  report.axis = "class";
  for (std::size_t i = 0; i < names.size(); ++i) report.labels.push_back({dataset.axes[0].labels[i], counts[names[i]]});
}

}  // namespace

std::vector<std::string> labels_from_names(std::vector<std::string> names) {
  std::set<std::string> seen;
  for (std::string& name : names) {
    const std::string label = name.empty() ? "?" : plain_text(name);
    name = beginning_of(label, max_label_bytes);
    for (int n = 2; !seen.insert(name).second; ++n) {
      const std::string end = "-" + std::to_string(n);
      name = beginning_of(label, max_label_bytes - end.size()) + end;
    }
  }
  return names;
}

std::vector<fs::path> layer_folders(const fs::path& folder) {
  std::vector<std::pair<int, fs::path>> found;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    const int number = layer_number(it->path().filename().string());
    std::error_code kind;
    if (number >= 0 && fs::is_directory(it->symlink_status(kind))) found.emplace_back(number, it->path());
  }
  std::sort(found.begin(), found.end());
  std::vector<fs::path> folders;
  PackReport idle;
  for (auto& [number, path] : found)
    if (picture_files(path, idle)) folders.push_back(path);
  return folders;
}

DatasetRecord record_from_folder(const fs::path& folder, PackReport& report) {
  DatasetRecord record;
  record.name = source_name(folder.string());
  report.licence_file = licence_file_in(folder);
  std::error_code code;
  const fs::path above = fs::weakly_canonical(folder, code).parent_path();
  if (report.licence_file.empty() && !code) {
    if (const std::string file = licence_file_in(above); !file.empty())
      report.tell_note("No licence lies in the folder, but a " + file + " in the one above; is it theirs?");
  }
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
  report.licence = record.licence;
  return record;
}

Result<void> check_room(std::int64_t count, std::int64_t item_bytes, const std::string& name) {
  if (count <= max_dataset_bytes / item_bytes) return {};
  return Error{"The " + std::to_string(count) + " pictures in '" + name + "' would take " +
               std::to_string((count * item_bytes) >> 30) +
               " GB at this size, and at most 16 GB are allowed; a smaller size or fewer pictures fit. Nothing was "
               "trained."};
}

Result<Dataset> dataset_from_pictures(const std::string& folder, const PackOptions& options, PackReport& report,
                                      const PackTick& tick) {
  report.kind = "pictures";
  const auto files = picture_files(folder, report);
  if (!files) return files.error();
  Dataset dataset;
  dataset.size = options.size;
  dataset.record = record_from_folder(folder, report);
  report.found = static_cast<std::int64_t>(files->size());
  const auto room = check_room(report.found, static_cast<std::int64_t>(dataset.item_bytes()), printable(folder));
  if (!room) return room.error();
  std::vector<std::size_t> used;
  PictureReader reader(folder, options, report, tick, files->size());
  reader.read(*files, [&](std::size_t file, const Image& picture) {
    append_rgb(picture, options.matte, dataset.pixels);
    used.push_back(file);
  });
  reader.finish();
  dataset.count = report.used = static_cast<std::int64_t>(used.size());
  if (used.empty()) {
    return Error{"None of the " + std::to_string(files->size()) + " pictures in '" + printable(folder) +
                 "' can be read; " + report.problems.front()};
  }
  const auto classes = options.labels ? classes_from_files(folder, *files) : std::vector<std::string>{};
  if (!classes.empty()) add_classes(classes, used, dataset, report);
  return dataset;
}

}  // namespace reverie
