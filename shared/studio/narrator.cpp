#include "shared/studio/narrator.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

constexpr double settle_seconds = 0.8;
constexpr double silent_seconds = 4;

std::string seed_of(const Player& player) {
  const Params& params = player.stage().params();
  const ParamSpec* seed = params.spec("seed");
  return seed != nullptr && seed->kind == ParamKind::text ? params.text("seed") : "";
}

}  // namespace

std::string spoken_picture(const Player& player, bool paused) {
  std::string words = player.piece().description(player.stage());
  const std::string seed = seed_of(player);
  if (!seed.empty() && words.find(said("seed {0}", {seed})) == std::string::npos)
    words = said("{0} It grew from the seed {1}.", {words, seed});
  if (paused) return said("{0} It is paused.", {words});
  return said(player.piece().resting(player.stage()) ? "{0} It rests." : "{0} It moves.", {words});
}

bool Narrator::same(const Seen& a, const Seen& b) {
  return a.params_version == b.params_version && a.paused == b.paused && a.models == b.models &&
         a.document == b.document;
}

Narrator::Seen Narrator::look(const Player& player, bool paused) {
  Seen seen{player.stage().params().version(), seed_of(player), {}, player.piece().document(), paused};
  for (const SlotSpec& slot : player.manifest().slots) {
    if (const LoadedModel* loaded = player.stage().slot(slot.name)) seen.models[slot.name] = loaded->model->title;
  }
  return seen;
}

std::string Narrator::words_for(const Seen& before, const Seen& now, const Player& player) {
  std::string words;
  const auto add = [&](const std::string& sentence) {
    words = words.empty() ? sentence : said("{0} {1}", {words, sentence});
  };
  for (const auto& [slot, title] : now.models) {
    const auto earlier = before.models.find(slot);
    if (earlier == before.models.end() || earlier->second != title) add(said("The model {0} plays.", {said(title)}));
  }
  if (now.seed != before.seed) add(said("A new picture: seed {0}.", {now.seed}));
  const bool other = now.params_version != before.params_version || !(now.document == before.document);
  if (now.paused != before.paused) {
    add(std::string(said(now.paused ? "Paused." : "It goes on.")));
  } else if (other || !words.empty()) {
    add(player.piece().description(player.stage()));
  }
  return words;
}

std::string Narrator::news(double elapsed, const Player& player, bool paused) {
  silent_ += elapsed;
  Seen now = look(player, paused);
  if (&player != player_) {  // another piece: the page names it already
    player_ = &player;
    told_ = last_ = std::move(now);
    unchanged_ = 0;
    return "";
  }
  unchanged_ = same(now, last_) ? unchanged_ + elapsed : 0;
  last_ = std::move(now);
  if (unchanged_ < settle_seconds || silent_ < silent_seconds || same(last_, told_)) return "";
  std::string words = words_for(told_, last_, player);
  told_ = last_;
  silent_ = 0;
  return words;
}

}  // namespace reverie
