// Layers of nets: convolutions, products of matrices, pools, norms, scaling. These are what takes time, so their
// multiplications are counted.
#include <algorithm>
#include <cmath>

#include "shared/model/graph_shapes.h"

namespace reverie {

namespace {

using Wholes = std::vector<std::int64_t>;

// A window that slides over the spatial dimensions of (N,C,…).
struct Window {
  Wholes kernel, strides, dilations, pads;  // pads: all begins, then all ends
  std::string_view auto_pad;
};

Window window_of(NodeShapes& node, Wholes kernel) {
  const std::size_t rank = kernel.size();
  const auto list = [&](std::string_view name, std::size_t length, std::int64_t otherwise) {
    Wholes given = node.attribute_wholes(name);
    if (given.empty()) given.assign(length, otherwise);
    node.require(given.size() == length, "has a window whose lists do not fit its dimensions");
    for (const std::int64_t value : given)
      node.require(value >= otherwise && value <= 1 << 20, "has a window with a stride, dilation or pad out of range");
    return given;
  };
  Window made{std::move(kernel), list("strides", rank, 1), list("dilations", rank, 1), list("pads", 2 * rank, 0),
              node.attribute_text("auto_pad", "NOTSET")};
  for (const std::int64_t size : made.kernel)
    node.require(size >= 1 && size <= 1 << 24, "has a window of an impossible size");
  return made;
}

bool is_same(const Window& window) { return window.auto_pad == "SAME_UPPER" || window.auto_pad == "SAME_LOWER"; }

// How many places the window has along dimension `i` of `size`.
std::int64_t places(NodeShapes& node, const Window& window, std::size_t i, std::int64_t size, bool round_up) {
  const std::int64_t stride = window.strides[i];
  if (is_same(window)) return (size + stride - 1) / stride;
  const bool padded = window.auto_pad == "NOTSET" || window.auto_pad.empty();
  const std::int64_t before = padded ? window.pads[i] : 0, after = padded ? window.pads[i + window.kernel.size()] : 0;
  const std::int64_t room = size + before + after - window.dilations[i] * (window.kernel[i] - 1) - 1;
  node.require(room >= 0, "has a window larger than what it slides over");
  if (node.failed()) return 0;
  std::int64_t count = (round_up ? (room + stride - 1) / stride : room / stride) + 1;
  if (round_up && (count - 1) * stride >= size + before) --count;  // the last would lie in the padding alone
  return count;
}

Shape spatial(const Shape& dims) { return {dims.begin() + 2, dims.end()}; }

bool is_field(NodeShapes& node, std::size_t i) {
  node.require(node.rank(i) >= 3 && node.rank(i) <= 5, "slides over a tensor that is no row, picture or volume");
  return !node.failed();
}

void convolve(NodeShapes& node) {
  const Shape &x = node.dims(0), &w = node.dims(1);
  if (!is_field(node, 0) || !is_field(node, 1)) return;
  const std::int64_t group = node.attribute_whole("group", 1);
  node.require(w.size() == x.size() && group >= 1 && w[0] % group == 0 && x[1] == w[1] * group,
               "convolves " + text_from_shape(x) + " with " + text_from_shape(w) + ", which do not fit");
  const Window window = window_of(node, spatial(w));
  if (node.failed()) return;
  Shape dims = {x[0], w[0]};
  for (std::size_t i = 0; i < window.kernel.size(); ++i) dims.push_back(places(node, window, i, x[i + 2], false));
  node.work(product(dims) * static_cast<double>(w[1]) * product(window.kernel));
  node.out(node.in(0).type, std::move(dims));
}

void convolve_transposed(NodeShapes& node) {
  const Shape &x = node.dims(0), &w = node.dims(1);
  if (!is_field(node, 0) || !is_field(node, 1)) return;
  const std::int64_t group = node.attribute_whole("group", 1);
  node.require(w.size() == x.size() && group >= 1 && x[1] == w[0] && x[1] % group == 0,
               "convolves " + text_from_shape(x) + " with " + text_from_shape(w) + ", which do not fit");
  const Window window = window_of(node, spatial(w));
  Wholes more = node.attribute_wholes("output_padding"), wanted = node.attribute_wholes("output_shape");
  more.resize(window.kernel.size());
  node.require(wanted.empty() || wanted.size() == window.kernel.size(), "wants an output of another rank");
  if (node.failed()) return;
  Shape dims = {x[0], w[1] * group};
  for (std::size_t i = 0; i < window.kernel.size(); ++i) {
    const std::int64_t reach = (window.kernel[i] - 1) * window.dilations[i] + 1;
    const std::int64_t full = window.strides[i] * (x[i + 2] - 1) + more[i] + reach;
    const bool padded = window.auto_pad == "NOTSET" || window.auto_pad.empty();
    const std::int64_t cut = padded ? window.pads[i] + window.pads[i + window.kernel.size()] : 0;
    dims.push_back(!wanted.empty() ? wanted[i] : is_same(window) ? x[i + 2] * window.strides[i] : full - cut);
  }
  const double column = static_cast<double>(w[1]) * product(window.kernel) * product(spatial(x));
  node.work(column * static_cast<double>(x[0] * x[1]));
  node.room(column * 4);  // the runtime unfolds every place of the window into a matrix
  node.out(node.in(0).type, std::move(dims));
}

void pool(NodeShapes& node) {
  const Shape& x = node.dims(0);
  if (!is_field(node, 0)) return;
  const Window window = window_of(node, node.attribute_wholes("kernel_shape"));
  node.require(window.kernel.size() + 2 == x.size(), "has a window of another rank than its input");
  if (node.failed()) return;
  Shape dims = {x[0], x[1]};
  const bool round_up = node.attribute_whole("ceil_mode", 0) != 0;
  for (std::size_t i = 0; i < window.kernel.size(); ++i) dims.push_back(places(node, window, i, x[i + 2], round_up));
  node.work(product(dims) * product(window.kernel));
  node.out(node.in(0).type, dims);
  if (node.op() == "MaxPool" && node.wanted_outputs() > 1) node.out(GraphType::int64, std::move(dims));
}

void pool_all(NodeShapes& node) {
  if (!is_field(node, 0)) return;
  Shape dims = node.dims(0);
  std::fill(dims.begin() + 2, dims.end(), 1);
  node.out(node.in(0).type, std::move(dims));
}

void multiply(NodeShapes& node) {
  Shape a = node.dims(0), b = node.dims(1);
  node.require(!a.empty() && !b.empty(), "multiplies a single number as a matrix");
  if (node.failed()) return;
  const bool row = a.size() == 1, column = b.size() == 1;
  if (row) a.insert(a.begin(), 1);
  if (column) b.push_back(1);
  const std::int64_t inner = a.back();
  if (b[b.size() - 2] != inner)
    return node.fail("multiplies " + text_from_shape(node.dims(0)) + " by " + text_from_shape(node.dims(1)) +
                     ", which do not fit");
  Shape dims = broadcast(node, {a.begin(), a.end() - 2}, {b.begin(), b.end() - 2});
  if (!row) dims.push_back(a[a.size() - 2]);
  if (!column) dims.push_back(b.back());
  node.work(product(dims) * static_cast<double>(inner));
  node.out(node.in(0).type, std::move(dims));
}

void gemm(NodeShapes& node) {
  Shape a = node.dims(0), b = node.dims(1);
  node.require(a.size() == 2 && b.size() == 2, "multiplies tensors that are no matrices");
  if (node.attribute_whole("transA", 0) != 0) std::ranges::reverse(a);
  if (node.attribute_whole("transB", 0) != 0) std::ranges::reverse(b);
  if (node.failed()) return;
  if (a[1] != b[0])
    return node.fail("multiplies " + text_from_shape(a) + " by " + text_from_shape(b) + ", which do not fit");
  node.work(product(a) * static_cast<double>(b[1]));
  node.out(node.in(0).type, {a[0], b[1]});
}

void batch_norm(NodeShapes& node) {
  node.require(node.attribute_whole("training_mode", 0) == 0 && node.wanted_outputs() == 1,
               "is written for training, where only a graph for playing is allowed");
  node.out(node.in(0).type, node.dims(0));
}

void norm(NodeShapes& node) { node.out(node.in(0).type, node.dims(0)); }

// With mean and inverse deviation, where they are asked for.
void layer_norm(NodeShapes& node) {
  const std::int64_t at = node.axis(node.attribute_whole("axis", -1), node.rank(0));
  if (node.failed()) return;
  Shape rows = node.dims(0);
  std::fill(rows.begin() + at, rows.end(), 1);
  node.out(node.in(0).type, node.dims(0));
  for (std::size_t i = 1; i < std::min<std::size_t>(node.wanted_outputs(), 3); ++i) node.out(GraphType::float32, rows);
}

Shape scaled(NodeShapes& node, const Shape& dims, const std::vector<double>& scales) {
  node.require(scales.size() == dims.size(), "scales other dimensions than its input has");
  Shape made = dims;
  for (std::size_t i = 0; i < made.size() && !node.failed(); ++i) {
    // In single precision, as runtimes reckon it.
    const float size = static_cast<float>(scales[i]) * static_cast<float>(dims[i]);
    node.require(size >= 0 && size <= 2147483648.0f, "scales a dimension to an impossible size");
    made[i] = node.failed() ? 0 : static_cast<std::int64_t>(size);
  }
  return made;
}

void resize(NodeShapes& node) {
  const GraphValue& x = node.in(0);
  const bool old = node.opset() < 11;  // (X, scales); since then (X, roi, scales, sizes)
  const std::size_t scales = old ? 1 : 2;
  node.require(node.attribute_text("keep_aspect_ratio_policy", "stretch") == "stretch" &&
                   node.attribute_text("coordinate_transformation_mode", "half_pixel") != "tf_crop_and_resize",
               "scales by a rule that is not allowed here: only plain stretching is");
  Wholes axes = node.attribute_wholes("axes");
  if (axes.empty())
    for (std::int64_t i = 0; i < x.rank(); ++i) axes.push_back(i);
  Shape dims = x.dims, part;
  for (const std::int64_t given : axes) {
    const auto at = static_cast<std::size_t>(node.axis(given, x.rank()));
    if (node.failed()) return;
    part.push_back(x.dims[at]);
  }
  const bool by_scale = node.has(scales) && (!node.has(3) || bounded_count(node.dims(scales)) > 0);
  const Shape sized = by_scale ? scaled(node, part, node.numbers(scales)) : node.wholes(3);
  node.require(sized.size() == axes.size(), "scales other dimensions than its input has");
  for (std::size_t i = 0; i < axes.size() && !node.failed(); ++i)
    dims[static_cast<std::size_t>(node.axis(axes[i], x.rank()))] = sized[i];
  // Scaling down with smoothing reads everything for every row: never more than this.
  if (node.attribute_whole("antialias", 0) != 0) node.work(product(x.dims) + product(dims));
  node.out(x.type, std::move(dims));
}

void upsample(NodeShapes& node) { node.out(node.in(0).type, scaled(node, node.dims(0), node.numbers(1))); }

void grid_sample(NodeShapes& node) {
  const Shape &x = node.dims(0), &grid = node.dims(1);
  node.require(x.size() == 4 && grid.size() == 4, "samples something that is no picture");
  if (!node.failed()) node.out(node.in(0).type, {x[0], x[1], grid[1], grid[2]});
}

// The two that fold pixels into channels and back.
void depth_to_space(NodeShapes& node) {
  const Shape& x = node.dims(0);
  const std::int64_t side = node.attribute_whole("blocksize", 0);
  const bool deep = node.op() == "DepthToSpace";
  node.require(x.size() == 4 && side >= 1 && side <= 4096, "folds blocks of a tensor that is no picture");
  if (node.failed()) return;
  node.require(deep ? x[1] % (side * side) == 0 : x[2] % side == 0 && x[3] % side == 0, "folds blocks that do not fit");
  const Shape unfolded = {x[0], x[1] / (side * side), x[2] * side, x[3] * side};
  const Shape folded = {x[0], x[1] * side * side, x[2] / side, x[3] / side};
  node.out(node.in(0).type, deep ? unfolded : folded);
}

constexpr OpRule rules[] = {
    {"AveragePool", pool, 1, 1},
    {"BatchNormalization", batch_norm, 5, 5},
    {"Conv", convolve, 2, 3},
    {"ConvTranspose", convolve_transposed, 2, 3},
    {"DepthToSpace", depth_to_space, 1, 1},
    {"Gemm", gemm, 2, 3},
    {"GlobalAveragePool", pool_all, 1, 1},
    {"GlobalMaxPool", pool_all, 1, 1},
    {"GridSample", grid_sample, 2, 2},
    {"GroupNormalization", norm, 3, 3},
    {"InstanceNormalization", norm, 3, 3},
    {"LRN", norm, 1, 1},
    {"LayerNormalization", layer_norm, 2, 3},
    {"LpNormalization", norm, 1, 1},
    {"MatMul", multiply, 2, 2},
    {"MaxPool", pool, 1, 1},
    {"MeanVarianceNormalization", norm, 1, 1},
    {"Resize", resize, 2, 4},
    {"SpaceToDepth", depth_to_space, 1, 1},
    {"Upsample", upsample, 2, 2},
};

}  // namespace

std::span<const OpRule> layer_rules() { return rules; }

}  // namespace reverie
