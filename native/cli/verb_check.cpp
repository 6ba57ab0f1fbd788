// reverie check: is this package what its manifest says, and does it draw what it should?
#include <algorithm>

#include "native/cli/verb.h"
#include "native/publish/check.h"

namespace reverie::cli {
namespace {

int check(const std::string& text, const std::string& models) {
  const auto folder = find_package(models.empty() ? default_models_folder() : std::filesystem::path(models), text);
  if (!folder) return complain(folder.error().message);
  std::vector<CheckLine> lines;
  const auto sound = check_package(*folder, lines);
  std::size_t widest = 0;
  for (const CheckLine& line : lines) widest = std::max(widest, line.what.size());
  for (const CheckLine& line : lines)
    std::printf("%-*s  %s\n", static_cast<int>(widest), line.what.c_str(), line.finding.c_str());
  std::fflush(stdout);
  return sound ? done : complain(sound.error().message);
}

}  // namespace

void declare_check(CLI::App& verb, int& code) {
  auto folder = std::make_shared<std::string>(), models = std::make_shared<std::string>();
  verb.add_option("package", *folder, "A package's folder, or its id")->required()->type_name("DIR|ID");
  verb.add_option("--models", *models, "The folder of published models (default: models)")->type_name("DIR");
  verb.footer(
      "Reads the manifest, hashes every file, loads the graph, draws the golden output. Stops at the first fault.");
  verb.callback([=, &code] { code = check(*folder, *models); });
}

}  // namespace reverie::cli
