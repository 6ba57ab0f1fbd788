// History: undo and redo of what a person can change — the values of the params, the document, the choice of models,
// and which piece it is, since a kept file opens its own.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/piece/player.h"

namespace reverie {

// One state that undo can return to. A copy costs a few pointers: moments share what did not change between them.
struct Moment {
  using Params = std::vector<std::pair<std::string, ParamValue>>;
  std::string piece;  // its id
  std::shared_ptr<const Params> params;
  std::shared_ptr<const std::map<std::string, std::string>> models;  // Player::model_choices()
  Document document;
  std::uint64_t params_version = 0;  // Params::version() then
};

Moment moment_of(Player& player);

// Params that no longer take the value are passed over; those that are not there wait for the model that brings them.
// Loading the models of the moment is the host's part, and so is a player of its piece.
void restore(Player& player, const Moment& moment);

class History {
 public:
  // As many steps as fit into `max_bytes`, those that can be redone counted too; the oldest are forgotten first. Only
  // the memory bounds them, not their number.
  explicit History(std::size_t max_bytes = 64 << 20) : max_bytes_(max_bytes) {}

  // Forgets everything; `now` is where undo ends.
  void start(Moment now);
  // What is there now came by itself (a model arrived and brought its params): no step, and no step is lost.
  void adopt(Moment now);
  // One step, though the player may be another one (a kept file was opened): nothing is told by versions.
  void step(Moment now);

  // Call it as often as you like, say each frame: notes a change as one step. While `held` (a slider, a drag on the
  // canvas) all changes melt into the step that is under way. What a piece moved itself (Params::drift) is no step.
  void note(Moment now, bool held);
  // The same, and nothing is copied or read while nothing changed: O(1) however much was made.
  void note(Player& player, bool held);

  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  std::size_t steps() const { return past_.size(); }
  std::size_t bytes() const { return bytes_; }  // about what the steps hold
  // The moment to restore at once; nullopt at the end.
  std::optional<Moment> undo();
  std::optional<Moment> redo();

 private:
  struct Step {
    Moment moment;
    std::size_t bytes = 0;
  };
  void close(bool held, bool changed);
  void push(Moment before, const Moment& after);
  void forget_oldest();
  void forget_future();
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;  // of past_ and future_
  std::deque<Step> past_;
  std::vector<Step> future_;
  Moment now_;
  bool holding_ = false;   // the newest step still takes changes
  bool adopting_ = false;  // after undo and redo: the next moment is what they restored
};

}  // namespace reverie
