#include "native/import/trial.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "native/import/graph_lookup.h"
#include "native/publish/previews.h"
#include "native/runtime/ort_session.h"
#include "native/runtime/quiet_stderr.h"
#include "shared/latent/latent.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

constexpr std::uint64_t trial_seed = 4;

Model provisional(const Stranger& stranger, const Adapted& adapted) {
  Model model;
  model.format = model_format_version;
  model.id = stranger.name;
  model.title = stranger.name;
  model.kind = "generator";
  model.inputs = adapted.inputs;
  model.outputs = {adapted.picture};
  return model;
}

Result<Trial> try_mode(const Stranger& stranger, const Reading& reading, const ImportOrder& order, BatchMode mode) {
  auto adapted = adapt(stranger, reading, order, mode);
  if (!adapted) return adapted.error();
  if (auto fine = check_graph(adapted->file.bytes); !fine) return fine.error();
  Trial trial;
  trial.mode = mode;
  trial.adapted = std::move(*adapted);
  trial.model = std::make_shared<const Model>(provisional(stranger, trial.adapted));
  auto session = ort_session_from_bytes(trial.model, trial.adapted.file.bytes);
  if (!session) return session.error();
  trial.session = std::move(*session);
  return trial;
}

std::vector<Latent> codes(const Trial& trial, int count) {
  std::vector<Latent> drawn;
  const auto size = static_cast<int>(trial.adapted.inputs[0].shape[1].size);
  for (int i = 0; i < count; ++i) drawn.push_back(latent_from_seed(trial_seed, static_cast<std::uint64_t>(i), size));
  return drawn;
}

bool agree(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto x = a[i].floats(), y = b[i].floats();
    if (x.size() != y.size()) return false;
    for (std::size_t j = 0; j < x.size(); ++j)
      if (std::abs(x[j] - y[j]) > 1e-4F * std::max(1.0F, std::abs(x[j]))) return false;
  }
  return true;
}

void add(Evidence& evidence, std::span<const float> picture, std::size_t& in_signed, std::size_t& in_unit) {
  const auto [low, high] = std::ranges::minmax(picture);
  evidence.low = std::min(evidence.low, low);
  evidence.high = std::max(evidence.high, high);
  evidence.spread_within = std::max(evidence.spread_within, static_cast<double>(high) - low);
  for (const float value : picture) {
    in_signed += value >= -1.05F && value <= 1.05F ? 1 : 0;
    in_unit += value >= -0.05F && value <= 1.05F ? 1 : 0;
  }
}

std::string numbers(float low, float high) {
  char text[64];
  std::snprintf(text, sizeof text, "%.4g to %.4g", static_cast<double>(low), static_cast<double>(high));
  return text;
}

Error unclear(const Evidence& evidence, const std::string& why) {
  return Error{"Its pictures consist of numbers from " + numbers(evidence.low, evidence.high) + ", " + why +
               "; --range LOW,HIGH says which stand for black and white. Nothing was imported."};
}

}  // namespace

Result<Trial> trial_of(const Stranger& stranger, const Reading& reading, const ImportOrder& order) {
  auto one = try_mode(stranger, reading, order, BatchMode::one);
  if (!one) return one;
  const auto three = codes(*one, 3);
  const auto truth = raw_pictures(*one->model, *one->session, three);
  if (!truth) return Error{"'" + stranger.name + "' cannot be played: " + truth.error().message};
  const QuietStderr quiet;  // the runtime prints what goes wrong in a graph that cannot be opened, which is no fault
  auto free = try_mode(stranger, reading, order, BatchMode::free);
  if (!free) return one;
  const auto together = raw_pictures(*free->model, *free->session, three);
  return together && agree(*truth, *together) ? std::move(free) : std::move(one);
}

Result<Evidence> evidence_from(const Trial& trial) {
  Evidence evidence{INFINITY, -INFINITY, 0, 0, 0, 0};
  std::vector<float> first;
  std::size_t in_signed = 0, in_unit = 0, all = 0;
  const auto drawn = codes(trial, trial_draws);
  for (std::size_t i = 0; i < drawn.size(); i += 8) {  // so that large pictures do not all stand in memory
    const auto some = raw_pictures(
        *trial.model, *trial.session,
        {drawn.begin() + static_cast<std::ptrdiff_t>(i), drawn.begin() + static_cast<std::ptrdiff_t>(i) + 8});
    if (!some) return some.error();
    for (const Tensor& picture : *some) {
      const auto values = picture.floats();
      if (first.empty()) first.assign(values.begin(), values.end());
      for (std::size_t j = 0; j < values.size(); ++j)
        evidence.spread_between =
            std::max(evidence.spread_between, std::abs(static_cast<double>(values[j]) - first[j]));
      add(evidence, values, in_signed, in_unit);
      all += values.size();
    }
  }
  evidence.in_signed = static_cast<double>(in_signed) / static_cast<double>(all);
  evidence.in_unit = static_cast<double>(in_unit) / static_cast<double>(all);
  return evidence;
}

Result<RangeFound> range_from(const Evidence& evidence, const std::string& last) {
  if (last == "Tanh") return RangeFound{{-1, 1}, "the last operator is Tanh"};
  if (last == "Sigmoid" || last == "HardSigmoid") return RangeFound{{0, 1}, "the last operator is " + last};
  const float low = evidence.low, high = evidence.high;
  if (low >= -0.001F && high <= 1.001F) {
    if (high < 0.1F) return unclear(evidence, "which is too dark to tell a range");
    return RangeFound{{0, 1}, "no number lies outside"};
  }
  if (low >= -1.001F && high <= 1.001F) return RangeFound{{-1, 1}, "no number lies outside"};
  if (low >= -8 && high >= 64 && high <= 320) return RangeFound{{0, 255}, "the numbers look like bytes"};
  if (low >= -0.35F && high <= 1.35F) return unclear(evidence, "which fits 0 to 1 about as well as -1 to 1");
  if (evidence.in_signed >= 0.9 && low < -0.5F)
    return RangeFound{{-1, 1}, "nearly all numbers lie inside, the others are clamped"};
  if (evidence.in_unit >= 0.98 && low > -0.5F)
    return RangeFound{{0, 1}, "nearly all numbers lie inside, the others are clamped"};
  return unclear(evidence, "which is none of -1 to 1, 0 to 1 and 0 to 255");
}

std::string last_operator(const onnx::GraphProto& graph, const std::string& output) {
  static const std::set<std::string> shaping{"Identity", "Cast",      "Reshape", "Transpose", "Flatten",
                                             "Squeeze",  "Unsqueeze", "Gather",  "Slice"};
  const GraphLookup view(graph);
  const onnx::NodeProto* node = view.maker(output);
  while (node != nullptr && shaping.contains(node->op_type())) node = view.maker(node->input(0));
  return node == nullptr ? "" : node->op_type();
}

}  // namespace reverie
