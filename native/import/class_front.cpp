#include "native/import/class_front.h"

#include <algorithm>
#include <deque>

#include "native/import/graph_lookup.h"

namespace reverie {
namespace {

using Side = Surgery::Side;

constexpr float vote_sharpness = 16;  // nearly always one class, yet the way from one to the next is soft

// Numbers of the code for each class: one where the code is long enough, else pairs (a, a + d) that all differ as long
// as there are enough of them.
std::pair<Shape, Shape> voters(std::int64_t code_size, std::int64_t classes, std::int64_t offset) {
  Shape first, second;
  for (std::int64_t k = 0; k < classes; ++k) {
    first.push_back((k + offset) % code_size);
    if (classes > code_size) second.push_back((k + offset + 1 + k / code_size) % code_size);
  }
  return {first, second};
}

// A node that looks the index up, in a table of floats or as one-hot.
struct Lookup {
  onnx::NodeProto* node = nullptr;
  bool gathers = true;
  std::int32_t type = onnx::TensorProto::FLOAT;  // of the table, or of the one-hot row
  std::int64_t width = 0;                        // of a row of the table
};

bool is_float_type(std::int32_t type) { return type == onnx::TensorProto::FLOAT || type == onnx::TensorProto::FLOAT16; }

bool is_lookup(const GraphLookup& view, const onnx::NodeProto& node, const std::string& index, const ClassReading& each,
               Lookup& lookup) {
  if (node.op_type() == "Gather" && node.input(1) == index) {
    const onnx::TensorProto* table = view.constant(node.input(0));
    if (table == nullptr || table->dims_size() != 2 || table->dims(0) != each.count ||
        !is_float_type(table->data_type()))
      return false;
    lookup.type = table->data_type();
    lookup.width = table->dims(1);
    return GraphLookup::whole_attribute(node, "axis", 0) == 0;
  }
  if (node.op_type() != "OneHot" || node.input(0) != index || each.rank != 1) return false;
  lookup.gathers = false;
  const std::int64_t axis = GraphLookup::whole_attribute(node, "axis", -1);
  return (axis == -1 || axis == 1) && view.whole_numbers(node.input(1)) == Shape{each.count};
}

// How OneHot writes "not this one" and "this one": as floats 0 and 1, or as whole numbers that are cast afterwards.
std::int32_t one_hot_type(const GraphLookup& view, const onnx::NodeProto& node) {
  if (view.few_floats(node.input(2)) == std::vector<float>{0, 1}) return onnx::TensorProto::FLOAT;
  if (view.whole_numbers(node.input(2)) == Shape{0, 1}) return onnx::TensorProto::INT64;
  return onnx::TensorProto::UNDEFINED;
}

// Everything that the index is used for, or none where one of its uses is something else. Casts of what OneHot wrote in
// whole numbers take part, since weights are no whole numbers.
std::vector<Lookup> lookups_of(Surgery& surgery, const std::string& index, const ClassReading& each) {
  const GraphLookup view(surgery.graph());
  std::vector<Lookup> found;
  for (std::deque<std::string> open{index}; !open.empty(); open.pop_front())
    for (const onnx::NodeProto* node : view.readers(open.front())) {
      Lookup lookup;
      lookup.node = const_cast<onnx::NodeProto*>(node);  // the view only looks, the graph is the surgery's own
      if (node->op_type() == "Identity" || node->op_type() == "Cast") {
        open.push_back(node->output(0));
        continue;
      }
      if (!is_lookup(view, *node, open.front(), each, lookup)) return {};
      if (!lookup.gathers) lookup.type = one_hot_type(view, *node);
      if (lookup.type == onnx::TensorProto::INT64) {
        for (const onnx::NodeProto* reader : view.readers(node->output(0))) {
          const auto to = static_cast<std::int32_t>(GraphLookup::whole_attribute(*reader, "to", 0));
          if (reader->op_type() != "Cast" || !is_float_type(to)) return {};
          found.push_back({const_cast<onnx::NodeProto*>(reader), false, to, 0});
        }
        continue;
      }
      if (!is_float_type(lookup.type)) return {};
      found.push_back(lookup);
    }
  return found;
}

void become(onnx::NodeProto& node, const std::string& op, const std::vector<std::string>& inputs) {
  node.set_op_type(op);
  node.clear_input();
  node.clear_attribute();
  for (const std::string& value : inputs) node.add_input(value);
}

}  // namespace

std::string class_vote(Surgery& surgery, const std::string& weights, std::int64_t code_size, std::int64_t classes,
                       std::size_t axis) {
  const auto [first, second] = voters(code_size, classes, static_cast<std::int64_t>(axis) * classes);
  const auto pick = [&](const Shape& which) {
    return surgery.node(Side::front, "Gather", {"z", surgery.constant(which)}, {{"axis", 1}});
  };
  std::string votes = pick(first);
  if (!second.empty()) {
    const std::string others = pick(second);
    votes = surgery.node(Side::front, "Add", {votes, others});
  }
  const std::string sharp =
      surgery.node(Side::front, "Mul", {votes, surgery.constant(std::vector<float>{vote_sharpness}, {})});
  const std::string vote = surgery.node(Side::front, "Softmax", {sharp}, {{"axis", 1}});
  const std::string ones = surgery.constant(std::vector<float>(static_cast<std::size_t>(classes), 1.0F), {classes, 1});
  const std::string sum = surgery.node(Side::front, "MatMul", {weights, ones});
  const std::string rest = surgery.node(Side::front, "Sub", {surgery.constant(std::vector<float>{1}, {}), sum});
  const std::string left = surgery.node(Side::front, "Relu", {rest});
  const std::string filled = surgery.node(Side::front, "Mul", {vote, left});
  return surgery.node(Side::front, "Add", {weights, filled});
}

bool connect_class(Surgery& surgery, const ClassReading& each, const std::string& weights) {
  const std::string wanted = surgery.name_of(each.input);
  const auto cast = [&](const std::string& value, std::int64_t to) {
    return to == onnx::TensorProto::FLOAT ? value : surgery.node(Side::front, "Cast", {value}, {{"to", to}});
  };
  if (each.form == ClassForm::one_hot) {
    const std::string shaped =
        each.rank == 4 ? surgery.node(Side::front, "Reshape", {weights, surgery.constant(Shape{-1, each.count, 1, 1})})
                       : weights;
    surgery.rename(wanted, cast(shaped, static_cast<std::int64_t>(each.type)));
    return true;
  }
  const std::vector<Lookup> lookups = lookups_of(surgery, wanted, each);
  for (const Lookup& lookup : lookups) {
    const std::string value = cast(weights, lookup.type);
    if (!lookup.gathers) {
      become(*lookup.node, "Identity", {value});
    } else if (each.rank == 1) {
      const std::string table = lookup.node->input(0);
      become(*lookup.node, "MatMul", {value, table});
    } else {  // an index (N,1) gives rows (N,1,E): so do weights (N,1,K)
      const std::string table = lookup.node->input(0);
      const std::string column =
          surgery.node(Side::front, "Reshape", {value, surgery.constant(Shape{-1, 1, each.count})});
      become(*lookup.node, "MatMul", {column, table});
    }
  }
  if (!lookups.empty()) return true;
  const std::string largest =
      surgery.node(Side::front, "ArgMax", {weights}, {{"axis", 1}, {"keepdims", each.rank == 2 ? 1 : 0}});
  surgery.rename(wanted, each.type == GraphType::int64 ? largest : cast(largest, static_cast<std::int64_t>(each.type)));
  return false;
}

}  // namespace reverie
