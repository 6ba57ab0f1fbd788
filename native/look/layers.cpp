#include "native/look/layers.h"

#include <algorithm>
#include <map>
#include <set>

#include "native/look/layer_groups.h"

namespace reverie {

namespace {

constexpr std::size_t most_name_bytes = 64;

// A graph may call its weights anything, and this is read by terminals, JSON and pages.
std::string plain_name(std::string name) {
  name.resize(std::min(name.size(), most_name_bytes));
  for (char& c : name) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!word && std::string_view("._-/:").find(c) == std::string_view::npos) c = '?';
  }
  return name;
}

class Reading {
 public:
  Reading(const GraphSteps& graph, const std::string& code, const std::string& picture)
      : graph_(graph), code_(code), groups_(graph, picture) {
    for (const GraphWeight& weight : graph_.weights) weights_.insert({weight.name, &weight});
    for (const GraphPort& port : graph_.outputs)
      if (port.name == picture) picture_shape_ = port.shape;
  }

  Layers finish() {
    Layers all;
    const auto& groups = groups_.groups();
    std::vector<std::size_t> place(groups.size(), LayerGroups::nowhere);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].empty()) continue;
      place[i] = all.layers.size();
      all.layers.push_back(layer_of(i));
    }
    for (const Layer& layer : all.layers) all.weights += layer.weights, all.multiply_adds += layer.multiply_adds;
    divide(all, place);
    return all;
  }

 private:
  using Group = LayerGroups::Group;

  // Through casts and factors back to the numbers that were learned.
  void count_weights(const std::string& value, Layer& layer) {
    if (!counted_.insert(value).second) return;
    if (const auto weight = weights_.find(value); weight != weights_.end()) {
      const bool learned = weight->second->type != GraphType::int64 && weight->second->type != GraphType::int32 &&
                           weight->second->type != GraphType::boolean;
      const std::int64_t count = numbers_in(weight->second->shape);
      if (!learned || count < 2) return;
      layer.weights += count;
      // Some exporters and our own import make up names that say nothing.
      if (layer.name.empty() && !value.starts_with("onnx::") && !value.starts_with("reverie."))
        layer.name = plain_name(value.substr(0, value.rfind(".weight")));
      return;
    }
    const MadeValue* made = groups_.made(value);
    if (made == nullptr || !made->step->fixed) return;
    const auto& inputs = made->step->inputs;
    const std::size_t own = made->step->op == "DequantizeLinear" ? 1 : inputs.size();
    if (inputs.empty() && made->is_float() && numbers_in(made->shape()) > 1)
      layer.weights += numbers_in(made->shape());  // a Constant
    for (std::size_t i = 0; i < std::min(own, inputs.size()); ++i) count_weights(inputs[i], layer);
  }

  Layer layer_of(std::size_t index) {
    const Group& group = groups_.groups()[index];
    Layer layer;
    for (const GraphStep* step : group) {
      layer.multiply_adds += step->multiply_adds;
      if (std::ranges::find(layer.operators, step->op) == layer.operators.end()) layer.operators.push_back(step->op);
      // The second input of a convolution or product is what it is named after.
      if (step->inputs.size() > 1 && (is_convolution(step->op) || is_product(step->op)))
        count_weights(step->inputs[1], layer);
      if (!is_preparation(step->op))  // whose numbers are sizes
        for (const std::string& input : step->inputs) count_weights(input, layer);
      take_filters(*step, layer);
    }
    layer.value = groups_.value_of(group);
    const MadeValue* value = groups_.made(layer.value);
    if (value == nullptr) return layer;
    layer.shape = value->shape();
    if (!value->is_float()) layer.value.clear();
    layer.side_before = side_before(group);
    layer.is_picture = layer.shape == picture_shape_;
    layer.kind = kind_of(group, layer);
    const auto& opacities = groups_.blends().opacities;
    if (const auto sheet = opacities.find(layer.value); sheet != opacities.end()) layer.opacity = sheet->second;
    return layer;
  }

  void take_filters(const GraphStep& step, Layer& layer) const {
    if (!is_convolution(step.op) || step.inputs.size() < 2 || !layer.filters.empty()) return;
    const std::string& name = step.inputs[1];
    const auto weight = weights_.find(name);
    const MadeValue* made = groups_.made(name);
    if (weight != weights_.end() && is_float_type(weight->second->type))
      layer.filters_shape = weight->second->shape;
    else if (made != nullptr && made->step->fixed && made->is_float())
      layer.filters_shape = made->shape();
    const Shape& shape = layer.filters_shape;
    if (shape.size() != 4 || std::max(shape[2], shape[3]) > max_filter_side) return layer.filters_shape.clear();
    layer.filters = name;
    layer.transposed = step.op == "ConvTranspose";
  }

  std::int64_t side_before(const Group& group) const {
    for (const std::string& input : group.front()->inputs)
      if (const MadeValue* made = groups_.made(input); made != nullptr && has_rows(made->shape()))
        return made->shape()[2];
    return 0;
  }

  LayerKind kind_of(const Group& group, const Layer& layer) const {
    const auto has = [&](auto&& test) {
      return std::ranges::any_of(group, [&](const GraphStep* step) { return test(step->op); });
    };
    if (std::ranges::any_of(group, [&](const GraphStep* step) { return groups_.blends().sums.contains(step); }))
      return LayerKind::lay_over;
    const bool soft = std::ranges::find(layer.operators, "Softmax") != layer.operators.end();
    if (std::ranges::find(layer.operators, "DepthToSpace") != layer.operators.end()) return LayerKind::unfold;
    if (has(is_convolution) || has(is_resize) || has(is_pool)) {
      if (layer.is_picture) return LayerKind::colour;
      const std::int64_t side = side_after(group);
      if (layer.side_before == 0) return side > 1 ? LayerKind::begin : LayerKind::mix;
      return side > layer.side_before   ? LayerKind::enlarge
             : side < layer.side_before ? LayerKind::shrink
                                        : LayerKind::refine;
    }
    if (!has(is_product)) return LayerKind::other;
    if (layer.is_picture) return LayerKind::colour;
    if (multiplies_two(group)) return LayerKind::attend;
    if (!soft && reads_shares(*group.front())) return LayerKind::gather;
    return soft ? LayerKind::vote : has_rows(layer.shape) ? LayerKind::begin : LayerKind::mix;
  }

  // Of what the last of its steps that has rows makes; 1 where none has.
  static std::int64_t side_after(const Group& group) {
    std::int64_t side = 1;
    for (const GraphStep* step : group)
      if (!step->shapes.empty() && has_rows(step->shapes[0])) side = step->shapes[0][2];
    return side;
  }

  bool multiplies_two(const Group& group) const {
    const GraphStep& step = *group.front();
    return step.inputs.size() > 1 && is_live(step.inputs[0]) && is_live(step.inputs[1]) && step.shapes[0].size() > 2;
  }
  bool reads_shares(const GraphStep& step) const {
    return !step.inputs.empty() && is_live(step.inputs[0]) && groups_.made(step.inputs[0])->step->op == "Softmax";
  }
  // Made by a step, and hangs on an input.
  bool is_live(const std::string& value) const {
    const MadeValue* made = groups_.made(value);
    return made != nullptr && !made->step->fixed;
  }

  // The ground, and then what is drawn for each sheet until it lies on what is below.
  void divide(Layers& all, const std::vector<std::size_t>& place) {
    all.parts.resize(1);
    if (groups_.blends().sums.size() > 1) {
      const auto ends = ends_of_parts(all, place);
      std::size_t part = 0;
      for (std::size_t i = 0; i < all.layers.size(); ++i) {
        all.layers[i].part = part;
        part += ends.contains(i) && i + 1 < all.layers.size() ? 1 : 0;
      }
      all.parts.resize(part + 1);
    }
    name_parts(all, place);
  }

  std::set<std::size_t> ends_of_parts(const Layers& all, const std::vector<std::size_t>& place) const {
    std::set<std::size_t> ends;
    for (std::size_t i = 0; i < all.layers.size(); ++i)
      if (all.layers[i].kind == LayerKind::lay_over) ends.insert(i);
    const auto& sums = groups_.blends().sums;
    const auto first = std::ranges::find_if(graph_.steps, [&](const GraphStep& step) { return sums.contains(&step); });
    const std::size_t ground = groups_.group_of(sums.at(&*first).below);
    if (ground != LayerGroups::nowhere && place[ground] != LayerGroups::nowhere) ends.insert(place[ground]);
    return ends;
  }

  void name_parts(Layers& all, const std::vector<std::size_t>& place) {
    std::vector<std::set<std::string>> read(all.parts.size());
    for (const GraphPort& port : graph_.inputs)
      if (port.name != code_)
        for (const std::size_t group : groups_.groups_reached(port.name))
          if (place[group] != LayerGroups::nowhere) read[all.layers[place[group]].part].insert(port.name);
    for (std::size_t i = 0; i < read.size(); ++i)
      if (read[i].size() == 1) all.parts[i].input = *read[i].begin();
  }

  const GraphSteps& graph_;
  const std::string& code_;
  LayerGroups groups_;
  Shape picture_shape_;
  std::map<std::string, const GraphWeight*> weights_;
  std::set<std::string> counted_;
};

}  // namespace

Layers layers_of(const GraphSteps& graph, const std::string& code, const std::string& picture) {
  return Reading(graph, code, picture).finish();
}

}  // namespace reverie
