#include "native/publish/package_write.h"

#include <algorithm>

#include "native/runtime/package.h"

namespace reverie {

namespace fs = std::filesystem;

std::string hashed_name(const PackageFile& file) {
  return file.stem + "." + sha256_from_bytes(file.bytes).substr(0, 8) + "." + file.extension;
}

ModelFile manifest_row(const PackageFile& file) {
  return {file.role, hashed_name(file), file.bytes.size(), sha256_from_bytes(file.bytes)};
}

namespace {

// Names that an earlier manifest of this folder listed; a broken or absent one listed nothing that is ours to remove.
std::vector<std::string> earlier_names(const fs::path& folder) {
  std::vector<std::string> names;
  if (const auto earlier = package_from_folder(folder))
    for (const ModelFile& file : earlier->model.files) names.push_back(file.name);
  return names;
}

Result<void> write_files(const fs::path& folder, const std::vector<PackageFile>& files) {
  for (const PackageFile& file : files) {
    const fs::path path = folder / hashed_name(file);
    // A name that carries the hash of its content need not be written twice.
    const auto there = bytes_from_file(path, max_package_file_bytes);
    if (there && *there == file.bytes) continue;
    if (auto written = write_file_whole(path, file.bytes); !written) return written;
  }
  return {};
}

}  // namespace

Result<void> write_package(const fs::path& folder, Model model, const std::vector<PackageFile>& files,
                           const std::vector<std::pair<std::string, std::string>>& extra) {
  model.files.clear();
  for (const PackageFile& file : files) model.files.push_back(manifest_row(file));
  const std::string manifest = json_from_model(model);
  if (const auto read_back = model_from_json(manifest); !read_back)
    return Error{"The package '" + model.id +
                 "' was not written, for its own manifest would be refused: " + read_back.error().message};
  std::error_code wrong;
  fs::create_directories(folder, wrong);
  if (wrong)
    return Error{"The folder '" + folder.string() + "' cannot be made (" + wrong.message() +
                 "); nothing was published."};
  const std::vector<std::string> earlier = earlier_names(folder);
  if (auto written = write_files(folder, files); !written) return written;
  for (const auto& [name, text] : extra)
    if (auto written = write_file_whole(folder / name, text); !written) return written;
  if (auto written = write_file_whole(folder / "model.json", manifest); !written) return written;
  for (const std::string& name : earlier)
    if (std::ranges::find(model.files, name, &ModelFile::name) == model.files.end()) fs::remove(folder / name, wrong);
  return {};
}

}  // namespace reverie
