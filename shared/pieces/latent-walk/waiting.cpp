#include "shared/pieces/latent-walk/waiting.h"

#include <algorithm>
#include <cstdlib>

#include "shared/pieces/latent-walk/veil.h"
#include "shared/pieces/latent-walk/words.h"
#include "shared/words/words.h"

namespace reverie::pieces {

namespace {

constexpr int veil_side = 32;
constexpr std::uint64_t stay_ticks = 0.9 * ticks_per_second, pass_ticks = 0.7 * ticks_per_second;
constexpr float come_ticks = 0.4F * ticks_per_second;

float eased(float t) { return t * t * (3 - 2 * t); }

bool look_alike(const Image& a, const Image& b) {
  constexpr std::int64_t level = 5;  // of 255, in the mean
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < std::min(a.rgba().size(), b.rgba().size()); ++i)
    sum += std::abs(a.rgba()[i] - b.rgba()[i]);
  return sum < level * 3 * a.width() * a.height();
}

// Where a package brings a walk, it lingers near its corners; what waits should move all the time.
std::vector<Print> those_that_differ(const std::vector<Print>& brought) {
  std::vector<Print> pictures;
  for (const Print& picture : brought)
    if (pictures.empty() || !look_alike(*pictures.back(), *picture)) pictures.push_back(picture);
  while (pictures.size() > 1 && look_alike(*pictures.back(), *pictures.front())) pictures.pop_back();
  return pictures;
}

// The pictures that hang `ahead` of where it began; neighbours on the wall are neighbours on the strip.
std::vector<Print> pictures_from(const std::vector<Print>& passing, const Group& group, std::uint64_t ahead) {
  const auto count = static_cast<std::int64_t>(passing.size());
  std::vector<Print> pictures;
  for (const Vec2 step : steps_of(group)) {
    const auto at = static_cast<std::int64_t>(ahead) + static_cast<std::int64_t>(step.x + step.y * group.rows);
    pictures.push_back(passing[static_cast<std::size_t>((at % count + count) % count)]);
  }
  return pictures;
}

void draw_veil(const Stage& stage, Canvas& canvas, const Place& place, float opacity) {
  const double seconds = stage.reduced_motion() ? 0 : stage.seconds();
  canvas.no_smooth();
  canvas.tint(with_alpha({255, 255, 255}, opacity));
  canvas.image(veil_picture(veil_side, seconds), place.x, place.y, place.width, place.height);
}

Hanging veil_hanging(const Stage& stage) {
  return hang(stage.width(), stage.height(), {}, veil_side, veil_side, Scaling::nearest);
}

}  // namespace

const ModelPreview* Waiting::preview(const Stage& stage) const {
  return in_vain_ && come_ <= 0 ? nullptr : stage.preview("generator");
}

void Waiting::update(const Stage& stage, bool failed) {
  const ModelPreview* preview = stage.preview("generator");
  const LoadedModel* loaded = stage.slot("generator");
  // What failed may still be in the slot while another model is on its way there.
  in_vain_ = failed && loaded != nullptr && (preview == nullptr || preview->model->id == loaded->model->id);
  ++ticks_;
  if (preview == nullptr ? !brought_.empty() : brought_ != preview->pictures) {
    brought_ = preview == nullptr ? std::vector<Print>() : preview->pictures;
    passing_ = those_that_differ(brought_);
    ticks_ = 1;
    come_ = 0;
  }
  const float step = stage.reduced_motion() ? 1 : 1 / come_ticks;
  come_ = std::clamp(come_ + (in_vain_ ? -step : step), 0.0F, 1.0F);
}

const Image* Waiting::first_picture(const Stage& stage) const {
  const ModelPreview* brought = preview(stage);
  return brought == nullptr ? nullptr : brought->pictures.front().get();
}

Hanging Waiting::hanging(const Stage& stage, const Group& group) const {
  const ModelPreview* brought = preview(stage);
  if (brought == nullptr) return veil_hanging(stage);
  const Port& port = *brought->model->output_of_kind(PortKind::image);
  return hang(stage.width(), stage.height(), group, static_cast<int>(port.width()), static_cast<int>(port.height()),
              port.scaling);
}

std::string Waiting::sentence(const Stage& stage) const {
  if (const LoadedModel* loaded = stage.slot("generator"); in_vain_ && loaded != nullptr)
    return sentence_in_vain(*loaded->model);
  const ModelPreview* brought = preview(stage);
  return brought == nullptr ? std::string(said("A veil of pale pixels that drifts until a model is there."))
                            : sentence_while_waiting(*brought->model);
}

void Waiting::draw(const Stage& stage, Canvas& canvas, const Hanging& hanging, const Group& group, const Look& look,
                   const std::vector<Print>& own, float shown) const {
  const ModelPreview* brought = preview(stage);
  if (brought == nullptr) return draw_veil(stage, canvas, veil_hanging(stage).pictures[0], 1 - shown);
  const float come = passing_.empty() ? 0 : eased(come_), there = come + (1 - come) * shown;
  if (there < 1) draw_veil(stage, canvas, hanging.pictures[middle_of(group)], 1 - there);
  std::vector<std::vector<Print>> frames;
  double at = 0;
  if (!passing_.empty()) {  // a tick has seen them
    const std::uint64_t ticks = stage.reduced_motion() || passing_.size() < 2 ? 0 : ticks_;
    const std::uint64_t each = stay_ticks + pass_ticks, passed = ticks % each;
    frames.push_back(pictures_from(passing_, group, ticks / each));
    if (passed > stay_ticks) {
      at = eased(static_cast<float>(passed - stay_ticks) / static_cast<float>(pass_ticks));
      frames.push_back(pictures_from(passing_, group, ticks / each + 1));
    }
  }
  if (!own.empty()) {
    at += eased(shown) * (static_cast<double>(frames.size()) - at);
    frames.push_back(own);
  }
  if (frames.empty()) return;
  draw_film(canvas, hanging, frames, at, brought->model->output_of_kind(PortKind::image)->scaling, look, there);
}

void Waiting::label(const Stage& stage, Canvas& canvas, const Hanging& hanging, const Look& look, float opacity) const {
  if (opacity <= 0) return;
  const std::string title(said(preview(stage)->model->title));
  draw_label(canvas, hanging, title, line_while_waiting(), look, opacity * eased(come_), Eyes::live);
}

}  // namespace reverie::pieces
