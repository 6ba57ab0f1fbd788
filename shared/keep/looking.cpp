#include "shared/keep/looking.h"

#include <algorithm>

namespace reverie {

namespace {

constexpr double judge_seconds = 0.25;  // words that change faster cannot be read

double square(double x) { return x * x; }

bool holds(const ImageCommand& image, Vec2 point) {
  return point.x >= image.x && point.y >= image.y && point.x < image.x + image.width &&
         point.y < image.y + image.height;
}

// Of what a package brought along; the network has not drawn it here.
bool is_of(const ModelPreview* preview, const std::shared_ptr<const Image>& picture) {
  return preview != nullptr && std::ranges::find(preview->pictures, picture) != preview->pictures.end();
}

double way_to(const ImageCommand& image, Vec2 point) {
  return square(image.x + image.width / 2 - point.x) + square(image.y + image.height / 2 - point.y);
}

}  // namespace

std::shared_ptr<const Image> picture_looked_at(const DisplayList& list, Vec2 pointer, Vec2 middle, int width,
                                               int height) {
  const ImageCommand *under = nullptr, *largest = nullptr;
  for (const Command& command : list.commands) {
    const ImageCommand* image = std::get_if<ImageCommand>(&command);
    if (image == nullptr || image->image->width() != width || image->image->height() != height) continue;
    if (holds(*image, pointer)) under = image;
    const double more = largest == nullptr ? 1 : image->width * image->height - largest->width * largest->height;
    if (more > 0 || (more == 0 && way_to(*image, middle) <= way_to(*largest, middle))) largest = image;
  }
  const ImageCommand* chosen = under != nullptr ? under : largest;
  return chosen == nullptr ? nullptr : chosen->image;
}

bool Looking::update(const Player& player, const DisplayList& list, const NeighboursOfSlot& neighbours,
                     double elapsed) {
  since_ += elapsed;
  const Stage& stage = player.stage();
  const Vec2 middle{stage.width() / 2, stage.height() / 2};
  std::vector<Judged> now;
  std::vector<std::string> slots;
  for (const SlotSpec& slot : player.manifest().slots) {
    const LoadedModel* loaded = stage.slot(slot.name);
    const Port* port = loaded == nullptr ? nullptr : loaded->model->output_of_kind(PortKind::image);
    if (loaded == nullptr) continue;
    Judged judged{loaded->model, nullptr, nullptr};
    if (const auto found = neighbours.find(slot.name); found != neighbours.end()) judged.neighbours = found->second;
    if (port != nullptr)
      judged.picture = picture_looked_at(list, stage.input().mouse(), middle, static_cast<int>(port->width()),
                                         static_cast<int>(port->height()));
    if (is_of(stage.preview(slot.name), judged.picture)) judged.picture = nullptr;
    now.push_back(std::move(judged));
    slots.push_back(slot.name);
  }
  if (now == judged_ || (since_ < judge_seconds && now.size() == judged_.size())) return false;
  since_ = 0;
  judged_ = std::move(now);
  std::vector<Beside> besides;
  for (std::size_t i = 0; i < judged_.size(); ++i) {
    besides.push_back(beside_of(slots[i], *judged_[i].model));
    if (judged_[i].picture) tell_nearness(besides.back(), judged_[i].neighbours.get(), *judged_[i].picture);
  }
  const bool changed = !(besides == besides_);
  besides_ = std::move(besides);
  return changed;
}

}  // namespace reverie
