#include "native/train/variety.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "native/data/dataset.h"

namespace reverie {
namespace {

constexpr std::int64_t alarm_side = 8, copy_side = 16;
constexpr std::int64_t judged = 64, most_training = 8192;
constexpr double varied_from = 0.8, copied_below = 0.5;

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

// Training pictures, spread evenly; of layered sprites, which are more than can be seen, drawn by chance.
torch::Tensor training_pictures(const Dataset& dataset, std::uint64_t seed) {
  const bool drawn = dataset.kind == DatasetKind::layers;
  // Of few combinations, about each one is seen when four times as many are drawn.
  const double all = drawn ? 4 * dataset.combinations() : static_cast<double>(dataset.count);
  const auto rows = static_cast<std::int64_t>(std::min(all, static_cast<double>(most_training)));
  const std::int64_t size = dataset.size;
  auto seen = torch::empty({rows, 3 * copy_side * copy_side});
  auto picture = torch::empty({1, 3, size, size});
  std::vector<std::int32_t> labels(dataset.axes.size());
  for (std::int64_t row = 0; row < rows; ++row) {
    if (drawn) {
      sample_from_dataset(dataset, random_at(seed, Purpose::grid, 1, row), picture.data_ptr<float>(), labels.data());
    } else {
      const auto at = static_cast<std::size_t>(row * dataset.count / rows) * dataset.item_bytes();
      const auto pixels = torch::from_blob(const_cast<std::uint8_t*>(dataset.pixels.data() + at),
                                           {1, size, size, dataset.channels()}, torch::kUInt8);
      picture.copy_(pixels.permute({0, 3, 1, 2}).to(torch::kFloat32) / 127.5 - 1);
    }
    seen[row].copy_(glances(picture, copy_side)[0]);
  }
  return seen;
}

// Median distance of the rows to their nearest in `others`; equal ones do not count, they are the row itself.
double median_nearest(const torch::Tensor& rows, const torch::Tensor& others, bool among_themselves) {
  // By differences: products would leave a hundredth between equal pictures.
  auto distances = torch::cdist(rows, others, 2, /*compute_mode=*/2);
  if (among_themselves) distances.masked_fill_(distances < 1e-3, std::numeric_limits<float>::infinity());
  return std::get<0>(distances.min(1)).median().item<double>();
}

torch::Tensor draw_freely(Recipe& recipe, std::uint64_t seed) {
  const auto net = recipe.published();
  Fixed fixed{normals_at(seed, Purpose::grid, 2, judged, net->z_size()), {}};
  for (const nets::AxisSpec& axis : net->axes()) fixed.labels.push_back(torch::zeros({judged, axis.classes}));
  return recipe.draw(fixed);
}

double share_of(double found, double real) { return real > 0 && std::isfinite(real) ? found / real : 1; }

}  // namespace

torch::Tensor glances(const torch::Tensor& pictures, std::int64_t side) {
  const auto whole = pictures.to(torch::kCPU).to(torch::kFloat32).contiguous();
  const std::int64_t factor = std::max<std::int64_t>(whole.size(2) / side, 1);
  return torch::avg_pool2d(whole, factor).flatten(1);
}

double mean_distance(const torch::Tensor& pictures) {
  const auto seen = glances(pictures, alarm_side);
  return seen.size(0) < 2 ? 0 : torch::pdist(seen).mean().item<double>();
}

double CollapseAlarm::look(const torch::Tensor& fakes) {
  rang_before_ = rang_before_ || ticks_ >= collapsed_ticks;
  const double variety = share_of(mean_distance(fakes), reals_);
  ticks_ = variety < collapsed_below ? ticks_ + 1 : 0;
  return variety;
}

std::string alarm_text(double variety) {
  return "The drawn pictures have become alike: for " + std::to_string(collapsed_ticks) + " ticks they differ only " +
         percent(variety) + " as much as the real ones, and under " + percent(collapsed_below) +
         " is a collapse. The run goes on; if the grids do not recover, a lower lr-g, a higher r1-gamma, more pictures "
         "or --from may help.";
}

std::vector<std::string> Verdict::sentences() const {
  std::string varied = "Collapsed";
  if (variety >= collapsed_below) varied = variety >= varied_from ? "Varied" : "Less varied than its data";
  char times[16];
  std::snprintf(times, sizeof times, "%.2g", nearness);
  return {varied + ": the drawn pictures differ " + percent(variety) + " as much as the real ones.",
          std::string(nearness < copied_below ? "Copied" : "Not copied") + ": a drawn picture is as a rule " + times +
              " times as far from its nearest training picture as training pictures are from theirs."};
}

nlohmann::json Verdict::json() const {
  return {{"variety", std::round(variety * 1e4) / 1e4}, {"nearness", std::round(nearness * 1e4) / 1e4}};
}

Verdict verdict_on(Recipe& recipe, const Dataset& dataset, std::uint64_t seed) {
  const auto fakes = draw_freely(recipe, seed);
  const auto training = training_pictures(dataset, seed);
  const auto chosen = torch::linspace(0, static_cast<double>(training.size(0) - 1), judged).round().to(torch::kLong);
  const auto reals = training.index_select(0, chosen);
  const double between = median_nearest(reals, training, true);
  Verdict verdict;
  const auto side = [](const torch::Tensor& seen) { return seen.view({seen.size(0), 3, copy_side, copy_side}); };
  verdict.variety = share_of(mean_distance(fakes), mean_distance(side(reals)));
  verdict.nearness = share_of(median_nearest(glances(fakes, copy_side), training, false), between);
  return verdict;
}

}  // namespace reverie
