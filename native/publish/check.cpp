#include "native/publish/check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "native/publish/neighbours_file.h"
#include "native/runtime/ort_session.h"
#include "shared/model/graph_check.h"

namespace reverie {
namespace {

std::string text_from_bytes(std::uint64_t bytes) {
  char text[32];
  if (bytes < 10'000)
    std::snprintf(text, sizeof text, "%llu bytes", static_cast<unsigned long long>(bytes));
  else
    std::snprintf(text, sizeof text, "%.0f kB", static_cast<double>(bytes) / 1000);
  return text;
}

std::string text_from_port(const Port& port) {
  std::string text = port.name + " (";
  for (std::size_t i = 0; i < port.shape.size(); ++i) {
    const Dimension& size = port.shape[i];
    text += (i ? "," : "") + (size.size < 0 ? size.name : std::to_string(size.size));
  }
  return text + ")";
}

// Numbers of one row of a port: the product of all dimensions after the batch.
std::int64_t row_size(const Port& port) {
  std::int64_t size = 1;
  for (std::size_t i = 1; i < port.shape.size(); ++i) size *= port.shape[i].size;
  return size;
}

Shape shape_with_batch(const Port& port, std::int64_t batch) {
  Shape shape;
  for (const Dimension& size : port.shape) shape.push_back(size.size < 0 ? batch : size.size);
  return shape;
}

Result<std::vector<float>> golden_numbers(const Package& package, const std::string& name) {
  const auto& files = package.model.files;
  const auto file = std::ranges::find(files, name, &ModelFile::name);
  if (file == files.end()) return Error{"The golden file '" + name + "' is not listed in the manifest."};
  const auto bytes = package_file(package, *file);
  if (!bytes) return bytes.error();
  return floats_from_bytes(*bytes);
}

Result<NamedTensors> golden_inputs(const Model& model, const std::vector<float>& numbers) {
  std::int64_t row = 0;
  for (const Port& port : model.inputs) row += row_size(port);
  const auto count = static_cast<std::int64_t>(numbers.size());
  if (row <= 0 || count == 0 || count % row != 0)
    return Error{"The golden input of '" + model.id + "' holds " + std::to_string(count) +
                 " numbers, which is no multiple of the " + std::to_string(row) +
                 " that its ports take; the package is not sound."};
  NamedTensors inputs;
  auto at = numbers.begin();
  for (const Port& port : model.inputs) {
    const auto end = at + row_size(port) * (count / row);
    auto tensor = Tensor::from_floats(shape_with_batch(port, count / row), {at, end});
    if (!tensor) return tensor.error();
    inputs.push_back({port.name, std::move(*tensor)});
    at = end;
  }
  return inputs;
}

Result<void> check_card(const std::filesystem::path& folder, std::vector<CheckLine>& lines) {
  std::error_code none;
  lines.push_back({"card", std::filesystem::exists(folder / "CARD.md", none) ? "CARD.md" : "none"});
  return {};
}

Result<void> check_files(const Package& package, std::vector<CheckLine>& lines) {
  std::uint64_t total = 0;
  for (const ModelFile& file : package.model.files) {
    if (const auto bytes = package_file(package, file); !bytes) return bytes.error();
    total += file.bytes;
  }
  lines.push_back(
      {"files", std::to_string(package.model.files.size()) + ", " + text_from_bytes(total) + ", every hash agrees"});
  return {};
}

void describe_ports(const Model& model, std::vector<CheckLine>& lines) {
  const auto joined = [](const std::vector<Port>& ports) {
    std::string text;
    for (const Port& port : ports) text += (text.empty() ? "" : ", ") + text_from_port(port);
    return text;
  };
  lines.push_back({"inputs", joined(model.inputs)});
  lines.push_back({"outputs", joined(model.outputs)});
}

std::string grouped(std::int64_t count) {
  std::string text = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), " ");
  return text;
}

Result<void> describe_neighbours(const Package& package, std::vector<CheckLine>& lines) {
  const auto neighbours = neighbours_of(package);
  if (!neighbours) return neighbours.error();
  lines.push_back({"neighbours", *neighbours
                                     ? "pictures are held against " + training_pictures_text(**neighbours)
                                     : "none: nobody can say how near a picture lies to the training pictures"});
  return {};
}

// What a stranger's graph would cost, in the words of somebody who thinks about playing it.
Result<void> describe_graph(const Model& model, const Bytes& bytes, std::vector<CheckLine>& lines) {
  const auto graph = check_graph(bytes, {}, "The graph of '" + model.id + "'");
  if (!graph) return graph.error();
  lines.push_back({"graph", "operator set " + std::to_string(graph->opset) + ", " + std::to_string(graph->nodes) +
                                " nodes, " + text_from_bytes(static_cast<std::uint64_t>(graph->weight_bytes)) +
                                " of weights; a picture takes " + grouped(graph->multiply_adds / 1000) +
                                " thousand multiplications and " +
                                text_from_bytes(static_cast<std::uint64_t>(graph->bytes)) + " of memory at most"});
  return {};
}

Result<void> check_golden(const Package& package, Session& session, std::vector<CheckLine>& lines) {
  const Model& model = package.model;
  if (!model.golden)
    return Error{"The package '" + model.id + "' has no golden pair, so nothing shows that it draws what it should."};
  const auto found = golden_difference(package, session);
  if (!found) return found.error();
  char text[128];
  std::snprintf(text, sizeof text, "max %.1e (allowed %.1e), mean %.1e (allowed %.1e)", found->max,
                static_cast<double>(model.golden->max_tolerance), found->mean,
                static_cast<double>(model.golden->mean_tolerance));
  if (!(found->max <= model.golden->max_tolerance && found->mean <= model.golden->mean_tolerance))
    return Error{"The model '" + model.id + "' does not draw its golden output: " + text +
                 "; it should not be published."};
  lines.push_back({"golden output", text});
  return {};
}

}  // namespace

Result<GoldenDifference> golden_difference(const Package& package, Session& session) {
  const Model& model = package.model;
  const auto given = golden_numbers(package, model.golden->input_file);
  if (!given) return given.error();
  const auto wanted = golden_numbers(package, model.golden->output_file);
  if (!wanted) return wanted.error();
  auto inputs = golden_inputs(model, *given);
  if (!inputs) return inputs.error();
  const auto outputs = run_and_wait(session, std::move(*inputs));
  if (!outputs) return outputs.error();
  std::vector<float> drawn;
  for (const NamedTensor& output : *outputs)
    drawn.insert(drawn.end(), output.tensor.floats().begin(), output.tensor.floats().end());
  if (drawn.size() != wanted->size())
    return Error{"The golden output of '" + model.id + "' holds " + std::to_string(wanted->size()) +
                 " numbers where the model draws " + std::to_string(drawn.size()) + "; the package is not sound."};
  GoldenDifference found;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const double distance = std::abs(static_cast<double>(drawn[i]) - (*wanted)[i]);
    found.max = std::max(found.max, std::isnan(distance) ? INFINITY : distance);
    found.mean += distance / static_cast<double>(drawn.size());
  }
  return found;
}

Result<void> check_package(const std::filesystem::path& folder, std::vector<CheckLine>& lines) {
  auto package = package_from_folder(folder);
  if (!package) return package.error();
  const Model& model = package->model;
  lines.push_back({"manifest", model.id + ", format " + std::to_string(model.format) + ", " + model.licence});
  if (auto sound = check_files(*package, lines); !sound) return sound;
  const auto graph = package_file(*package, "generator");
  if (!graph) return graph.error();
  if (auto sound = describe_graph(model, *graph, lines); !sound) return sound;
  const auto session = ort_session_from_bytes(std::make_shared<const Model>(model), *graph);
  if (!session) return session.error();
  describe_ports(model, lines);
  if (auto sound = describe_neighbours(*package, lines); !sound) return sound;
  if (auto sound = check_golden(*package, **session, lines); !sound) return sound;
  return check_card(folder, lines);
}

}  // namespace reverie
