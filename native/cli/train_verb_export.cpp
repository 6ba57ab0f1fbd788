// reverie export: the newest snapshot of a run, with averaged weights, as a package in RUN/export.
#include <algorithm>
#include <fstream>

#include "native/cli/train_verb.h"
#include "native/onnx/export_package.h"
#include "native/train/run.h"

namespace reverie::cli {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::json;

// The last line of stats.jsonl at or before `step`: how long it took and where the losses stood.
Json stats_at(const fs::path& run, std::int64_t step) {
  Json last = Json::object();
  std::ifstream lines(run / "stats.jsonl");
  for (std::string text; std::getline(lines, text);) {
    Json line = Json::parse(text, nullptr, false);
    if (!line.is_object() || !line.contains("step") || !line["step"].is_number_integer()) continue;
    if (line["step"].get<std::int64_t>() <= step) last = std::move(line);
  }
  return last;
}

// Where the data lay is this machine's business; what they are called is the model's.
std::string without_folders(const std::string& source) {
  const fs::path path = fs::path(source).lexically_normal();
  return (path.has_filename() ? path.filename() : path.parent_path().filename()).string();
}

// The training record of model.json. The labels stand in the ports already and are left out here.
std::string training_record(const fs::path& run, const OpenRun& open) {
  Json config = json_from_config(open.config);
  Json dataset = config.contains("dataset") ? config["dataset"] : Json::object();
  config.erase("dataset");
  dataset.erase("axes");
  config["data"] = without_folders(open.config.source);
  const std::int64_t batch = open.config.settings.integer("batch");
  Json metrics = stats_at(run, open.head.step);
  Json record{{"recipe", open.config.recipe},      {"config", config},           {"dataset", dataset},
              {"device", open.config.device},      {"dtype", open.config.dtype}, {"steps", open.head.step},
              {"pictures", open.head.step * batch}};
  if (metrics.contains("seconds")) record["seconds"] = metrics["seconds"];
  record["metrics"] = std::move(metrics);
  return record.dump();
}

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string credit_from(const DatasetRecord& record) {
  std::string credit = record.name;
  if (!record.licence.empty()) credit += ", " + record.licence;
  if (!record.credits.empty()) credit += ": " + record.credits;
  return one_line(credit);
}

int run_export(const std::string& run_text, const std::string& weights) {
  const fs::path run = fs::path(run_text).lexically_normal();
  auto open = open_run(run);
  if (!open) return complain(open.error().message);
  if (!open->notes.empty()) complain(open->notes);
  ExportOrder order;
  order.generator = open->recipe->published();
  for (const LabelAxis& axis : open->config.axes) order.axes.emplace_back(axis.name, axis.labels);
  // Sprites are pixels on purpose; pictures of anything else look better when they are enlarged smoothly.
  order.scaling = open->config.kind == DatasetKind::layers ? Scaling::nearest : Scaling::smooth;
  order.weight_type = weight_type_from_name(weights);
  order.seed = open->config.seed;
  order.title = run.has_filename() ? run.filename().string() : run.parent_path().filename().string();
  order.licence = one_line(open->config.record.licence);
  order.credit = credit_from(open->config.record);
  order.training_json = training_record(run, *open);
  const auto report = export_generator(run / "export", order);
  if (!report) return complain(report.error().message);
  std::printf("Exported step %lld: %zu weights, graph of %zu bytes; LibTorch = ONNX Runtime within %.1e (mean %.1e).\n",
              static_cast<long long>(open->head.step), report->weight_count, report->storage.bytes,
              report->difference.max, report->difference.mean);
  std::printf("Weights are stored as %s: %.1f dB PSNR against fp32, mean over %lld seeds.\n",
              std::string(name_of(report->storage.type)).c_str(), report->storage.decibel,
              static_cast<long long>(storage_pictures));
  std::printf("%s\n", (run / "export").c_str());
  return done;
}

}  // namespace

void declare_export(CLI::App& verb, int& code) {
  auto run = std::make_shared<std::string>();
  auto weights = std::make_shared<std::string>("auto");
  verb.add_option("run", *run, "The run's folder, as train prints it")->required()->type_name("RUN");
  verb.add_option("--weights", *weights,
                  "How weights are stored: fp32, fp16 or int8; auto takes the smallest that keeps 35 dB against fp32")
      ->check(CLI::IsMember({"auto", "fp32", "fp16", "int8"}))
      ->capture_default_str();
  verb.footer(
      "Writes RUN/export, a package that reverie check and reverie render take. The last line printed is its folder.");
  verb.callback([=, &code] { code = run_export(*run, *weights); });
}

}  // namespace reverie::cli
