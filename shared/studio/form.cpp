#include "shared/studio/form.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/studio/control_row.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

using Json = nlohmann::json;

std::string_view kind_word(ParamKind kind) {
  switch (kind) {
    case ParamKind::number:
      return "number";
    case ParamKind::integer:
      return "integer";
    case ParamKind::toggle:
      return "toggle";
    case ParamKind::choice:
      return "choice";
    case ParamKind::text:
      return "text";
    case ParamKind::pad:
      return "pad";
  }
  return "text";
}

Json labels_of(const std::vector<std::string>& choices) {
  Json labels = Json::array();
  for (const std::string& choice : choices) labels.push_back(said(choice));
  return labels;
}

Json control_of(const ParamSpec& spec, const Params& params) {
  return {{"name", spec.name},
          {"label", shown_label(spec)},
          {"help", said(spec.help)},
          {"unit", spec.unit},
          {"group", said(spec.group)},
          {"kind", kind_word(spec.kind)},
          {"min", spec.min},
          {"max", spec.max},
          {"step", spec.step},
          {"choices", spec.choices},
          {"choice_labels", labels_of(spec.choices)},
          {"value", params.text_of(spec.name)},
          {"initial", params.is_initial(spec.name)},
          {"locked", params.locked(spec.name)},
          {"lockable", spec.surprise}};
}

// Groups in the order of their first param, as the dock shows them.
Json controls_of(const Params& params) {
  std::vector<std::string> groups;
  for (const ParamSpec& spec : params.specs()) {
    if (std::ranges::find(groups, spec.group) == groups.end()) groups.push_back(spec.group);
  }
  Json controls = Json::array();
  for (const std::string& group : groups) {
    for (const ParamSpec& spec : params.specs()) {
      if (spec.group == group) controls.push_back(control_of(spec, params));
    }
  }
  return controls;
}

}  // namespace

std::string form_text(Studio& studio, std::span<const KnownModel> models) {
  const Player& player = studio.player();
  Json form = {{"language", language()},
               {"piece", player.manifest().id},
               {"title", said(player.manifest().title)},
               {"paused", studio.paused()},
               {"undo", studio.can_undo()},
               {"redo", studio.can_redo()},
               {"keeping", studio.keep_job() == nullptr ? "" : studio.keep_job()->file_name()},
               {"models", Json::array()},
               {"slots", Json::array()},
               {"keeps", Json::array()},
               {"controls", controls_of(player.stage().params())}};
  for (const KnownModel& model : models) form["models"].push_back({{"id", model.id}, {"title", said(model.title)}});
  for (const SlotSpec& slot : player.manifest().slots) {
    form["slots"].push_back(
        {{"name", slot.name}, {"label", said(slot.label)}, {"wanted", studio.wanted_model(slot.name)}});
  }
  for (const KeepOffer& offer : keep_offers(player)) {
    const bool bare = offer.format == KeepFormat::png;  // "2×" says enough among buttons, not in a list
    form["keeps"].push_back({{"id", offer.id}, {"label", (bare ? "PNG " : "") + std::string(said(offer.label))}});
  }
  return form.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void act_from_form(Studio& studio, std::string_view verb, const std::string& name) {
  if (verb == "surprise") studio.surprise();
  if (verb == "share") studio.share();
  if (verb == "undo") studio.undo();
  if (verb == "redo") studio.redo();
  if (verb == "pause" || verb == "go-on") studio.set_paused(verb == "pause");
  if (verb == "cancel-keep") studio.cancel_keep();
  if (verb == "show-dock" || verb == "hide-dock") studio.be_guest(verb == "hide-dock");
  if (verb == "hold" || verb == "let-go") studio.set_holding(verb == "hold");
  if (verb == "reset") studio.reset_param(name);
  if (verb == "lock" || verb == "unlock") studio.lock_param(name, verb == "lock");
}

}  // namespace reverie
