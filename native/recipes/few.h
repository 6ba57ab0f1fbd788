// Few pictures: what a recipe's [few] in recipe.toml says in place of its defaults, where a person asked for neither.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reverie {

struct FewPictures {
  std::int64_t below = 0;                     // pictures that are no longer few
  std::int64_t steps = 0, picture_steps = 0;  // steps = steps + picture_steps · pictures
  std::vector<std::string> unless;            // settings; whoever sets one of them has chosen for themselves
  std::string said;                           // for the person, after "75 pictures are few: "
  nlohmann::json settings;                    // key → value

  std::int64_t steps_for(std::int64_t pictures) const { return steps + picture_steps * pictures; }
};

// Nothing where the recipe makes no difference. A malformed [few] throws: the manifest is part of the program.
std::optional<FewPictures> few_from_manifest(std::string_view toml);

// `sets`: key=value, as on the command line.
bool chosen_otherwise(const FewPictures& few, const std::vector<std::string>& sets);

}  // namespace reverie
