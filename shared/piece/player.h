// Player: one piece on one stage, as every host plays it — the window, the page, `reverie render` and the tests.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/piece/link.h"
#include "shared/piece/registry.h"

namespace reverie {

class Player {
 public:
  // Fails when the id is unknown (the sentence lists those there are) or the manifest does not parse.
  static Result<std::unique_ptr<Player>> create(std::string_view piece_id, Clock clock, float width, float height);

  const PieceManifest& manifest() const { return manifest_; }
  Stage& stage() { return stage_; }
  const Stage& stage() const { return stage_; }
  Piece& piece() { return *piece_; }
  const Piece& piece() const { return *piece_; }

  // Fails when the slot is unknown or its ports do not fit; the sentence names both.
  Result<void> fill_slot(const std::string& slot, LoadedModel loaded);

  // What the package on its way to the slot brings (Stage::preview), nullptr for nothing. Pictures of a model that the
  // slot would refuse are not shown.
  void show_preview(const std::string& slot, const std::shared_ptr<const ModelPreview>& preview);

  // Live clock: one tick, never waits. Offline clock: one tick, but returns false (and must be called again) until the
  // tickets of that tick are settled, so that the caller decides how to wait.
  bool step();
  // The picture; the live window wants what helps the hand over it, and the previews of models on their way.
  DisplayList draw(bool with_handles = false);

  // What a person does: noted in stage().input(), then handed to the piece.
  void pointer(const PointerEvent& event);
  bool key(const KeyEvent& event);  // true if the piece used it
  void key_released(const KeyEvent& event);
  // The window lost the focus: every pointer comes up where it was, every key too.
  void let_go();

  // Which model a person chose for each slot, whether it is there yet or not: part of what undo goes back to. Loading
  // it is the host's part.
  void choose_model(const std::string& slot, const std::string& id) { model_choices_[slot] = id; }
  const std::map<std::string, std::string>& model_choices() const { return model_choices_; }
  // A value for a param that a model on its way will bring.
  void want_param(const std::string& name, const std::string& text);

  // The link of this moment and the way back. apply() starts from the initial values and takes params whose label axes
  // are not there yet again when the slot is filled; loading the models that a link names is the host's part. What does
  // not fit is reported through stage().report(), the rest is applied.
  LinkState link_state() const;
  void apply(const LinkState& state);

 private:
  Player(PieceManifest manifest, std::unique_ptr<Piece> piece, Clock clock, float width, float height);
  void apply_params();
  void report(const std::string& sentence);
  PieceManifest manifest_;
  std::unique_ptr<Piece> piece_;
  Stage stage_;
  bool waiting_ = false;
  std::vector<std::pair<std::string, std::string>> wanted_params_;
  std::map<std::string, std::string> model_choices_;  // slot → id
  std::vector<LinkModel> wanted_models_;              // of the link, until their slots are filled
};

}  // namespace reverie
