// Starting from another run's weights, so that few pictures teach more than themselves: what fits by name and shape
// is taken over, the rest starts anew, and so do the optimisers.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "native/train/recipe.h"

namespace reverie {

struct TakenOver {
  std::string run;  // name of the other run's folder
  std::int64_t step = 0;
  std::string sha256;             // of the snapshot
  std::size_t taken = 0, of = 0;  // tensors of ours, the optimisers' left out
  std::vector<std::string> anew;  // names of those that found nothing to take

  // "Starting from 00000-my-pictures-gan after step 12000: 70 of 72 tensors taken over; these start anew: …"
  std::string sentence() const;
  // For config.json: run, step, sha256, taken, of.
  nlohmann::json record() const;
};

// `from`: a run's folder (its newest whole snapshot), one of its snapshots, or its export/. `size` is the side of our
// pictures. Fails with a sentence when there is no such run, when its pictures have another size, or when
// hardly anything fits;
// the recipe is then untouched.
Result<TakenOver> take_over(const std::filesystem::path& from, int size, Recipe& recipe);

}  // namespace reverie
