#include "native/train/pack.h"

#include <cstdio>

#include "native/data/packed.h"
#include "native/train/plan.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

std::string key_of(const std::string& source_hash, const PackOptions& options) {
  std::string text = source_hash + " " + std::to_string(options.size);
  const Color matte = options.matte;
  for (int part : {matte.r, matte.g, matte.b}) text += " " + std::to_string(part);
  for (const std::string& ground : options.grounds) text += " " + ground;
  return sha256_from_text(text).substr(0, 12);
}

void tell(const Dataset& dataset, const PackReport& report) {
  std::string line = "Found " + std::to_string(report.used) + " pictures";
  if (dataset.kind == DatasetKind::layers) {
    line += " in " + std::to_string(dataset.axes.size() - 1) + " layers";
    for (std::size_t a = 1; a < dataset.axes.size(); ++a) {
      line += (a == 1 ? ": " : ", ") + std::to_string(dataset.axes[a].labels.size()) + " " + dataset.axes[a].name;
    }
  }
  line += "; " + std::to_string(report.unreadable) + " unreadable, " + std::to_string(report.doubled) + " twice.";
  std::printf("%s\n", line.c_str());
  for (const std::string& problem : report.problems) std::printf("  %s\n", problem.c_str());
  std::fflush(stdout);
}

}  // namespace

Result<PackedData> packed_dataset(const TrainPlan& plan, const fs::path& out) {
  const std::string& source = plan.config.source;
  const auto hash = source_hash(source, plan.pack);
  std::error_code code;
  // A source that cannot be hashed cannot be read either; the reader's sentence says more.
  const std::string name = source_name(source) + "-" + (hash ? key_of(*hash, plan.pack) : std::string("none"));
  const fs::path file = out / ".data" / (name + ".rvd");
  if (hash && fs::exists(file, code)) {
    if (auto kept = read_packed(file)) return PackedData{std::move(kept).value(), file};
  }
  PackReport report;
  auto dataset = dataset_from_source(source, plan.pack, report);
  if (!dataset) return dataset.error();
  if (!hash) return hash.error();
  if (dataset->record.tree_hash.empty()) dataset->record.tree_hash = *hash;
  if (const auto sound = check_dataset(*dataset); !sound) return sound.error();
  tell(*dataset, report);
  fs::create_directories(file.parent_path(), code);
  if (const auto written = write_packed(file, *dataset); !written) return written.error();
  return PackedData{std::move(dataset).value(), file};
}

}  // namespace reverie
