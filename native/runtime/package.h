// A model package on disk: models/<id>/model.json and the files it names. Nothing is handed on that was not hashed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "native/files/files.h"
#include "shared/model/model.h"

namespace reverie {

struct Package {
  std::filesystem::path folder;
  Model model;
};

// Reads and validates model.json; the other files are not touched.
Result<Package> package_from_folder(const std::filesystem::path& folder);

// The bytes of one of the package's files. Fails unless size and sha256 are those of the manifest.
Result<Bytes> package_file(const Package& package, const ModelFile& file);
Result<Bytes> package_file(const Package& package, std::string_view role);

struct ListedModel {
  std::string id, title;
  std::string problem;  // empty, or why the package cannot be used
};

// Every folder of `models` that holds a model.json, sorted by id; an absent folder lists nothing.
std::vector<ListedModel> list_models(const std::filesystem::path& models);

// A package by what a person types: an id under `models`, or a path to a package folder (one that has a '/' or is '.').
Result<std::filesystem::path> find_package(const std::filesystem::path& models, std::string_view id_or_folder);

// `models/` of the current folder where there is one, else the nearest above the program itself.
std::filesystem::path default_models_folder();

}  // namespace reverie
