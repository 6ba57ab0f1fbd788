#include "shared/piece/player.h"

#include <algorithm>

#include "shared/piece/text.h"

namespace reverie {

namespace {

std::string ids_text() {
  std::string ids;
  for (const PieceEntry& entry : piece_registry()) ids += (ids.empty() ? "" : ", ") + std::string(entry.id);
  return ids;
}

std::string slots_text(const PieceManifest& manifest) {
  std::string names;
  for (const SlotSpec& slot : manifest.slots) names += (names.empty() ? "" : ", ") + slot.name;
  return names.empty() ? "it has none" : "it has " + names;
}

}  // namespace

Result<std::unique_ptr<Player>> Player::create(std::string_view piece_id, Clock clock, float width, float height) {
  const PieceEntry* entry = find_piece(piece_id);
  if (entry == nullptr) {
    return Error{"There is no piece " + in_quotes(piece_id) + ": there are " + ids_text() + "; nothing is opened."};
  }
  Result<PieceManifest> manifest = piece_manifest_from_json(entry->manifest_json);
  if (!manifest) return manifest.error();
  return std::unique_ptr<Player>(new Player(std::move(*manifest), entry->make(), clock, width, height));
}

Player::Player(PieceManifest manifest, std::unique_ptr<Piece> piece, Clock clock, float width, float height)
    : manifest_(std::move(manifest)), piece_(std::move(piece)), stage_(clock, width, height) {
  for (const ParamSpec& spec : manifest_.params) {
    // The manifest was read with the same rules, so this cannot fail.
    if (const Result<void> declared = stage_.params().declare(spec); !declared) report(declared.error().message);
  }
  piece_->setup(stage_);
}

// Several things may go wrong in one call; the first is the one to read.
void Player::report(const std::string& sentence) {
  const std::string earlier = stage_.take_problem();
  stage_.report(earlier.empty() ? sentence : earlier);
}

Result<void> Player::fill_slot(const std::string& slot, LoadedModel loaded) {
  const auto spec = std::find_if(manifest_.slots.begin(), manifest_.slots.end(),
                                 [&](const SlotSpec& candidate) { return candidate.name == slot; });
  if (spec == manifest_.slots.end()) {
    return Error{"The piece " + manifest_.id + " has no slot " + in_quotes(slot) + ": " + slots_text(manifest_) +
                 "; the model is not used."};
  }
  if (!loaded.model || !loaded.session || !slot_accepts(*spec, *loaded.model)) {
    const std::string id = loaded.model ? loaded.model->id : "";
    return Error{"The model " + in_quotes(id) + " does not fit the slot " + slot + " of " + manifest_.id +
                 ": its ports are others than the slot needs; the slot stays as it was."};
  }
  const auto wanted = std::find_if(wanted_models_.begin(), wanted_models_.end(),
                                   [&](const LinkModel& model) { return model.slot == slot; });
  if (wanted != wanted_models_.end()) {
    const std::string prefix = loaded.model->hash_prefix();
    if (wanted->id == loaded.model->id && !wanted->hash_prefix.empty() && !prefix.starts_with(wanted->hash_prefix)) {
      report("The model " + loaded.model->id + " has changed since this was made (" + wanted->hash_prefix + " then, " +
             prefix + " now); it plays, and the picture may be another.");
    }
    wanted_models_.erase(wanted);
  }
  stage_.fill_slot(slot, std::move(loaded));
  piece_->slot_changed(stage_, slot);
  apply_params();
  return {};
}

void Player::show_preview(const std::string& slot, const std::shared_ptr<const ModelPreview>& preview) {
  if (stage_.preview(slot) == preview.get()) return;
  const auto spec = std::ranges::find(manifest_.slots, slot, &SlotSpec::name);
  const bool fits = spec != manifest_.slots.end() && preview && slot_accepts(*spec, *preview->model);
  stage_.set_preview(slot, fits ? preview : nullptr);
}

bool Player::step() {
  if (!waiting_) piece_->update(stage_);
  waiting_ = stage_.clock() == Clock::offline && !piece_->settled(stage_);
  if (waiting_) return false;
  stage_.input().end_tick();
  stage_.advance();
  return true;
}

DisplayList Player::draw(bool with_handles) {
  Canvas canvas(stage_.width(), stage_.height());
  stage_.hide_previews(!with_handles);
  piece_->draw(stage_, canvas);
  if (with_handles) piece_->draw_handles(stage_, canvas);
  stage_.hide_previews(false);
  return canvas.take();
}

void Player::pointer(const PointerEvent& event) {
  stage_.input().take(event);
  piece_->pointer(stage_, event);
}

bool Player::key(const KeyEvent& event) {
  stage_.input().key_down(event.key);
  return piece_->key(stage_, event);
}

void Player::key_released(const KeyEvent& event) {
  stage_.input().key_up(event.key);
  piece_->key_released(stage_, event);
}

void Player::let_go() {
  const std::vector<Touch> touches = stage_.input().touches();
  for (const Touch& touch : touches) {
    PointerEvent event;
    event.phase = PointerPhase::up;
    event.position = touch.position;
    event.id = touch.id;
    pointer(event);
  }
  const auto keys = stage_.input().keys();
  for (const std::string& held : keys) key_released({held});
  stage_.input().let_go();
}

void Player::want_param(const std::string& name, const std::string& text) {
  std::erase_if(wanted_params_, [&](const auto& wanted) { return wanted.first == name; });
  wanted_params_.emplace_back(name, text);
}

LinkState Player::link_state() const {
  LinkState state;
  state.piece = manifest_.id;
  state.generator_id = random_generator_id;
  for (const SlotSpec& slot : manifest_.slots) {
    if (const LoadedModel* loaded = stage_.slot(slot.name)) {
      state.models.push_back({slot.name, loaded->model->id, loaded->model->hash_prefix()});
    }
  }
  // What is still on its way belongs to this moment too.
  for (const LinkModel& model : wanted_models_) {
    if (stage_.slot(model.slot) == nullptr) state.models.push_back(model);
  }
  for (const ParamSpec& spec : stage_.params().specs()) {
    if (!stage_.params().is_initial(spec.name)) {
      state.params.emplace_back(spec.name, stage_.params().text_of(spec.name));
    }
  }
  for (const auto& wanted : wanted_params_) {
    if (stage_.params().spec(wanted.first) == nullptr) state.params.push_back(wanted);
  }
  state.document = piece_->document();
  return state;
}

void Player::apply(const LinkState& state) {
  if (state.piece != manifest_.id) {
    report("This link is of the piece " + in_quotes(state.piece) + ", but " + manifest_.id +
           " is open; it stays as it is.");
    return;
  }
  if (!state.generator_id.empty() && state.generator_id != random_generator_id) {
    report("This link was made with the randomness " + in_quotes(state.generator_id) + ", but here it is " +
           std::string(random_generator_id) + "; it plays, and the picture may be another.");
  }
  for (const ParamSpec& spec : stage_.params().specs()) stage_.params().reset(spec.name);
  wanted_params_ = state.params;
  wanted_models_ = state.models;
  apply_params();
  if (const Result<void> set = piece_->set_document(stage_, state.document); !set) report(set.error().message);
}

// A param that nothing has declared is kept while a slot is empty, for the model may bring it; after that it is wrong.
void Player::apply_params() {
  const bool complete = std::all_of(manifest_.slots.begin(), manifest_.slots.end(),
                                    [&](const SlotSpec& slot) { return stage_.slot(slot.name) != nullptr; });
  std::vector<std::pair<std::string, std::string>> unknown;
  for (auto& [name, text] : wanted_params_) {
    if (stage_.params().spec(name) == nullptr && !complete) {
      unknown.emplace_back(name, text);
    } else if (const Result<void> set = stage_.params().set_from_text(name, text); !set) {
      report(set.error().message);
    }
  }
  wanted_params_ = std::move(unknown);
}

}  // namespace reverie
