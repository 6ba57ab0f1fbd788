#include "native/publish/neighbours_file.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "native/data/packed.h"
#include "native/publish/previews.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t sampled_pictures = 2048, sampled_stacks = 1024;
constexpr std::uint64_t stacks_seed = 1;
constexpr int judged = 64;
constexpr const char* role = "neighbours";

Result<NearFeature> feature_of_picture(const Dataset& dataset, std::int64_t item) {
  auto picture = Image::create(dataset.size, dataset.size);
  if (!picture) return picture.error();
  const std::uint8_t* from = dataset.pixels.data() + static_cast<std::size_t>(item) * dataset.item_bytes();
  for (std::size_t i = 0; i < picture->rgba().size(); ++i)
    picture->rgba()[i] = i % 4 == 3 ? 255 : from[i / 4 * 3 + i % 4];
  return near_feature(*picture);
}

Result<NearFeature> feature_of_stack(const Dataset& dataset, std::int64_t number) {
  auto pixels = Tensor::zeros({1, 3, dataset.size, dataset.size});
  if (!pixels) return pixels.error();
  std::vector<std::int32_t> labels(dataset.axes.size());
  sample_from_dataset(dataset, Random(stacks_seed, static_cast<std::uint64_t>(number)), pixels->floats().data(),
                      labels.data());
  const auto picture = image_from_tensor(*pixels, 0, {-1, 1});
  if (!picture) return picture.error();
  return near_feature(*picture);
}

Result<std::vector<NearFeature>> features_of_pictures(const Dataset& dataset) {
  const bool all = dataset.count <= static_cast<std::int64_t>(max_neighbours);
  const std::int64_t rows = all ? dataset.count : sampled_pictures;
  std::vector<NearFeature> features;
  for (std::int64_t row = 0; row < rows; ++row) {
    auto feature = feature_of_picture(dataset, row * dataset.count / rows);
    if (!feature) return feature.error();
    features.push_back(*feature);
  }
  return features;
}

// Of few ways to stack them, chance meets some again; each counts once.
Result<std::vector<NearFeature>> features_of_stacks(const Dataset& dataset) {
  const double ways = dataset.combinations();
  const auto rows = static_cast<std::size_t>(std::min(ways, static_cast<double>(sampled_stacks)));
  std::vector<NearFeature> features;
  for (std::int64_t number = 0; features.size() < rows && number < 8 * sampled_stacks; ++number) {
    auto feature = feature_of_stack(dataset, number);
    if (!feature) return feature.error();
    if (std::ranges::find(features, *feature) == features.end()) features.push_back(*feature);
  }
  return features;
}

std::string hash_of_data(const Model& model) {
  const auto training = nlohmann::json::parse(model.training_json, nullptr, false);
  if (!training.is_object() || !training.contains("dataset") || !training["dataset"].is_object()) return "";
  const auto& dataset = training["dataset"];
  return dataset.contains("tree_hash") && dataset["tree_hash"].is_string() ? dataset["tree_hash"].get<std::string>()
                                                                           : "";
}

}  // namespace

Result<Neighbours> neighbours_from_dataset(const Dataset& dataset) {
  const bool layered = dataset.kind == DatasetKind::layers;
  const auto features = layered ? features_of_stacks(dataset) : features_of_pictures(dataset);
  if (!features) return features.error();
  return neighbours_from_features(*features, layered ? dataset.combinations() : static_cast<double>(dataset.count),
                                  layered);
}

Result<void> add_neighbours(Draft& draft, const fs::path& data) {
  const auto dataset = read_packed(data);
  if (!dataset) return dataset.error();
  if (const std::string wanted = hash_of_data(draft.model); dataset->record.tree_hash != wanted)
    return Error{"The data in '" + data.string() + "' have the hash " + dataset->record.tree_hash.substr(0, 8) +
                 "… where the run learned from " + (wanted.empty() ? "data without one" : wanted.substr(0, 8) + "…") +
                 "; nothing was published, give the data of this run."};
  if (dataset->kind == DatasetKind::pictures && dataset->count < 2) return {};  // nothing to compare with
  const auto neighbours = neighbours_from_dataset(*dataset);
  if (!neighbours) return neighbours.error();
  draft.files.push_back({role, role, "rvn", bytes_from_neighbours(*neighbours)});
  return {};
}

Result<std::string> nearness_of_samples(const Draft& draft) {
  const auto file = std::ranges::find(draft.files, role, &PackageFile::role);
  if (file == draft.files.end()) return std::string();
  const auto neighbours = neighbours_from_bytes(file->bytes);
  if (!neighbours) return neighbours.error();
  const auto pictures = draw_samples(draft.model, *draft.session, preview_seed, judged);
  if (!pictures) return pictures.error();
  std::array<int, 5> counts{};
  for (const Image& picture : *pictures) {
    const auto feature = near_feature(picture);
    if (!feature) return feature.error();
    ++counts[static_cast<std::size_t>(nearness_of(*neighbours, *feature).word)];
  }
  return "Of " + std::to_string(judged) + " pictures from random codes, held against " +
         training_pictures_text(*neighbours) + ", " + std::to_string(counts[0]) + " are nearly one of these, " +
         std::to_string(counts[1]) + " close to one, " + std::to_string(counts[2]) +
         " about as far from them as they are from each other, " + std::to_string(counts[3]) + " farther and " +
         std::to_string(counts[4]) + " unlike any. Soft small copies are compared: layout and colour, not texture.";
}

}  // namespace reverie
