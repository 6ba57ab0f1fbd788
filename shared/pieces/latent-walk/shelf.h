// Shelf: the keyframes that a person kept, and what hands do to them: keep, visit, reorder, tear out, play.
#pragma once

#include <memory>
#include <optional>

#include "shared/piece/stage.h"
#include "shared/pieces/latent-walk/keyframes.h"
#include "shared/pieces/latent-walk/prints.h"
#include "shared/pieces/latent-walk/strip.h"

namespace reverie::pieces {

// What walk-path is called in piece.json when the walk leads through the keyframes.
inline constexpr std::string_view through_keyframes = "keyframes";

class Shelf {
 public:
  const Document& document() const { return document_; }
  Result<void> set_document(const Document& document);

  // What the walk passes through now; nullptr while it does not walk, or with fewer than two keyframes.
  std::shared_ptr<const Keyframes> loop(const Params& params) const;
  std::size_t size() const { return keys_->size(); }

  // True if the event was meant for the strip.
  bool pointer(Stage& stage, const PointerEvent& event);
  bool key(Stage& stage, const KeyEvent& event);

  // The small prints: only the live clock needs them.
  void update(Stage& stage, const LoadedModel& loaded);
  void forget();  // another model came
  bool waiting() const { return prints_.waiting(); }
  void draw(const Stage& stage, Canvas& canvas, bool dark) const;  // dark: what lies behind it

 private:
  struct Known {
    Keyframe key;
    Print print;
  };
  StripLayout layout(const Stage& stage) const { return {stage.width(), stage.height(), keys_->size()}; }
  std::optional<std::size_t> here(const Params& params) const;
  void take(Keyframes keys);
  void keep(const Stage& stage);
  void remove(std::size_t index);
  void move(std::size_t from, std::size_t to);
  void visit(Params& params, std::size_t index);
  void toggle_play(Stage& stage) const;
  void act(Stage& stage, StripSpot spot);
  Print print_of(const Keyframe& key) const;

  std::shared_ptr<const Keyframes> keys_ = std::make_shared<const Keyframes>();
  Document document_;
  std::size_t visited_ = 0;  // the one meant where a place was kept twice
  Prints prints_{"keyframes"};
  Keyframes asked_;
  std::vector<Known> known_;
  std::optional<StripSpot> pressed_;
  Vec2 down_, at_;
  bool dragging_ = false;
};

}  // namespace reverie::pieces
