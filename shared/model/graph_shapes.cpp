#include "shared/model/graph_shapes.h"

#include <algorithm>
#include <cmath>

#include "shared/model/json_reader.h"

namespace reverie {

namespace {

constexpr std::int64_t most_of_a_number = std::int64_t{1} << 31;
constexpr double exact_in_a_double = 9007199254740992.0;  // 2^53

// Whether `value` is one that a tensor of this type can hold and that we know exactly.
bool fits(GraphType type, double value) {
  switch (type) {
    case GraphType::float32:
      return static_cast<double>(static_cast<float>(value)) == value;
    case GraphType::float64:
      return std::isfinite(value);
    case GraphType::boolean:
      return value == 0 || value == 1;
    case GraphType::int32:
      return value >= -2147483648.0 && value <= 2147483647.0 && value == std::trunc(value);
    case GraphType::int64:
      return std::abs(value) <= exact_in_a_double * 1024 &&
             value == std::trunc(value);  // 2^63: "to the end" of a Slice
    default:
      return false;  // nothing reckons with sizes in these
  }
}

}  // namespace

const GraphValue& NodeShapes::in(std::size_t i) {
  static const GraphValue nothing;
  if (has(i)) return *inputs_[i];
  fail("lacks its input " + std::to_string(i + 1));
  return nothing;
}

std::vector<double> NodeShapes::numbers(std::size_t i) {
  const GraphValue& value = in(i);
  if (!failed() && !value.numbers)
    fail("makes a tensor whose size only shows while it runs, where every size must be known before");
  return failed() ? std::vector<double>() : *value.numbers;
}

std::vector<std::int64_t> NodeShapes::wholes(std::size_t i) {
  std::vector<std::int64_t> found;
  for (const double number : numbers(i)) {
    const bool whole = number == std::trunc(number);
    if (!whole) fail("counts with a number that is not whole");
    const double bounded =
        std::clamp(number, -static_cast<double>(most_of_a_number), static_cast<double>(most_of_a_number));
    found.push_back(whole ? static_cast<std::int64_t>(bounded) : 0);
  }
  return found;
}

std::int64_t NodeShapes::whole(std::size_t i) {
  const auto found = wholes(i);
  require(found.size() == 1, "takes one number and is given several");
  return found.size() == 1 ? found[0] : 0;
}

const AttributeView* NodeShapes::attribute(std::string_view name, AttributeView::Kind kind) {
  const auto found = std::ranges::find(node_.attributes, name, &AttributeView::name);
  if (found == node_.attributes.end()) return nullptr;
  if (found->kind == kind) return &*found;
  fail("has an attribute " + quotation_of(name) + " of a wrong type");
  return nullptr;
}

std::int64_t NodeShapes::attribute_whole(std::string_view name, std::int64_t otherwise) {
  const AttributeView* found = attribute(name, AttributeView::whole);
  if (found == nullptr) return otherwise;
  require(std::abs(static_cast<double>(found->i)) <= static_cast<double>(most_of_a_number),
          "has an attribute beyond 2147483648");
  return failed() ? otherwise : found->i;
}

std::string_view NodeShapes::attribute_text(std::string_view name, std::string_view otherwise) {
  const AttributeView* found = attribute(name, AttributeView::text);
  return found == nullptr ? otherwise : found->s;
}

std::vector<std::int64_t> NodeShapes::attribute_wholes(std::string_view name) {
  const AttributeView* found = attribute(name, AttributeView::wholes);
  if (found == nullptr) return {};
  std::vector<std::int64_t> values = found->ints;
  for (std::int64_t& value : values) value = std::clamp(value, -most_of_a_number, most_of_a_number);
  return values;
}

std::optional<std::vector<std::int64_t>> NodeShapes::wholes_of(std::string_view name, std::size_t i) {
  if (attribute(name, AttributeView::wholes) != nullptr) return attribute_wholes(name);
  if (has(i)) return wholes(i);
  return std::nullopt;
}

std::int64_t NodeShapes::axis(std::int64_t given, std::int64_t rank) {
  if (given >= -rank && given < rank) return given < 0 ? given + rank : given;
  fail("names the axis " + std::to_string(given) + " of a tensor of " + std::to_string(rank) + " dimensions");
  return 0;
}

void NodeShapes::out(GraphType type, Shape dims, std::optional<std::vector<double>> numbers) {
  if (failed()) return;
  if (dims.size() > max_graph_rank)
    return fail("makes a tensor of " + std::to_string(dims.size()) + " dimensions, where " +
                std::to_string(max_graph_rank) + " are allowed");
  const std::int64_t count = bounded_count(dims);
  if (count < 0)
    return fail("makes a tensor of the shape " + text_from_shape(dims) +
                ", where sizes from 0 to 2147483648 are allowed");
  if (numbers && (static_cast<std::int64_t>(numbers->size()) != count || numbers->size() > max_known_numbers ||
                  !std::ranges::all_of(*numbers, [&](double value) { return fits(type, value); })))
    numbers.reset();
  outputs_.push_back({type, std::move(dims), std::move(numbers)});
}

Shape broadcast(NodeShapes& node, const Shape& a, const Shape& b) {
  Shape joined(std::max(a.size(), b.size()), 1);
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const auto of = [&](const Shape& shape) {  // counted from the last dimension
      return i < shape.size() ? shape[shape.size() - 1 - i] : 1;
    };
    if (of(a) != of(b) && of(a) != 1 && of(b) != 1) {
      node.fail("joins the shapes " + text_from_shape(a) + " and " + text_from_shape(b) + ", which do not fit");
      return {};
    }
    joined[joined.size() - 1 - i] = of(a) == 1 ? of(b) : of(a);
  }
  return joined;
}

double product(std::span<const std::int64_t> dims) {
  double all = 1;
  for (const std::int64_t size : dims) all *= static_cast<double>(size);
  return all;
}

const OpRule* rule_of(std::string_view op) {
  for (const auto rules : {layer_rules(), value_rules(), layout_rules(), reduce_rules()})
    if (const auto found = std::ranges::find(rules, op, &OpRule::op); found != rules.end()) return &*found;
  return nullptr;
}

}  // namespace reverie
