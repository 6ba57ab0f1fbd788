#include "shared/pieces/latent-walk/labels.h"

#include <algorithm>

namespace reverie::pieces {

namespace {

constexpr std::string_view free_label = "free", prefix = "label.";

}  // namespace

std::string label_param(const Port& port) { return std::string(prefix) + port.axis; }

std::string_view axis_of_param(std::string_view name) {
  return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string_view{};
}

ParamSpec label_spec(const Port& port) {
  ParamSpec spec;
  spec.name = label_param(port);
  spec.label = port.axis;
  spec.help = "What the network is told to draw; free leaves it to the place.";
  spec.group = "Labels";
  spec.kind = ParamKind::choice;
  spec.choices.emplace_back(free_label);
  spec.choices.insert(spec.choices.end(), port.labels.begin(), port.labels.end());
  spec.initial = std::string(free_label);
  return spec;
}

bool glide_weights(std::vector<std::vector<float>>& weights, const Model& model, const Params& params, float most) {
  const std::vector<const Port*> ports = model.class_inputs();
  weights.resize(ports.size());
  bool there = true;
  for (std::size_t i = 0; i < ports.size(); ++i) {
    weights[i].resize(ports[i]->labels.size());
    const std::string name = label_param(*ports[i]);
    const std::string_view chosen = params.spec(name) == nullptr ? free_label : std::string_view(params.text(name));
    for (std::size_t k = 0; k < weights[i].size(); ++k) {
      const float goal = chosen != free_label && ports[i]->labels[k] == chosen ? 1.0F : 0.0F;
      weights[i][k] += std::clamp(goal - weights[i][k], -most, most);
      there = there && weights[i][k] == goal;
    }
  }
  return there;
}

std::vector<std::vector<float>> weights_of(const Model& model, const std::map<std::string, std::string>& labels) {
  std::vector<std::vector<float>> weights;
  for (const Port* port : model.class_inputs()) {
    std::vector<float>& row = weights.emplace_back(port->labels.size());
    const auto chosen = labels.find(port->axis);
    if (chosen == labels.end()) continue;
    for (std::size_t k = 0; k < row.size(); ++k) row[k] = port->labels[k] == chosen->second ? 1.0F : 0.0F;
  }
  return weights;
}

}  // namespace reverie::pieces
