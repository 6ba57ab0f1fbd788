#include "native/runtime/package.h"

#include <algorithm>

namespace reverie {

namespace fs = std::filesystem;

Result<Package> package_from_folder(const fs::path& folder) {
  const auto text = text_from_file(folder / "model.json", max_model_json_bytes);
  if (!text) return Error{"There is no readable model package in '" + folder.string() + "': " + text.error().message};
  auto model = model_from_json(*text);
  if (!model) return Error{"The package '" + folder.string() + "' was refused: " + model.error().message};
  return Package{folder, std::move(*model)};
}

Result<Bytes> package_file(const Package& package, const ModelFile& file) {
  const std::string subject = "The file '" + file.name + "' of the package '" + package.model.id + "'";
  // The parser has checked the name already; this is the place that opens it.
  if (!is_package_file_name(file.name))
    return Error{subject + " has a name that could leave its folder, so it was not opened."};
  auto bytes = bytes_from_file(package.folder / file.name, std::min(file.bytes, max_package_file_bytes));
  if (!bytes) return Error{subject + " cannot be used: " + bytes.error().message};
  if (bytes->size() != file.bytes)
    return Error{subject + " has " + std::to_string(bytes->size()) + " bytes where its manifest says " +
                 std::to_string(file.bytes) + "; it is damaged and was not used."};
  const std::string hash = sha256_from_bytes(*bytes);
  if (hash != file.sha256)
    return Error{subject + " has the hash " + hash.substr(0, 8) + "… where its manifest says " +
                 file.sha256.substr(0, 8) + "…; it is damaged and was not used."};
  return bytes;
}

Result<Bytes> package_file(const Package& package, std::string_view role) {
  const ModelFile* file = package.model.file_with_role(role);
  if (!file)
    return Error{"The package '" + package.model.id + "' has no file for the role '" + std::string(role) +
                 "', so it cannot be played."};
  return package_file(package, *file);
}

std::vector<ListedModel> list_models(const fs::path& models) {
  std::vector<ListedModel> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(models, none)) {
    if (!fs::exists(entry.path() / "model.json", none)) continue;
    const std::string id = entry.path().filename().string();
    const auto package = package_from_folder(entry.path());
    if (!package)
      found.push_back({id, "", package.error().message});
    else if (package->model.id != id)
      found.push_back({id, package->model.title,
                       "The folder is called '" + id + "' but its manifest says '" + package->model.id + "'."});
    else
      found.push_back({id, package->model.title, ""});
  }
  std::ranges::sort(found, {}, &ListedModel::id);
  return found;
}

Result<fs::path> find_package(const fs::path& models, std::string_view id_or_folder) {
  const std::string text(id_or_folder);
  std::error_code none;
  const bool is_path = text.find('/') != std::string::npos || text == "." || text == "..";
  const fs::path folder = is_path ? fs::path(text) : models / text;
  if (!text.empty() && fs::exists(folder / "model.json", none)) return folder;
  if (is_path)
    return Error{"There is no model package in '" + text + "' (no model.json); give a package's folder or id."};
  std::string ids;
  for (const ListedModel& listed : list_models(models)) ids += (ids.empty() ? "" : ", ") + listed.id;
  return Error{
      "There is no model '" + text + "' in '" + models.string() + "'; " +
      (ids.empty() ? "no model is published there yet (reverie publish makes one)." : "there are: " + ids + ".")};
}

fs::path default_models_folder() {
  std::error_code none;
  if (fs::is_directory("models", none)) return "models";
  for (fs::path at = fs::read_symlink("/proc/self/exe", none).parent_path(); at.has_relative_path();
       at = at.parent_path())
    if (fs::is_directory(at / "models", none)) return at / "models";
  return "models";
}

}  // namespace reverie
