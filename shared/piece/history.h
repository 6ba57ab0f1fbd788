// History: undo and redo of what a person can change, the values of the params and the document.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/piece/player.h"

namespace reverie {

// One state that undo can return to.
struct Moment {
  std::vector<std::pair<std::string, ParamValue>> params;
  Document document;
  std::uint64_t params_version = 0;  // Params::version() then
};

Moment moment_of(Player& player);

// Params that are there no more, or no longer take the value, are passed over.
void restore(Player& player, const Moment& moment);

class History {
 public:
  // As many steps as fit into `max_bytes` of documents and texts; the oldest are forgotten first.
  explicit History(std::size_t max_bytes = 64 << 20) : max_bytes_(max_bytes) {}

  // Forgets everything; `now` is where undo ends. Also right after a link was applied or a model came in.
  void start(Moment now);

  // Call it as often as you like, say each frame: notes a change as one step. While `held` (a slider, a drag on the
  // canvas) all changes melt into the step that is under way. What a piece moved itself (Params::drift) is no step.
  void note(Moment now, bool held);

  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  // The moment to restore at once; nullopt at the end.
  std::optional<Moment> undo();
  std::optional<Moment> redo();

 private:
  void forget_oldest();
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;  // of past_
  std::deque<Moment> past_;
  std::vector<Moment> future_;
  Moment now_;
  bool holding_ = false;   // the newest step still takes changes
  bool adopting_ = false;  // after undo and redo: the next moment is what they restored
};

}  // namespace reverie
