#include "native/nets/squeezenet.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>

#include "native/files/files.h"

namespace reverie::nets {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::array<int, 8> squeezed = {16, 16, 32, 32, 48, 48, 64, 64};        // fire2 … fire9
constexpr std::array<int, 8> expanded = {64, 64, 128, 128, 192, 192, 256, 256};  // of either expansion
constexpr std::uint64_t max_weights = 64u << 20;

Error wrong(const fs::path& folder, const std::string& what) {
  return Error{"'" + folder.string() + "' holds no weights of SqueezeNet v1.0 that can be used: " + what +
               "; a folder with manifest.json and its file of float32 numbers is needed. Nothing was trained."};
}

// The entry of a layer with offsets and shapes of the right kind, or null.
const Json* entry_of(const Json& manifest, const std::string& name) {
  if (!manifest.is_object() || !manifest.contains("layers") || !manifest["layers"].is_array()) return nullptr;
  for (const Json& entry : manifest["layers"]) {
    const auto is = [&](const char* key, bool (Json::*right)() const noexcept) {
      return entry.contains(key) && (entry[key].*right)();
    };
    if (!entry.is_object() || !is("name", &Json::is_string) || entry["name"] != name) continue;
    const bool whole = is("weight", &Json::is_array) && is("bias", &Json::is_array) &&
                       is("weight_offset", &Json::is_number_unsigned) && is("bias_offset", &Json::is_number_unsigned);
    return whole ? &entry : nullptr;
  }
  return nullptr;
}

bool same_shape(const Json& shape, const torch::Tensor& tensor) { return shape == Json(tensor.sizes().vec()); }

// Numbers at a byte offset in the shape of `like`, or an undefined tensor when they do not lie within the file.
torch::Tensor numbers_at(const Bytes& bytes, std::uint64_t offset, const torch::Tensor& like) {
  auto numbers = torch::empty(like.sizes(), torch::kFloat32);
  if (offset > bytes.size() || numbers.nbytes() > bytes.size() - offset) return {};
  std::memcpy(numbers.data_ptr(), bytes.data() + offset, numbers.nbytes());
  return numbers;
}

}  // namespace

SqueezeNetImpl::SqueezeNetImpl(int last_fire) : torch::nn::Module("SqueezeNet"), last_fire_(last_fire) {
  TORCH_CHECK(last_fire >= 4 && last_fire <= 9, "fire4 to fire9");
  add_layer("conv1", 3, 96, 7, 2, 0);
  int in = 96;
  for (int number = 2; number <= last_fire; ++number) {
    const std::string fire = "fire" + std::to_string(number) + "/";
    const int narrow = squeezed[static_cast<std::size_t>(number - 2)];
    const int wide = expanded[static_cast<std::size_t>(number - 2)];
    add_layer(fire + "squeeze1x1", in, narrow, 1, 1, 0);
    add_layer(fire + "expand1x1", narrow, wide, 1, 1, 0);
    add_layer(fire + "expand3x3", narrow, wide, 3, 1, 1);
    in = 2 * wide;
  }
}

void SqueezeNetImpl::add_layer(const std::string& name, int in, int out, int kernel, int stride, int padding) {
  std::string key = name;
  std::replace(key.begin(), key.end(), '/', '_');
  // Channels last is the order in which these convolutions run fastest on a CPU.
  const auto weight = torch::zeros({out, in, kernel, kernel}).contiguous(torch::MemoryFormat::ChannelsLast);
  layers_.push_back({name, stride, padding, register_buffer(key + "_weight", weight),
                     register_buffer(key + "_bias", torch::zeros({out}))});
}

torch::Tensor SqueezeNetImpl::apply(const Layer& layer, const torch::Tensor& x) const {
  return torch::relu(torch::conv2d(x, layer.weight, layer.bias, layer.stride, layer.padding));
}

torch::Tensor SqueezeNetImpl::fire(int number, const torch::Tensor& x) const {
  const auto first = static_cast<std::size_t>(3 * (number - 2) + 1);
  const auto narrow = apply(layers_[first], x);
  return torch::cat({apply(layers_[first + 1], narrow), apply(layers_[first + 2], narrow)}, 1);
}

std::vector<torch::Tensor> SqueezeNetImpl::forward(torch::Tensor x) {
  const auto pool = [](const torch::Tensor& h) {
    return torch::max_pool2d(h, 3, 2, /*padding=*/0, /*dilation=*/1, /*ceil_mode=*/true);
  };
  std::vector<torch::Tensor> found;
  auto h = apply(layers_[0], x.contiguous(torch::MemoryFormat::ChannelsLast));
  found.push_back(h);
  h = pool(h);
  for (int number = 2; number <= last_fire_; ++number) {
    h = fire(number, h);
    const bool told = number == 3 || number == 4 || number == 6 || number == 8 || number == last_fire_;
    if (told) found.push_back(h);
    if ((number == 4 || number == 8) && number < last_fire_) h = pool(h);
  }
  return found;
}

Result<std::string> SqueezeNetImpl::load(const fs::path& folder) {
  const auto text = text_from_file(folder / "manifest.json", 1 << 20);
  if (!text) return wrong(folder, "manifest.json cannot be read");
  const Json manifest = Json::parse(*text, nullptr, false);
  if (!manifest.is_object() || !manifest.contains("file") || !manifest["file"].is_string())
    return wrong(folder, "manifest.json names no file");
  const fs::path file = fs::path(manifest["file"].get<std::string>()).filename();
  const auto bytes = bytes_from_file(folder / file, max_weights);
  if (!bytes) return wrong(folder, "'" + file.string() + "' cannot be read");
  std::vector<std::pair<torch::Tensor, torch::Tensor>> read;
  for (const Layer& layer : layers_) {
    const Json* entry = entry_of(manifest, layer.name);
    if (!entry || !same_shape((*entry)["weight"], layer.weight) || !same_shape((*entry)["bias"], layer.bias))
      return wrong(folder, "the layer '" + layer.name + "' is missing or has another shape");
    auto weight = numbers_at(*bytes, (*entry)["weight_offset"].get<std::uint64_t>(), layer.weight);
    auto bias = numbers_at(*bytes, (*entry)["bias_offset"].get<std::uint64_t>(), layer.bias);
    if (!weight.defined() || !bias.defined())
      return wrong(folder, "'" + file.string() + "' ends before the layer '" + layer.name + "' does");
    read.emplace_back(weight, bias);
  }
  // The network was made for BGR in 0…255 less a mean; ours are RGB in [-1,1]. Its first layer takes up the difference.
  const auto mean = torch::tensor({104.0f, 117.0f, 123.0f}).view({1, 3, 1, 1});
  read[0].second = read[0].second + (read[0].first * (127.5f - mean)).sum({1, 2, 3});
  read[0].first = read[0].first.flip(1) * 127.5f;
  const torch::NoGradGuard no_grad;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    layers_[i].weight.copy_(read[i].first);
    layers_[i].bias.copy_(read[i].second);
  }
  return sha256_from_bytes(*bytes);
}

}  // namespace reverie::nets
