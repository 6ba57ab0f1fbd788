// From a finished run to models/<id>/: the exported graph, previews drawn by it, its card, and the manifest last.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

struct PublishOrder {
  std::filesystem::path run;     // its export/ must be there and up to date
  std::filesystem::path models;  // the package becomes models/<id>
  std::string id, title, licence, author;
  std::string description, limits, credit;  // may be empty; credit then is that of the data
};

struct PublishReport {
  std::filesystem::path folder;
  std::uint64_t bytes = 0;  // of all files of the package, manifest and card included
  std::size_t files = 0;
};

// True when `run` has no export, or one that is older than its newest snapshot.
bool needs_export(const std::filesystem::path& run);

Result<PublishReport> publish_run(const PublishOrder& order);

}  // namespace reverie
