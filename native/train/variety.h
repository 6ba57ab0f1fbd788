// Is it varied, has it collapsed, does it copy? Judged at a glance: pictures averaged to a few large pixels, where a
// generator that draws one picture shows at once, and told in proportion to the real pictures.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "native/train/recipe.h"

namespace reverie {

struct Dataset;

// (N,3,S,S) in [-1,1] → (N,3·side²), each picture averaged by area to side × side; side divides S.
torch::Tensor glances(const torch::Tensor& pictures, std::int64_t side);

// Mean distance between two of the pictures; 0 for fewer than two.
double mean_distance(const torch::Tensor& pictures);

inline constexpr double collapsed_below = 0.25;
inline constexpr int collapsed_ticks = 3;

// Rings once, when the drawn pictures differ less than a quarter as much as the real ones three ticks in a row.
class CollapseAlarm {
 public:
  explicit CollapseAlarm(const torch::Tensor& reals) : reals_(mean_distance(reals)) {}
  // Distance of the drawn pictures from each other, as a share of the real ones'; 1 where the reals are all one.
  double look(const torch::Tensor& fakes);
  // True in the very tick in which it rings.
  bool rings() const { return ticks_ == collapsed_ticks && !rang_before_; }

 private:
  double reals_;
  int ticks_ = 0;
  bool rang_before_ = false;
};
std::string alarm_text(double variety);

struct Verdict {
  double variety = 0;  // as CollapseAlarm::look has it
  // Distance of a drawn picture to its nearest training picture, as a share of that between training pictures; medians.
  double nearness = 0;

  std::vector<std::string> sentences() const;  // two, in plain words
  nlohmann::json json() const;
};
// By 64 codes without labels, and at most 8192 training pictures.
Verdict verdict_on(Recipe& recipe, const Dataset& dataset, std::uint64_t seed);

}  // namespace reverie
