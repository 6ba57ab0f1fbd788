// Sunrise: one shore at every hour. The pointer's height is the sun's; the left half is the morning, the right half
// the evening. No model plays in it.
#include <algorithm>
#include <cmath>
#include <optional>

#include "shared/canvas/maths.h"
#include "shared/piece/piece.h"
#include "shared/pieces/sunrise/paint.h"
#include "shared/random/random.h"
#include "shared/words/words.h"

namespace reverie::pieces::sunrise {

namespace {

constexpr std::int64_t breath_ticks = 20 * ticks_per_second;  // after which wind and water are as they were
constexpr double sunrise_hour = 6.2, sunset_hour = 17.8;

class Sunrise final : public Piece {
 public:
  void setup(Stage& stage) override {
    hour_ = drifted_ = stage.params().number("hour");
    first_hour_ = hour_;
    place(stage);
  }

  void update(Stage& stage) override {
    place(stage);
    const double wanted = stage.params().number("hour");
    if (wanted != drifted_) {  // a person, a link or undo
      free_ = free_ && wanted == first_hour_;
      began_.reset();
      drifted_ = wanted;
    }
    if (plays(stage)) {
      play_day(stage);
    } else {
      began_.reset();
      ease_to(stage, drifted_);
    }
  }

  bool resting(const Stage& stage) const override { return stage.reduced_motion() && hour_ == drifted_; }

  std::int64_t loop_ticks(const Stage& stage) const override {
    if (stage.reduced_motion()) return 0;
    return plays(stage) ? day_ticks(stage) : breath_ticks;
  }

  void draw(const Stage& stage, Canvas& canvas) override {
    const Params& params = stage.params();
    const Light light = light_of(palette_named(params.text("palette")), hour_);
    const std::uint64_t tick = stage.reduced_motion() ? 0 : stage.tick() % breath_ticks;
    Frame frame(stage.width(), stage.height(), scene_, static_cast<double>(tick) / breath_ticks);
    frame.hour = hour_;
    const double rough = params.number("sea");
    canvas.background(light.sea);
    canvas.no_stroke();
    paint_sky(canvas, frame, light);
    paint_stars(canvas, frame, light, scene_, static_cast<int>(params.number("stars")));
    paint_moon(canvas, frame, light, scene_);
    paint_sun(canvas, frame, light, scene_);
    paint_clouds(canvas, frame, light, scene_, params.number("clouds"));
    paint_sea(canvas, frame, light, scene_);
    paint_islands(canvas, frame, light, scene_);
    paint_waves(canvas, frame, light, scene_, rough);
    paint_glitter(canvas, frame, light, scene_, rough);
    paint_boats(canvas, frame, light, scene_, rough);
    paint_birds(canvas, frame, light, scene_, static_cast<int>(params.number("birds")));
  }

  // Until somebody has chosen an hour the sun follows a pointer that only passes over; after that it is dragged.
  void pointer(Stage& stage, const PointerEvent& event) override {
    if (event.id != 0) return;
    if (event.phase == PointerPhase::down) held_ = true, free_ = false;
    if (held_ && event.phase != PointerPhase::hover) {
      choose(stage, hour_at(stage, event.position));
    } else if (event.phase == PointerPhase::hover && free_ && !stage.params().toggle("day-plays")) {
      drifted_ = hour_at(stage, event.position);
      stage.params().drift("hour", drifted_);
    }
    if (event.phase == PointerPhase::up) held_ = false;
  }

  bool key(Stage& stage, const KeyEvent& event) override {
    const double hour = stage.params().number("hour"), step = event.shift ? 1 : 0.25;
    const bool morning = hour < 12;
    if (event.key == "ArrowLeft") return choose(stage, hour - step);
    if (event.key == "ArrowRight") return choose(stage, hour + step);
    if (event.key == "ArrowUp")
      return choose(stage, morning ? std::min(12.0, hour + step) : std::max(12.0, hour - step));
    if (event.key == "ArrowDown") {
      return choose(stage, morning ? std::max(0.0, hour - step) : std::min(23.999, hour + step));
    }
    if (event.key == "Home") return choose(stage, sunrise_hour);
    if (event.key == "End") return choose(stage, sunset_hour);
    if (event.key == "d" || event.key == "D") {
      return stage.params().set("day-plays", !stage.params().toggle("day-plays")).ok();
    }
    return false;
  }

  std::string description(const Stage& stage) const override;

 private:
  static bool plays(const Stage& stage) { return stage.params().toggle("day-plays") && !stage.reduced_motion(); }
  // Whole breaths, so that wind, water and hours close together.
  static std::int64_t day_ticks(const Stage& stage) {
    const double breaths = stage.params().number("day-length") * ticks_per_second / breath_ticks;
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(breaths + 0.5))) * breath_ticks;
  }

  void place(const Stage& stage) {
    if (seed_ == stage.params().text("seed")) return;
    seed_ = stage.params().text("seed");
    scene_ = scene_of(seed_from_text(*seed_));
  }

  // Counted from where it began and never added up, so that a day later it is the same number.
  void play_day(Stage& stage) {
    const std::int64_t ticks = day_ticks(stage);
    if (!began_ || began_->ticks != ticks) began_ = {stage.tick(), ticks, drifted_};
    const auto since = static_cast<std::int64_t>(stage.tick() - began_->tick) % ticks;
    hour_ = drifted_ = wrapped_hour(began_->hour + 24 * static_cast<double>(since) / static_cast<double>(ticks));
    stage.params().drift("hour", drifted_);
  }

  void ease_to(const Stage& stage, double wanted) {
    const double way = hours_between(hour_, wanted);
    const bool there = stage.clock() == Clock::offline || stage.reduced_motion() || std::fabs(way) < 0.002;
    hour_ = there ? wanted : wrapped_hour(hour_ + 0.09 * way);
  }

  bool choose(Stage& stage, double hour) {
    free_ = false;
    began_.reset();
    drifted_ = wrapped_hour(hour);
    return stage.params().set("hour", drifted_).ok();
  }

  double hour_at(const Stage& stage, Vec2 point) const {
    const Frame frame(stage.width(), stage.height(), scene_, 0);
    const double noon = frame.place({0, 1}, scene_).y;
    const double height = point.y < frame.horizon ? map(point.y, frame.horizon, noon, 0, 1)
                                                  : map(point.y, frame.horizon, frame.height, 0, -1);
    return hour_of_height(height, point.x < scene_.middle * frame.width);
  }

  struct Began {
    std::uint64_t tick = 0;
    std::int64_t ticks = 1;
    double hour = 0;
  };

  Scene scene_;
  std::optional<std::string> seed_;
  std::optional<Began> began_;
  double hour_ = 0;     // as it is drawn
  double drifted_ = 0;  // the param as this piece knows it
  double first_hour_ = 0;
  bool held_ = false, free_ = true;
};

std::string_view time_of_day(double hour) {
  if (hour < 4.2 || hour >= 20.5) return "Night";
  if (hour < 5.7) return "First light";
  if (hour < 7.2) return "Sunrise";
  if (hour < 11) return "Morning";
  if (hour < 13.5) return "Noon";
  if (hour < 16.6) return "Afternoon";
  if (hour < 18.1) return "Sunset";
  return "Dusk";
}

std::string counted(std::size_t count, std::string_view none, std::string_view one, std::string_view many) {
  return count == 0 ? std::string(said(none)) : said(count == 1 ? one : many, {std::to_string(count)});
}

std::string Sunrise::description(const Stage& stage) const {
  const int minutes = static_cast<int>(wrapped_hour(hour_) * 60 + 0.5) % 1440;
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const double height = sun_height(hour_);
  const auto birds = static_cast<std::size_t>(height > -0.2 ? stage.params().number("birds") : 0);
  const std::string_view sky = height > 0.75    ? "the sun stands high"
                               : height > 0.25  ? "the sun stands over the sea"
                               : height > 0     ? "the sun touches the horizon"
                               : height > -0.35 ? "the sun is below the horizon"
                                                : "the moon and stars are out";
  return said("{0} over the sea, {1}:{2}; {3}, with {4}, {5} and {6}.",
              {said(time_of_day(wrapped_hour(hour_))), two(minutes / 60), two(minutes % 60), said(sky),
               counted(scene_.islands.size(), "no islands", "{0} island", "{0} islands"),
               counted(scene_.boats.size(), "no boats", "{0} boat", "{0} boats"),
               counted(birds, "no birds", "{0} bird", "{0} birds")});
}

}  // namespace

}  // namespace reverie::pieces::sunrise

namespace reverie::pieces {

std::unique_ptr<Piece> make_sunrise() { return std::make_unique<sunrise::Sunrise>(); }

}  // namespace reverie::pieces
