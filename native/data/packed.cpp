#include "native/data/packed.h"

#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "shared/piece/text.h"

namespace reverie {
namespace {

using Json = nlohmann::json;

constexpr std::string_view magic = "REVDATA1";
constexpr std::size_t head_bytes = 16;
constexpr std::uint32_t max_record_bytes = 16u << 20;

static_assert(std::endian::native == std::endian::little, "packed files are little-endian");

Error broken(const std::string& name, const std::string& what) {
  return Error{name + " is not a packed dataset that can be read: " + what + "; nothing was trained."};
}

Json record_from_dataset(const Dataset& dataset) {
  Json axes = Json::array();
  for (const LabelAxis& axis : dataset.axes) axes.push_back({{"name", axis.name}, {"labels", axis.labels}});
  const DatasetRecord& record = dataset.record;
  Json json{{"kind", dataset.kind == DatasetKind::layers ? "layers" : "pictures"},
            {"size", dataset.size},
            {"count", dataset.count},
            {"axes", axes},
            {"name", record.name},
            {"source", record.source},
            {"licence", record.licence},
            {"credits", record.credits},
            {"tree_hash", record.tree_hash}};
  if (!dataset.report.kind.empty()) json["report"] = json_from_report(dataset.report);
  return json;
}

bool take_text(const Json& json, const char* key, std::string& out) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string() || found->get_ref<const std::string&>().size() > 4096) return false;
  out = found->get<std::string>();
  return is_plain_text(out);
}

std::optional<std::int64_t> whole_number(const Json& json, const char* key, std::int64_t limit) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_number_unsigned()) return {};
  const auto value = found->get<std::uint64_t>();
  if (value < 1 || value > static_cast<std::uint64_t>(limit)) return {};
  return static_cast<std::int64_t>(value);
}

bool take_axes(const Json& json, std::vector<LabelAxis>& axes) {
  const auto found = json.find("axes");
  if (found == json.end() || !found->is_array() || found->size() > max_axes) return false;
  for (const Json& entry : *found) {
    LabelAxis axis;
    if (!entry.is_object() || !take_text(entry, "name", axis.name)) return false;
    const auto labels = entry.find("labels");
    if (labels == entry.end() || !labels->is_array() || labels->size() > max_labels_per_axis) return false;
    for (const Json& label : *labels) {
      if (!label.is_string()) return false;
      axis.labels.push_back(label.get<std::string>());
    }
    axes.push_back(std::move(axis));
  }
  return true;
}

// Everything but pixels and labels.
Result<Dataset> dataset_from_record(const Json& json, const std::string& name) {
  Dataset dataset;
  std::string kind;
  if (!json.is_object() || !take_text(json, "kind", kind)) return broken(name, "its record is not a JSON object");
  if (kind != "pictures" && kind != "layers") return broken(name, "its kind is neither pictures nor layers");
  dataset.kind = kind == "layers" ? DatasetKind::layers : DatasetKind::pictures;
  const auto size = whole_number(json, "size", 1024);
  const auto count = whole_number(json, "count", max_dataset_items);
  if (!size || !count) return broken(name, "its size or count is missing or out of range");
  dataset.size = static_cast<int>(*size);
  dataset.count = *count;
  DatasetRecord& record = dataset.record;
  const bool texts = take_text(json, "name", record.name) && take_text(json, "source", record.source) &&
                     take_text(json, "licence", record.licence) && take_text(json, "credits", record.credits) &&
                     take_text(json, "tree_hash", record.tree_hash);
  if (!texts) return broken(name, "its record lacks a name, source, licence, credits or tree hash");
  if (json.contains("report")) {
    const auto report = report_from_json(json["report"]);
    if (!report) return broken(name, "its report is malformed");
    dataset.report = *report;
  }
  if (!take_axes(json, dataset.axes)) return broken(name, "its label axes are malformed");
  return dataset;
}

}  // namespace

namespace {

Bytes head_from_dataset(const Dataset& dataset) {
  const std::string record = record_from_dataset(dataset).dump(-1, ' ', false, Json::error_handler_t::replace);
  Bytes bytes(head_bytes);
  const auto record_bytes = static_cast<std::uint32_t>(record.size());
  std::memcpy(bytes.data(), magic.data(), magic.size());
  std::memcpy(bytes.data() + 8, &record_bytes, 4);
  bytes.insert(bytes.end(), record.begin(), record.end());
  return bytes;
}

std::span<const std::uint8_t> bytes_of_labels(const Dataset& dataset) {
  return {reinterpret_cast<const std::uint8_t*>(dataset.labels.data()), dataset.labels.size() * 4};
}

}  // namespace

Bytes bytes_from_dataset(const Dataset& dataset) {
  Bytes bytes = head_from_dataset(dataset);
  const auto labels = bytes_of_labels(dataset);
  bytes.insert(bytes.end(), dataset.pixels.begin(), dataset.pixels.end());
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return bytes;
}

Result<Dataset> dataset_from_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (bytes.size() < head_bytes || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) {
    return broken(name, "it does not begin with REVDATA1");
  }
  std::uint32_t record_bytes = 0, zero = 0;
  std::memcpy(&record_bytes, bytes.data() + 8, 4);
  std::memcpy(&zero, bytes.data() + 12, 4);
  if (zero != 0 || record_bytes > max_record_bytes || record_bytes > bytes.size() - head_bytes) {
    return broken(name, "its record is longer than the file or than 16 MB");
  }
  const auto* text = bytes.data() + head_bytes;
  auto dataset = dataset_from_record(Json::parse(text, text + record_bytes, nullptr, false), name);
  if (!dataset) return dataset.error();
  // No overflow: count ≤ 4e6, item_bytes ≤ 4 MB, axes ≤ 16.
  const std::uint64_t pixels = static_cast<std::uint64_t>(dataset->count) * dataset->item_bytes();
  const std::uint64_t labels =
      dataset->kind == DatasetKind::layers ? 0 : static_cast<std::uint64_t>(dataset->count) * dataset->axes.size();
  const std::uint64_t rest = bytes.size() - head_bytes - record_bytes;
  if (rest != pixels + labels * 4) {
    return broken(name, std::to_string(rest) + " bytes follow its record, and " + std::to_string(pixels + labels * 4) +
                            " were announced");
  }
  const auto* body = text + record_bytes;
  dataset->pixels.assign(body, body + pixels);
  dataset->labels.resize(labels);
  if (labels > 0) std::memcpy(dataset->labels.data(), body + pixels, labels * 4);
  if (const auto sound = check_dataset(*dataset); !sound) return sound.error();
  return dataset;
}

// Part by part, since the pixels may be most of the memory there is.
Result<void> write_packed(const std::filesystem::path& path, const Dataset& dataset) {
  auto file = FileInProgress::create(path);
  if (!file) return file.error();
  const bool written = (*file)->write(head_from_dataset(dataset)) && (*file)->write(dataset.pixels) &&
                       (*file)->write(bytes_of_labels(dataset));
  if (!written) return Error{"The packed dataset '" + path.string() + "' could not be written; is the disk full?"};
  return (*file)->commit();
}

Result<Dataset> read_packed_record(const std::filesystem::path& path) {
  const auto head = head_of_file(path, head_bytes);
  if (!head) return head.error();
  std::uint32_t record_bytes = 0;
  if (head->size() == head_bytes) std::memcpy(&record_bytes, head->data() + 8, 4);
  if (record_bytes == 0 || record_bytes > max_record_bytes ||
      std::memcmp(head->data(), magic.data(), magic.size()) != 0) {
    return broken(path.string(), "it does not begin with REVDATA1 and a record");
  }
  const auto bytes = head_of_file(path, head_bytes + record_bytes);
  if (!bytes) return bytes.error();
  const auto* text = bytes->data() + head_bytes;
  return dataset_from_record(Json::parse(text, bytes->data() + bytes->size(), nullptr, false), path.string());
}

Result<Dataset> read_packed(const std::filesystem::path& path) {
  const auto bytes = bytes_from_file(path, static_cast<std::uint64_t>(max_dataset_bytes));
  if (!bytes) return bytes.error();
  return dataset_from_bytes(*bytes, path.string());
}

}  // namespace reverie
