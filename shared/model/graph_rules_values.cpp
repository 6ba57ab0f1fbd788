// Element by element: nothing grows beyond what broadcasting gives. Graphs with a dynamic batch also reckon with their
// own sizes in these operators, so few whole numbers are followed through them.
#include <algorithm>
#include <cmath>

#include "shared/model/graph_shapes.h"

namespace reverie {

namespace {

using Numbers = std::optional<std::vector<double>>;

bool is_whole(GraphType type) { return type == GraphType::int64 || type == GraphType::int32; }

// Constants as large as 2^63 say "to the end"; a double does not hold them exactly, so nobody counts with them.
bool countable(const GraphValue& value) {
  return value.numbers &&
         std::ranges::all_of(*value.numbers, [](double v) { return std::abs(v) <= 9007199254740992.0; });
}

Numbers each(const GraphValue& value, double (*change)(double)) {
  if (!countable(value)) return {};
  std::vector<double> changed = *value.numbers;
  std::ranges::transform(changed, changed.begin(), change);
  return changed;
}

void same(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  Numbers numbers;
  if (node.op() == "Floor") numbers = each(x, std::floor);
  if (node.op() == "Ceil") numbers = each(x, std::ceil);
  if (node.op() == "Neg") numbers = each(x, [](double v) { return -v; });
  if (node.op() == "Abs") numbers = each(x, std::fabs);
  if (node.op() == "Identity") numbers = x.numbers;
  node.out(x.type, x.dims, std::move(numbers));
}

// The value also as the mask of what was kept.
void dropout(NodeShapes& node) {
  same(node);
  if (node.wanted_outputs() > 1) node.out(GraphType::boolean, node.dims(0));
}

GraphType type_of(NodeShapes& node, std::int64_t type) {
  node.require(width_of(type) > 0, "makes numbers of a type that is not allowed");
  return width_of(type) > 0 ? static_cast<GraphType>(type) : GraphType::float32;
}

void cast(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const GraphType type = node.op() == "CastLike" ? node.in(1).type : type_of(node, node.attribute_whole("to", 0));
  Numbers numbers;
  if (type == GraphType::boolean)
    numbers = each(x, [](double v) { return v == 0 ? 0.0 : 1.0; });
  else if (is_whole(type))
    numbers = each(x, std::trunc);
  else if (type == GraphType::float32)
    numbers = each(x, [](double v) { return static_cast<double>(static_cast<float>(v)); });
  node.out(type, x.dims, std::move(numbers));
}

double modulo(double a, double b) { return a - b * std::floor(a / b); }

// NaN where we do not follow; the number is then forgotten.
double reckon(std::string_view op, bool whole, double a, double b) {
  if (op == "Add" || op == "Sum") return a + b;
  if (op == "Sub") return a - b;
  if (op == "Mul") return a * b;
  if (op == "Min") return std::min(a, b);
  if (op == "Max") return std::max(a, b);
  if (op == "Equal") return a == b ? 1 : 0;
  if (op == "Less") return a < b ? 1 : 0;
  if (op == "LessOrEqual") return a <= b ? 1 : 0;
  if (op == "Greater") return a > b ? 1 : 0;
  if (op == "GreaterOrEqual") return a >= b ? 1 : 0;
  if (op == "And") return a != 0 && b != 0 ? 1 : 0;
  if (op == "Or") return a != 0 || b != 0 ? 1 : 0;
  if (op == "Div" && b != 0) return whole ? std::trunc(a / b) : a / b;
  if (op == "Mod" && whole && a >= 0 && b > 0) return modulo(a, b);
  return std::nan("");
}

// Where in `value`, broadcast to `joined`, the element `index` of `joined` lies.
std::size_t place_in(const GraphValue& value, const Shape& joined, std::size_t index) {
  std::size_t place = 0, stride = 1;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const auto size = static_cast<std::size_t>(joined[joined.size() - 1 - i]);
    if (i < value.dims.size()) {
      const auto own = static_cast<std::size_t>(value.dims[value.dims.size() - 1 - i]);
      if (own > 1) place += index % size * stride;
      stride *= own;
    }
    index /= size;
  }
  return place;
}

bool few(const Shape& dims) {
  const std::int64_t count = bounded_count(dims);
  return count >= 0 && count <= static_cast<std::int64_t>(max_known_numbers);
}

void fold(std::string_view op, GraphValue& so_far, const GraphValue& next, const Shape& joined) {
  Numbers numbers;
  if (countable(so_far) && countable(next) && few(joined)) {
    const auto count = static_cast<std::size_t>(bounded_count(joined));
    const bool single = next.type == GraphType::float32;
    numbers.emplace();
    for (std::size_t i = 0; i < count; ++i) {
      const double value = reckon(op, is_whole(next.type), (*so_far.numbers)[place_in(so_far, joined, i)],
                                  (*next.numbers)[place_in(next, joined, i)]);
      numbers->push_back(single ? static_cast<double>(static_cast<float>(value)) : value);
    }
  }
  so_far.numbers = std::move(numbers);
  so_far.dims = joined;
}

void joined(NodeShapes& node) {
  GraphValue result = node.in(0);
  const std::string_view op = node.op();
  for (std::size_t i = 1; i < node.count(); ++i) {
    const Shape dims = broadcast(node, result.dims, node.dims(i));
    if (node.failed()) return;
    fold(op, result, node.in(i), dims);
  }
  if (op == "Mean") result.numbers.reset();
  const bool compares = op == "Equal" || op == "Less" || op == "LessOrEqual" || op == "Greater" ||
                        op == "GreaterOrEqual" || op == "And" || op == "Or" || op == "Xor";
  node.out(compares ? GraphType::boolean : result.type, std::move(result.dims), std::move(result.numbers));
}

void where(NodeShapes& node) {
  const GraphValue &choice = node.in(0), &yes = node.in(1), &no = node.in(2);
  const Shape dims = broadcast(node, broadcast(node, choice.dims, yes.dims), no.dims);
  Numbers numbers;
  if (!node.failed() && choice.numbers && yes.numbers && no.numbers && few(dims)) {
    numbers.emplace();
    for (std::size_t i = 0; i < static_cast<std::size_t>(bounded_count(dims)); ++i) {
      const GraphValue& from = (*choice.numbers)[place_in(choice, dims, i)] != 0 ? yes : no;
      numbers->push_back((*from.numbers)[place_in(from, dims, i)]);
    }
  }
  node.out(yes.type, dims, std::move(numbers));
}

// Stored as small whole numbers, played as floats: the type is that of the scale.
void dequantize(NodeShapes& node) { node.out(node.in(1).type, node.dims(0)); }

void quantize(NodeShapes& node) { node.out(node.has(2) ? node.in(2).type : GraphType::uint8, node.dims(0)); }

constexpr OpRule rules[] = {
    {"Abs", same, 1, 1},
    {"Acos", same, 1, 1},
    {"Add", joined, 2, 2},
    {"And", joined, 2, 2},
    {"Asin", same, 1, 1},
    {"Atan", same, 1, 1},
    {"Cast", cast, 1, 1},
    {"CastLike", cast, 2, 2},
    {"Ceil", same, 1, 1},
    {"Celu", same, 1, 1},
    {"Clip", same, 1, 3},
    {"Cos", same, 1, 1},
    {"Cosh", same, 1, 1},
    {"CumSum", same, 2, 2},
    {"DequantizeLinear", dequantize, 2, 3},
    {"Div", joined, 2, 2},
    {"Dropout", dropout, 1, 3},
    {"Elu", same, 1, 1},
    {"Equal", joined, 2, 2},
    {"Erf", same, 1, 1},
    {"Exp", same, 1, 1},
    {"Floor", same, 1, 1},
    {"Gelu", same, 1, 1},
    {"Greater", joined, 2, 2},
    {"GreaterOrEqual", joined, 2, 2},
    {"HardSigmoid", same, 1, 1},
    {"HardSwish", same, 1, 1},
    {"Hardmax", same, 1, 1},
    {"Identity", same, 1, 1},
    {"LeakyRelu", same, 1, 1},
    {"Less", joined, 2, 2},
    {"LessOrEqual", joined, 2, 2},
    {"Log", same, 1, 1},
    {"LogSoftmax", same, 1, 1},
    {"Max", joined, 1, any_number},
    {"Mean", joined, 1, any_number},
    {"Min", joined, 1, any_number},
    {"Mish", same, 1, 1},
    {"Mod", joined, 2, 2},
    {"Mul", joined, 2, 2},
    {"Neg", same, 1, 1},
    {"Not", same, 1, 1},
    {"Or", joined, 2, 2},
    {"PRelu", same, 2, 2},
    {"Pow", joined, 2, 2},
    {"QuantizeLinear", quantize, 2, 3},
    {"Reciprocal", same, 1, 1},
    {"Relu", same, 1, 1},
    {"Round", same, 1, 1},
    {"Selu", same, 1, 1},
    {"Sigmoid", same, 1, 1},
    {"Sign", same, 1, 1},
    {"Sin", same, 1, 1},
    {"Sinh", same, 1, 1},
    {"Softmax", same, 1, 1},
    {"Softplus", same, 1, 1},
    {"Softsign", same, 1, 1},
    {"Sqrt", same, 1, 1},
    {"Sub", joined, 2, 2},
    {"Sum", joined, 1, any_number},
    {"Tan", same, 1, 1},
    {"Tanh", same, 1, 1},
    {"ThresholdedRelu", same, 1, 1},
    {"Trilu", same, 1, 2},
    {"Where", where, 3, 3},
    {"Xor", joined, 2, 2},
};

}  // namespace

std::span<const OpRule> value_rules() { return rules; }

}  // namespace reverie
