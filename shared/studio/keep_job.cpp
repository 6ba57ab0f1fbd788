#include "shared/studio/keep_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "shared/keep/kept_state.h"
#include "shared/keep/kept_svg.h"
#include "shared/keep/own_lanes.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

constexpr double print_side = 12'000, print_resolution = 300 / 0.0254;  // pixels; pixels a metre
constexpr double gif_side = 640, webm_side = 1280;                      // pixels along the longer side

int pixels(float points, double density) { return static_cast<int>(std::lround(points * density)); }

// Video wants even sides, so the stage gives way by less than a pixel.
KeepOffer loop_offer(const Stage& stage, KeepFormat format) {
  const bool gif = format == KeepFormat::gif;
  const double longer = std::max(stage.width(), stage.height());
  KeepOffer offer{
      gif ? "gif" : "webm", gif ? "GIF" : "WebM", format,
      stage.width(),        stage.height(),       std::min(gif ? 1.0 : 2.0, (gif ? gif_side : webm_side) / longer)};
  const auto even = [&](float points) {
    const double side = 2 * std::max(1.0, std::floor(points * offer.density / 2));
    return static_cast<float>(side / offer.density);
  };
  offer.width = even(stage.width());
  offer.height = even(stage.height());
  return offer;
}

// The piece again, from its start, on the offline clock, with the same networks.
Result<std::unique_ptr<Player>> second_player(const Player& player, const LinkState& link, const KeepOffer& offer) {
  auto second = Player::create(player.manifest().id, Clock::offline, offer.width, offer.height);
  if (!second) return second.error();
  (*second)->apply(link);
  for (const SlotSpec& slot : player.manifest().slots) {
    const LoadedModel* loaded = player.stage().slot(slot.name);
    if (loaded == nullptr) continue;
    const LoadedModel own{loaded->model, std::make_shared<OwnLanes>(loaded->session, "keep")};
    if (Result<void> filled = (*second)->fill_slot(slot.name, own); !filled) return filled.error();
  }
  return second;
}

Result<std::unique_ptr<Take>> take_of(Player& player, const LinkState& link, const KeepOffer& offer, KeepOrder& order) {
  if (offer.format == KeepFormat::png) return Take::still(player.draw(), offer.width, offer.height, offer.density);
  auto second = second_player(player, link, offer);
  if (!second) return second.error();
  const auto plan = plan_loop(offer.format, (*second)->piece().loop_ticks((*second)->stage()), offer.pixels_wide(),
                              offer.pixels_high());
  if (!plan) return plan.error();
  order.frames = plan->frames;
  order.frames_per_second = plan->frames_per_second;
  return Take::loop(std::move(*second), *plan, offer.density);
}

}  // namespace

int KeepOffer::pixels_wide() const { return pixels(width, density); }
int KeepOffer::pixels_high() const { return pixels(height, density); }

std::vector<KeepOffer> keep_offers(const Player& player) {
  const Stage& stage = player.stage();
  const float width = stage.width(), height = stage.height();
  std::vector<KeepOffer> offers;
  for (const int times : {1, 2, 4}) {
    const std::string count = std::to_string(times);
    offers.push_back({"png-" + count, count + "×", KeepFormat::png, width, height, static_cast<double>(times)});
  }
  const double longer = std::max(1.0f, std::max(width, height));
  offers.push_back({"print", "Print", KeepFormat::png, width, height, print_side / longer});
  if (player.manifest().vector_output) offers.push_back({"svg", "SVG", KeepFormat::svg, width, height, 1});
  if (player.piece().loop_ticks(stage) > 0) {
    offers.push_back(loop_offer(stage, KeepFormat::gif));
    offers.push_back(loop_offer(stage, KeepFormat::webm));
  }
  return offers;
}

Result<std::unique_ptr<KeepJob>> KeepJob::start(Host& host, Player& player, const LinkState& link,
                                                const KeepOffer& offer, const std::string& file_name,
                                                std::vector<Beside> besides) {
  const bool moves = offer.format == KeepFormat::gif || offer.format == KeepFormat::webm;
  for (Beside& beside : besides)
    if (moves) beside.near.clear();  // of many pictures
  auto remembrance =
      remembrance_of({link, pixels(player.stage().width(), 1), pixels(player.stage().height(), 1)}, besides);
  if (!remembrance) return remembrance.error();
  KeepOrder order{.format = offer.format, .remembrance = std::move(*remembrance)};
  if (offer.id == "print") order.pixels_per_meter = print_resolution;
  std::unique_ptr<KeepJob> job(new KeepJob(offer, file_name));
  Result<std::string> svg = std::string();
  if (offer.format == KeepFormat::svg) {
    const InEnglish as_every_file;  // whoever opens it
    svg = kept_svg(player.draw(), offer.width, offer.height, player.manifest().title,
                   player.piece().description(player.stage()), order.remembrance);
    if (!svg) return svg.error();
  } else {
    auto take = take_of(player, link, offer, order);
    if (!take) return take.error();
    job->take_ = std::move(*take);
    order.width = job->take_->width();
    order.height = job->take_->height();
  }
  auto keeping = host.keep(order, file_name);
  if (!keeping) return keeping.error();
  job->keeping_ = std::move(*keeping);
  if (!job->take_) job->hand_over(*svg);
  return job;
}

void KeepJob::hand_over(std::string_view text) {
  keeping_->add_rows(bytes_of(text));
  keeping_->finish();
  handed_over_ = true;
}

void KeepJob::fail(std::string sentence) {
  problem_ = std::move(sentence);
  over_ = true;
  keeping_.reset();
}

bool KeepJob::step() {
  const KeepStatus status = keeping_->status();
  if (status.state == KeepStatus::failed) return fail(status.sentence), false;
  if (status.state == KeepStatus::done) return over_ = true, false;
  if (handed_over_ || !keeping_->wants_rows()) return false;
  const Result<Take::Step> step = take_->step();
  if (!step) return fail(step.error().message), false;
  if (*step == Take::Step::waiting) return false;
  if (*step == Take::Step::rows) return keeping_->add_rows(take_->rows()), true;
  keeping_->finish();
  handed_over_ = true;
  return true;
}

void KeepJob::work(double seconds) {
  const auto start = std::chrono::steady_clock::now();
  while (!over_ && step() &&
         std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < seconds) {
  }
}

// Drawing is most of the work; what the encoder still does after it fills the rest.
double KeepJob::progress() const {
  constexpr double drawing = 0.85;
  if (over_) return 1;
  if (!handed_over_) return drawing * take_->progress();
  return drawing + (1 - drawing) * keeping_->status().progress;
}

}  // namespace reverie
