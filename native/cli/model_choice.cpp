#include "native/cli/model_choice.h"

#include <algorithm>

#include "native/runtime/ort_session.h"
#include "native/runtime/package.h"
#include "native/runtime/package_neighbours.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

Result<LinkModel> choice_from_text(const PieceManifest& manifest, const std::string& text) {
  const auto equals = text.find('=');
  if (equals != std::string::npos) return LinkModel{text.substr(0, equals), text.substr(equals + 1), ""};
  if (manifest.slots.size() == 1) return LinkModel{manifest.slots.front().name, text, ""};
  return Error{"--model takes SLOT=ID or SLOT=DIR; '" + text + "' was given, and the piece '" + manifest.id + "' has " +
               (manifest.slots.empty() ? "no slot" : "several slots") + ", so nothing was drawn."};
}

Result<void> load_into(Player& player, const LinkModel& choice, const fs::path& models,
                       Looking::NeighboursOfSlot& neighbours) {
  const auto folder = find_package(models, choice.id);
  if (!folder) return folder.error();
  auto loaded = load_package(*folder);
  if (!loaded) return loaded.error();
  const auto package = package_from_folder(*folder);
  if (!package) return package.error();
  const auto told = neighbours_of(*package);
  if (!told) return told.error();
  neighbours[choice.slot] = *told;
  return player.fill_slot(choice.slot, std::move(*loaded));
}

// The first published model whose ports the slot takes; nothing fits: an empty id.
std::string first_that_fits(const SlotSpec& slot, const fs::path& models) {
  for (const ListedModel& listed : list_models(models)) {
    if (!listed.problem.empty()) continue;
    const auto package = package_from_folder(models / listed.id);
    if (package && slot_accepts(slot, package->model)) return listed.id;
  }
  return "";
}

Result<void> fill_remaining(Player& player, const std::vector<LinkModel>& linked, const fs::path& models,
                            Looking::NeighboursOfSlot& neighbours) {
  for (const SlotSpec& slot : player.manifest().slots) {
    if (player.stage().slot(slot.name)) continue;
    const auto wanted = std::ranges::find(linked, slot.name, &LinkModel::slot);
    const std::string id = wanted != linked.end() ? wanted->id : first_that_fits(slot, models);
    if (id.empty() && slot.min == 0) continue;
    if (id.empty())
      return Error{"The piece '" + player.manifest().id + "' needs a model in the slot '" + slot.name +
                   "', and none of those in '" + models.string() + "' fits; give one by --model " + slot.name +
                   "=DIR."};
    if (auto filled = load_into(player, {slot.name, id, ""}, models, neighbours); !filled) return filled;
  }
  return {};
}

}  // namespace

Result<Looking::NeighboursOfSlot> fill_slots(Player& player, const std::vector<std::string>& choices,
                                             const std::string& models) {
  const fs::path folder = models.empty() ? default_models_folder() : fs::path(models);
  Looking::NeighboursOfSlot neighbours;
  const std::vector<LinkModel> linked = player.link_state().models;
  for (const std::string& text : choices) {
    const auto choice = choice_from_text(player.manifest(), text);
    if (!choice) return choice.error();
    const auto& slots = player.manifest().slots;
    if (std::ranges::find(slots, choice->slot, &SlotSpec::name) == slots.end())
      return Error{"The piece '" + player.manifest().id + "' has no slot '" + choice->slot + "', which --model '" +
                   text + "' names; nothing was drawn."};
    if (auto filled = load_into(player, *choice, folder, neighbours); !filled) return filled.error();
  }
  if (auto filled = fill_remaining(player, linked, folder, neighbours); !filled) return filled.error();
  return neighbours;
}

}  // namespace reverie::cli
