// What a run will be, said before it starts: size, steps, and about how long, from a few steps that are thrown away.
#pragma once

#include <string>

#include "native/train/plan.h"

namespace reverie {

struct Forecast {
  double step_seconds = 0;
  // "32 px, 12,000 steps of 32 pictures, about 2 h 10 min on this CPU (bfloat16, 1 thread, 190 pictures/s)."
  std::string text;
  std::string hint;  // with few pictures of one's own; else empty
};

// Times steps of a recipe of its own, so that the run itself is not touched; takes a few seconds at most, or as long as
// two steps.
Result<Forecast> forecast(const TrainPlan& plan, const PackedData& packed);

// 12000 → "12,000"
std::string text_from_count(std::int64_t count);

}  // namespace reverie
