// Settings: what can be turned in a recipe, declared once as data in its recipe.toml. The command line, config.json and
// the network's builder all read it from here.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

// number → double · integer → std::int64_t · text and choice → std::string · integers and texts → lists
using SettingValue =
    std::variant<double, std::int64_t, std::string, std::vector<std::int64_t>, std::vector<std::string>>;

struct SettingSpec {
  std::string name, help;
  double min = 0, max = 0;           // number, integer, and each of integers
  std::vector<std::string> choices;  // text; empty: any
  SettingValue initial;
};

class Settings {
 public:
  // Reads [settings] of a recipe.toml. Fails on a malformed manifest.
  static Result<Settings> from_manifest(std::string_view toml, std::string_view recipe);

  const std::vector<SettingSpec>& specs() const { return specs_; }

  // Reading a name that was never declared, or as another kind, is a programming error and ends the process.
  double number(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  const std::string& text(std::string_view name) const;
  const std::vector<std::int64_t>& integers(std::string_view name) const;
  const std::vector<std::string>& texts(std::string_view name) const;

  // "batch=64", "grounds=d5d7e1,e1d7d5". Fails with a sentence naming what is allowed; the old value stays.
  Result<void> set_from_text(std::string_view assignment);
  // The [settings] of a file such as faces.toml.
  Result<void> set_from_toml(std::string_view toml, const std::string& file);
  Result<void> set_from_json(const nlohmann::json& object);
  nlohmann::json json() const;

 private:
  std::size_t index_of(std::string_view name) const;  // specs_.size() where there is none
  Result<void> set(std::string_view name, SettingValue value);
  std::string recipe_;
  std::vector<SettingSpec> specs_;
  std::vector<SettingValue> values_;
};

}  // namespace reverie
