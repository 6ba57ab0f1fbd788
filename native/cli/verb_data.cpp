// reverie data: what is in a folder of pictures, before a network spends a night on it; and the packed file that a bare
// machine trains from.
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "native/cli/verb.h"
#include "native/codec/png_write.h"
#include "native/data/packed.h"
#include "native/data/sheet.h"
#include "native/data/source.h"
#include "native/recipes/few.h"
#include "native/recipes/manifests.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

struct DataOptions {
  std::string source, out, sheet, matte = "faf7f2", labels = "folders";
  std::vector<std::string> grounds{"ffffff"};
  std::optional<int> size;
  int count = 8192;
  std::uint64_t seed = 1;
  bool json = false;
};

// What `reverie train gan` does by itself where the source has few pictures, else nothing.
std::optional<FewPictures> few_in(const std::string& source) {
  const auto pictures = plain_pictures_in(source);
  for (const RecipeManifest& recipe : recipe_manifests()) {
    auto few = recipe.id == "gan" ? few_from_manifest(recipe.toml) : std::nullopt;
    if (few && pictures && *pictures < few->below) return few;
  }
  return {};
}

// The side that it would ask for.
int usual_size(const std::string& source) {
  const auto few = few_in(source);
  return few ? few->settings.at("size").get<int>() : PackOptions().size;
}

std::vector<Finding> findings_of(const DataOptions& asked, const PackReport& report) {
  const auto few = few_in(asked.source);
  return findings_from_report(report, few ? few->below : 0);
}

Result<PackOptions> pack_options(const DataOptions& asked) {
  PackOptions options{
      .size = asked.size ? *asked.size : usual_size(asked.source), .grounds = {}, .labels = asked.labels != "none"};
  const auto matte = color_from_text(asked.matte);
  if (!matte) return matte.error();
  options.matte = *matte;
  for (const std::string& ground : asked.grounds) {
    const auto color = color_from_text(ground);
    if (!color) return color.error();
    options.grounds.push_back(ground.starts_with('#') ? ground.substr(1) : ground);
  }
  options.procedural_count = asked.count;
  options.seed = asked.seed;
  return options;
}

// On a terminal only, so that what is piped stays clean.
PackTick tick_for_terminal() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [](std::int64_t done, std::int64_t all) {
    if (done % 64 == 0 || done == all)
      std::fprintf(stderr, "\r%lld of %lld pictures%s", static_cast<long long>(done), static_cast<long long>(all),
                   done == all ? "\r\x1b[K" : "");
  };
}

Result<Dataset> sound_dataset(const DataOptions& asked, PackReport& report) {
  const auto options = pack_options(asked);
  if (!options) return options.error();
  auto dataset = dataset_from_source(asked.source, *options, report, tick_for_terminal());
  if (!dataset) return dataset;
  if (const auto sound = check_dataset(*dataset); !sound) return sound.error();
  return dataset;
}

void print_findings(const DataOptions& asked, const PackReport& report) {
  std::size_t widest = 0;
  const auto findings = findings_of(asked, report);
  for (const Finding& finding : findings) widest = std::max(widest, finding.topic.size());
  const int column = static_cast<int>(widest) + 2;
  for (const Finding& finding : findings) {
    std::printf("%-*s%s\n", column, finding.topic.c_str(), finding.fact.c_str());
    if (!finding.meaning.empty()) std::printf("%*s%s\n", column, "", finding.meaning.c_str());
  }
  for (const std::string& problem : report.problems) std::printf("  %s\n", problem.c_str());
  for (const std::string& note : report.notes) std::printf("  %s\n", note.c_str());
}

void print_json(const DataOptions& asked, const PackReport& report, const std::string& error) {
  nlohmann::json json = json_from_report(report);
  json["usable"] = error.empty();
  if (!error.empty()) json["error"] = error;
  for (const Finding& finding : findings_of(asked, report))
    json["findings"].push_back({{"topic", finding.topic}, {"fact", finding.fact}, {"meaning", finding.meaning}});
  std::printf("%s\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

Result<void> write_sheet(const std::string& path, const Dataset& dataset) {
  const auto sheet = sheet_from_dataset(dataset);
  if (!sheet) return sheet.error();
  return write_png(path, *sheet);
}

int check(const DataOptions& asked) {
  PackReport report;
  const auto dataset = sound_dataset(asked, report);
  if (asked.json) print_json(asked, report, dataset ? "" : dataset.error().message);
  if (!dataset) return asked.json ? failed : complain(dataset.error().message);
  if (!asked.json) print_findings(asked, report);
  std::fflush(stdout);
  if (asked.sheet.empty()) return done;
  if (const auto written = write_sheet(asked.sheet, *dataset); !written) return complain(written.error().message);
  if (!asked.json) std::printf("The sheet of what training will see is %s.\n", asked.sheet.c_str());
  return done;
}

// Two swapped words must not cost somebody a picture.
Result<void> may_be_written(const std::string& out) {
  std::error_code code;
  if (fs::is_directory(out, code))
    return Error{"'" + printable(out) + "' is a folder; name a file such as mine.rvd, nothing was written."};
  if (!fs::exists(out, code)) return {};
  const auto head = head_of_file(out, 8);
  if (head && std::string(head->begin(), head->end()) == "REVDATA1") return {};
  return Error{"'" + printable(out) +
               "' is there and is no packed dataset, so it was not written over; take another name."};
}

int pack(const DataOptions& asked) {
  if (const auto free = may_be_written(asked.out); !free) return complain(free.error().message);
  PackReport report;
  auto dataset = sound_dataset(asked, report);
  if (!dataset) return complain(dataset.error().message);
  if (dataset->record.tree_hash.empty()) {
    const auto hash = source_hash(asked.source, *pack_options(asked));
    if (!hash) return complain(hash.error().message);
    dataset->record.tree_hash = *hash;
  }
  if (const auto written = write_packed(asked.out, *dataset); !written) return complain(written.error().message);
  std::error_code code;
  std::printf("%s\n%s: %lld pictures of %d × %d px, %.1f MB. reverie train gan --data %s learns from it.\n",
              report_text(report).c_str(), asked.out.c_str(), static_cast<long long>(dataset->count), dataset->size,
              dataset->size, static_cast<double>(fs::file_size(asked.out, code)) / 1e6, asked.out.c_str());
  return done;
}

void declare_common(CLI::App& verb, DataOptions& o) {
  verb.add_option(
          "source", o.source,
          "A folder of PNG and JPEG pictures; a folder of layers 1-name, 2-name, …; an IDX file or a folder with "
          "one; a packed dataset; or procedural:de-stijl")
      ->required()
      ->type_name("SOURCE");
  verb.add_option(
          "--size", o.size,
          "Side in pixels that training asks for (default: as train gan does, 64 with few pictures and else 32)")
      ->check(CLI::Range(8, 1024));
  verb.add_option("--matte", o.matte, "What transparent parts of plain pictures are laid on (default: faf7f2)")
      ->type_name("RRGGBB");
  verb.add_option("--grounds", o.grounds, "Colours under layered sprites (default: ffffff)")
      ->delimiter(',')
      ->type_name("RRGGBB,…");
  verb.add_option("--labels", o.labels, "folders: each sub-folder is a class; none: no labels (default: folders)")
      ->check(CLI::IsMember({"folders", "none"}));
  verb.add_option("--count", o.count, "Pictures drawn by procedural:de-stijl (default: 8192)")
      ->check(CLI::Range(64, 200000));
  verb.add_option("--seed", o.seed, "Of procedural:de-stijl (default: 1)");
}

}  // namespace

void declare_data(CLI::App& verb, int& code) {
  auto o = std::make_shared<DataOptions>();
  verb.require_subcommand(1);
  CLI::App& checking = *verb.add_subcommand("check", "Say what is there and what it means for training");
  declare_common(checking, *o);
  checking.add_flag("--json", o->json, "Print it for a program");
  checking.add_option("--sheet", o->sheet, "Write a contact sheet of what training will see")->type_name("FILE.png");
  checking.callback([o, &code] { code = check(*o); });
  CLI::App& packing = *verb.add_subcommand("pack", "Write one file that training reads, also on a bare machine");
  declare_common(packing, *o);
  packing.add_option("out", o->out, "The file to write, such as mine.rvd")->required()->type_name("OUT");
  packing.callback([o, &code] { code = pack(*o); });
  verb.footer(
      "A picture is turned upright, cropped to its central square and averaged down to the size. "
      "Sub-folders become classes when every picture lies in one.");
}

}  // namespace reverie::cli
