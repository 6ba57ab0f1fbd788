#include "native/look/blend.h"

namespace reverie {

namespace {

using Makers = std::map<std::string, const GraphStep*>;

const GraphStep* maker(const Makers& makers, const std::string& value, std::string_view op) {
  const auto found = makers.find(value);
  return found != makers.end() && found->second->op == op && found->second->inputs.size() == 2 ? found->second
                                                                                               : nullptr;
}

// Whether `sum` is `below` + the product, whichever way round the product stands.
bool is_blend(const Makers& makers, const std::string& below, const std::string& product, Blend& blend) {
  const GraphStep* share = maker(makers, product, "Mul");
  if (share == nullptr) return false;
  for (const std::size_t i : {std::size_t{1}, std::size_t{0}}) {
    const GraphStep* difference = maker(makers, share->inputs[i], "Sub");
    if (difference == nullptr || difference->inputs[1] != below) continue;
    blend = {below, difference->inputs[0], share->inputs[1 - i], difference, share};
    return true;
  }
  return false;
}

}  // namespace

Blends blends_of(const GraphSteps& graph) {
  Makers makers;
  Blends found;
  for (const GraphStep& step : graph.steps) {
    for (const std::string& output : step.outputs) makers[output] = &step;
    const bool picture = step.op == "Add" && !step.fixed && step.inputs.size() == 2 && !step.shapes.empty() &&
                         step.shapes[0].size() == 4;
    Blend blend;
    if (!picture || (!is_blend(makers, step.inputs[0], step.inputs[1], blend) &&
                     !is_blend(makers, step.inputs[1], step.inputs[0], blend)))
      continue;
    if (blend.difference->fixed || found.inner.contains(blend.difference)) continue;
    found.inner.insert({blend.difference, blend.share});
    found.opacities[blend.above] = blend.opacity;
    found.sums[&step] = std::move(blend);
  }
  return found;
}

}  // namespace reverie
