#include "native/recipes/gan/schedule.h"

#include <algorithm>
#include <cmath>

namespace reverie::recipes {

double rate_scale(const Settings& settings, const StepContext& at) {
  const double from = settings.number("decay-from");
  const double left = 1 - static_cast<double>(at.step) / static_cast<double>(at.steps);
  return from >= 1 ? 1 : std::clamp(left / (1 - from), 0.02, 1.0);
}

torch::Tensor given_labels(const Settings& settings, const StepContext& at, int64_t rows, int64_t axes) {
  auto given = torch::zeros({rows, std::max<int64_t>(axes, 1)});
  const auto all = std::llround(settings.number("label-all") * static_cast<double>(rows));
  const auto some = all + std::llround(settings.number("label-some") * static_cast<double>(rows));
  auto cell = given.accessor<float, 2>();
  for (int64_t row = 0; row < rows; ++row) {
    Random coin = random_at(at.seed, Purpose::labels, at.step, row);
    for (int64_t a = 0; a < axes; ++a) cell[row][a] = row < all || (row < some && coin.below(2) == 1) ? 1.0f : 0.0f;
  }
  return given;
}

double kept_average(const Settings& settings, const StepContext& at, int64_t rows) {
  if (at.step < 10) return 0;
  const double half_life = settings.number("ema-pictures");
  return std::min(std::pow(0.5, static_cast<double>(rows) / half_life), 1 - 1.0 / static_cast<double>(at.step + 2));
}

Adam generator_optimiser(const Settings& settings, nets::Generator& net) {
  const std::vector<torch::Tensor> tables = net.tables();
  std::vector<torch::Tensor> rest;
  for (const torch::Tensor& parameter : net.parameters()) {
    const auto same = [&](const torch::Tensor& table) { return table.is_same(parameter); };
    if (std::none_of(tables.begin(), tables.end(), same)) rest.push_back(parameter);
  }
  Adam adam(settings.number("beta1"), settings.number("beta2"), 1e-8);
  adam.add_group(rest, settings.number("lr-g"));
  adam.add_group(tables, settings.number("lr-g") * settings.number("table-rate"));
  return adam;
}

Adam discriminator_optimiser(const Settings& settings, const std::vector<torch::Tensor>& parameters) {
  const double every = static_cast<double>(settings.integer("r1-every")), share = every / (every + 1);
  Adam adam(std::pow(settings.number("beta1"), share), std::pow(settings.number("beta2"), share), 1e-8);
  adam.add_group(parameters, settings.number("lr-d") * share);
  return adam;
}

}  // namespace reverie::recipes
