#include "native/look/layer_groups.h"

#include <algorithm>

#include "native/look/layers.h"

namespace reverie {

namespace {

bool is_one_of(std::string_view op, std::initializer_list<std::string_view> ops) {
  return std::ranges::find(ops, op) != ops.end();
}
bool is_recurrent(std::string_view op) { return is_one_of(op, {"LSTM", "GRU", "RNN"}); }

}  // namespace

bool is_convolution(std::string_view op) { return is_one_of(op, {"Conv", "ConvTranspose"}); }
bool is_product(std::string_view op) { return is_one_of(op, {"Gemm", "MatMul"}); }
bool is_resize(std::string_view op) { return is_one_of(op, {"Resize", "Upsample"}); }
bool is_pool(std::string_view op) { return op.ends_with("Pool"); }
bool is_preparation(std::string_view op) { return is_resize(op) || op == "Pad"; }

std::int64_t numbers_in(const Shape& shape) {
  std::int64_t count = 1;
  for (const std::int64_t size : shape) count *= size;
  return count;
}

LayerGroups::LayerGroups(const GraphSteps& graph, const std::string& picture)
    : graph_(graph), picture_(picture), blends_(blends_of(graph)) {
  for (const GraphStep& step : graph_.steps) {
    for (std::size_t i = 0; i < step.outputs.size(); ++i) made_.insert({step.outputs[i], MadeValue{&step, i}});
    for (const std::string& input : step.inputs) readers_[input].push_back(&step);
  }
  find_preparations();
  for (const GraphStep& step : graph_.steps)
    if (!step.fixed) take(step);
  fold_styles();
}

const MadeValue* LayerGroups::made(const std::string& value) const {
  const auto found = made_.find(value);
  return found == made_.end() ? nullptr : &found->second;
}

std::size_t LayerGroups::group_of(const std::string& value) const {
  const auto found = group_of_.find(value);
  return found == group_of_.end() ? nowhere : found->second;
}

const LayerGroups::Group& LayerGroups::readers_of(const std::string& value) const {
  static const Group none;
  const auto found = readers_.find(value);
  return found == readers_.end() ? none : found->second;
}

// Resize → Pad → Conv: both belong to the convolution.
void LayerGroups::find_preparations() {
  for (auto step = graph_.steps.rbegin(); step != graph_.steps.rend(); ++step)
    if (!step->fixed && is_preparation(step->op) && !step->outputs.empty())
      for (const GraphStep* reader : readers_of(step->outputs[0]))
        if (is_convolution(reader->op) || preparations_.contains(reader)) preparations_.insert(&*step);
}

bool LayerGroups::begins(const GraphStep& step) const {
  return is_convolution(step.op) || is_product(step.op) || is_recurrent(step.op) || is_pool(step.op) ||
         is_resize(step.op) || step.op == "DepthToSpace";
}

void LayerGroups::take(const GraphStep& step) {
  if (preparations_.contains(&step) || blends_.inner.contains(&step)) return;
  std::size_t group = place_of(step);
  if (const auto blend = blends_.sums.find(&step); blend != blends_.sums.end()) {
    group = groups_.size();
    groups_.push_back({blend->second.difference, blend->second.share});
  } else if (begins(step)) {
    group = groups_.size();
    groups_.push_back(claim_preparations(step));
    for (const GraphStep* before : groups_.back()) group_of_[before->outputs[0]] = group;
  }
  if (group == nowhere) return;  // what is done to an input before any layer
  groups_[group].push_back(&step);
  for (const std::string& output : step.outputs) group_of_[output] = group;
}

// By the first that reads them.
LayerGroups::Group LayerGroups::claim_preparations(const GraphStep& step) {
  Group found;
  if (step.inputs.empty()) return found;
  for (auto at = made_.find(step.inputs[0]);
       at != made_.end() && preparations_.contains(at->second.step) && !group_of_.contains(at->second.step->outputs[0]);
       at = made_.find(at->second.step->inputs[0]))
    found.insert(found.begin(), at->second.step);
  return found;
}

// Of several values that meet, the largest decides where a step belongs, then the latest: a picture that is scaled by
// a few numbers stays with what made the picture.
std::size_t LayerGroups::place_of(const GraphStep& step) const {
  std::size_t latest = nowhere;
  std::int64_t most = -1;
  for (const std::string& input : step.inputs) {
    const auto group = group_of_.find(input);
    if (group == group_of_.end()) continue;
    const std::int64_t count = numbers_in(made_.at(input).shape());
    if (count < most || (count == most && group->second < latest)) continue;
    most = count;
    latest = group->second;
  }
  return latest;
}

// A product whose few numbers only scale or shift the patterns of one convolution belongs to that.
void LayerGroups::fold_styles() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].empty() || !is_product(groups_[i].front()->op)) continue;
    const MadeValue& value = made_.at(value_of(groups_[i]));
    if (value.shape().size() != 4 || has_rows(value.shape())) continue;
    const std::size_t target = only_reader_of(value, i);
    if (target == nowhere || groups_[target].empty() || !has_rows(made_.at(value_of(groups_[target])).shape()))
      continue;
    groups_[target].insert(groups_[target].end(), groups_[i].begin(), groups_[i].end());
    groups_[i].clear();
  }
}

std::size_t LayerGroups::only_reader_of(const MadeValue& value, std::size_t self) const {
  std::size_t found = nowhere;
  for (const GraphStep* reader : readers_of(value.step->outputs[value.output])) {
    const auto group = reader->outputs.empty() ? group_of_.end() : group_of_.find(reader->outputs[0]);
    if (!is_one_of(reader->op, {"Mul", "Add", "Div", "Sub"}) || group == group_of_.end()) return nowhere;
    if (group->second == self || (found != nowhere && found != group->second)) return nowhere;
    found = group->second;
  }
  return found;
}

std::string LayerGroups::value_of(const Group& group) const {
  std::string best = group.back()->outputs.empty() ? "" : group.back()->outputs[0];
  std::int64_t most = -1;
  for (const GraphStep* step : group)
    for (std::size_t i = 0; i < step->outputs.size(); ++i) {
      const bool read =
          step->outputs[i] == picture_ || std::ranges::any_of(readers_of(step->outputs[i]), [&](const GraphStep* by) {
            return std::ranges::find(group, by) == group.end();
          });
      if (!read || !is_float_type(step->types[i]) || numbers_in(step->shapes[i]) < most) continue;
      most = numbers_in(step->shapes[i]);
      best = step->outputs[i];
    }
  return best;
}

std::set<std::size_t> LayerGroups::groups_reached(const std::string& input) const {
  std::set<std::size_t> found;
  std::vector<std::string> open{input};
  std::set<std::string> seen;
  while (!open.empty()) {
    const std::string value = open.back();
    open.pop_back();
    if (!seen.insert(value).second) continue;
    for (const GraphStep* reader : readers_of(value))
      for (const std::string& output : reader->outputs) {
        if (const auto group = group_of_.find(output); group != group_of_.end())
          found.insert(group->second);
        else
          open.push_back(output);
      }
  }
  return found;
}

}  // namespace reverie
