#include "shared/keep/take.h"

#include <algorithm>
#include <cmath>

#include "shared/canvas/raster.h"
#include "shared/keep/gif_writer.h"
#include "shared/keep/png_writer.h"

namespace reverie {

namespace {

constexpr std::int64_t band_pixels = 400'000;  // some tens of milliseconds
constexpr Color paper{250, 247, 242, 255};

int rate_of(KeepFormat format) { return format == KeepFormat::gif ? 20 : 30; }

int frames_at(std::int64_t ticks, int rate) {
  return static_cast<int>(std::max<std::int64_t>(1, (2 * ticks * rate + ticks_per_second) / (2 * ticks_per_second)));
}

// Straight alpha on paper.
void lay_on_paper(std::vector<std::uint8_t>& rgba) {
  const int ground[3] = {paper.r, paper.g, paper.b};
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const int alpha = rgba[i + 3];
    if (alpha == 255) continue;
    for (std::size_t k = 0; k < 3; ++k)
      rgba[i + k] = static_cast<std::uint8_t>((rgba[i + k] * alpha + ground[k] * (255 - alpha) + 127) / 255);
    rgba[i + 3] = 255;
  }
}

}  // namespace

Result<LoopPlan> plan_loop(KeepFormat format, std::int64_t ticks, int width, int height) {
  if (ticks <= 0)
    return Error{"This piece has no loop as it stands: it never comes back to where it began, so it is kept as PNG."};
  if (ticks > longest_loop)
    return Error{"The loop lasts " + std::to_string(ticks / ticks_per_second) + " s and at most " +
                 std::to_string(longest_loop / ticks_per_second) + " s are kept; make it go faster, or keep a PNG."};
  LoopPlan plan{ticks, frames_at(ticks, rate_of(format)), rate_of(format)};
  if (format != KeepFormat::gif) return plan;
  const int room = most_gif_frames(width, height);
  if (plan.frames > room) plan = {ticks, frames_at(ticks, 10), 10};
  if (plan.frames > room)
    return Error{"A GIF of " + std::to_string(width) + " × " + std::to_string(height) + " pixels holds " +
                 std::to_string(room) + " frames and the loop has " + std::to_string(plan.frames) +
                 "; keep it smaller, or as WebM."};
  return plan;
}

Take::Take(double width, double height, double density)
    : width_(width),
      height_(height),
      density_(density),
      wide_(static_cast<int>(std::lround(std::clamp(width * density, 0.0, 1e9)))),
      high_(static_cast<int>(std::lround(std::clamp(height * density, 0.0, 1e9)))) {}

Result<std::unique_ptr<Take>> Take::still(DisplayList list, double width, double height, double density) {
  std::unique_ptr<Take> take(new Take(width, height, density));
  if (Result<void> fine = check_png_size(take->wide_, take->high_); !fine) return fine.error();
  take->list_ = std::move(list);
  take->drawn_ = true;
  return take;
}

Result<std::unique_ptr<Take>> Take::loop(std::unique_ptr<Player> player, LoopPlan plan, double density, Hand hand) {
  std::unique_ptr<Take> take(new Take(player->stage().width(), player->stage().height(), density));
  if (Result<Image> fits = Image::create(take->wide_, take->high_); !fits) return fits.error();
  take->player_ = std::move(player);
  take->plan_ = plan;
  take->hand_ = std::move(hand);
  return take;
}

// False while a network is not ready.
Result<bool> Take::next_frame() {
  while (tick_ < plan_.tick_of(frame_)) {
    if (hand_ && !handled_) hand_(*player_, tick_ + 1);
    handled_ = true;
    if (!player_->step()) return false;
    handled_ = false;
    if (std::string problem = player_->stage().take_problem(); !problem.empty()) return Error{std::move(problem)};
    ++tick_;
  }
  list_ = player_->draw();
  return drawn_ = true;
}

Result<void> Take::draw_band() {
  const auto rows = static_cast<int>(std::clamp<std::int64_t>(band_pixels / wide_, 1, high_ - row_));
  Result<std::vector<std::uint8_t>> band = raster_band(list_, width_, height_, density_, row_, rows);
  if (!band) return band.error();
  rows_ = std::move(*band);
  if (player_) lay_on_paper(rows_);
  row_ += rows;
  return {};
}

Result<Take::Step> Take::step() {
  if (frame_ == plan_.frames) return Step::done;
  if (!drawn_) {
    const Result<bool> ready = next_frame();
    if (!ready) return ready.error();
    if (!*ready) return Step::waiting;
  }
  if (Result<void> drawn = draw_band(); !drawn) return drawn.error();
  if (row_ == high_) ++frame_, row_ = 0, drawn_ = false;
  return Step::rows;
}

double Take::progress() const {
  const double within = static_cast<double>(row_) / static_cast<double>(std::max(1, high_));
  return (frame_ + within) / std::max(1, plan_.frames);
}

}  // namespace reverie
