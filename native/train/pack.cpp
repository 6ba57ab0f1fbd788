#include "native/train/pack.h"

#include <cstdio>

#include "native/data/packed.h"
#include "native/train/plan.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

void tell(const PackReport& report) {
  if (report.kind.empty()) return;  // packed by a version that kept none
  std::printf("%s\n", report_text(report).c_str());
  std::fflush(stdout);
}

}  // namespace

Result<PackedData> packed_dataset(const TrainPlan& plan, const fs::path& out) {
  const std::string& source = plan.config.source;
  const auto hash = source_hash(source, plan.pack);
  std::error_code code;
  // A source that cannot be hashed cannot be read either; the reader's sentence says more.
  const std::string name = source_name(source) + "-" + (hash ? pack_key(*hash, plan.pack) : std::string("none"));
  const fs::path file = out / ".data" / (name + ".rvd");
  if (hash && fs::exists(file, code)) {
    if (auto kept = read_packed(file)) {
      tell(kept->report);
      return PackedData{std::move(kept).value(), file};
    }
  }
  PackReport report;
  auto dataset = dataset_from_source(source, plan.pack, report);
  if (!dataset) return dataset.error();
  if (!hash) return hash.error();
  if (dataset->record.tree_hash.empty()) dataset->record.tree_hash = *hash;
  if (const auto sound = check_dataset(*dataset); !sound) return sound.error();
  tell(dataset->report);
  fs::create_directories(file.parent_path(), code);
  if (const auto written = write_packed(file, *dataset); !written) return written.error();
  return PackedData{std::move(dataset).value(), file};
}

}  // namespace reverie
