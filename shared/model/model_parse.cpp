#include <algorithm>
#include <set>

#include "shared/model/model_parts.h"

namespace reverie {

namespace {

constexpr std::string_view file_name_rule =
    "a plain file name of 1 to 128 letters, digits, '.', '_' and '-', not starting with '.',";
constexpr std::string_view kebab_rule = "1 to 64 letters a-z, digits and inner '-'";

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The roles that this program understands; others may be there, but a package cannot require them.
bool is_known_role(std::string_view role) {
  static constexpr std::string_view known[] = {"generator", "golden-input", "golden-output", "neighbours",
                                               "preview",   "sheet",        "timeline"};
  return std::find(std::begin(known), std::end(known), role) != std::end(known);
}

void read_about(const JsonNode& root, Model& model) {
  model.id = root["id"].text_where(is_model_id, kebab_rule);
  model.title = root["title"].text(1, 200);
  model.kind = root["kind"].text_where(is_id_text, kebab_rule);
  model.licence = root["licence"].text(1, 200);
  model.author = root["author"].text(1, 200);
  const auto optional_text = [&](const char* key, std::size_t max, bool lines) {
    return root[key].present() ? root[key].text(0, max, lines) : std::string();
  };
  model.description = optional_text("description", 4000, true);
  model.credit = optional_text("credit", 2000, false);
  model.limits = optional_text("limits", 4000, true);
  model.generator_id = optional_text("random", 64, false);
}

void read_files(const JsonNode& root, Model& model) {
  std::set<std::string> names;  // without case: two names may be one file elsewhere
  for (const JsonNode& item : root["files"].items(1, max_package_files)) {
    ModelFile file;
    item.require_object();
    file.role = item["role"].text_where(is_id_text, kebab_rule);
    file.name = item["name"].text_where(is_package_file_name, file_name_rule);
    file.bytes = item["bytes"].whole(1, max_package_file_bytes);
    file.sha256 = item["sha256"].text_where(is_sha256, "a hash of 64 digits 0-9 a-f");
    if (!names.insert(lower_case(file.name)).second) item["name"].reject("a name that no other file has");
    model.files.push_back(std::move(file));
  }
  if (const JsonNode required = root["requires"]; required.present()) {
    for (const JsonNode& item : required.items(0, 32)) {
      const std::string role = item.text_where(is_known_role, "a role that this version knows");
      if (model.file_with_role(role) == nullptr) item.reject("a role that one of the files has");
      model.required_roles.push_back(role);
    }
  }
  if (model.file_with_role("generator") == nullptr) root["files"].reject("a list with a file of role \"generator\"");
}

// A file name that `files` lists, so that nothing is opened whose size and hash are unknown.
std::string read_listed_file(const JsonNode& node, const Model& model) {
  const std::string name = node.text_where(is_package_file_name, file_name_rule);
  const auto same = [&](const ModelFile& file) { return file.name == name; };
  if (std::none_of(model.files.begin(), model.files.end(), same)) node.reject("a name that `files` lists");
  return name;
}

void read_golden(const JsonNode& golden, Model& model) {
  if (!golden.present()) return;
  golden.require_object();
  Golden result;
  result.input_file = read_listed_file(golden["input"], model);
  result.output_file = read_listed_file(golden["output"], model);
  result.max_tolerance = static_cast<float>(golden["max"].number(0, 1));
  result.mean_tolerance = static_cast<float>(golden["mean"].number(0, 1));
  model.golden = std::move(result);
}

void read_scales(const JsonNode& scales, WeightEntry& entry, std::uint64_t file_bytes) {
  if (entry.dtype != "int8") {
    if (scales.present()) scales.reject("nothing beside a dtype other than \"int8\"");
    return;
  }
  scales.require_object();
  if (entry.shape.empty()) return scales.reject("no scalar of dtype \"int8\"");
  const std::uint64_t axis = scales["axis"].whole(0, entry.shape.size() - 1);
  const std::uint64_t offset = scales["offset"].whole(0, max_package_file_bytes);
  const std::uint64_t bytes = 4 * static_cast<std::uint64_t>(entry.shape[axis]);
  if (offset + bytes > file_bytes)
    scales["offset"].reject("a place that lies with its " + std::to_string(bytes) +
                            " bytes inside the generator file of " + std::to_string(file_bytes));
  entry.scales = WeightScales{static_cast<std::int64_t>(axis), offset};
}

void read_weights(const JsonNode& weights, Model& model) {
  if (!weights.present()) return;
  const ModelFile* generator = model.file_with_role("generator");
  const std::uint64_t file_bytes = generator != nullptr ? generator->bytes : 0;
  for (const JsonNode& item : weights.items(0, max_weight_entries)) {
    WeightEntry entry;
    item.require_object();
    entry.name = item["name"].text(1, 256);
    entry.layer = item["layer"].text(1, 64);
    static constexpr const char* dtypes[] = {"float16", "float32", "int8"};
    entry.dtype = dtypes[item["dtype"].one_of({"float16", "float32", "int8"})];
    const std::size_t width = weight_dtype_bytes(entry.dtype);
    std::uint64_t count = 1;  // bounded by dimensions_from_json
    for (const Dimension& dimension : dimensions_from_json(item["shape"], false)) {
      entry.shape.push_back(dimension.size);
      count *= static_cast<std::uint64_t>(dimension.size);
    }
    entry.bytes = item["bytes"].whole(1, max_package_file_bytes);
    entry.offset = item["offset"].whole(0, max_package_file_bytes);
    if (entry.bytes != count * width) item["bytes"].reject(std::to_string(count * width) + " (shape times dtype)");
    if (entry.offset + entry.bytes > file_bytes) {
      item["offset"].reject("a place that lies with its bytes inside the generator file of " +
                            std::to_string(file_bytes));
    }
    read_scales(item["scales"], entry, file_bytes);
    model.weights.push_back(std::move(entry));
  }
}

std::vector<ValueOp> ops_from_json(const JsonNode& ops) {
  std::vector<ValueOp> result;
  if (!ops.present()) return result;
  for (const JsonNode& item : ops.items(0, 16)) {
    item.require_object();
    item["op"].one_of({"clamp"});
    ValueOp op{"clamp", static_cast<float>(item["low"].number(-1e6, 1e6)),
               static_cast<float>(item["high"].number(-1e6, 1e6))};
    if (!(op.low <= op.high)) item["high"].reject("a number not below `low`");
    result.push_back(std::move(op));
  }
  return result;
}

void read_history(const JsonNode& root, Model& model) {
  model.training_json = "{}";
  if (const JsonNode training = root["training"]; training.present()) {
    training.require_object();
    if (training.value()->is_object()) model.training_json = training.value()->dump();
  }
  if (const JsonNode previews = root["previews"]; previews.present()) {
    for (const JsonNode& item : previews.items(0, 64)) model.previews.push_back(read_listed_file(item, model));
  }
  if (const JsonNode timeline = root["timeline"]; timeline.present()) {
    for (const JsonNode& item : timeline.items(0, max_timeline_entries)) {
      item.require_object();
      model.timeline.push_back(
          {item["pictures"].whole(0, 1'000'000'000'000'000), read_listed_file(item["file"], model)});
    }
  }
}

void read_format(const JsonNode& root, Model& model) {
  root.require_object();
  const JsonNode format = root["format"];
  const std::string known = std::to_string(model_format_version) + ", the format that this version reads,";
  model.format = static_cast<int>(format.whole(0, 1'000'000));
  if (model.format != model_format_version) format.reject(known);
}

}  // namespace

std::size_t weight_dtype_bytes(std::string_view dtype) {
  return dtype == "float32" ? 4 : dtype == "float16" ? 2 : dtype == "int8" ? 1 : 0;
}

bool is_model_id(std::string_view id) { return is_id_text(id); }

bool is_package_file_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return !name.empty() && name.size() <= 128 && name[0] != '.' && std::all_of(name.begin(), name.end(), allowed) &&
         lower_case(std::string(name)) != "model.json";
}

Result<Model> model_from_json(std::string_view text) {
  const Result<nlohmann::json> parsed = json_from_text(text, "model.json", max_model_json_bytes);
  if (!parsed) return parsed.error();
  JsonReader reader("model.json");
  const JsonNode root(reader, &*parsed, "");
  Model model;
  read_format(root, model);
  if (reader.failed()) return reader.error();  // another format has other rules: say that, not what follows from it
  read_about(root, model);
  read_files(root, model);
  model.inputs = ports_from_json(root["inputs"]);
  model.outputs = ports_from_json(root["outputs"]);
  model.prepare = ops_from_json(root["prepare"]);
  model.finish = ops_from_json(root["finish"]);
  read_golden(root["golden"], model);
  read_weights(root["weights"], model);
  read_history(root, model);
  if (reader.failed()) return reader.error();
  return model;
}

}  // namespace reverie
