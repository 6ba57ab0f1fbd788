#include "native/import/adapt.h"

#include <algorithm>
#include <optional>

#include "native/import/class_front.h"
#include "native/import/graph_lookup.h"
#include "native/import/surgery.h"
#include "native/onnx_file/verify.h"
#include "native/onnx_file/weight_offsets.h"

namespace reverie {
namespace {

using Side = Surgery::Side;

// An axis may be called like a port that is always there.
std::string port_name(const std::string& axis) { return axis == "z" || axis == "image" ? "label." + axis : axis; }

std::vector<std::string> port_names(const Reading& reading) {
  std::vector<std::string> names{"z", "image"};
  for (const ClassReading& each : reading.classes) names.push_back(port_name(each.axis));
  return names;
}

class Adapter {
 public:
  Adapter(const Stranger& stranger, const Reading& reading, const ImportOrder& order, BatchMode mode)
      : reading_(reading), order_(order), mode_(mode), surgery_(stranger.model, port_names(reading)) {}

  Result<Adapted> make() {
    put_code();
    for (std::size_t i = 0; i < reading_.classes.size(); ++i) put_class(reading_.classes[i], i);
    put_picture();
    if (mode_ == BatchMode::free && reading_.batch > 0) open_reshapes();
    const onnx::ModelProto model = surgery_.finish();
    if (auto fine = verify_graph(model); !fine)
      return Error{"The graph failed ONNX's own checks (" + fine.error().message + "); nothing was imported."};
    std::string text;
    if (!model.SerializeToString(&text)) return Error{"The graph could not be serialised; nothing was imported."};
    adapted_.file.bytes.assign(text.begin(), text.end());
    list_weights(model.graph());
    if (auto found = fill_weight_offsets(adapted_.file); !found) return found.error();
    return std::move(adapted_);
  }

 private:
  std::int64_t rows() const { return mode_ == BatchMode::free ? -1 : 1; }
  Dimension batch() const { return mode_ == BatchMode::free ? Dimension{-1, "N"} : Dimension{1, ""}; }
  std::int64_t repeats() const { return mode_ == BatchMode::one ? reading_.batch : 0; }

  Port port(const std::string& name, PortKind kind, const std::vector<std::int64_t>& sizes) const {
    Port made;
    made.name = name;
    made.kind = kind;
    made.shape = {batch()};
    for (const std::int64_t size : sizes) made.shape.push_back({size, ""});
    return made;
  }

  // (1,…) repeated to the batch that the graph is frozen to.
  std::string repeated(const std::string& value, const std::vector<std::int64_t>& sizes) {
    if (repeats() <= 1) return value;
    Shape shape{repeats()};
    shape.insert(shape.end(), sizes.begin(), sizes.end());
    return surgery_.node(Side::front, "Expand", {value, surgery_.constant(shape)});
  }

  std::string cast(const std::string& value, GraphType from, GraphType to, Side side) {
    return from == to ? value : surgery_.node(side, "Cast", {value}, {{"to", static_cast<std::int64_t>(to)}});
  }

  // The normal code as the network knows it: Φ maps N(0,1) onto evenly spread numbers, and erf is Φ of another scale.
  std::string code_as_learned() {
    if (order_.codes == CodeSource::normal) return "z";
    const auto number = [&](float value) { return surgery_.constant(std::vector<float>{value}, {}); };
    const std::string scaled = surgery_.node(Side::front, "Mul", {"z", number(0.70710678F)});
    const std::string even = surgery_.node(Side::front, "Erf", {scaled});
    if (order_.codes == CodeSource::uniform) return even;
    const std::string half = surgery_.node(Side::front, "Mul", {even, number(0.5F)});
    return surgery_.node(Side::front, "Add", {half, number(0.5F)});
  }

  void put_code() {
    const std::int64_t size = reading_.latent_size;
    surgery_.input("z", {rows(), size});
    adapted_.inputs.push_back(port("z", PortKind::latent, {size}));
    std::string value = repeated(code_as_learned(), {size});
    if (reading_.latent_rank == 4)
      value = surgery_.node(Side::front, "Reshape", {value, surgery_.constant(Shape{-1, size, 1, 1})});
    value = cast(value, GraphType::float32, reading_.latent_type, Side::front);
    surgery_.rename(surgery_.name_of(reading_.latent), value);
  }

  void put_class(const ClassReading& each, std::size_t index) {
    const std::string name = port_name(each.axis);
    surgery_.input(name, {rows(), each.count});
    Port made = port(name, PortKind::class_label, {each.count});
    made.axis = each.axis;
    for (std::int64_t k = 0; k < each.count; ++k)
      made.labels.push_back(order_.labels.empty() ? std::to_string(k) : order_.labels[static_cast<std::size_t>(k)]);
    adapted_.inputs.push_back(std::move(made));
    const std::string voted = class_vote(surgery_, name, reading_.latent_size, each.count, index);
    const std::string weights = repeated(voted, {each.count});
    if (!connect_class(surgery_, each, weights)) adapted_.classes_mix = false;
  }

  void put_picture() {
    const std::string out = surgery_.name_of(reading_.output);
    const Shape shape{-1, reading_.channels, reading_.height, reading_.width};
    std::vector<std::string> steps;  // what stands between the foreign picture and ours
    if (reading_.output_type != GraphType::float32) steps.emplace_back("Cast");
    if (reading_.form == PictureForm::nhwc) steps.emplace_back("Transpose");
    if (reading_.form == PictureForm::grey || reading_.form == PictureForm::flat) steps.emplace_back("Reshape");
    if (repeats() > 1) steps.emplace_back("Gather");
    if (steps.empty() && !surgery_.is_computed(out)) steps.emplace_back("Identity");
    if (steps.empty()) surgery_.rename(out, "image");
    std::string value = out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string name = i + 1 == steps.size() ? "image" : "";
      value = picture_step(steps[i], value, shape, name);
    }
    surgery_.output("image", {rows(), shape[1], shape[2], shape[3]});
    adapted_.picture = port("image", PortKind::image, {shape[1], shape[2], shape[3]});
    adapted_.picture.layout = "NCHW";
    adapted_.picture.color_space = "sRGB";
    adapted_.picture.range = {-1, 1};
    adapted_.picture.scaling = order_.scaling;
  }

  std::string picture_step(const std::string& op, const std::string& value, const Shape& shape,
                           const std::string& name) {
    if (op == "Cast")
      return surgery_.node(Side::behind, op, {value}, {{"to", static_cast<std::int64_t>(GraphType::float32)}}, name);
    if (op == "Reshape") return surgery_.node(Side::behind, op, {value, surgery_.constant(shape)}, {}, name);
    if (op == "Gather")
      return surgery_.node(Side::behind, op, {value, surgery_.constant(Shape{0})}, {{"axis", 0}}, name);
    return surgery_.node(Side::behind, op, {value}, {}, name, op == "Transpose" ? Shape{0, 3, 1, 2} : Shape{});
  }

  // Exporters freeze x.view(batch, …) as a constant shape that begins with the batch they were shown. Whether the graph
  // still draws the same is proven afterwards, not assumed.
  void open_reshapes() {
    std::vector<std::pair<onnx::NodeProto*, Shape>> found;
    {
      const GraphLookup view(surgery_.graph());
      for (auto& node : *surgery_.graph().mutable_node()) {
        if (node.op_type() != "Reshape" || node.input_size() != 2) continue;
        Shape shape = view.whole_numbers(node.input(1));
        if (shape.size() < 2 || shape[0] != reading_.batch) continue;
        const bool takes_rest = std::ranges::find(shape, -1) != shape.end();
        shape[0] = takes_rest ? 0 : -1;  // 0: as many as come in
        found.emplace_back(&node, std::move(shape));
      }
    }
    for (const auto& [node, shape] : found) node->set_input(1, surgery_.constant(shape));
  }

  void list_weights(const onnx::GraphProto& graph) {
    const GraphLookup view(graph);
    for (const auto& tensor : graph.initializer()) {
      const bool half = tensor.data_type() == onnx::TensorProto::FLOAT16;
      const bool listed = (half || tensor.data_type() == onnx::TensorProto::FLOAT) && tensor.raw_data().size() >= 8 &&
                          !tensor.name().starts_with("reverie.") && tensor.name().size() <= 256;
      if (!listed || adapted_.file.weights.size() >= max_weight_entries) continue;
      const auto& readers = view.readers(tensor.name());
      WeightEntry entry{tensor.name(),
                        readers.empty() ? "none" : readers[0]->op_type(),
                        half ? "float16" : "float32",
                        Shape(tensor.dims().begin(), tensor.dims().end()),
                        0,
                        tensor.raw_data().size()};
      adapted_.file.weights.push_back(std::move(entry));
    }
  }

  const Reading& reading_;
  const ImportOrder& order_;
  BatchMode mode_;
  Surgery surgery_;
  Adapted adapted_;
};

}  // namespace

Result<Adapted> adapt(const Stranger& stranger, const Reading& reading, const ImportOrder& order, BatchMode mode) {
  return Adapter(stranger, reading, order, mode).make();
}

}  // namespace reverie
