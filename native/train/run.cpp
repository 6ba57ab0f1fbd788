#include "native/train/run.h"

#include <algorithm>
#include <charconv>

#include "native/data/source.h"
#include "native/recipes/registry.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::json;

Error malformed(const fs::path& run, const std::string& what) {
  return Error{"'" + run.string() + "' is not a run that can be opened: " + what + "; nothing was done."};
}

// Members of config.json, never of the wrong type; the first that is missing is remembered.
class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {}
  std::string text(const char* key) {
    return is(key, &Json::is_string) ? json_[key].get<std::string>() : std::string();
  }
  double number(const char* key) { return is(key, &Json::is_number) ? json_[key].get<double>() : 0; }
  std::int64_t integer(const char* key) {
    return is(key, &Json::is_number_integer) ? json_[key].get<std::int64_t>() : 0;
  }
  const std::string& missing() const { return missing_; }

 private:
  bool is(const char* key, bool (Json::*right)() const noexcept) {
    const bool fine = json_.is_object() && json_.contains(key) && (json_[key].*right)();
    if (!fine && missing_.empty()) missing_ = key;
    return fine;
  }
  const Json& json_;
  std::string missing_;
};

bool read_axes(const Json& json, std::vector<LabelAxis>& axes) {
  if (!json.is_array() || json.size() > max_axes) return false;
  for (const Json& entry : json) {
    if (!entry.is_object() || !entry.contains("name") || !entry["name"].is_string()) return false;
    if (!entry.contains("labels") || !entry["labels"].is_array()) return false;
    LabelAxis axis{entry["name"].get<std::string>(), {}};
    for (const Json& label : entry["labels"]) {
      if (!label.is_string()) return false;
      axis.labels.push_back(label.get<std::string>());
    }
    axes.push_back(std::move(axis));
  }
  return true;
}

Result<void> read_dataset(const fs::path& run, const Json& json, RunConfig& config) {
  Reader reader(json);
  config.record = {reader.text("name"), reader.text("source"), reader.text("licence"), reader.text("credits"),
                   reader.text("tree_hash")};
  config.kind = reader.text("kind") == "layers" ? DatasetKind::layers : DatasetKind::pictures;
  config.size = static_cast<int>(reader.integer("size"));
  config.count = reader.integer("count");
  config.combinations = reader.number("combinations");
  if (!reader.missing().empty()) return malformed(run, "its dataset has no '" + reader.missing() + "'");
  if (!json.contains("axes") || !read_axes(json["axes"], config.axes)) return malformed(run, "its axes are malformed");
  return {};
}

// A path of one machine means nothing on another, and a run's record is published: only its last part is kept.
std::string told_source(const std::string& source) {
  return fs::path(source).is_absolute() ? source_name(source) : source;
}

const RecipeEntry* find_recipe(const std::string& id) {
  for (const RecipeEntry& entry : recipe_registry())
    if (entry.id == id) return &entry;
  return nullptr;
}

}  // namespace

Json json_from_config(const RunConfig& config) {
  Json axes = Json::array();
  for (const LabelAxis& axis : config.axes) axes.push_back({{"name", axis.name}, {"labels", axis.labels}});
  const DatasetRecord& record = config.record;
  Json json{{"format", 1},
            {"recipe", config.recipe},
            {"data", told_source(config.source)},
            {"steps", config.steps},
            {"seed", config.seed},
            {"device", config.device},
            {"dtype", config.dtype},
            {"settings", config.told},
            {"dataset",
             {{"name", record.name},
              {"source", record.source},
              {"licence", record.licence},
              {"credits", record.credits},
              {"tree_hash", record.tree_hash},
              {"kind", config.kind == DatasetKind::layers ? "layers" : "pictures"},
              {"size", config.size},
              {"count", config.count},
              {"combinations", config.combinations},
              {"axes", axes}}}};
  if (config.from.is_object()) json["from"] = config.from;
  return json;
}

Result<RunConfig> read_config(const fs::path& run) {
  const auto text = text_from_file(run / "config.json", 16u << 20);
  if (!text) return malformed(run, "it has no readable config.json");
  const Json json = Json::parse(*text, nullptr, false);
  Reader reader(json);
  RunConfig config;
  config.recipe = reader.text("recipe");
  config.source = reader.text("data");
  config.steps = reader.integer("steps");
  config.seed = static_cast<std::uint64_t>(reader.integer("seed"));
  config.device = reader.text("device");
  config.dtype = reader.text("dtype");
  if (!reader.missing().empty()) return malformed(run, "its config.json has no '" + reader.missing() + "'");
  const RecipeEntry* recipe = find_recipe(config.recipe);
  if (!recipe) return malformed(run, "its recipe '" + config.recipe + "' is not built in");
  auto settings = Settings::from_manifest(recipe->toml, config.recipe);
  if (!settings) return settings.error();
  if (!json.contains("settings")) return malformed(run, "its config.json has no 'settings'");
  if (const auto set = settings->set_from_json(json["settings"]); !set) return set.error();
  config.settings = std::move(settings).value();
  config.told = json["settings"];
  if (json.contains("from")) config.from = json["from"];
  if (!json.contains("dataset")) return malformed(run, "its config.json has no 'dataset'");
  if (const auto read = read_dataset(run, json["dataset"], config); !read) return read.error();
  return config;
}

Result<void> write_config(const fs::path& run, const RunConfig& config) {
  return write_file_whole(run / "config.json",
                          json_from_config(config).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

DatasetShape shape_of(const RunConfig& config) {
  DatasetShape shape;
  shape.size = config.size;
  shape.layered = config.kind == DatasetKind::layers;
  shape.count = config.count;
  for (const LabelAxis& axis : config.axes) shape.axes.emplace_back(axis.name, static_cast<int>(axis.labels.size()));
  return shape;
}

std::string config_hash(const RunConfig& config) {
  Json json = json_from_config(config);
  json.erase("steps");
  json.erase("data");
  return sha256_from_text(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<fs::path> create_run_folder(const fs::path& out, const RunConfig& config) {
  std::error_code code;
  fs::create_directories(out, code);
  int next = 0;
  for (fs::directory_iterator it(out, code), end; !code && it != end; it.increment(code)) {
    const std::string name = it->path().filename().string();
    int number = -1;
    std::from_chars(name.data(), name.data() + std::min<std::size_t>(name.size(), 5), number);
    next = std::max(next, number + 1);
  }
  for (; !code && next < 100000; ++next) {
    char number[16];
    std::snprintf(number, sizeof number, "%05d-", next);
    const fs::path run = out / (number + config.record.name + "-" + config.recipe);
    if (fs::create_directory(run, code)) return run;  // false: another process took the number
  }
  return Error{"No folder for the run can be made in '" + out.string() + "' (" + code.message() +
               "); --out takes a folder that can be written. Nothing was trained."};
}

Result<OpenRun> open_run(const fs::path& run, const Machine& machine) {
  auto config = read_config(run);
  if (!config) return config.error();
  OpenRun open{std::move(config).value(), nullptr, {}, {}};
  open.recipe = find_recipe(open.config.recipe)->make();
  const auto built = open.recipe->build(open.config.settings, shape_of(open.config), machine, open.config.seed);
  if (!built) return built.error();
  NamedState state = open.recipe->state();
  lay_out(state, machine);
  auto head = restore_newest(run, state, open.notes);
  if (!head) return head.error();
  open.head = std::move(head).value();
  if (open.head.config_hash != config_hash(open.config)) {
    return malformed(run, "its snapshot was made under another config.json");
  }
  return open;
}

Result<OpenRun> open_run(const fs::path& run) { return open_run(run, Machine{}); }

}  // namespace reverie
