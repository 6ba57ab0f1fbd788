// Stage: all that a piece knows of the world — size, time, randomness, and the models in its slots. Time is a count of
// fixed ticks; the live clock never waits for a network, the offline clock settles every ticket before `draw`.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "shared/model/model.h"
#include "shared/model/session.h"
#include "shared/piece/input.h"
#include "shared/piece/model_preview.h"
#include "shared/piece/params.h"
#include "shared/random/random.h"

namespace reverie {

inline constexpr int ticks_per_second = 60;

enum class Clock { live, offline };

struct LoadedModel {
  std::shared_ptr<const Model> model;
  std::shared_ptr<Session> session;
};

class Stage {
 public:
  Stage(Clock clock, float width, float height) : clock_(clock), width_(width), height_(height) {}

  Clock clock() const { return clock_; }
  float width() const { return width_; }  // points
  float height() const { return height_; }
  void resize(float width, float height) { width_ = width, height_ = height; }

  std::uint64_t tick() const { return tick_; }  // ticks since the start
  double seconds() const { return static_cast<double>(tick_) / ticks_per_second; }
  void advance() { ++tick_; }

  // Device pixels a point, where the picture will be seen or printed.
  double pixel_density() const { return pixel_density_; }
  void set_pixel_density(double density) { pixel_density_ = density; }

  Input& input() { return input_; }
  const Input& input() const { return input_; }

  bool reduced_motion() const { return reduced_motion_; }
  void set_reduced_motion(bool reduced) { reduced_motion_ = reduced; }

  Params& params() { return params_; }
  const Params& params() const { return params_; }

  // nullptr while the slot is empty.
  const LoadedModel* slot(std::string_view name) const;
  void fill_slot(const std::string& name, LoadedModel loaded) { slots_[name] = std::move(loaded); }
  void empty_slot(const std::string& name) { slots_.erase(name); }

  // Pictures that the package on its way to this slot brings, for the while until its network draws. Nobody shall take
  // them for what it drew here, so a file never shows them: nullptr on the offline clock, and while a picture is drawn
  // that may be kept.
  const ModelPreview* preview(std::string_view slot) const;
  void set_preview(const std::string& slot, std::shared_ptr<const ModelPreview> preview);  // nullptr: none any more
  void hide_previews(bool hidden) { previews_hidden_ = hidden; }

  // What went wrong and the person should read; empty when all is well. The host shows and clears it.
  void report(std::string sentence) { problem_ = std::move(sentence); }
  std::string take_problem() { return std::exchange(problem_, {}); }

 private:
  Clock clock_;
  float width_, height_;
  std::uint64_t tick_ = 0;
  double pixel_density_ = 1;
  Input input_;
  bool reduced_motion_ = false;
  Params params_;
  std::map<std::string, LoadedModel, std::less<>> slots_;
  std::map<std::string, std::shared_ptr<const ModelPreview>, std::less<>> previews_;
  bool previews_hidden_ = false;
  std::string problem_;
};

}  // namespace reverie
