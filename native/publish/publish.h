// From a finished run to models/<id>/: the exported graph, previews drawn by it, its card, and the manifest last.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "native/publish/draft.h"

namespace reverie {

struct PublishOrder {
  std::filesystem::path run;     // its export/ must be there and up to date
  std::filesystem::path models;  // the package becomes models/<id>
  std::string id, title, licence, author;
  std::string description, limits, credit;  // may be empty; credit then is that of the data
  std::filesystem::path data;               // packed; empty: the run's own dataset.rvd, where it is there
  bool neighbours = true;                   // write what the training pictures look like
};

// True when `run` has no export, one that is older than its newest snapshot, or one whose weights are stored in another
// way than `weights` says: "fp32" | "fp16" | "int8", or "auto" for any.
bool needs_export(const std::filesystem::path& run, const std::string& weights = "auto");

// How a package stores its weights, by the smallest dtype of its table: "fp32" | "fp16" | "int8".
std::string weights_of(const Model& model);

Result<PublishReport> publish_run(const PublishOrder& order);

}  // namespace reverie
