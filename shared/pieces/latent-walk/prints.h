// Prints: pictures that were asked of a network, and those that have come. One call for all where the model takes any
// number of rows, else as many calls as it needs, each on a lane of its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shared/image/image.h"
#include "shared/piece/stage.h"
#include "shared/pieces/latent-walk/wish.h"

namespace reverie::pieces {

using Print = std::shared_ptr<const Image>;  // nullptr: not there yet

class Prints {
 public:
  explicit Prints(std::string lane) : lane_(std::move(lane)) {}

  // The session that gave the tickets is gone; what hangs stays until others come, or cannot.
  void forget();
  void clear() { pictures_.clear(); }
  // Asking the same twice would be waste, so it is not done; a wish that failed waits until it changes. `tag` comes
  // back with the pictures. A wish of none asks nothing.
  void ask(Stage& stage, const LoadedModel& loaded, const Wish& wish, int tag);
  // Takes every ticket that has come to its end, in order, so that the newest picture stays. What went wrong is
  // reported.
  void collect(Stage& stage, const LoadedModel& loaded);

  bool waiting() const { return !calls_.empty(); }
  bool failed() const { return failed_; }  // the last call that came to its end brought nothing
  const std::vector<Print>& pictures() const { return pictures_; }
  int tag() const { return tag_; }  // of the wish that the pictures answer
  Scaling scaling() const { return scaling_; }

 private:
  struct Call {
    Ticket ticket;
    std::size_t first, count;  // rows of the wish
    std::size_t all;           // rows of the whole wish
    int tag;
  };
  void submit(Stage& stage, const LoadedModel& loaded, std::size_t first, std::size_t count);
  void take(Stage& stage, const LoadedModel& loaded, const Call& call);
  void fail(Stage& stage, const LoadedModel& loaded, const std::string& sentence);

  std::string lane_;
  Wish asked_;
  int asked_tag_ = 0, tag_ = 0;
  std::vector<Call> calls_;
  std::vector<Print> pictures_;
  std::shared_ptr<const Model> by_;  // who drew them
  bool failed_ = false;
  Scaling scaling_ = Scaling::smooth;
};

}  // namespace reverie::pieces
