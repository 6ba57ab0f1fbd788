// Form: the dock's controls as data, so that a page can lay real ones beside the canvas: for a screen reader, for large
// type, for colours of one's own — for all whom a picture of controls does not serve.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/studio/studio.h"

namespace reverie {

// JSON: {"language", "piece", "title", "paused", "undo", "redo", "keeping", "models": [{"id", "title"}],
//  "slots": [{"name", "label", "wanted"}], "keeps": [{"id", "label"}], "controls": [{"name", "label", "help", "unit",
//  "group", "kind", "min", "max", "step", "choices", "choice_labels", "value", "initial", "locked", "lockable"}]}.
// "value" is written as links write it; "initial" is true while it is where it began; "keeping" is the name of the file
// under way, or "". Order is the order of the dock.
std::string form_text(Studio& studio, std::span<const KnownModel> models);

// What its buttons do. Verbs: surprise, share, undo, redo, pause, go-on, cancel-keep, show-dock, hide-dock; hold and
// let-go around a change that takes a while; and reset, lock, unlock of the param `name`. Any other does nothing.
void act_from_form(Studio& studio, std::string_view verb, const std::string& name);

}  // namespace reverie
