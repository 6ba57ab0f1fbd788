// Sheets laid over one another: wherever a graph reckons below + share · (above − below), that is what it does.
#pragma once

#include <map>
#include <set>
#include <string>

#include "shared/model/graph_steps.h"

namespace reverie {

struct Blend {
  std::string below, above, opacity;
  const GraphStep *difference, *share;  // the subtraction and the product
};

struct Blends {
  std::map<const GraphStep*, Blend> sums;        // by the addition that ends each
  std::set<const GraphStep*> inner;              // their subtractions and products
  std::map<std::string, std::string> opacities;  // of what is laid over something, by its name
};

// Pointers into `graph`. Only values of four dimensions are pictures.
Blends blends_of(const GraphSteps& graph);

}  // namespace reverie
