#include "native/train/snapshot.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace reverie {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::json;

constexpr std::string_view magic = "REVSNAP1";
constexpr std::size_t head_bytes = 16, seal_bytes = 64;  // the seal is the checksum's 64 hex digits
constexpr std::size_t kept = 2;

std::string_view dtype_name(const torch::Tensor& tensor) {
  return tensor.scalar_type() == torch::kFloat32 ? "float32" : "other";
}

Json table_from_state(const NamedState& state) {
  Json table = Json::array();
  for (const auto& [name, tensor] : state) {
    table.push_back({{"name", name}, {"dtype", dtype_name(tensor)}, {"shape", tensor.sizes().vec()}});
  }
  return table;
}

Error broken(const std::string& name, const std::string& what) {
  return Error{"The snapshot " + name + " cannot be used: " + what + "; it was passed over."};
}

std::string step_name(std::int64_t step) {
  char text[40];
  std::snprintf(text, sizeof text, "snapshot-%08lld.snap", static_cast<long long>(step));
  return text;
}

}  // namespace

Bytes bytes_from_state(const SnapshotHead& head, const NamedState& state) {
  const Json json = {{"step", head.step}, {"config_hash", head.config_hash}, {"tensors", table_from_state(state)}};
  const std::string record = json.dump();
  Bytes bytes(head_bytes);
  const auto record_bytes = static_cast<std::uint32_t>(record.size());
  std::memcpy(bytes.data(), magic.data(), magic.size());
  std::memcpy(bytes.data() + 8, &record_bytes, 4);
  bytes.insert(bytes.end(), record.begin(), record.end());
  for (const auto& [name, tensor] : state) {
    const auto whole = tensor.detach().to(torch::kCPU).contiguous();
    const auto* data = static_cast<const std::uint8_t*>(whole.data_ptr());
    bytes.insert(bytes.end(), data, data + whole.nbytes());
  }
  const std::string seal = sha256_from_bytes(bytes);
  bytes.insert(bytes.end(), seal.begin(), seal.end());
  return bytes;
}

namespace {

// The record of bytes that are whole, and where the tensors begin.
struct Opened {
  Json record;
  std::span<const std::uint8_t> tensors;
};

Result<Opened> open_bytes(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (bytes.size() < head_bytes + seal_bytes || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) {
    return broken(name, "it does not begin with REVSNAP1");
  }
  const auto body = bytes.first(bytes.size() - seal_bytes);
  const auto seal = bytes.last(seal_bytes);
  if (sha256_from_bytes(body) != std::string(seal.begin(), seal.end())) return broken(name, "its checksum is wrong");
  std::uint32_t record_bytes = 0;
  std::memcpy(&record_bytes, body.data() + 8, 4);
  if (record_bytes > body.size() - head_bytes) return broken(name, "its record is longer than the file");
  const auto* text = body.data() + head_bytes;
  Json json = Json::parse(text, text + record_bytes, nullptr, false);
  const bool sound = json.is_object() && json.contains("step") && json["step"].is_number_integer() &&
                     json.contains("config_hash") && json["config_hash"].is_string() && json.contains("tensors");
  if (!sound) return broken(name, "its record is malformed");
  return Opened{std::move(json), body.subspan(head_bytes + record_bytes)};
}

SnapshotHead head_from_record(const Json& record) {
  return {record["step"].get<std::int64_t>(), record["config_hash"].get<std::string>()};
}

// The shape of one entry of the record's table, if it is one and has at most `most` numbers.
std::optional<std::vector<std::int64_t>> shape_from_entry(const Json& entry, std::uint64_t most) {
  const bool sound = entry.is_object() && entry.contains("name") && entry["name"].is_string() &&
                     entry.contains("shape") && entry["shape"].is_array() && entry["shape"].size() <= 8;
  if (!sound || entry.value("dtype", Json()) != "float32") return {};
  std::vector<std::int64_t> shape;
  std::uint64_t numbers = 1;
  for (const Json& side : entry["shape"]) {
    if (!side.is_number_unsigned() || side.get<std::uint64_t>() > most) return {};
    shape.push_back(side.get<std::int64_t>());
    numbers *= side.get<std::uint64_t>();
    if (numbers > most) return {};
  }
  return shape;
}

}  // namespace

Result<Snapshot> read_snapshot(std::span<const std::uint8_t> bytes, const std::string& name) {
  auto opened = open_bytes(bytes, name);
  if (!opened) return opened.error();
  if (!opened->record["tensors"].is_array()) return broken(name, "its record is malformed");
  Snapshot snapshot{head_from_record(opened->record), {}};
  auto rest = opened->tensors;
  for (const Json& entry : opened->record["tensors"]) {
    const auto shape = shape_from_entry(entry, rest.size() / sizeof(float));
    if (!shape) return broken(name, "its tensors are not as long as announced");
    auto tensor = torch::empty(*shape, torch::kFloat32);
    if (tensor.nbytes() > 0) std::memcpy(tensor.data_ptr(), rest.data(), tensor.nbytes());
    rest = rest.subspan(tensor.nbytes());
    snapshot.state.emplace_back(entry["name"].get<std::string>(), std::move(tensor));
  }
  if (!rest.empty()) return broken(name, "its tensors are not as long as announced");
  return snapshot;
}

Result<SnapshotHead> restore_state(std::span<const std::uint8_t> bytes, const std::string& name, NamedState& state) {
  const auto opened = open_bytes(bytes, name);
  if (!opened) return opened.error();
  if (opened->record["tensors"] != table_from_state(state))
    return broken(name, "it holds another network than the settings describe");
  std::size_t total = 0;
  for (const auto& [key, tensor] : state) total += tensor.nbytes();
  if (total != opened->tensors.size()) return broken(name, "its tensors are not as long as announced");
  torch::NoGradGuard no_grad;
  const std::uint8_t* at = opened->tensors.data();
  for (auto& [key, tensor] : state) {
    auto loaded = torch::empty(tensor.sizes(), torch::TensorOptions().dtype(tensor.scalar_type()));
    std::memcpy(loaded.data_ptr(), at, loaded.nbytes());
    at += loaded.nbytes();
    tensor.copy_(loaded);
  }
  return head_from_record(opened->record);
}

std::vector<fs::path> snapshot_files(const fs::path& run) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::directory_iterator it(run / "snapshots", code), end; !code && it != end; it.increment(code)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with("snapshot-") && name.ends_with(".snap")) files.push_back(it->path());
  }
  std::sort(files.rbegin(), files.rend());
  return files;
}

Result<void> write_snapshot(const fs::path& run, const SnapshotHead& head, const NamedState& state) {
  std::error_code code;
  fs::create_directories(run / "snapshots", code);
  const auto written = write_file_whole(run / "snapshots" / step_name(head.step), bytes_from_state(head, state));
  if (!written) return written;
  const auto files = snapshot_files(run);
  for (std::size_t i = kept; i < files.size(); ++i) remove_file(files[i]);
  return {};
}

Result<SnapshotHead> restore_newest(const fs::path& run, NamedState& state, std::string& notes) {
  for (const fs::path& file : snapshot_files(run)) {
    const auto bytes = bytes_from_file(file, std::uint64_t{4} << 30);
    const auto head =
        bytes ? restore_state(*bytes, file.filename().string(), state) : Result<SnapshotHead>(bytes.error());
    if (head) return head;
    notes += head.error().message + "\n";
  }
  return Error{"There is no whole snapshot in '" + (run / "snapshots").string() + "'; " +
               (notes.empty() ? "the run stopped before its first one." : notes)};
}

}  // namespace reverie
