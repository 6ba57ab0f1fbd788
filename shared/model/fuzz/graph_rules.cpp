// The graph check on well-formed graphs of allowed operators with odd attributes and sizes, which bytes alone would
// seldom reach: every rule meets inputs of every shape.
#include <fuzzer/FuzzedDataProvider.h>

#include <iterator>

#include "shared/model/graph_check.h"
#include "shared/model/graph_shapes.h"
#include "shared/model/test/onnx_writer.h"

namespace {

using namespace reverie;
using namespace reverie::tiny;

constexpr const char* list_names[] = {"axes",         "pads",   "strides", "dilations",      "kernel_shape",
                                      "output_shape", "perm",   "split",   "output_padding", "starts",
                                      "ends",         "scales", "sizes"};
constexpr const char* whole_names[] = {"axis", "group", "keepdims",  "to",         "ceil_mode", "blocksize",
                                       "end",  "start", "allowzero", "batch_dims", "transA",    "antialias"};
constexpr std::int64_t odd_numbers[] = {0,       1,         -1,           2,         3,        4, 7, 64, -2,
                                        1 << 20, 1LL << 31, -(1LL << 31), INT64_MAX, INT64_MIN};

std::int64_t number(FuzzedDataProvider& data) {
  return data.ConsumeBool() ? data.ConsumeIntegralInRange<std::int64_t>(-4, 12) : data.PickValueInArray(odd_numbers);
}

std::vector<std::int64_t> numbers(FuzzedDataProvider& data) {
  std::vector<std::int64_t> made;
  for (auto count = data.ConsumeIntegralInRange<int>(0, 6); count > 0; --count) made.push_back(number(data));
  return made;
}

const OpRule& any_rule(FuzzedDataProvider& data) {
  const std::span<const OpRule> tables[] = {value_rules(), layout_rules(), layer_rules(), reduce_rules()};
  const auto table = tables[data.ConsumeIntegralInRange<std::size_t>(0, 3)];
  return table[data.ConsumeIntegralInRange<std::size_t>(0, table.size() - 1)];
}

Message any_node(FuzzedDataProvider& data, std::vector<std::string>& values) {
  const OpRule& rule = any_rule(data);
  std::vector<std::string> inputs, outputs;
  const auto most = std::min<std::size_t>(rule.max_inputs, 6);
  for (auto count = data.ConsumeIntegralInRange<std::size_t>(rule.min_inputs, most); count > 0; --count)
    inputs.push_back(data.ConsumeIntegralInRange(0, 15) == 0
                         ? ""
                         : values[data.ConsumeIntegralInRange<std::size_t>(0, values.size() - 1)]);
  for (auto count = data.ConsumeIntegralInRange(1, 3); count > 0; --count)
    outputs.push_back("v" + std::to_string(values.size() + outputs.size()));
  if (data.ConsumeBool()) outputs.resize(1);
  std::vector<Message> attributes;
  for (auto count = data.ConsumeIntegralInRange(0, 3); count > 0; --count)
    attributes.push_back(data.ConsumeBool() ? list_attribute(data.PickValueInArray(list_names), numbers(data))
                                            : attribute(data.PickValueInArray(whole_names), number(data)));
  Message made = node(std::string(rule.op), inputs, outputs, attributes);
  values.insert(values.end(), outputs.begin(), outputs.end());
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  GraphParts parts;
  std::vector<std::string> values = {"x", "lists", "scale", "w"};
  std::vector<std::int64_t> shape;
  for (auto count = data.ConsumeIntegralInRange(0, 4); count > 0; --count)
    shape.push_back(data.ConsumeIntegralInRange<std::int64_t>(0, 9));
  parts.inputs = {data.ConsumeBool() ? value_info("x", shape) : port_message("x", shape)};
  parts.weights = {whole_numbers("lists", numbers(data)), initializer("scale", {4}, 1, std::vector<float>{1, 1, 2, 2}),
                   initializer("w", {3, 4, 3, 3}, 1, std::vector<float>(108))};
  for (auto count = data.ConsumeIntegralInRange(1, 8); count > 0; --count)
    parts.nodes.push_back(any_node(data, values));
  parts.outputs = {port_message(values.back(), {-1})};
  const auto found = check_graph(parts.file(data.ConsumeIntegralInRange<std::uint64_t>(9, 21)));
  if (found && (found->bytes > max_graph_bytes || found->bytes < 0 || found->multiply_adds < 0)) __builtin_trap();
  return 0;
}
