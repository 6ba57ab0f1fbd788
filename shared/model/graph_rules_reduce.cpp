// Reductions, choices, sizes as numbers, constants, and recurrent nets.
#include <algorithm>
#include <cmath>

#include "shared/model/graph_shapes.h"

namespace reverie {

namespace {

using Wholes = std::vector<std::int64_t>;
using Numbers = std::optional<std::vector<double>>;

// Of a short list of whole numbers to one number, as sizes are multiplied up.
Numbers reduced_list(std::string_view op, const GraphValue& x) {
  if (!x.numbers || x.dims.size() != 1 || x.numbers->empty()) return {};
  double all = op == "ReduceSum" ? 0 : op == "ReduceProd" ? 1 : x.numbers->front();
  for (const double value : *x.numbers) {
    if (std::abs(value) > 9007199254740992.0 || std::abs(all) > 9007199254740992.0) return {};
    if (op == "ReduceSum")
      all += value;
    else if (op == "ReduceProd")
      all *= value;
    else if (op == "ReduceMax")
      all = std::max(all, value);
    else if (op == "ReduceMin")
      all = std::min(all, value);
    else
      return {};
  }
  if (x.type == GraphType::float32) return {};  // rounded after every step; nobody needs it
  return std::vector<double>{all};
}

void reduce(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const auto axes = node.wholes_of("axes", 1);
  const bool keep = node.attribute_whole("keepdims", 1) != 0;
  const bool none_means_none = node.attribute_whole("noop_with_empty_axes", 0) != 0;
  const bool all = !axes || axes->empty();
  std::vector<bool> gone(x.dims.size(), all && !none_means_none);
  if (!all)
    for (const std::int64_t given : *axes) {
      const auto at = static_cast<std::size_t>(node.axis(given, x.rank()));
      if (node.failed()) return;
      gone[at] = true;
    }
  Shape dims;
  for (std::size_t i = 0; i < x.dims.size(); ++i)
    if (!gone[i] || keep) dims.push_back(gone[i] ? 1 : x.dims[i]);
  const bool to_one = !gone.empty() && gone[0];
  node.out(x.type, std::move(dims), to_one ? reduced_list(node.op(), x) : Numbers());
}

void arg(NodeShapes& node) {
  Shape dims = node.dims(0);
  const std::int64_t at = node.axis(node.attribute_whole("axis", 0), node.rank(0));
  if (node.failed()) return;
  if (node.attribute_whole("keepdims", 1) != 0)
    dims[static_cast<std::size_t>(at)] = 1;
  else
    dims.erase(dims.begin() + at);
  node.out(GraphType::int64, std::move(dims));
}

void top(NodeShapes& node) {
  Shape dims = node.dims(0);
  const std::int64_t at = node.axis(node.attribute_whole("axis", -1), node.rank(0));
  const std::int64_t count = node.has(1) ? node.whole(1) : node.attribute_whole("k", -1);
  if (node.failed()) return;
  node.require(count >= 0 && count <= dims[static_cast<std::size_t>(at)], "picks more than there are");
  dims[static_cast<std::size_t>(at)] = count;
  node.out(node.in(0).type, dims);
  if (node.wanted_outputs() > 1) node.out(GraphType::int64, std::move(dims));
}

void one_hot(NodeShapes& node) {
  Shape dims = node.dims(0);
  const std::int64_t depth = node.whole(1);
  const std::int64_t at = node.axis(node.attribute_whole("axis", -1), node.rank(0) + 1);
  if (node.failed()) return;
  dims.insert(dims.begin() + at, depth);
  node.out(node.in(2).type, std::move(dims));
}

void shape_of(NodeShapes& node) {
  const Shape& dims = node.dims(0);
  const auto rank = static_cast<std::int64_t>(dims.size());
  const auto within = [&](std::int64_t given) {
    return std::clamp<std::int64_t>(given < 0 ? given + rank : given, 0, rank);
  };
  const std::int64_t start = within(node.attribute_whole("start", 0));
  const std::int64_t end = std::max(start, within(node.attribute_whole("end", rank)));
  const std::vector<double> numbers(dims.begin() + start, dims.begin() + end);
  node.out(GraphType::int64, {end - start}, numbers);
}

void size_of(NodeShapes& node) { node.out(GraphType::int64, {}, std::vector<double>{product(node.dims(0))}); }

void constant(NodeShapes& node) {
  using Kind = AttributeView;
  if (const auto* tensor = node.attribute("value", Kind::tensor))
    return node.out(tensor->t->type, tensor->t->dims, tensor->t->numbers);
  if (const auto* one = node.attribute("value_float", Kind::real))
    return node.out(GraphType::float32, {}, std::vector<double>{static_cast<double>(one->f)});
  if (const auto* one = node.attribute("value_int", Kind::whole))
    return node.out(GraphType::int64, {}, std::vector<double>{static_cast<double>(one->i)});
  if (const auto* list = node.attribute("value_floats", Kind::reals))
    return node.out(GraphType::float32, {static_cast<std::int64_t>(list->floats.size())},
                    std::vector<double>(list->floats.begin(), list->floats.end()));
  if (const auto* list = node.attribute("value_ints", Kind::wholes))
    return node.out(GraphType::int64, {static_cast<std::int64_t>(list->ints.size())},
                    std::vector<double>(list->ints.begin(), list->ints.end()));
  node.fail("is a constant without numbers");
}

void constant_of_shape(NodeShapes& node) {
  Shape dims = node.wholes(0);
  GraphType type = GraphType::float32;
  std::optional<double> value = 0;
  if (const auto* given = node.attribute("value", AttributeView::tensor)) {
    node.require(bounded_count(given->t->dims) == 1, "repeats something other than one number");
    type = given->t->type;
    value.reset();
    if (given->t->numbers && given->t->numbers->size() == 1) value = given->t->numbers->front();
  }
  const std::int64_t count = bounded_count(dims);
  Numbers numbers;
  if (value && count >= 0 && count <= static_cast<std::int64_t>(max_known_numbers))
    numbers.emplace(static_cast<std::size_t>(count), *value);
  node.out(type, std::move(dims), std::move(numbers));
}

void range(NodeShapes& node) {
  const auto from = node.numbers(0), to = node.numbers(1), step = node.numbers(2);
  node.require(from.size() == 1 && to.size() == 1 && step.size() == 1 && step[0] != 0,
               "counts without start, end and step");
  if (node.failed()) return;
  const bool single = node.in(0).type == GraphType::float32;
  const double way = single ? static_cast<double>(static_cast<float>(to[0] - from[0])) : to[0] - from[0];
  const double length = std::ceil(way / step[0]);
  node.require(std::abs(length) < 1e9 && std::abs(from[0]) < 1e15 && std::abs(to[0]) < 1e15,
               "counts further than any tensor may hold");
  if (node.failed()) return;
  const auto count = static_cast<std::int64_t>(std::max(0.0, length));
  Numbers numbers;
  if (count <= static_cast<std::int64_t>(max_known_numbers)) {
    numbers.emplace();
    for (std::int64_t i = 0; i < count; ++i) numbers->push_back(from[0] + step[0] * static_cast<double>(i));
  }
  node.out(node.in(0).type, {count}, std::move(numbers));
}

// X (steps, N, in), W (directions, gates·hidden, in), R (directions, gates·hidden, hidden).
void recurrent(NodeShapes& node) {
  const Shape &x = node.dims(0), &w = node.dims(1), &r = node.dims(2);
  const std::int64_t gates = node.op() == "LSTM" ? 4 : node.op() == "GRU" ? 3 : 1;
  node.require(x.size() == 3 && w.size() == 3 && r.size() == 3, "is recurrent over something that is no sequence");
  if (node.failed()) return;
  const std::int64_t hidden = r[2];
  node.require(w[0] >= 1 && w[0] <= 2 && w[1] == gates * hidden && w[2] == x[2] && r[1] == w[1] && r[0] == w[0],
               "is recurrent with weights that do not fit");
  node.require(node.attribute_whole("layout", 0) == 0, "is recurrent with the batch first, where it must come second");
  node.work(product(x) * static_cast<double>(w[0] * w[1]) + product(r) * static_cast<double>(x[0] * x[1]));
  const Shape last = {w[0], x[1], hidden};
  node.out(node.in(0).type, {x[0], w[0], x[1], hidden});
  for (std::size_t i = 1; i < std::min<std::size_t>(node.wanted_outputs(), gates == 4 ? 3 : 2); ++i)
    node.out(node.in(0).type, last);
}

constexpr OpRule rules[] = {
    {"ArgMax", arg, 1, 1},
    {"ArgMin", arg, 1, 1},
    {"Constant", constant, 0, 0},
    {"ConstantOfShape", constant_of_shape, 1, 1},
    {"GRU", recurrent, 3, 6},
    {"LSTM", recurrent, 3, 8},
    {"OneHot", one_hot, 3, 3},
    {"RNN", recurrent, 3, 6},
    {"Range", range, 3, 3},
    {"ReduceL1", reduce, 1, 2},
    {"ReduceL2", reduce, 1, 2},
    {"ReduceLogSum", reduce, 1, 2},
    {"ReduceLogSumExp", reduce, 1, 2},
    {"ReduceMax", reduce, 1, 2},
    {"ReduceMean", reduce, 1, 2},
    {"ReduceMin", reduce, 1, 2},
    {"ReduceProd", reduce, 1, 2},
    {"ReduceSum", reduce, 1, 2},
    {"ReduceSumSquare", reduce, 1, 2},
    {"Shape", shape_of, 1, 1},
    {"Size", size_of, 1, 1},
    {"TopK", top, 1, 2},
};

}  // namespace

std::span<const OpRule> reduce_rules() { return rules; }

}  // namespace reverie
