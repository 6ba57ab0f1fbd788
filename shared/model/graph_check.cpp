#include "shared/model/graph_check.h"

#include <algorithm>

#include "shared/model/graph_walk.h"
#include "shared/model/json_reader.h"

namespace reverie {

namespace {

// A runtime opens a file with this mark as its own compiled format, whatever else may be read into the bytes.
bool is_compiled(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view mark = "ORTM";
  return bytes.size() >= 8 && std::equal(mark.begin(), mark.end(), bytes.begin() + 4);
}

void check_head(std::span<const std::uint8_t> bytes, GraphFault& fault) {
  if (bytes.empty()) fault.set("is empty, where an ONNX file is needed");
  if (bytes.size() > max_package_file_bytes)
    fault.set("has " + std::to_string(bytes.size()) + " bytes, where " + std::to_string(max_package_file_bytes) +
              " are allowed");
  if (is_compiled(bytes)) fault.set("is compiled for one runtime, where only plain ONNX is allowed");
}

void check_versions(const GraphView& view, GraphFault& fault) {
  if (view.ir_version < min_graph_ir || view.ir_version > max_graph_ir)
    fault.set("has the IR version " + std::to_string(view.ir_version) + ", where " + std::to_string(min_graph_ir) +
              " to " + std::to_string(max_graph_ir) + " are allowed");
  if (view.opset < min_graph_opset || view.opset > max_graph_opset)
    fault.set("has the operator set " + std::to_string(view.opset) + ", where " + std::to_string(min_graph_opset) +
              " to " + std::to_string(max_graph_opset) + " are allowed");
  if (view.nodes.empty() || view.outputs.empty()) fault.set("has no node or no output, so it draws nothing");
}

// Sizes that outgrow the batch would pass at one picture and burst at many.
void check_growth(const GraphView& view, const GraphSizes& sizes, const GraphCost& one, GraphFault& fault) {
  for (const int times : {2, 64}) {
    GraphSizes more = sizes;
    more.batch *= times;
    const GraphWalk walk(view, more, times, fault);
    if (walk.cost().bytes > one.bytes * times + 4096 || walk.cost().multiply_adds > one.multiply_adds * times)
      fault.set("grows faster than the number of pictures that are asked of it, where it may grow as fast at most");
  }
}

std::string text_of(const std::string& name) { return name.empty() ? "N" : name; }

GraphPort input_port(const PortView& port, const GraphWalk& walk) {
  GraphPort made{std::string(port.name), port.type, {}, walk.value(port.name)->dims};
  for (const PortView::Size& size : port.dims)
    made.dims.push_back({size.value, size.value < 0 ? text_of(std::string(size.name)) : ""});
  return made;
}

// A dimension that changes with the batch is dynamic, whatever the graph says of it.
GraphPort output_port(const PortView& port, const GraphWalk& one, const GraphWalk* two) {
  const GraphValue& value = *one.value(port.name);
  GraphPort made{std::string(port.name), value.type, {}, value.dims};
  for (std::size_t i = 0; i < value.dims.size(); ++i) {
    const bool moves = two != nullptr && two->value(port.name)->dims[i] != value.dims[i];
    const bool named = moves && i < port.dims.size() && !port.dims[i].name.empty();
    made.dims.push_back({moves ? -1 : value.dims[i], named ? std::string(port.dims[i].name) : moves ? "N" : ""});
  }
  return made;
}

Result<GraphSummary> summary_of(const GraphView& view, const GraphSizes& sizes, GraphFault& fault) {
  const GraphWalk one(view, sizes, 1, fault);
  if (!fault && one.is_dynamic()) check_growth(view, sizes, one.cost(), fault);
  if (fault) return Error{""};
  GraphSizes more = sizes;
  more.batch += 1;
  const GraphWalk two(view, more, 2, fault);
  for (const PortView& port : view.outputs)
    if (!fault && two.value(port.name)->dims.size() != one.value(port.name)->dims.size())
      fault.set("gives the output " + quotation_of(port.name) + " other dimensions for one picture than for two");
  if (fault) return Error{""};
  GraphSummary made;
  made.ir_version = view.ir_version;
  made.opset = view.opset;
  made.producer = view.producer;
  for (const PortView& port : view.inputs)
    if (!one.is_weight(port.name)) made.inputs.push_back(input_port(port, one));
  for (const PortView& port : view.outputs)
    made.outputs.push_back(output_port(port, one, one.is_dynamic() ? &two : nullptr));
  made.nodes = view.nodes.size();
  made.weight_bytes = static_cast<std::int64_t>(one.cost().weight_bytes);
  made.bytes = static_cast<std::int64_t>(one.cost().bytes);
  made.multiply_adds = static_cast<std::int64_t>(one.cost().multiply_adds);
  return made;
}

std::string text_of_dims(const std::vector<Dimension>& dims) {
  std::string text = "(";
  for (const Dimension& size : dims)
    text += (text.size() > 1 ? "," : "") + (size.size < 0 ? size.name : std::to_string(size.size));
  return text + ")";
}

bool is_dtype(GraphType type, Dtype dtype) {
  return type == (dtype == Dtype::float32 ? GraphType::float32 : GraphType::int64);
}

bool fits(const Port& port, const GraphPort& held) {
  if (!is_dtype(held.type, port.dtype) || port.shape.size() != held.dims.size()) return false;
  for (std::size_t i = 0; i < port.shape.size(); ++i)
    if (port.shape[i].size >= 0 && held.dims[i].size >= 0 && port.shape[i].size != held.dims[i].size) return false;
  return true;
}

Result<void> check_side(const Model& model, const char* word, const std::vector<Port>& ports,
                        const std::vector<GraphPort>& held) {
  for (const Port& port : ports) {
    const auto found = std::ranges::find(held, port.name, &GraphPort::name);
    const std::string start = "The manifest of '" + model.id + "' names the " + word + " '" + port.name + "'";
    if (found == held.end()) return Error{start + ", which its graph does not have; the model was not loaded."};
    if (!fits(port, *found))
      return Error{start + " as " + (port.dtype == Dtype::float32 ? "float32 " : "int64 ") + text_of_dims(port.shape) +
                   ", which in its graph is " + std::string(name_of(found->type)) + " " + text_of_dims(found->dims) +
                   "; the model was not loaded."};
  }
  return {};
}

}  // namespace

Result<GraphSummary> check_graph(std::span<const std::uint8_t> bytes, const GraphSizes& sizes,
                                 std::string_view subject) {
  GraphFault fault;
  check_head(bytes, fault);
  GraphView view;
  if (!fault) view = graph_view_from_bytes(bytes, fault);
  if (!fault) check_versions(view, fault);
  if (!fault)
    if (auto summary = summary_of(view, sizes, fault); summary) return summary;
  return Error{std::string(subject) + " " + fault.text() + "; it was not loaded."};
}

Result<void> check_graph_ports(const Model& model, const GraphSummary& graph) {
  if (auto fits = check_side(model, "input", model.inputs, graph.inputs); !fits) return fits;
  for (const GraphPort& port : graph.inputs)
    if (std::ranges::find(model.inputs, port.name, &Port::name) == model.inputs.end())
      return Error{"The graph of '" + model.id + "' wants the input " + quotation_of(port.name) +
                   ", which its manifest does not name; the model was not loaded."};
  return check_side(model, "output", model.outputs, graph.outputs);
}

}  // namespace reverie
