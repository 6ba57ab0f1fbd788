#include "shared/canvas/drawing.h"

#include <algorithm>
#include <utility>

namespace reverie {

Drawing::Drawing(std::shared_ptr<const Drawing> below, DisplayList top)
    : below_(std::move(below)),
      top_(std::move(top)),
      depth_(1 + (below_ ? below_->depth_ : 0)),
      commands_(top_.commands.size() + (below_ ? below_->commands_ : 0)) {}

std::shared_ptr<const Drawing> Drawing::on(std::shared_ptr<const Drawing> below, DisplayList top) {
  return std::shared_ptr<const Drawing>(new Drawing(std::move(below), std::move(top)));
}

// The default would recurse once a stroke and overflow the stack of a page.
Drawing::~Drawing() {
  std::shared_ptr<const Drawing> next = std::move(below_);
  while (next && next.use_count() == 1) {
    std::shared_ptr<const Drawing> after = std::move(next->below_);
    next = std::move(after);
  }
}

std::vector<const Drawing*> layers_of(const Drawing* drawing) {
  std::vector<const Drawing*> layers;
  for (; drawing != nullptr; drawing = drawing->below().get()) layers.push_back(drawing);
  std::reverse(layers.begin(), layers.end());
  return layers;
}

}  // namespace reverie
