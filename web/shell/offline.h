// OfflineRender: a piece drawn in the page exactly as `reverie render` draws it: offline clock, reference raster. The
// page calls step() until it settles, since the networks answer between its turns.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>

#include "shared/piece/player.h"
#include "web/shell/opening.h"

namespace reverie {

struct RenderWish {
  std::string link;  // a piece's id or a link's text
  float width = 960, height = 720, density = 1;
  int frames = 1;  // ticks; the picture is the last one's
};

class OfflineRender {
 public:
  // Slots that the link leaves open take the first of `known` that fits.
  static Result<std::unique_ptr<OfflineRender>> create(const RenderWish& wish, std::span<const KnownModel> known);

  // False while it waits for the page. True when picture() is there; fails with one sentence.
  Result<bool> step();
  const Image& picture() const { return picture_; }

 private:
  OfflineRender(const RenderWish& wish, std::unique_ptr<Player> player) : wish_(wish), player_(std::move(player)) {}
  Result<bool> fill_slots();

  RenderWish wish_;
  std::unique_ptr<Player> player_;
  std::map<std::string, std::shared_ptr<Opening>> openings_;  // slots not yet filled
  int drawn_ = 0;
  Image picture_;
};

}  // namespace reverie
