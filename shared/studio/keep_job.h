// KeepJob: one file being made while the piece plays on. The studio gives it a little time each frame.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shared/keep/beside.h"
#include "shared/keep/take.h"
#include "shared/studio/host.h"

namespace reverie {

// What the dock offers to keep.
struct KeepOffer {
  std::string id;     // "png-1", "png-2", "png-4", "print", "svg", "gif", "webm"
  std::string label;  // on the button
  KeepFormat format = KeepFormat::png;
  float width = 0, height = 0;  // points of the stage
  double density = 1;
  int pixels_wide() const;
  int pixels_high() const;
};

// For this piece and canvas, pictures first. No loops where the piece has none, no SVG where it is no drawing.
std::vector<KeepOffer> keep_offers(const Player& player);

class KeepJob {
 public:
  // `link` is the state to be remembered, `player` the one on the canvas, `besides` what stands beside its picture.
  // Fails with a sentence.
  static Result<std::unique_ptr<KeepJob>> start(Host& host, Player& player, const LinkState& link,
                                                const KeepOffer& offer, const std::string& file_name,
                                                std::vector<Beside> besides);

  // At most `seconds` of work, as far as bands can be cut. Dropping the job before the end leaves nothing behind.
  void work(double seconds);
  bool over() const { return over_; }
  const std::string& problem() const { return problem_; }  // when over: empty, or what went wrong
  const std::string& file_name() const { return file_name_; }
  const KeepOffer& offer() const { return offer_; }
  double progress() const;  // 0…1

 private:
  KeepJob(KeepOffer offer, std::string file_name) : offer_(std::move(offer)), file_name_(std::move(file_name)) {}
  bool step();                            // false: nothing more to do just now
  void hand_over(std::string_view text);  // a file that needs no encoder
  void fail(std::string sentence);

  KeepOffer offer_;
  std::string file_name_, problem_;
  std::unique_ptr<Take> take_;  // nullptr: all was handed over at once
  std::unique_ptr<Keeping> keeping_;
  bool handed_over_ = false, over_ = false;
};

}  // namespace reverie
