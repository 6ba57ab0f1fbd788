// reverie pieces, models, recipes: what there is, as a table for people or as JSON for programs.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <toml++/toml.hpp>

#include "native/cli/verb.h"
#include "native/recipes/manifests.h"
#include "native/runtime/package.h"
#include "shared/piece/registry.h"

namespace reverie::cli {
namespace {

using Json = nlohmann::ordered_json;

void print_table(const std::vector<std::pair<std::string, std::string>>& rows, const char* when_empty) {
  if (rows.empty()) std::printf("%s\n", when_empty);
  std::size_t widest = 0;
  for (const auto& [id, text] : rows) widest = std::max(widest, id.size());
  for (const auto& [id, text] : rows) std::printf("%-*s  %s\n", static_cast<int>(widest), id.c_str(), text.c_str());
}

void print_json(const Json& json) {
  std::printf("%s\n", json.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
}

int list_pieces(bool as_json) {
  Json all = Json::array();
  std::vector<std::pair<std::string, std::string>> rows;
  for (const PieceEntry& entry : piece_registry()) {
    const auto manifest = piece_manifest_from_json(entry.manifest_json);
    if (!manifest) return complain(manifest.error().message);
    rows.emplace_back(manifest->id, manifest->title + " — " + manifest->tagline);
    all.push_back(Json::parse(entry.manifest_json, nullptr, false));
  }
  as_json ? print_json(all) : print_table(rows, "No piece is built in.");
  return done;
}

int list_all_models(const std::string& folder, bool as_json) {
  const std::filesystem::path models = folder.empty() ? default_models_folder() : std::filesystem::path(folder);
  Json all = Json::array();
  std::vector<std::pair<std::string, std::string>> rows;
  for (const ListedModel& listed : list_models(models)) {
    rows.emplace_back(listed.id, listed.problem.empty() ? listed.title : "cannot be used: " + listed.problem);
    Json row{{"id", listed.id}, {"title", listed.title}, {"folder", (models / listed.id).string()}};
    if (!listed.problem.empty()) row["problem"] = listed.problem;
    all.push_back(std::move(row));
  }
  const std::string none =
      "No model is published in '" + models.string() + "' yet; reverie train and reverie publish make one.";
  as_json ? print_json(all) : print_table(rows, none.c_str());
  return done;
}

int list_recipes(bool as_json) {
  Json all = Json::array();
  std::vector<std::pair<std::string, std::string>> rows;
  for (const RecipeManifest& recipe : recipe_manifests()) {
    const auto parsed =
        toml::parse(recipe.toml);  // built in and read by the tests: a fault here is a fault of the build
    const std::string id(recipe.id);
    const std::string title = parsed["title"].value_or(id);
    const std::string summary = parsed["summary"].value_or(parsed["description"].value_or(std::string()));
    rows.emplace_back(id, summary.empty() ? title : title + " — " + summary);
    all.push_back({{"id", id}, {"title", title}, {"summary", summary}, {"toml", std::string(recipe.toml)}});
  }
  as_json ? print_json(all) : print_table(rows, "No recipe is built in.");
  return done;
}

std::shared_ptr<bool> json_flag(CLI::App& verb) {
  auto as_json = std::make_shared<bool>(false);
  verb.add_flag("--json", *as_json, "Print JSON instead of a table");
  return as_json;
}

}  // namespace

void declare_pieces(CLI::App& verb, int& code) {
  auto as_json = json_flag(verb);
  verb.callback([as_json, &code] { code = list_pieces(*as_json); });
}

void declare_models(CLI::App& verb, int& code) {
  auto as_json = json_flag(verb);
  auto folder = std::make_shared<std::string>();
  verb.add_option("--models", *folder, "The folder of published models (default: models)")->type_name("DIR");
  verb.callback([=, &code] { code = list_all_models(*folder, *as_json); });
}

void declare_recipes(CLI::App& verb, int& code) {
  auto as_json = json_flag(verb);
  verb.callback([as_json, &code] { code = list_recipes(*as_json); });
}

}  // namespace reverie::cli
