#include "shared/pieces/latent-walk/labels.h"

#include <algorithm>

namespace reverie::pieces {

namespace {

constexpr std::string_view free_label = "free";

}  // namespace

std::string label_param(const Port& port) { return "label." + port.axis; }

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

}  // namespace reverie::pieces
