// Weights of SqueezeNet's shapes up to fire4, made here: a file that tests of the projected discriminator can read.
#pragma once

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace reverie::nets {

struct TinyLayer {
  std::string name;
  int out, in, kernel;
};

inline std::vector<TinyLayer> tiny_layers() {
  std::vector<TinyLayer> layers = {{"conv1", 96, 3, 7}};
  const int squeezed[] = {16, 16, 32}, expanded[] = {64, 64, 128};
  int in = 96;
  for (int i = 0; i < 3; ++i) {
    const std::string fire = "fire" + std::to_string(i + 2) + "/";
    layers.push_back({fire + "squeeze1x1", squeezed[i], in, 1});
    layers.push_back({fire + "expand1x1", expanded[i], squeezed[i], 1});
    layers.push_back({fire + "expand3x3", expanded[i], squeezed[i], 3});
    in = 2 * expanded[i];
  }
  return layers;
}

// Number k is ((k mod 1009)² mod 1009) / 1009 − ½, times 4 / √fan-in in weights and 0.1 in biases; a few lines of NumPy
// make the same.
inline void write_tiny_squeezenet(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::vector<float> numbers;
  std::string manifest = R"({"file":"tiny.f32","layers":[)";
  const auto append = [&](int count, double scale) {
    for (int i = 0; i < count; ++i) {
      const auto k = static_cast<std::int64_t>(numbers.size()) % 1009;
      numbers.push_back(static_cast<float>((static_cast<double>(k * k % 1009) / 1009 - 0.5) * scale));
    }
  };
  for (const TinyLayer& layer : tiny_layers()) {
    const int fan = layer.in * layer.kernel * layer.kernel;
    const auto side = std::to_string(layer.kernel);
    manifest += std::string(numbers.empty() ? "" : ",") + R"({"name":")" + layer.name + R"(","weight":[)" +
                std::to_string(layer.out) + "," + std::to_string(layer.in) + "," + side + "," + side +
                R"(],"weight_offset":)" + std::to_string(4 * numbers.size());
    append(layer.out * fan, 4 / std::sqrt(static_cast<double>(fan)));
    manifest +=
        R"(,"bias":[)" + std::to_string(layer.out) + R"(],"bias_offset":)" + std::to_string(4 * numbers.size()) + "}";
    append(layer.out, 0.1);
  }
  std::ofstream(folder / "manifest.json") << manifest << "]}";
  std::ofstream file(folder / "tiny.f32", std::ios::binary);
  file.write(reinterpret_cast<const char*>(numbers.data()), static_cast<std::streamsize>(4 * numbers.size()));
}

}  // namespace reverie::nets
