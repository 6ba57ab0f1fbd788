#include "native/cli/keep.h"

#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <thread>

#include "native/files/files.h"
#include "native/keep/kept_file.h"
#include "shared/keep/kept_state.h"
#include "shared/keep/kept_svg.h"
#include "shared/keep/take.h"

namespace reverie::cli {

namespace {

using Time = std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(120);
constexpr auto breath = std::chrono::microseconds(200);

volatile std::sig_atomic_t interrupted = 0;

Error stopped() { return Error{"Stopped; nothing was written."}; }
Error stuck() { return Error{"The model did not answer within two minutes, so the picture was given up."}; }

// One line on a terminal, redrawn: how far, how fast, how long still.
class Bar {
 public:
  Bar(const KeepWish& wish, const Take& take)
      : shown_(!wish.quiet && ::isatty(STDERR_FILENO) != 0),
        name_(wish.out.filename().string()),
        frames_(take.frames()),
        megapixels_(static_cast<double>(take.width()) * take.height() / 1e6) {}
  ~Bar() {
    if (drawn_) std::fputs("\r\033[K", stderr);
  }
  Bar(const Bar&) = delete;
  Bar& operator=(const Bar&) = delete;

  void show(double progress) {
    const auto now = Time::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(100) || now - start_ < std::chrono::milliseconds(400))
      return;
    last_ = now;
    drawn_ = true;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const int done = static_cast<int>(progress * 28);
    std::string blocks;
    for (int i = 0; i < 28; ++i) blocks += i < done ? "█" : "·";
    char rate[32];
    if (frames_ > 1) {
      std::snprintf(rate, sizeof rate, "%.1f frames/s", progress * frames_ / seconds);
    } else {
      std::snprintf(rate, sizeof rate, "%.1f MP/s", progress * megapixels_ / seconds);
    }
    const double left = progress > 0 ? seconds / progress - seconds : 0;
    std::fprintf(stderr, "\r\033[K  %s %s %3.0f %%  %s  %.0f s left", name_.c_str(), blocks.c_str(), 100 * progress,
                 rate, std::ceil(left));
    std::fflush(stderr);
  }

 private:
  bool shown_, drawn_ = false;
  std::string name_;
  int frames_;
  double megapixels_;
  Time::time_point start_ = Time::now(), last_ = {};
};

Result<void> run(Take& take, KeepOrder order, const KeepWish& wish) {
  order.width = take.width();
  order.height = take.height();
  auto file = KeptFile::create(wish.out, order);
  if (!file) return file.error();
  Bar bar(wish, take);
  for (auto heard = Time::now();;) {
    if (interrupted != 0) return stopped();
    const Result<Take::Step> step = take.step();
    if (!step) return step.error();
    if (*step == Take::Step::done) break;
    if (*step == Take::Step::waiting) {
      if (Time::now() - heard > patience) return stuck();
      std::this_thread::sleep_for(breath);
      continue;
    }
    heard = Time::now();
    if (Result<void> added = (*file)->add_rows(take.rows()); !added) return added;
    bar.show(take.progress());
  }
  for (;;) {
    if (interrupted != 0) return stopped();
    const Result<bool> whole = (*file)->finish_some();
    if (!whole) return whole.error();
    if (*whole) return {};
  }
}

// A loop is many pictures: of each something else would be true.
std::vector<Beside> besides_of(Player& player, const KeepWish& wish) {
  Looking looking;
  looking.update(player, player.draw(), wish.neighbours, 0);
  std::vector<Beside> besides = looking.besides();
  for (Beside& beside : besides)
    if (wish.format == KeepFormat::gif || wish.format == KeepFormat::webm) beside.near.clear();
  return besides;
}

Result<KeepOrder> order_of(Player& player, const KeepWish& wish) {
  const auto side = [](float points) { return static_cast<int>(std::lround(points)); };
  const std::vector<Beside> besides = besides_of(player, wish);
  auto remembrance =
      remembrance_of({player.link_state(), side(player.stage().width()), side(player.stage().height())}, besides);
  if (!remembrance) return remembrance.error();
  return KeepOrder{.format = wish.format, .remembrance = std::move(*remembrance)};
}

// The shapes themselves, in points: density has no part in it.
Result<void> keep_shapes(Player& player, const KeepOrder& order, const KeepWish& wish) {
  const PieceManifest& manifest = player.manifest();
  if (!manifest.vector_output) {
    return Error{"The piece " + manifest.id + " is made of pixels, not of shapes, so '" + wish.out.string() +
                 "' was not written; end the name in .png."};
  }
  const auto svg = kept_svg(player.draw(), player.stage().width(), player.stage().height(), manifest.title,
                            manifest.tagline, order.remembrance);
  if (!svg) return svg.error();
  return write_file_whole(wish.out, *svg);
}

}  // namespace

void listen_for_interrupt() {
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
}

Result<void> step_until_settled(Player& player) {
  const auto start = Time::now();
  while (!player.step()) {
    if (interrupted != 0) return stopped();
    if (Time::now() - start > patience) return stuck();
    std::this_thread::sleep_for(breath);
  }
  if (const std::string problem = player.stage().take_problem(); !problem.empty()) return Error{problem};
  return {};
}

Result<void> keep_still(Player& player, const KeepWish& wish) {
  auto order = order_of(player, wish);
  if (!order) return order.error();
  if (wish.format == KeepFormat::svg) return keep_shapes(player, *order, wish);
  auto take = Take::still(player.draw(), player.stage().width(), player.stage().height(), wish.density);
  if (!take) return take.error();
  return run(**take, std::move(*order), wish);
}

namespace {

Result<void> keep_ticks(std::unique_ptr<Player> player, const KeepWish& wish, std::int64_t ticks, Take::Hand hand) {
  auto order = order_of(*player, wish);
  if (!order) return order.error();
  const auto pixels = [&](float points) { return static_cast<int>(std::lround(points * wish.density)); };
  const Stage& stage = player->stage();
  const auto plan = plan_loop(wish.format, ticks, pixels(stage.width()), pixels(stage.height()));
  if (!plan) return plan.error();
  order->frames = plan->frames;
  order->frames_per_second = plan->frames_per_second;
  auto take = Take::loop(std::move(player), *plan, wish.density, std::move(hand));
  if (!take) return take.error();
  return run(**take, std::move(*order), wish);
}

}  // namespace

Result<void> keep_loop(std::unique_ptr<Player> player, const KeepWish& wish) {
  const std::int64_t ticks = player->piece().loop_ticks(player->stage());
  return keep_ticks(std::move(player), wish, ticks, nullptr);
}

Result<void> keep_film(std::unique_ptr<Player> player, const KeepWish& wish, const Preview& preview) {
  const auto hand = [&preview](Player& played, std::int64_t tick) { play_preview(preview, played, tick); };
  return keep_ticks(std::move(player), wish, std::llround(preview.seconds * ticks_per_second), hand);
}

}  // namespace reverie::cli
