#include "shared/canvas_gl/drawing_cache.h"

#include <algorithm>

namespace reverie {

// Two states a level: the highest multiple of the level's step, and the one below it, which is there when undo passes
// the first. So no step back is further from a kept state than about its level's step.
std::vector<DrawingCache::Wanted> DrawingCache::wanted_states(std::size_t top, std::size_t levels) {
  std::vector<Wanted> states;
  std::size_t step = first_step;
  for (std::size_t level = 0; level < levels; ++level, step *= growth) {
    const std::size_t high = top / step * step;
    if (high > 0) states.push_back({high, top});
    if (high > step) states.push_back({high - step, high});
  }
  std::sort(states.begin(), states.end(), [](const Wanted& a, const Wanted& b) {
    return a.depth != b.depth ? a.depth > b.depth : a.until > b.until;
  });
  const auto same = [](const Wanted& a, const Wanted& b) { return a.depth == b.depth; };
  states.erase(std::unique(states.begin(), states.end(), same), states.end());
  return states;
}

DrawingCache::DrawingCache(LayerStore& store, int layers)
    : store_(store), layers_(static_cast<std::size_t>(std::clamp(layers, 4, max_layers))) {}

void DrawingCache::show(const Handle& drawing) {
  if (drawing != top_) {
    follow(drawing.get());
    top_ = drawing;
    wanted_ = wanted_states(top_->depth(), (layers_.size() - first_kept) / 2);
    drop_works();
    const int base = nearest(top_->depth());
    const std::size_t below = base < 0 ? 0 : layers_[static_cast<std::size_t>(base)]->depth();
    start_from(base, shown);
    std::vector<Handle> missing = chain(top_, below);
    for (auto next = missing.rbegin(); next != missing.rend(); ++next) {
      paint(shown, *next);
      if (is_wanted((*next)->depth()) && layer_of((*next)->depth()) < 0) keep_shown();
    }
    find_work();
  }
  build_ahead();
}

// Learns the new chain: only what differs from the last one is walked.
void DrawingCache::follow(const Drawing* drawing) {
  std::vector<const Drawing*> fresh;
  const Drawing* node = drawing;
  for (; node != nullptr; node = node->below().get()) {
    if (node->depth() % first_step != 0) continue;
    const std::size_t i = node->depth() / first_step - 1;
    if (i < spine_.size() && spine_[i] == node) break;
    fresh.push_back(node);
  }
  spine_.resize(node == nullptr ? 0 : node->depth() / first_step);
  spine_.insert(spine_.end(), fresh.rbegin(), fresh.rend());
}

// top_ or what lies below it; nullptr for depth 0 and for depths above.
const Drawing* DrawingCache::ancestor(std::size_t depth) const {
  if (depth == 0 || depth > top_->depth()) return nullptr;
  const std::size_t above = (depth + first_step - 1) / first_step;
  const Drawing* node = above <= spine_.size() ? spine_[above - 1] : top_.get();
  while (node->depth() > depth) node = node->below().get();
  return node;
}

DrawingCache::Handle DrawingCache::handle(std::size_t depth) const {
  return depth == top_->depth() ? top_ : ancestor(depth + 1)->below();
}

bool DrawingCache::holds_ancestor(int layer) const {
  const Handle& held = layers_[static_cast<std::size_t>(layer)];
  return held && ancestor(held->depth()) == held.get();
}

// The layer with the highest state up to `depth`; -1: none.
int DrawingCache::nearest(std::size_t depth) const {
  int best = -1;
  std::size_t best_depth = 0;
  for (int i = 0; i < static_cast<int>(layers_.size()); ++i) {
    if (!holds_ancestor(i)) continue;
    const std::size_t here = layers_[static_cast<std::size_t>(i)]->depth();
    if (here > depth || here <= best_depth) continue;
    best = i, best_depth = here;
  }
  return best;
}

// The layer that keeps the state of this depth; -1: none.
int DrawingCache::layer_of(std::size_t depth) const {
  for (int i = first_kept; i < static_cast<int>(layers_.size()); ++i) {
    if (holds_ancestor(i) && layers_[static_cast<std::size_t>(i)]->depth() == depth && !in_work(i)) return i;
  }
  return -1;
}

bool DrawingCache::in_work(int layer) const {
  return std::any_of(works_.begin(), works_.end(), [&](const Work& work) { return work.layer == layer; });
}

// One whose state is not wanted. There is one, since fewer states are wanted than there are layers.
int DrawingCache::free_layer() const {
  for (int i = first_kept; i < static_cast<int>(layers_.size()); ++i) {
    if (!in_work(i) && !(holds_ancestor(i) && is_wanted(layers_[static_cast<std::size_t>(i)]->depth()))) return i;
  }
  return -1;
}

bool DrawingCache::is_wanted(std::size_t depth) const {
  return std::any_of(wanted_.begin(), wanted_.end(), [&](const Wanted& wanted) { return wanted.depth == depth; });
}

void DrawingCache::keep_shown() {
  const std::size_t depth = layers_[shown]->depth();
  std::erase_if(works_, [&](const Work& work) { return work.depth() == depth; });
  if (const int layer = free_layer(); layer >= 0) start_from(shown, layer);
}

// What undo will not ask for any more.
void DrawingCache::drop_works() {
  std::erase_if(works_, [&](const Work& work) {
    return !is_wanted(work.depth()) || ancestor(work.depth()) != work.ahead.front().get();
  });
}

void DrawingCache::start_from(int base, int layer) {
  if (base == layer) return;
  if (base < 0) {
    store_.clear(layer);
  } else {
    store_.copy(base, layer);
  }
  layers_[static_cast<std::size_t>(layer)] = base < 0 ? nullptr : layers_[static_cast<std::size_t>(base)];
}

void DrawingCache::paint(int layer, const Handle& drawing) {
  store_.paint(layer, drawing->top());
  layers_[static_cast<std::size_t>(layer)] = drawing;
}

// From `from` down to what lies just above depth `above`.
std::vector<DrawingCache::Handle> DrawingCache::chain(const Handle& from, std::size_t above) const {
  std::vector<Handle> nodes;
  for (const Handle* node = &from; *node && (*node)->depth() > above; node = &(*node)->below()) nodes.push_back(*node);
  return nodes;
}

void DrawingCache::find_work() {
  for (const auto [depth, until] : wanted_) {
    if (layer_of(depth) >= 0) continue;
    if (std::any_of(works_.begin(), works_.end(), [&, d = depth](const Work& work) { return work.depth() == d; }))
      continue;
    const int base = nearest(depth), layer = free_layer();
    if (layer < 0) return;
    start_from(base, layer);
    const Handle& begun = layers_[static_cast<std::size_t>(layer)];
    std::vector<Handle> ahead = chain(handle(depth), begun ? begun->depth() : 0);
    if (!ahead.empty()) works_.push_back({layer, until, std::move(ahead)});
  }
  std::sort(works_.begin(), works_.end(), [](const Work& a, const Work& b) { return a.depth() > b.depth(); });
}

// So many lists a call that every state is there when undo, one list a call, comes to need it.
std::size_t DrawingCache::due() const {
  std::size_t lists = idle_portion, ahead = 0;
  for (const Work& work : works_) {
    ahead += work.ahead.size();
    const std::size_t calls = std::max<std::size_t>(1, top_->depth() > work.until ? top_->depth() - work.until : 0);
    lists = std::max(lists, (ahead + calls - 1) / calls);
  }
  return std::min(lists, portion);
}

void DrawingCache::build_ahead() {
  const std::size_t most = due();
  std::size_t lists = 0, commands = 0;
  while (!works_.empty() && lists < most && (lists == 0 || commands < portion_commands)) {
    Work& work = works_.front();
    const Handle next = work.ahead.back();
    paint(work.layer, next);
    commands += next->top().commands.size();
    ++lists;
    work.ahead.pop_back();
    if (work.ahead.empty()) works_.erase(works_.begin());
  }
}

}  // namespace reverie
