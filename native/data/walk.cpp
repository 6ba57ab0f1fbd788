// Which files of a folder are pictures, and which of its sub-folders is whose label.
#include <algorithm>
#include <cctype>
#include <map>

#include "native/data/source_parts.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

constexpr int max_depth = 32;

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

bool is_picture_name(const std::string& extension) {
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

bool is_other_picture(const std::string& extension) {
  constexpr std::string_view others[] = {".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".jxl"};
  return std::find(std::begin(others), std::end(others), extension) != std::end(others);
}

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name == "__MACOSX";
}

// An explicit stack instead of a recursive iterator, so that one folder that may not be read does not end the rest.
class Walk {
 public:
  Walk(const fs::path& root, PackReport& report) : root_(root), report_(report) { folders_.emplace_back(root, 0); }

  Result<std::vector<fs::path>> run() {
    while (!folders_.empty() && files_.size() <= static_cast<std::size_t>(max_dataset_items)) {
      const auto [folder, depth] = folders_.back();
      folders_.pop_back();
      std::error_code code;
      read(folder, depth, code);
      const std::string why = printable(code.message());
      if (code && folder == root_)
        return Error{"The folder '" + printable(root_.string()) + "' cannot be read (" + why +
                     "); nothing was trained."};
      if (code) report_.tell_problem("The folder '" + name_in(root_, folder) + "' cannot be read (" + why + ").");
    }
    tell_what_was_left();
    return std::move(files_);
  }

 private:
  void read(const fs::path& folder, int depth, std::error_code& code) {
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
      look_at(it->path(), depth);
  }

  void look_at(const fs::path& path, int depth) {
    std::error_code code;
    const auto status = fs::symlink_status(path, code);
    const std::string extension = lower_extension(path);
    if (code || is_hidden(path)) return;
    if (fs::is_symlink(status)) {
      ++links_;
    } else if (fs::is_directory(status)) {
      if (depth < max_depth)
        folders_.emplace_back(path, depth + 1);
      else
        ++deep_;
    } else if (fs::is_regular_file(status) && is_picture_name(extension)) {
      files_.push_back(path);
    } else if (is_other_picture(extension)) {
      ++others_[extension];
    }
  }

  void tell_what_was_left() {
    const auto many = [](std::int64_t count, const std::string& one, const std::string& more) {
      return std::to_string(count) + " " + (count == 1 ? one : more);
    };
    if (links_ > 0) {
      report_.tell_note(many(links_, "symbolic link was", "symbolic links were") +
                        " passed over; copy the pictures to use them.");
    }
    for (const auto& [extension, count] : others_)
      report_.tell_note(many(count, "file", "files") + " ending in " + extension +
                        " passed over; PNG and JPEG are read, so convert them first.");
    if (deep_ > 0) report_.tell_note(many(deep_, "folder", "folders") + " deeper than 32 levels passed over.");
  }

  fs::path root_;
  PackReport& report_;
  std::vector<std::pair<fs::path, int>> folders_;
  std::vector<fs::path> files_;
  std::int64_t links_ = 0, deep_ = 0;
  std::map<std::string, std::int64_t> others_;
};

}  // namespace

std::string name_in(const fs::path& root, const fs::path& path) {
  return printable(path.lexically_relative(root).generic_string());
}

Result<std::vector<fs::path>> picture_files(const fs::path& folder, PackReport& report) {
  auto files = Walk(folder, report).run();
  if (!files) return files;
  const std::string name = printable(folder.string());
  if (files->empty()) {
    std::string what =
        "There is no picture in '" + name + "'; files ending in .png, .jpg or .jpeg are used, at any depth.";
    for (const std::string& problem : report.problems) what += " " + problem;
    for (const std::string& note : report.notes) what += " " + note;
    return Error{what + " Nothing was trained."};
  }
  if (files->size() > static_cast<std::size_t>(max_dataset_items))
    return Error{"The folder '" + name + "' holds more than 4 million pictures; nothing was trained."};
  std::sort(files->begin(), files->end());
  return files;
}

std::vector<std::string> classes_from_files(const fs::path& folder, const std::vector<fs::path>& files) {
  std::vector<fs::path> places;
  for (const fs::path& file : files) places.push_back(file.lexically_relative(folder).parent_path());
  // A folder around all others, as archives have them, tells nothing.
  std::size_t shared = 0;
  const auto part = [](const fs::path& place, std::size_t index) {
    for (const fs::path& step : place)
      if (index-- == 0) return step.string();
    return std::string();
  };
  const auto differ = [&](std::size_t index) {
    const std::string first = part(places[0], index);
    return std::any_of(places.begin(), places.end(),
                       [&](const fs::path& place) { return part(place, index) != first; });
  };
  const auto ends = [&](std::size_t index) {
    return std::any_of(places.begin(), places.end(), [&](const fs::path& place) { return part(place, index).empty(); });
  };
  while (!ends(shared) && !differ(shared)) ++shared;
  if (ends(shared)) return {};
  std::vector<std::string> classes;
  for (const fs::path& place : places) classes.push_back(part(place, shared));
  return classes;
}

}  // namespace reverie
