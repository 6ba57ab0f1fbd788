// reverie publish: a finished run becomes a package that plays.
#include "native/cli/trainer.h"
#include "native/cli/verb.h"
#include "native/publish/publish.h"
#include "shared/model/model.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

int publish(const PublishOrder& order, const std::string& weights) {
  if (!is_model_id(order.id))
    return complain(
        "--id takes 1 to 64 letters a-z, digits and inner '-'; '" + order.id + "' was given, nothing was published.",
        misused);
  std::error_code none;
  if (!fs::is_directory(order.run, none))
    return complain("There is no run '" + order.run.string() +
                        "'; reverie train prints the folder of its run as its last line. Nothing was published.",
                    misused);
  if (needs_export(order.run, weights))
    if (auto exported = run_trainer({"export", order.run.string(), "--weights", weights}); !exported)
      return complain(exported.error().message);
  const auto report = publish_run(order);
  if (!report) return complain(report.error().message);
  if (order.neighbours && !report->neighbours)
    complain(
        "The run has no dataset.rvd, so the package cannot say how near a picture lies to its training pictures; "
        "--data gives them.");
  std::printf("Published '%s': %zu files, %.0f kB, weights as %s, checked.\n%s\n", order.id.c_str(), report->files,
              static_cast<double>(report->bytes) / 1000, report->weights.c_str(), report->folder.c_str());
  return done;
}

}  // namespace

void declare_publish(CLI::App& verb, int& code) {
  auto order = std::make_shared<PublishOrder>();
  order->models = "models";
  auto weights = std::make_shared<std::string>("auto");
  verb.add_option("run", order->run, "The run's folder, as train prints it")->required()->type_name("RUN");
  verb.add_option("--id", order->id, "Letters a-z, digits and '-'; the package becomes MODELS/ID")->required();
  verb.add_option("--title", order->title, "What people read")->required();
  verb.add_option("--licence", order->licence,
                  "Of the network, for example CC0-1.0; the data's own is written beside it")
      ->required();
  verb.add_option("--author", order->author, "Who publishes it")->required();
  verb.add_option("--description", order->description, "A sentence or two for its card");
  verb.add_option("--limits", order->limits, "What it cannot do, for its card");
  verb.add_option("--credit", order->credit, "One line (default: the data's name, licence and authors)");
  verb.add_option(
          "--weights", *weights,
          "How weights are stored: fp32, fp16 or int8; auto takes an export as it is, and makes a new one in the "
          "smallest that keeps 35 dB against fp32")
      ->check(CLI::IsMember({"auto", "fp32", "fp16", "int8"}))
      ->capture_default_str();
  verb.add_option("--data", order->data,
                  "The packed data of the run (default: its own dataset.rvd), for how near a picture lies to them")
      ->type_name("FILE");
  verb.add_flag("!--no-neighbours", order->neighbours,
                "Leave out what the training pictures look like: then nobody can say how near a picture lies to them");
  verb.add_option("--models", order->models, "Where packages lie")->type_name("DIR")->capture_default_str();
  verb.footer(
      "Exports the newest snapshot first where that is not done. Writes previews, CARD.md and, last, model.json.");
  verb.callback([order, weights, &code] { code = publish(*order, *weights); });
}

}  // namespace reverie::cli
