// What `reverie look` found, as one page to look at and to hand on: plain HTML beside its pictures, without scripts.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace reverie {

// `told` is what stands in look.json, as look_into wrote it; `title` that of the model.
std::string page_from_look(const nlohmann::ordered_json& told, const std::string& title);

}  // namespace reverie
