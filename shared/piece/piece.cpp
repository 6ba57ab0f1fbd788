#include "shared/piece/piece.h"

#include <algorithm>

#include "shared/piece/registry.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

// Each kind that the slot names needs a port of its own.
bool ports_suffice(const std::vector<PortKind>& wanted, const std::vector<Port>& ports) {
  return std::all_of(wanted.begin(), wanted.end(), [&](PortKind kind) {
    const auto is_kind = [&](const Port& port) { return port.kind == kind; };
    return std::count_if(ports.begin(), ports.end(), is_kind) >= std::count(wanted.begin(), wanted.end(), kind);
  });
}

}  // namespace

// Inputs that the slot does not name must be ones a piece can leave alone: class weights of zero mean "free".
bool slot_accepts(const SlotSpec& slot, const Model& model) {
  const auto known = [&](const Port& port) {
    return port.kind == PortKind::class_label ||
           std::find(slot.inputs.begin(), slot.inputs.end(), port.kind) != slot.inputs.end();
  };
  return ports_suffice(slot.inputs, model.inputs) && ports_suffice(slot.outputs, model.outputs) &&
         std::all_of(model.inputs.begin(), model.inputs.end(), known);
}

Result<void> Piece::set_document(Stage& /*stage*/, const Document& document) {
  if (document == Document{}) return {};
  return Error{"This piece keeps no document, but one of version " + std::to_string(document.version()) + " and " +
               std::to_string(document.json().size()) + " bytes was given; it is left out."};
}

std::string Piece::description(const Stage& stage) const {
  std::string words;
  for (const ParamSpec& spec : stage.params().specs()) {
    if (!words.empty()) words += said(", ");
    words += std::string(said(spec.label)) + " " + stage.params().text_of(spec.name);
    if (!spec.unit.empty() && spec.kind != ParamKind::text) words += " " + spec.unit;
  }
  return words.empty() ? std::string(said("A picture without controls.")) : said("{0}.", {words});
}

const LoadedModel* Stage::slot(std::string_view name) const {
  const auto found = slots_.find(name);
  return found == slots_.end() ? nullptr : &found->second;
}

const ModelPreview* Stage::preview(std::string_view slot) const {
  const auto found = previews_.find(slot);
  return found == previews_.end() || previews_hidden_ ? nullptr : found->second.get();
}

void Stage::set_preview(const std::string& slot, std::shared_ptr<const ModelPreview> preview) {
  if (clock_ == Clock::live) previews_[slot] = std::move(preview);
}

}  // namespace reverie
