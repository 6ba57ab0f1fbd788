#include "native/train/progress.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace reverie {
namespace {

double seconds_between(std::chrono::steady_clock::time_point a, std::chrono::steady_clock::time_point b) {
  return std::chrono::duration<double>(b - a).count();
}

}  // namespace

std::string text_from_seconds(double seconds) {
  const auto whole = static_cast<long long>(std::llround(std::max(0.0, seconds)));
  char text[48];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole % 3600 / 60);
  } else if (whole >= 60) {
    std::snprintf(text, sizeof text, "%lld min %02lld s", whole / 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%lld s", whole);
  }
  return text;
}

Progress::Progress(std::int64_t first, std::int64_t steps, int pictures_a_step)
    : steps_(steps), last_done_(first), pictures_(pictures_a_step), terminal_(::isatty(STDERR_FILENO) == 1) {
  start_ = last_tick_ = last_drawn_ = std::chrono::steady_clock::now();
}

double Progress::seconds() const { return seconds_between(start_, std::chrono::steady_clock::now()); }

double Progress::rate_now(std::int64_t done) const {
  if (rate_ > 0) return rate_;
  const double elapsed = seconds_between(last_tick_, std::chrono::steady_clock::now());
  return elapsed > 0 ? static_cast<double>((done - last_done_) * pictures_) / elapsed : 0;
}

double Progress::seconds_left(std::int64_t done) const {
  const double rate = rate_now(done);
  return rate > 0 ? static_cast<double>((steps_ - done) * pictures_) / rate : 0;
}

std::string Progress::state(std::int64_t done) const {
  char text[160];
  std::snprintf(text, sizeof text, "step %lld of %lld, %.0f pictures/s, %s left", static_cast<long long>(done),
                static_cast<long long>(steps_), rate_now(done), text_from_seconds(seconds_left(done)).c_str());
  return text;
}

void Progress::step(std::int64_t done) {
  if (!terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (seconds_between(last_drawn_, now) < 0.25) return;
  last_drawn_ = now;
  constexpr int width = 28;
  const auto filled = static_cast<int>(width * done / std::max<std::int64_t>(steps_, 1));
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < filled ? "█" : "░";
  std::fprintf(stderr, "\r\033[K%s  %s", bar.c_str(), state(done).c_str());
  std::fflush(stderr);
}

std::string Progress::tick(std::int64_t done, const std::map<std::string, double>& means) {
  const auto now = std::chrono::steady_clock::now();
  const double elapsed = seconds_between(last_tick_, now);
  if (elapsed > 0) rate_ = static_cast<double>((done - last_done_) * pictures_) / elapsed;
  last_tick_ = now;
  last_done_ = done;
  std::string line = state(done);
  for (const auto& [name, value] : means) {
    char text[64];
    std::snprintf(text, sizeof text, "  %s %.4g", name.c_str(), value);
    line += text;
  }
  if (!terminal_) std::printf("%s\n", line.c_str()), std::fflush(stdout);
  return line;
}

void Progress::clear() {
  if (terminal_) std::fprintf(stderr, "\r\033[K"), std::fflush(stderr);
}

}  // namespace reverie
