#include <algorithm>

#include "shared/model/graph_view.h"
#include "shared/model/json_reader.h"

namespace reverie {

namespace {

constexpr std::size_t max_node_values = 256;  // inputs or outputs of one node
constexpr std::size_t max_node_attributes = 64;
constexpr std::size_t max_attribute_numbers = 1024;

class GraphReader {
 public:
  explicit GraphReader(GraphFault& fault) : fault_(fault) {}

  GraphView model(std::span<const std::uint8_t> bytes);

 private:
  void graph(std::span<const std::uint8_t> bytes);
  void node(std::span<const std::uint8_t> bytes);
  void check_domain(const NodeView& made, std::string_view domain, std::string_view overload);
  void attribute(std::span<const std::uint8_t> bytes, NodeView& node);
  void attribute_value(ProtoMessage& field, AttributeView& made);
  void keep(AttributeView made, std::int64_t type, std::uint64_t kinds, NodeView& node);
  void operator_set(std::span<const std::uint8_t> bytes);

  template <class T>
  bool room(const std::vector<T>& list, std::size_t most, const char* of_what) {
    if (list.size() >= most)
      fault_.set("has more than the " + std::to_string(most) + " " + of_what + " that are allowed");
    return !fault_;
  }
  template <class T>
  void add(std::vector<T>& list, T value, const char* of_what) {
    if (room(list, max_attribute_numbers, of_what)) list.push_back(value);
  }
  void add_name(std::vector<std::string_view>& list, std::string_view name, const char* of_what) {
    if (room(list, max_node_values, of_what)) list.push_back(bounded_name(name, fault_));
  }

  GraphFault& fault_;
  GraphView view_;
};

std::string text_of_producer(std::string_view name, std::string_view version) {
  std::string text(name.substr(0, 64));
  if (!version.empty()) text += " " + std::string(version.substr(0, 32));
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 127; }) ? text : "";
}

GraphView GraphReader::model(std::span<const std::uint8_t> bytes) {
  ProtoMessage field(fault_, "the model", bytes);
  std::string_view producer, version;
  bool has_graph = false;
  while (field.next()) {
    const auto number = field.field();
    if (number == 1)
      view_.ir_version = field.once().whole();
    else if (number == 2)
      producer = field.once().text();
    else if (number == 3)
      version = field.once().text();
    else if (number == 4 || number == 6)  // domain, doc_string
      (void)field.once().text();
    else if (number == 5)  // model_version
      (void)field.once().whole();
    else if (number == 7)
      has_graph = true, graph(field.once().bytes());
    else if (number == 8)
      operator_set(field.bytes());
    else if (number == 14)  // metadata_props
      (void)field.bytes();
    else if (number == 20)
      fault_.set("brings a graph for training, where only one for playing is allowed");
    else if (number == 25)
      fault_.set("brings functions of its own, where only ONNX’s own operators are allowed");
    else
      field.unknown();
  }
  if (!has_graph) fault_.set("holds no graph, so it is damaged or no ONNX file");
  view_.producer = text_of_producer(producer, version);
  return std::move(view_);
}

// Other sets than ONNX's may be named; a node that uses one is refused.
void GraphReader::operator_set(std::span<const std::uint8_t> bytes) {
  ProtoMessage field(fault_, "an operator set", bytes);
  std::string_view domain;
  std::int64_t version = 0;
  while (field.next()) {
    if (field.field() == 1)
      domain = field.once().text();
    else if (field.field() == 2)
      version = field.once().whole();
    else
      field.unknown();
  }
  if (!domain.empty() && domain != "ai.onnx") return;
  if (view_.opset != 0) fault_.set("names ONNX’s operator set twice");
  view_.opset = version;
}

void GraphReader::graph(std::span<const std::uint8_t> bytes) {
  ProtoMessage field(fault_, "the graph", bytes);
  while (field.next()) {
    const auto number = field.field();
    if (number == 1) {
      if (room(view_.nodes, max_graph_nodes, "nodes")) node(field.bytes());
    } else if (number == 5) {
      if (room(view_.initializers, max_graph_initializers, "initializers"))
        view_.initializers.push_back(tensor_view_from_bytes(field.bytes(), fault_));
    } else if (number == 11) {
      if (room(view_.inputs, max_graph_initializers, "inputs"))
        view_.inputs.push_back(port_view_from_bytes(field.bytes(), fault_));
    } else if (number == 12) {
      if (room(view_.outputs, max_graph_ports, "outputs"))
        view_.outputs.push_back(port_view_from_bytes(field.bytes(), fault_));
    } else if (number ==
               13) {  // value_info is a mere claim: sizes are worked out, but a runtime must be able to read it
      (void)port_view_from_bytes(field.bytes(), fault_);
    } else if (number == 15) {
      fault_.set("has a sparse initializer, where only dense ones are allowed");
    } else if (number == 2 || number == 10) {  // name, doc_string
      (void)field.once().text();
    } else if (number == 14 || number == 16) {  // quantization_annotation, metadata_props
      (void)field.bytes();
    } else {
      field.unknown();
    }
  }
}

void GraphReader::node(std::span<const std::uint8_t> bytes) {
  ProtoMessage field(fault_, "a node", bytes);
  NodeView made;
  std::string_view domain, overload;
  while (field.next()) {
    const auto number = field.field();
    if (number == 1)
      add_name(made.inputs, field.text(), "inputs of a node");
    else if (number == 2)
      add_name(made.outputs, field.text(), "outputs of a node");
    else if (number == 3)
      made.name = bounded_name(field.once().text(), fault_);
    else if (number == 4)
      made.op = bounded_name(field.once().text(), fault_);
    else if (number == 5)
      attribute(field.bytes(), made);
    else if (number == 6)  // doc_string
      (void)field.once().text();
    else if (number == 7)
      domain = field.once().text();
    else if (number == 8)
      overload = field.once().text();
    else if (number == 9)  // metadata_props
      (void)field.bytes();
    else
      field.unknown();
  }
  check_domain(made, domain, overload);
  view_.nodes.push_back(std::move(made));
}

void GraphReader::check_domain(const NodeView& made, std::string_view domain, std::string_view overload) {
  if (!domain.empty() && domain != "ai.onnx")
    fault_.set("has the operator " + quotation_of(made.op) + " of " + quotation_of(domain) +
               ", where only ONNX’s own are allowed");
  if (!overload.empty()) fault_.set("has the operator " + quotation_of(made.op) + " with an overload, which none has");
}

void GraphReader::attribute(std::span<const std::uint8_t> bytes, NodeView& node) {
  if (!room(node.attributes, max_node_attributes, "attributes of a node")) return;
  ProtoMessage field(fault_, "an attribute", bytes);
  AttributeView made;
  std::int64_t type = 0;
  std::uint64_t kinds = 0;  // of the values that stand there
  while (field.next()) {
    const auto number = field.field();
    if (number == 1)
      made.name = bounded_name(field.once().text(), fault_);
    else if (number == 13)  // doc_string
      (void)field.once().text();
    else if (number == 20)
      type = field.once().whole();
    else if (number == 6 || number == 11)
      fault_.set("has the operator " + quotation_of(node.op) +
                 " with a graph inside it, as Loop, Scan and If have, where one flat graph is allowed");
    else
      attribute_value(field, made), kinds |= std::uint64_t{1} << (number < 64 ? number : 0);
  }
  keep(std::move(made), type, kinds, node);
}

void GraphReader::attribute_value(ProtoMessage& field, AttributeView& made) {
  const auto number = field.field();
  if (number == 2)
    made.f = field.once().number();
  else if (number == 3)
    made.i = field.once().whole();
  else if (number == 4)
    made.s = field.once().text();
  else if (number == 5)
    made.t = tensor_view_from_bytes(field.once().bytes(), fault_);
  else if (number == 7)
    field.floats([&](float value) { add(made.floats, value, "numbers of an attribute"); });
  else if (number == 8)
    field.wholes([&](std::int64_t value) { add(made.ints, value, "numbers of an attribute"); });
  else
    fault_.set("has an attribute " + quotation_of(made.name) +
               " that holds more than numbers, one text or one tensor, which is all that is allowed");
}

// A runtime goes by the type that the attribute names, so what stands there must be of that type alone.
void GraphReader::keep(AttributeView made, std::int64_t type, std::uint64_t kinds, NodeView& node) {
  // AttributeProto's field number of the value of each type.
  constexpr int field_of_type[] = {0, 2, 3, 4, 5, 0, 7, 8};
  const int wanted = type > 0 && type < 8 ? field_of_type[type] : 0;
  if (wanted == 0 || (kinds & ~(std::uint64_t{1} << wanted)) != 0 || (wanted == 5 && !made.t))
    fault_.set("has an attribute " + quotation_of(made.name) + " of the type " + std::to_string(type) +
               " whose value is none of that type");
  for (const AttributeView& other : node.attributes)
    if (other.name == made.name) fault_.set("has a node with two attributes " + quotation_of(made.name));
  made.kind = static_cast<AttributeView::Kind>(wanted == 0 ? 0 : type);
  node.attributes.push_back(std::move(made));
}

}  // namespace

GraphView graph_view_from_bytes(std::span<const std::uint8_t> bytes, GraphFault& fault) {
  return GraphReader(fault).model(bytes);
}

}  // namespace reverie
