// A good manifest to bend: the frozen one of format 1.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "format_1_model.h"
#include "shared/model/model.h"

namespace reverie {

inline nlohmann::json good_json() { return nlohmann::json::parse(format_1_model_json, nullptr, false); }

inline Model good_model() { return *model_from_json(format_1_model_json); }

// The sentence for the good manifest after `bend`, or "" when it is still taken.
inline std::string sentence_after(const std::function<void(nlohmann::json&)>& bend) {
  nlohmann::json json = good_json();
  bend(json);
  const Result<Model> model = model_from_json(json.dump());
  return model.ok() ? "" : model.error().message;
}

inline NamedTensors good_inputs(std::int64_t n, float z = 0.5f) {
  Tensor code = *Tensor::zeros({n, 64});
  for (float& value : code.floats()) value = z;
  Tensor glasses = *Tensor::zeros({n, 4});
  return {{"z", std::move(code)}, {"glasses", std::move(glasses)}};
}

}  // namespace reverie
