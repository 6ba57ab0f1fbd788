// reverie look: a package opened, layer by layer, as pictures and look.json.
#include "native/look/look.h"

#include <filesystem>

#include "native/cli/verb.h"
#include "native/publish/draft.h"
#include "native/runtime/package.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

struct LookOptions {
  std::string model, models, out;
  std::uint64_t seed = preview_seed;
};

void print_layers(const Layers& layers) {
  const double all = static_cast<double>(std::max<std::int64_t>(layers.multiply_adds, 1));
  for (std::size_t i = 0; i < layers.layers.size(); ++i) {
    const Layer& layer = layers.layers[i];
    std::printf("%3zu  %-32s %-16s %8lld weights  %5.1f %% of the work  %s\n", i + 1, title_of(layer).c_str(),
                text_from_shape(layer.shape).c_str(), static_cast<long long>(layer.weights),
                100 * static_cast<double>(layer.multiply_adds) / all, layer.name.c_str());
  }
}

int look(const LookOptions& options) {
  const auto folder =
      find_package(options.models.empty() ? default_models_folder() : fs::path(options.models), options.model);
  if (!folder) return complain(folder.error().message);
  const auto report = look_into({*folder, options.out, options.seed});
  if (!report) return complain(report.error().message);
  print_layers(report->layers);
  std::printf(
      "%s: %zu layers, %lld weights, %.1f million multiplications a picture.\n%s/index.html shows it, with %zu "
      "pictures.%s\n",
      report->title.c_str(), report->layers.layers.size(), static_cast<long long>(report->layers.weights),
      static_cast<double>(report->layers.multiply_adds) / 1e6, options.out.c_str(), report->pictures,
      report->mistakes ? "" : " It carries no neighbours, so its mistakes cannot be told.");
  return done;
}

}  // namespace

void declare_look(CLI::App& verb, int& code) {
  auto options = std::make_shared<LookOptions>();
  verb.add_option("model", options->model, "A package's id, or its folder")->required()->type_name("ID|DIR");
  verb.add_option("--out", options->out, "The folder to write into; made if absent")->required()->type_name("DIR");
  verb.add_option("--seed", options->seed, "Of the picture that is followed from its code")->capture_default_str();
  verb.add_option("--models", options->models, "The folder of published models (default: models)")->type_name("DIR");
  verb.footer("Example: reverie look faces --out inside-faces");
  verb.callback([options, &code] { code = look(*options); });
}

}  // namespace reverie::cli
