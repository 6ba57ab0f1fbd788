#include "native/import/import.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "native/import/trial.h"
#include "native/runtime/ort_session.h"
#include "shared/latent/latent.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

// Nobody knows how deep a foreign network is. A five-thousandth of half the range is a fortieth of a level of 255.
constexpr float golden_max = 2e-4F, golden_mean = 2e-5F;

std::string text_of(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", number);
  return text;
}

std::string text_of_size(std::uint64_t bytes) {
  return bytes < 1'000'000 ? std::to_string(bytes / 1000 + 1) + " kB"
                           : text_of(static_cast<double>(bytes) / 1e6) + " MB";
}

GraphSizes sizes_from(const ImportOrder& order, const GraphSummary* summary) {
  GraphSizes sizes;
  if (summary == nullptr) return sizes;
  for (const GraphPort& port : summary->inputs) {
    const bool open = port.dims.size() >= 2 && port.dims[1].size < 0 && !port.dims[1].name.empty();
    const bool is_latent = order.latent.empty() ? summary->inputs.size() == 1 : port.name == order.latent;
    if (open && order.latent_size > 0 && is_latent) sizes.named.push_back({order.latent_size, port.dims[1].name});
  }
  return sizes;
}

const GraphPort& port_called(const std::vector<GraphPort>& ports, const std::string& name) {
  return *std::ranges::find(ports, name, &GraphPort::name);
}

class Import {
 public:
  explicit Import(const ImportOrder& order) : order_(order) {}

  Result<ImportReport> run() {
    if (auto met = meet(); !met) return met.error();
    auto reading = reading_of(stranger_, order_);
    if (!reading) return reading.error();
    reading_ = std::move(*reading);
    auto trial = trial_of(stranger_, reading_, order_);
    if (!trial) return trial.error();
    trial_ = std::move(*trial);
    if (auto known = learn_range(); !known) return known.error();
    tell_all();
    auto draft = draft_package();
    if (!draft) return draft.error();
    if (auto added = add_previews(*draft); !added) return added.error();
    auto published = write_draft(*draft, order_.models, limits());
    if (!published) return published.error();
    return ImportReport{std::move(findings_), std::move(*published)};
  }

 private:
  void tell(const std::string& what, const std::string& finding) { findings_.push_back({what, finding}); }

  // A code of open length is checked again at the length that the person gave.
  Result<void> meet() {
    auto met = stranger_from_file(order_.file, sizes_from(order_, nullptr));
    if (met) {
      const GraphSizes sizes = sizes_from(order_, &met->summary);
      if (!sizes.named.empty()) met = stranger_from_file(order_.file, sizes);
    }
    if (!met) return met.error();
    stranger_ = std::move(*met);
    return {};
  }

  Result<void> learn_range() {
    const auto evidence = evidence_from(trial_);
    const std::string subject = "'" + stranger_.name + "' cannot be played: ";
    if (!evidence) return Error{subject + evidence.error().message};
    evidence_ = *evidence;
    if (!(evidence_.spread_between > 0.004 * std::max(1e-6, static_cast<double>(evidence_.high) - evidence_.low)) ||
        evidence_.spread_between < 1e-6)
      return Error{"'" + stranger_.name + "' draws the same picture whatever its latent code is" +
                   (evidence_.spread_within < 1e-6 ? ", all in one colour" : "") +
                   ", so there is nothing to play; nothing was imported."};
    if (order_.range) {
      found_ = {*order_.range, "as --range says"};
      return {};
    }
    auto found = range_from(evidence_, last_operator(stranger_.model.graph(), reading_.output));
    if (!found)
      return Error{"'" + stranger_.name + "' leaves open how bright its pictures are. " + found.error().message};
    found_ = std::move(*found);
    return {};
  }

  void tell_all() {
    const GraphSummary& summary = stranger_.summary;
    tell("file", stranger_.name + ", " + text_of_size(stranger_.bytes) + ", opset " + std::to_string(summary.opset) +
                     (summary.producer.empty() ? "" : ", written by " + shown(summary.producer)));
    tell("latent", text_from_port(port_called(summary.inputs, reading_.latent)) + ": a code of " +
                       std::to_string(reading_.latent_size) + " numbers, " + codes_text());
    for (const ClassReading& each : reading_.classes)
      tell(each.axis, text_from_port(port_called(summary.inputs, each.input)) + ": " + std::to_string(each.count) +
                          " classes" + class_text(each));
    tell("picture", text_from_port(port_called(summary.outputs, reading_.output)) + ": " +
                        std::to_string(reading_.width) + " × " + std::to_string(reading_.height) + " pixels, " +
                        (reading_.channels == 1 ? "grey" : "in colour"));
    tell("range", text_of(found_.range.low) + " to " + text_of(found_.range.high) + ", " + found_.why + " (" +
                      std::to_string(trial_draws) + " pictures hold " + text_of(evidence_.low) + " to " +
                      text_of(evidence_.high) + ")");
    tell("batch", batch_text());
    if (summary.multiply_adds > 0) tell("cost", cost_text(static_cast<double>(summary.multiply_adds)));
    std::uint64_t numbers = 0;
    for (const WeightEntry& entry : trial_.adapted.file.weights)
      numbers += entry.bytes / (entry.dtype == "float16" ? 2 : 4);
    tell("weights",
         std::to_string(numbers) + " in " + std::to_string(trial_.adapted.file.weights.size()) + " tensors, unchanged");
  }

  std::string codes_text() const {
    if (order_.codes == CodeSource::uniform) return "learned evenly spread from -1 to 1";
    if (order_.codes == CodeSource::unit) return "learned evenly spread from 0 to 1";
    return "taken as normally distributed";
  }

  std::string class_text(const ClassReading& each) const {
    if (each.form == ClassForm::one_hot) return ", one-hot";
    return trial_.adapted.classes_mix ? ", which can be mixed" : ", of which the one with the largest weight is drawn";
  }

  std::string batch_text() const {
    if (trial_.mode == BatchMode::one)
      return reading_.batch > 1 ? "one picture a call, though the graph computes " + std::to_string(reading_.batch)
                                : "one picture a call";
    return reading_.batch > 0 ? "any number of pictures a call; the file was frozen to " +
                                    std::to_string(reading_.batch) + ", opened it draws the same"
                              : "any number of pictures a call";
  }

  // At the pace at which ONNX Runtime Web works on one thread of an ordinary machine.
  static std::string cost_text(double multiply_adds) {
    const double seconds = multiply_adds / 9e9;
    return text_of(multiply_adds / 1e6) + " million multiply-adds a picture, some " +
           (seconds < 0.95 ? text_of(std::ceil(seconds * 1000)) + " ms" : text_of(std::round(seconds)) + " s") +
           " in the page";
  }

  std::string limits() const {
    if (!order_.limits.empty()) return order_.limits;
    return "Nobody has told. It was imported as it came: that it draws was tested, how well it draws was not judged, "
           "and what its pictures resemble depends on what it learned from.";
  }

  std::string training_text() const {
    nlohmann::json read = nlohmann::json::array();
    for (const CheckLine& line : findings_) read.push_back(line.what + ": " + line.finding);
    nlohmann::json imported{{"file", shown(stranger_.name)}, {"sha256", stranger_.sha256}, {"read", read}};
    if (!stranger_.summary.producer.empty()) imported["producer"] = shown(stranger_.summary.producer);
    if (!order_.source.empty()) imported["source"] = order_.source;
    if (!order_.data_note.empty()) imported["data"] = order_.data_note;
    return nlohmann::json{{"imported", imported}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  Model model_for_package() const {
    Model model;
    model.format = model_format_version;
    model.id = order_.id;
    model.title = order_.title.empty() ? order_.id : order_.title;
    model.kind = "generator";
    model.licence = order_.licence.empty() ? "unknown" : order_.licence;
    model.author = order_.author.empty() ? "unknown" : order_.author;
    model.description = order_.description;
    model.credit = order_.data_note;
    model.generator_id = random_generator_id;
    model.required_roles = {"generator"};
    model.inputs = trial_.adapted.inputs;
    model.outputs = {trial_.adapted.picture};
    model.outputs[0].range = found_.range;
    model.finish = {{"clamp", found_.range.low, found_.range.high}};
    model.weights = trial_.adapted.file.weights;
    model.training_json = training_text();
    return model;
  }

  // One row, every class decided: what the tool that trained the network would draw for the same numbers.
  Result<NamedTensors> golden_row() const {
    NamedTensors inputs;
    for (const Port& port : trial_.adapted.inputs) {
      const auto size = static_cast<std::size_t>(port.shape[1].size);
      std::vector<float> numbers(size, 0.0F);
      if (port.kind == PortKind::latent) numbers = latent_from_seed(preview_seed, 0, static_cast<int>(size));
      if (port.kind == PortKind::class_label) numbers[size / 2] = 1;
      auto tensor = Tensor::from_floats({1, port.shape[1].size}, std::move(numbers));
      if (!tensor) return tensor.error();
      inputs.push_back({port.name, std::move(*tensor)});
    }
    return inputs;
  }

  Result<Draft> draft_package() {
    Draft draft{model_for_package(), {}, nullptr};
    auto session = ort_session_from_bytes(std::make_shared<const Model>(draft.model), trial_.adapted.file.bytes);
    if (!session) return session.error();
    draft.session = std::move(*session);
    auto inputs = golden_row();
    if (!inputs) return inputs.error();
    std::vector<float> given;
    for (const NamedTensor& input : *inputs)
      given.insert(given.end(), input.tensor.floats().begin(), input.tensor.floats().end());
    const auto outputs = run_and_wait(*draft.session, std::move(*inputs));
    if (!outputs) return outputs.error();
    draft.files = {{"generator", "generator", "onnx", trial_.adapted.file.bytes},
                   {"golden-input", "golden-input", "f32", bytes_from_floats(given)},
                   {"golden-output", "golden-output", "f32", bytes_from_floats(outputs->front().tensor.floats())}};
    const float half = (found_.range.high - found_.range.low) / 2;
    draft.model.golden = Golden{hashed_name(draft.files[1]), hashed_name(draft.files[2]),
                                std::min(1.0F, golden_max * half), std::min(1.0F, golden_mean * half)};
    return draft;
  }

  const ImportOrder& order_;
  Stranger stranger_;
  Reading reading_;
  Trial trial_;
  Evidence evidence_;
  RangeFound found_;
  std::vector<CheckLine> findings_;
};

}  // namespace

Result<ImportReport> import_graph(const ImportOrder& order) { return Import(order).run(); }

}  // namespace reverie
