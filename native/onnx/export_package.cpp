#include "native/onnx/export_package.h"

#include "native/nets/transposed.h"
#include "native/onnx/block_writers.h"
#include "native/publish/package_write.h"
#include "shared/latent/latent.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

// Many rows are compared before anything is written; one travels with the package, which has a budget of 1 MB.
constexpr std::int64_t parity_rows = 8, golden_rows = 1;

struct GoldenPair {
  std::vector<std::pair<std::string, torch::Tensor>> inputs;
  torch::Tensor output;
};

Port latent_port(std::int64_t size) {
  Port port;
  port.name = "z";
  port.kind = PortKind::latent;
  port.shape = {{-1, "N"}, {size, ""}};
  return port;
}

// An axis may be called like a port that is always there.
std::string port_name(const std::string& axis) { return axis == "z" || axis == "image" ? "label." + axis : axis; }

Port class_port(const std::string& axis, const std::vector<std::string>& labels) {
  Port port;
  port.name = port_name(axis);
  port.kind = PortKind::class_label;
  port.shape = {{-1, "N"}, {static_cast<std::int64_t>(labels.size()), ""}};
  port.axis = axis;
  port.labels = labels;
  return port;
}

Port image_port(std::int64_t size, Scaling scaling) {
  Port port;
  port.name = "image";
  port.kind = PortKind::image;
  port.shape = {{-1, "N"}, {3, ""}, {size, ""}, {size, ""}};
  port.layout = "NCHW";
  port.color_space = "sRGB";
  port.range = {-1, 1};
  port.scaling = scaling;
  return port;
}

// The first axis is decided, the next mixes two labels and leaves a quarter free, the next is free, and so on; the axis
// that begins moves with the row.
torch::Tensor golden_labels(std::int64_t rows, std::int64_t classes, std::size_t axis, std::uint64_t seed) {
  Random random(seed, 1000 + axis);
  auto labels = torch::zeros({rows, classes});
  const auto any = [&] { return static_cast<std::int64_t>(random.below(static_cast<std::uint32_t>(classes))); };
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto turn = (axis + static_cast<std::size_t>(row)) % 3;
    if (turn == 0) labels[row][any()] = 1;
    if (turn == 1) {
      labels[row][any()] += 0.5;
      labels[row][any()] += 0.25;
    }
  }
  return labels;
}

GoldenPair golden_pair(const ExportOrder& order, std::int64_t rows) {
  nets::Generator& generator = *order.generator;
  GoldenPair pair;
  auto z = torch::zeros({rows, generator.z_size()});
  for (std::int64_t row = 0; row < rows; ++row) {
    const Latent code = latent_from_seed(order.seed, static_cast<std::uint64_t>(row), generator.z_size());
    z[row] = torch::tensor(code);
  }
  pair.inputs.emplace_back("z", z);
  std::vector<torch::Tensor> labels;
  for (std::size_t a = 0; a < order.axes.size(); ++a) {
    labels.push_back(golden_labels(rows, generator.axes()[a].classes, a, order.seed));
    pair.inputs.emplace_back(port_name(order.axes[a].first), labels.back());
  }
  pair.output = generator.forward(z, labels).contiguous();
  return pair;
}

Result<void> check_axes(const ExportOrder& order) {
  const auto& axes = order.generator->axes();
  bool same = axes.size() == order.axes.size();
  for (std::size_t a = 0; same && a < axes.size(); ++a)
    same = static_cast<std::size_t>(axes[a].classes) == order.axes[a].second.size();
  if (same) return {};
  return Error{"The labels that the run names are not those that its network was built with; nothing was exported."};
}

Result<OnnxFile> graph_from_generator(const ExportOrder& order, WeightType weight_type) {
  GraphWriter graph(weight_type);
  const nets::Generator& net = *order.generator;
  std::vector<std::string> inputs{graph.input("z", {net.z_size()})};
  for (const auto& [axis, labels] : order.axes)
    inputs.push_back(graph.input(port_name(axis), {static_cast<std::int64_t>(labels.size())}));
  const std::string picture = write_block(graph, net, inputs, "");
  graph.output(picture, "image", {3, net.size(), net.size()});
  return graph.finish();
}

Model model_from_order(const ExportOrder& order, const OnnxFile& file) {
  Model model;
  model.format = model_format_version;
  model.id = "export";
  model.title = order.title.empty() ? "Export" : order.title;
  model.kind = "generator";
  model.licence = order.licence.empty() ? "unknown" : order.licence;
  model.author = "unknown";
  model.credit = order.credit;
  model.generator_id = random_generator_id;
  model.required_roles = {"generator"};
  model.inputs.push_back(latent_port(order.generator->z_size()));
  for (const auto& [axis, labels] : order.axes) model.inputs.push_back(class_port(axis, labels));
  model.outputs.push_back(image_port(order.generator->size(), order.scaling));
  model.finish = {{"clamp", -1, 1}};
  model.weights = file.weights;
  model.training_json = order.training_json;
  return model;
}

Bytes bytes_from_tensors(const std::vector<torch::Tensor>& tensors) {
  Bytes all;
  for (const torch::Tensor& tensor : tensors) {
    const auto flat = tensor.to(torch::kFloat32).contiguous();
    const Bytes bytes = bytes_from_floats({flat.data_ptr<float>(), static_cast<std::size_t>(flat.numel())});
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  return all;
}

std::vector<PackageFile> files_from(const OnnxFile& file, const GoldenPair& golden) {
  std::vector<torch::Tensor> inputs;
  for (const auto& [name, tensor] : golden.inputs) inputs.push_back(tensor);
  return {{"generator", "generator", "onnx", file.bytes},
          {"golden-input", "golden-input", "f32", bytes_from_tensors(inputs)},
          {"golden-output", "golden-output", "f32", bytes_from_tensors({golden.output})}};
}

// Fails when the two runtimes differ by more than is allowed.
Result<Difference> parity_of(const OnnxFile& graph, const GoldenPair& pair) {
  const auto answer = run_exported(graph, pair.inputs, pair.output.sizes(), "image");
  if (!answer) return answer.error();
  const Difference found = difference_between(*answer, pair.output);
  if (within(found, parity_tolerance)) return found;
  return Error{"LibTorch and ONNX Runtime disagree on the exported graph by " + std::to_string(found.max) + " where " +
               std::to_string(parity_tolerance.max) + " is allowed; nothing was written."};
}

}  // namespace

Result<ExportReport> export_generator(const std::filesystem::path& folder, const ExportOrder& order) {
  if (auto same = check_axes(order); !same) return same.error();
  const torch::NoGradGuard no_grad;
  order.generator->eval();
  nets::fold_batch_norms(*order.generator);
  const auto stored = graph_in_storage(
      *order.generator, order.weight_type, [&](WeightType type) { return graph_from_generator(order, type); },
      [&] { return golden_pair(order, storage_pictures).output; });
  if (!stored) return stored.error();
  const OnnxFile* graph = &stored->file;
  const auto found = parity_of(*graph, golden_pair(order, parity_rows));
  if (!found) return found.error();
  const GoldenPair golden = golden_pair(order, golden_rows);
  Model model = model_from_order(order, *graph);
  const std::vector<PackageFile> files = files_from(*graph, golden);
  model.golden = Golden{hashed_name(files[1]), hashed_name(files[2]), static_cast<float>(parity_tolerance.max),
                        static_cast<float>(parity_tolerance.mean)};
  if (auto written = write_package(folder, std::move(model), files); !written) return written.error();
  ExportReport report{stored->chosen, 0, *found};
  for (const WeightEntry& entry : graph->weights) report.weight_count += entry.bytes / weight_dtype_bytes(entry.dtype);
  return report;
}

}  // namespace reverie
