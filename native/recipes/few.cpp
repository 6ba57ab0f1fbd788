#include "native/recipes/few.h"

#include <algorithm>
#include <sstream>
#include <toml++/toml.hpp>

namespace reverie {

std::optional<FewPictures> few_from_manifest(std::string_view toml) {
  const toml::table manifest = toml::parse(toml);
  const toml::table* table = manifest["few"].as_table();
  if (table == nullptr) return {};
  std::stringstream text;
  text << toml::json_formatter{*table};
  const auto json = nlohmann::json::parse(text.str());
  return FewPictures{json.at("below"),  json.at("steps"), json.at("picture-steps"),
                     json.at("unless"), json.at("said"),  json.at("settings")};
}

bool chosen_otherwise(const FewPictures& few, const std::vector<std::string>& sets) {
  return std::ranges::any_of(sets, [&](const std::string& set) {
    return std::ranges::find(few.unless, set.substr(0, set.find('='))) != few.unless.end();
  });
}

}  // namespace reverie
