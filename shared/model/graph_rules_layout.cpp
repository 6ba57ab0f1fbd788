// Operators that move numbers about. They are where a small file could ask for a large tensor, so every size they are
// given must be one that is known before the graph runs.
#include <algorithm>
#include <cmath>

#include "shared/model/graph_shapes.h"

namespace reverie {

namespace {

using Wholes = std::vector<std::int64_t>;
using Numbers = std::optional<std::vector<double>>;

void reshape(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  Wholes wanted = node.wholes(1);
  const bool zero_stays = node.attribute_whole("allowzero", 0) != 0;
  std::int64_t rest = -1;
  for (std::size_t i = 0; i < wanted.size() && !node.failed(); ++i) {
    if (wanted[i] == 0 && !zero_stays) {
      node.require(i < x.dims.size(), "keeps a dimension that its input does not have");
      wanted[i] = i < x.dims.size() ? x.dims[i] : 0;
    } else if (wanted[i] == -1) {
      node.require(rest < 0, "leaves two dimensions of a shape open, where one may be");
      rest = static_cast<std::int64_t>(i);
    }
  }
  const std::int64_t held = bounded_count(x.dims);
  if (rest >= 0) {
    wanted[static_cast<std::size_t>(rest)] = 1;
    const std::int64_t others = bounded_count(wanted);
    wanted[static_cast<std::size_t>(rest)] = others > 0 ? held / others : 0;
  }
  if (!node.failed() && bounded_count(wanted) != held)
    node.fail("gives a tensor of the shape " + text_from_shape(x.dims) + " the shape " + text_from_shape(wanted) +
              ", which holds another number of elements");
  node.out(x.type, std::move(wanted), x.numbers);
}

void flatten(NodeShapes& node) {
  const Shape& dims = node.dims(0);
  const std::int64_t given = node.attribute_whole("axis", 1);
  const auto rank = static_cast<std::int64_t>(dims.size());
  const std::int64_t at = given == rank ? rank : node.axis(given, std::max<std::int64_t>(rank, 1));
  if (node.failed()) return;
  const auto split = dims.begin() + std::min(at, rank);
  node.out(node.in(0).type, {bounded_count({dims.begin(), split}), bounded_count({split, dims.end()})});
}

void squeeze(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const auto axes = node.wholes_of("axes", 1);
  std::vector<bool> gone(x.dims.size());
  for (std::size_t i = 0; i < x.dims.size(); ++i) gone[i] = !axes && x.dims[i] == 1;
  for (const std::int64_t given : axes.value_or(Wholes())) {
    const auto at = static_cast<std::size_t>(node.axis(given, x.rank()));
    if (node.failed()) return;
    node.require(x.dims[at] == 1, "drops a dimension that is larger than 1");
    gone[at] = true;
  }
  Shape dims;
  for (std::size_t i = 0; i < x.dims.size(); ++i)
    if (!gone[i]) dims.push_back(x.dims[i]);
  node.out(x.type, std::move(dims), x.numbers);
}

void unsqueeze(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const auto axes = node.wholes_of("axes", 1);
  node.require(axes.has_value() && axes->size() <= max_graph_rank, "lacks the axes that it adds");
  if (node.failed()) return;
  const std::int64_t rank = x.rank() + static_cast<std::int64_t>(axes->size());
  std::vector<bool> added(static_cast<std::size_t>(rank));
  for (const std::int64_t given : *axes) {
    const auto at = static_cast<std::size_t>(node.axis(given, rank));
    if (node.failed()) return;
    node.require(!added[at], "adds an axis twice");
    added[at] = true;
  }
  Shape dims;
  auto next = x.dims.begin();
  for (const bool fresh : added)
    if (!node.failed()) dims.push_back(fresh ? 1 : *next++);
  node.out(x.type, std::move(dims), x.numbers);
}

void transpose(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  Wholes order = node.attribute_wholes("perm");
  if (order.empty())
    for (std::int64_t i = x.rank(); i-- > 0;) order.push_back(i);
  node.require(order.size() == x.dims.size(), "orders other dimensions than its input has");
  Shape dims;
  std::vector<bool> seen(x.dims.size());
  for (const std::int64_t given : order) {
    if (node.failed()) return;
    const auto at = static_cast<std::size_t>(node.axis(given, x.rank()));
    if (node.failed()) return;
    node.require(!seen[at], "names a dimension twice");
    seen[at] = true;
    dims.push_back(x.dims[at]);
  }
  node.out(x.type, std::move(dims));
}

void concat(NodeShapes& node) {
  const GraphValue& first = node.in(0);
  Shape dims = first.dims;
  Numbers numbers = first.numbers;
  const auto at = static_cast<std::size_t>(node.axis(node.attribute_whole("axis", 0), first.rank()));
  for (std::size_t i = 1; i < node.count() && !node.failed(); ++i) {
    const GraphValue& next = node.in(i);
    node.require(next.dims.size() == dims.size(), "joins tensors of different rank");
    if (node.failed()) return;
    for (std::size_t d = 0; d < dims.size(); ++d)
      if (d != at && next.dims[d] != dims[d])
        node.fail("joins the shapes " + text_from_shape(first.dims) + " and " + text_from_shape(next.dims) +
                  ", which do not fit");
    dims[at] += next.dims[at];
    if (numbers && next.numbers && numbers->size() <= max_known_numbers)
      numbers->insert(numbers->end(), next.numbers->begin(), next.numbers->end());
    else
      numbers.reset();
  }
  if (dims.size() != 1) numbers.reset();
  node.out(first.type, std::move(dims), std::move(numbers));
}

void split(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const auto at = static_cast<std::size_t>(node.axis(node.attribute_whole("axis", 0), x.rank()));
  const auto parts = static_cast<std::int64_t>(node.wanted_outputs());
  auto sizes = node.wholes_of("split", 1);
  if (node.failed() || parts == 0) return;
  if (!sizes) {
    const std::int64_t each = (x.dims[at] + parts - 1) / parts;
    sizes.emplace(static_cast<std::size_t>(parts), each);
    sizes->back() = x.dims[at] - each * (parts - 1);
  }
  std::int64_t sum = 0;
  for (const std::int64_t size : *sizes) sum += size;
  node.require(sum == x.dims[at] && sizes->size() == static_cast<std::size_t>(parts),
               "splits into parts that do not add up");
  for (const std::int64_t size : *sizes) {
    Shape dims = x.dims;
    dims[at] = size;
    node.out(x.type, std::move(dims));
  }
}

struct Cut {
  std::int64_t start = 0, step = 1, count = 0;
};

Cut cut_of(NodeShapes& node, std::int64_t size, std::int64_t start, std::int64_t end, std::int64_t step) {
  node.require(step != 0, "steps by 0");
  if (node.failed()) return {};
  const auto within = [&](std::int64_t given, std::int64_t low, std::int64_t high) {
    return std::clamp(given < 0 ? given + size : given, low, high);
  };
  const std::int64_t from = step > 0 ? within(start, 0, size) : within(start, -1, size - 1);
  const std::int64_t to = step > 0 ? within(end, 0, size) : within(end, -1, size - 1);
  const std::int64_t length = step > 0 ? to - from : from - to;
  const std::int64_t stride = step > 0 ? step : -step;
  return {from, step, length > 0 ? (length + stride - 1) / stride : 0};
}

void slice(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const auto starts = node.wholes_of("starts", 1), ends = node.wholes_of("ends", 2), axes = node.wholes_of("axes", 3);
  const auto steps = node.has(4) ? std::optional(node.wholes(4)) : std::nullopt;
  node.require(starts && ends && starts->size() == ends->size() && (!axes || axes->size() == starts->size()) &&
                   (!steps || steps->size() == starts->size()) && starts->size() <= x.dims.size(),
               "cuts with lists that do not fit each other");
  Shape dims = x.dims;
  Numbers numbers = x.numbers;
  for (std::size_t i = 0; !node.failed() && i < starts->size(); ++i) {
    const auto at = static_cast<std::size_t>(node.axis(axes ? (*axes)[i] : static_cast<std::int64_t>(i), x.rank()));
    if (node.failed()) return;
    const Cut cut = cut_of(node, x.dims[at], (*starts)[i], (*ends)[i], steps ? (*steps)[i] : 1);
    dims[at] = cut.count;
    if (!numbers || x.dims.size() != 1) continue;
    numbers.emplace();
    for (std::int64_t k = 0; k < cut.count; ++k)
      numbers->push_back((*x.numbers)[static_cast<std::size_t>(cut.start + k * cut.step)]);
  }
  if (x.dims.size() != 1) numbers.reset();
  node.out(x.type, std::move(dims), std::move(numbers));
}

void gather(NodeShapes& node) {
  const GraphValue &x = node.in(0), &picks = node.in(1);
  const std::int64_t at = node.axis(node.attribute_whole("axis", 0), x.rank());
  if (node.failed()) return;
  Shape dims(x.dims.begin(), x.dims.begin() + at);
  dims.insert(dims.end(), picks.dims.begin(), picks.dims.end());
  dims.insert(dims.end(), x.dims.begin() + at + 1, x.dims.end());
  Numbers numbers;
  if (x.numbers && picks.numbers && x.dims.size() == 1) {
    const auto size = static_cast<double>(x.numbers->size());
    numbers.emplace();
    for (const double pick : *picks.numbers) {
      const double place = pick < 0 ? pick + size : pick;
      node.require(place >= 0 && place < size, "picks an element that is not there");
      if (!node.failed()) numbers->push_back((*x.numbers)[static_cast<std::size_t>(place)]);
    }
  }
  node.out(x.type, std::move(dims), std::move(numbers));
}

void gather_elements(NodeShapes& node) { node.out(node.in(0).type, node.dims(1)); }

void scatter(NodeShapes& node) { node.out(node.in(0).type, node.dims(0)); }

void gather_nd(NodeShapes& node) {
  const Shape &x = node.dims(0), &picks = node.dims(1);
  const std::int64_t batch = node.attribute_whole("batch_dims", 0);
  node.require(!picks.empty() && batch >= 0 && batch < static_cast<std::int64_t>(picks.size()) && picks.back() >= 1 &&
                   batch + picks.back() <= static_cast<std::int64_t>(x.size()),
               "picks along more dimensions than its input has");
  if (node.failed()) return;
  Shape dims(picks.begin(), picks.end() - 1);
  dims.insert(dims.end(), x.begin() + batch + picks.back(), x.end());
  node.out(node.in(0).type, std::move(dims));
}

void pad(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const auto pads = node.wholes_of("pads", 1);
  Wholes axes;
  if (node.has(3))
    axes = node.wholes(3);
  else
    for (std::int64_t i = 0; i < x.rank(); ++i) axes.push_back(i);
  node.require(pads && pads->size() == 2 * axes.size(), "pads other dimensions than its input has");
  Shape dims = x.dims;
  for (std::size_t i = 0; i < axes.size() && !node.failed(); ++i) {
    const auto at = static_cast<std::size_t>(node.axis(axes[i], x.rank()));
    if (!node.failed()) dims[at] += (*pads)[i] + (*pads)[i + axes.size()];
  }
  node.out(x.type, std::move(dims));
}

void expand(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const Shape dims = broadcast(node, x.dims, node.wholes(1));
  Numbers numbers;  // one number many times, as sizes are reckoned
  const std::int64_t count = bounded_count(dims);
  if (x.numbers && x.numbers->size() == 1 && count >= 0 && count <= static_cast<std::int64_t>(max_known_numbers))
    numbers.emplace(static_cast<std::size_t>(count), x.numbers->front());
  node.out(x.type, dims, std::move(numbers));
}

void tile(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const Wholes times = node.wholes(1);
  node.require(times.size() == x.dims.size(), "repeats other dimensions than its input has");
  Shape dims = x.dims;
  for (std::size_t i = 0; i < dims.size() && !node.failed(); ++i) {
    const bool fits = dims[i] == 0 || (times[i] >= 0 && times[i] <= max_graph_tensor_bytes / dims[i]);
    if (!fits)
      node.fail("repeats a dimension of " + std::to_string(dims[i]) + " " + std::to_string(times[i]) +
                " times, which is more than any tensor may hold");
    dims[i] = fits ? dims[i] * times[i] : 0;
  }
  node.out(x.type, std::move(dims));
}

constexpr OpRule rules[] = {
    {"Concat", concat, 1, any_number},
    {"Expand", expand, 2, 2},
    {"Flatten", flatten, 1, 1},
    {"Gather", gather, 2, 2},
    {"GatherElements", gather_elements, 2, 2},
    {"GatherND", gather_nd, 2, 2},
    {"Pad", pad, 1, 4},
    {"Reshape", reshape, 2, 2},
    {"ScatterElements", scatter, 3, 3},
    {"ScatterND", scatter, 3, 3},
    {"Slice", slice, 1, 5},
    {"Split", split, 1, 2},
    {"Squeeze", squeeze, 1, 2},
    {"Tile", tile, 2, 2},
    {"Transpose", transpose, 1, 1},
    {"Unsqueeze", unsqueeze, 1, 2},
};

}  // namespace

std::span<const OpRule> layout_rules() { return rules; }

}  // namespace reverie
