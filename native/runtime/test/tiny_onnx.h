// A package small enough to be written by hand, so that the desktop half is tested without LibTorch or the exporter:
//   image (N,3,8,8) = Tanh(Reshape(Gemm(z (N,4), W) + Gemm(mood (N,3), V)))
#pragma once

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "native/files/files.h"
#include "shared/model/model.h"
#include "shared/model/test/onnx_writer.h"
#include "shared/random/random.h"

namespace reverie::tiny {

inline constexpr std::int64_t z_size = 4, moods = 3, side = 8, pixels = 3 * side * side;

inline std::vector<float> matrix(std::int64_t rows, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> values;
  for (std::int64_t i = 0; i < rows * pixels; ++i) values.push_back(static_cast<float>(random.normal() * 0.5));
  return values;
}

inline Bytes graph_bytes() {
  Message graph;
  graph.message(1, node("Gemm", {"z", "W"}, "a"));
  graph.message(1, node("Gemm", {"mood", "V", "a"}, "b"));
  graph.message(1, node("Reshape", {"b", "shape"}, "c"));
  graph.message(1, node("Tanh", {"c"}, "image"));
  graph.text(2, "tiny");
  graph.message(5, initializer("W", {z_size, pixels}, 1, matrix(z_size, 1)));
  graph.message(5, initializer("V", {moods, pixels}, 1, matrix(moods, 2)));
  graph.message(5, initializer<std::int64_t>("shape", {4}, 7, {0, 3, side, side}));
  graph.message(11, value_info("z", {z_size})).message(11, value_info("mood", {moods}));
  graph.message(12, value_info("image", {3, side, side}));
  return model_file(graph);
}

// What the graph computes, by hand: one row.
inline std::vector<float> expected_row(const std::vector<float>& z, const std::vector<float>& mood) {
  const auto w = matrix(z_size, 1), v = matrix(moods, 2);
  std::vector<float> row;
  for (std::int64_t p = 0; p < pixels; ++p) {
    double sum = 0;
    for (std::int64_t i = 0; i < z_size; ++i)
      sum += double{z[static_cast<std::size_t>(i)]} * w[static_cast<std::size_t>(i * pixels + p)];
    for (std::int64_t i = 0; i < moods; ++i)
      sum += double{mood[static_cast<std::size_t>(i)]} * v[static_cast<std::size_t>(i * pixels + p)];
    row.push_back(static_cast<float>(std::tanh(sum)));
  }
  return row;
}

inline Port port(const std::string& name, PortKind kind, const std::vector<std::int64_t>& dims) {
  Port made;
  made.name = name;
  made.kind = kind;
  made.shape.push_back({-1, "N"});
  for (const auto size : dims) made.shape.push_back({size, ""});
  return made;
}

// The manifest without files.
inline Model model() {
  Model made;
  made.format = 1;
  made.id = "tiny";
  made.title = "Tiny";
  made.kind = "generator";
  made.licence = "CC0-1.0";
  made.author = "the tests";
  made.generator_id = random_generator_id;
  made.required_roles = {"generator"};
  made.inputs = {port("z", PortKind::latent, {z_size}), port("mood", PortKind::class_label, {moods})};
  made.inputs[1].axis = "mood";
  made.inputs[1].labels = {"calm", "merry", "grave"};
  made.outputs = {port("image", PortKind::image, {3, side, side})};
  made.outputs[0].layout = "NCHW";
  made.outputs[0].color_space = "sRGB";
  made.outputs[0].range = {-1, 1};
  made.outputs[0].scaling = Scaling::nearest;
  made.finish = {{"clamp", -1, 1}};
  made.training_json = R"({"recipe":"none","steps":10,"pictures":320})";
  return made;
}

inline NamedTensors inputs(std::int64_t rows) {
  Random random(7);
  std::vector<float> z, mood;
  for (std::int64_t i = 0; i < rows * z_size; ++i) z.push_back(static_cast<float>(random.normal()));
  for (std::int64_t i = 0; i < rows * moods; ++i) mood.push_back(i % moods == i / moods % moods ? 1.0f : 0.0f);
  return {{"z", *Tensor::from_floats({rows, z_size}, z)}, {"mood", *Tensor::from_floats({rows, moods}, mood)}};
}

// A new empty folder of this test.
inline std::filesystem::path fresh_folder(const std::string& base, const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(base) / ("reverie-" + name);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

// Writes generator and manifest into `folder`, without golden pair.
inline void write_plain_package(const std::filesystem::path& folder, Model made = model(),
                                const Bytes& graph = graph_bytes()) {
  const std::string hash = sha256_from_bytes(graph);
  const std::string name = "generator." + hash.substr(0, 8) + ".onnx";
  made.files = {{"generator", name, graph.size(), hash}};
  std::filesystem::create_directories(folder);
  (void)write_file_whole(folder / name, graph);
  (void)write_file_whole(folder / "model.json", json_from_model(made));
}

}  // namespace reverie::tiny
