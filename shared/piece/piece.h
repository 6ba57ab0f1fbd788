// Piece: one artwork that a person plays. Params (declared data) + Document (what a person made) + slots (ports of the
// models it can play) + typed inputs and outputs; it draws on a Canvas and never meets a runtime, a window or a page.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/canvas/canvas.h"
#include "shared/piece/document.h"
#include "shared/piece/stage.h"

namespace reverie {

// A slot names the ports it needs, never a model: "generator" wants a latent in and an image out.
struct SlotSpec {
  std::string name, label;
  std::vector<PortKind> inputs, outputs;
  int min = 1, max = 1;  // how many models it takes; min 0: optional
};

// A typed port of the piece itself, so that chaining is wiring.
struct PiecePort {
  std::string name;
  PortKind kind = PortKind::image;
};

// piece.json, parsed and checked.
struct PieceManifest {
  std::string id, title, tagline, description, credit, author, licence;
  std::vector<std::string> how;   // how it works, in about five sentences; shown under ⓘ
  std::vector<std::string> keys;  // "Space: pause" … shown under ?
  std::vector<SlotSpec> slots;
  std::vector<PiecePort> inputs, outputs;
  std::vector<ParamSpec> params;
  bool vector_output = false;  // SVG makes sense
};
Result<PieceManifest> piece_manifest_from_json(std::string_view text);

// True if the model's ports satisfy the slot.
bool slot_accepts(const SlotSpec& slot, const Model& model);

class Piece {
 public:
  virtual ~Piece() = default;

  // Once, after the manifest's params were declared. Slots may still be empty.
  virtual void setup(Stage& stage) = 0;
  // A model entered or left a slot: declare or remove the params it brings.
  virtual void slot_changed(Stage& /*stage*/, std::string_view /*slot*/) {}
  // One fixed tick (1/60 s): read params, submit to sessions, take what is ready.
  virtual void update(Stage& stage) = 0;
  // False while a submitted ticket is unsettled; the offline clock calls update-free `settle` until true.
  virtual bool settled(Stage& /*stage*/) { return true; }
  // Records one frame. Must not change the piece in a way that a second draw would show.
  virtual void draw(const Stage& stage, Canvas& canvas) = 0;
  // Over that, what only a hand on the live canvas needs: rings, buttons, strips. No kept file shows it.
  virtual void draw_handles(const Stage& /*stage*/, Canvas& /*canvas*/) {}

  virtual void pointer(Stage& /*stage*/, const PointerEvent& /*event*/) {}
  // True if the piece used the key.
  virtual bool key(Stage& /*stage*/, const KeyEvent& /*event*/) { return false; }
  virtual void key_released(Stage& /*stage*/, const KeyEvent& /*event*/) {}
  // True when nothing will change until the next input: the host may stop drawing.
  virtual bool resting(const Stage& /*stage*/) const { return false; }
  // Ticks after which the picture, left alone, is the same again and goes on the same: what a seamless loop keeps.
  // 0: this piece has no such period now.
  virtual std::int64_t loop_ticks(const Stage& /*stage*/) const { return 0; }

  // Asked each frame: hand out what is held, do not write it out anew.
  virtual Document document() const { return {}; }
  // Fails on a foreign version or a malformed text; the old document stays.
  virtual Result<void> set_document(Stage& stage, const Document& document);

  // What is on the canvas now, in a sentence or two, for those who cannot see it. Left alone it tells the params; a
  // piece knows better what they came to.
  virtual std::string description(const Stage& stage) const;
};

}  // namespace reverie
