#include "native/data/source.h"

#include <algorithm>
#include <cctype>

#include "native/data/packed.h"
#include "native/data/source_parts.h"

namespace reverie {
namespace fs = std::filesystem;

std::string source_name(const std::string& source) {
  std::string name = source.starts_with(procedural_prefix) ? source.substr(procedural_prefix.size())
                                                           : fs::path(source).lexically_normal().filename().string();
  if (name.empty()) name = fs::path(source).lexically_normal().parent_path().filename().string();
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '-';
  return name.empty() ? "data" : name.substr(0, 48);
}

namespace {

Result<Dataset> packed_from_file(const std::string& source, PackReport& report) {
  const auto head = head_of_file(source, 8);
  if (!head || std::string(head->begin(), head->end()) != "REVDATA1")
    return Error{"The file '" + printable(source) +
                 "' is neither a packed dataset nor IDX; of pictures, give the folder. Nothing was trained."};
  auto dataset = read_packed(source);
  if (!dataset) return Error{plain_text(dataset.error().message)};
  // Files of an early version carry no report.
  if (dataset->report.kind.empty()) {
    dataset->report.kind = dataset->kind == DatasetKind::layers ? "layers" : "pictures";
    dataset->report.size = dataset->size;
    dataset->report.found = dataset->report.used = dataset->count;
    dataset->report.licence = dataset->record.licence;
  }
  report = dataset->report;
  return dataset;
}

Result<Dataset> dataset_of_its_kind(const std::string& source, const PackOptions& options, PackReport& report,
                                    const PackTick& tick) {
  if (source.starts_with(procedural_prefix)) return dataset_from_procedure(source, options, report, tick);
  if (const IdxFiles idx = idx_files(source); !idx.pictures.empty())
    return dataset_from_idx(idx, options, report, tick);
  std::error_code code;
  if (fs::is_regular_file(source, code)) return packed_from_file(source, report);
  if (!fs::is_directory(source, code)) {
    return Error{
        "There is no data at '" + printable(source) +
        "'; give a folder of pictures, a folder of layers (1-name, 2-name, …), an IDX file, a packed dataset or "
        "procedural:de-stijl. Nothing was trained."};
  }
  const auto layers = layer_folders(source);
  return layers.empty() ? dataset_from_pictures(source, options, report, tick)
                        : dataset_from_layers(source, layers, options, report, tick);
}

// One line a file: its path and its hash. A file that cannot be read is part of what was found, too.
Result<std::string> hash_of_files(const fs::path& root, const std::vector<fs::path>& files, int threads) {
  const auto line = [&](std::size_t i) {
    const auto bytes = bytes_from_file(files[i], max_source_file_bytes);
    return files[i].lexically_relative(root).generic_string() + " " +
           (bytes ? sha256_from_bytes(*bytes) : std::string("unreadable")) + "\n";
  };
  std::string lines;
  in_order<std::string>(files.size(), threads, line, [&](std::size_t, const std::string& more) { lines += more; });
  return sha256_from_text(lines);
}

}  // namespace

Result<Dataset> dataset_from_source(const std::string& source, const PackOptions& options, PackReport& report,
                                    const PackTick& tick) {
  auto dataset = dataset_of_its_kind(source, options, report, tick);
  if (dataset) dataset->report = report;
  return dataset;
}

std::optional<std::int64_t> plain_pictures_in(const std::string& source) {
  std::error_code code;
  if (source.starts_with(procedural_prefix) || !idx_files(source).pictures.empty()) return {};
  if (fs::is_regular_file(source, code)) {
    const auto packed = read_packed_record(source);
    return packed && packed->kind == DatasetKind::pictures ? std::optional(packed->count) : std::nullopt;
  }
  if (!fs::is_directory(source, code) || !layer_folders(source).empty()) return {};
  PackReport idle;
  const auto files = picture_files(source, idle);
  return files ? std::optional(static_cast<std::int64_t>(files->size())) : std::nullopt;
}

Result<std::string> source_hash(const std::string& source, const PackOptions& options) {
  if (source.starts_with(procedural_prefix)) {
    return sha256_from_text(source + " " + std::to_string(options.procedural_count) + " " +
                            std::to_string(options.seed));
  }
  if (const IdxFiles idx = idx_files(source); !idx.pictures.empty()) {
    std::vector<fs::path> files{idx.pictures};
    if (!idx.labels.empty()) files.push_back(idx.labels);
    return hash_of_files(idx.pictures.parent_path(), files, options.threads);
  }
  std::error_code code;
  if (fs::is_regular_file(source, code)) {
    const auto bytes = bytes_from_file(source, static_cast<std::uint64_t>(max_dataset_bytes));
    if (!bytes) return bytes.error();
    return sha256_from_bytes(*bytes);
  }
  PackReport idle;
  const auto files = picture_files(source, idle);
  if (!files) return files.error();
  return hash_of_files(source, *files, options.threads);
}

std::string pack_key(const std::string& source_hash, const PackOptions& options) {
  // The number rises whenever the same source and options begin to give other bytes.
  std::string text = "2 " + source_hash + " " + std::to_string(options.size) + " " + text_from_color(options.matte);
  for (const std::string& ground : options.grounds) text += " " + ground;
  return sha256_from_text(text + (options.labels ? " labels" : "")).substr(0, 12);
}

}  // namespace reverie
