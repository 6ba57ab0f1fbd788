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

Result<Dataset> dataset_from_source(const std::string& source, const PackOptions& options, PackReport& report,
                                    const PackTick& tick) {
  if (source.starts_with(procedural_prefix)) return dataset_from_procedure(source, options, report, tick);
  std::error_code code;
  if (fs::is_regular_file(source, code)) {
    auto dataset = read_packed(source);
    if (dataset) report.used = dataset->count;
    return dataset;
  }
  if (!fs::is_directory(source, code)) {
    return Error{"There is no data at '" + source +
                 "'; --data takes a folder of pictures, a folder of layers (1-name, 2-name, …), a packed dataset or "
                 "procedural:de-stijl. Nothing was trained."};
  }
  const auto layers = layer_folders(source);
  return layers.empty() ? dataset_from_pictures(source, options, report, tick)
                        : dataset_from_layers(source, layers, options, report, tick);
}

Result<std::string> source_hash(const std::string& source, const PackOptions& options) {
  if (source.starts_with(procedural_prefix)) {
    return sha256_from_text(source + " " + std::to_string(options.procedural_count) + " " +
                            std::to_string(options.seed));
  }
  std::error_code code;
  if (fs::is_regular_file(source, code)) {
    const auto bytes = bytes_from_file(source, static_cast<std::uint64_t>(max_dataset_bytes));
    if (!bytes) return bytes.error();
    return sha256_from_bytes(*bytes);
  }
  const auto files = picture_files(source);
  if (!files) return files.error();
  std::string lines;
  for (const fs::path& file : *files) {
    const auto bytes = bytes_from_file(file, max_source_file_bytes);
    if (!bytes) return bytes.error();
    lines += file.lexically_relative(source).generic_string() + " " + sha256_from_bytes(*bytes) + "\n";
  }
  return sha256_from_text(lines);
}

}  // namespace reverie
