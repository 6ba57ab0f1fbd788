// Writing a package so that no reader ever meets half of one: files under names that carry their hash, the manifest
// last and by rename. What a replaced manifest named stays until the new one is in place.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "native/files/files.h"
#include "shared/model/model.h"

namespace reverie {

struct PackageFile {
  std::string role;       // "generator", "preview", …
  std::string stem;       // "generator" → generator.1a2b3c4d.onnx
  std::string extension;  // "onnx"
  Bytes bytes;
};

// "preview.1a2b3c4d.png"
std::string hashed_name(const PackageFile& file);

// The row of the manifest for it.
ModelFile manifest_row(const PackageFile& file);

// Lists `files` in model.files, checks the manifest with the parser that readers use, writes the files into `folder`
// (made if absent), then `extra` texts under their plain names (CARD.md), then model.json. Afterwards files that an
// earlier manifest of the folder named and this one does not are removed. On failure an existing package still works.
Result<void> write_package(const std::filesystem::path& folder, Model model, const std::vector<PackageFile>& files,
                           const std::vector<std::pair<std::string, std::string>>& extra = {});

}  // namespace reverie
