// DrawingCache: keeps pictures of a drawing and of a few states further down, so that a stroke more paints one stroke
// and a step back a bounded number, however many there are. It knows no GL: the store does the painting.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "shared/canvas/drawing.h"

namespace reverie {

// Numbered layers, each the picture of some drawing.
class LayerStore {
 public:
  virtual ~LayerStore() = default;
  virtual void clear(int layer) = 0;
  virtual void copy(int from, int to) = 0;
  virtual void paint(int layer, const DisplayList& top) = 0;
};

class DrawingCache {
 public:
  // Layers that a cache may use: the one shown and those kept or under construction.
  static constexpr int max_layers = 12;
  static constexpr std::size_t first_step = 8;          // lists from the top to the first kept state, …
  static constexpr std::size_t growth = 4;              // … and so many times as far to each next one
  static constexpr std::size_t portion = 24;            // lists painted ahead in one call at most, …
  static constexpr std::size_t idle_portion = 6;        // … and at least, while there are any
  static constexpr std::size_t portion_commands = 256;  // no more commands once there is one list

  // With fewer layers (≥ 4) fewer states are kept, and steps far back cost more.
  explicit DrawingCache(LayerStore& store, int layers = max_layers);

  // Brings `drawing` into layer `shown`: paints what is missing, then a portion of the states that undo will ask for.
  void show(const std::shared_ptr<const Drawing>& drawing);
  static constexpr int shown = 0;

 private:
  using Handle = std::shared_ptr<const Drawing>;
  static constexpr int first_kept = 1;
  struct Wanted {
    std::size_t depth;
    std::size_t until;  // undo needs it when it comes down to this depth
  };
  struct Work {  // a state under construction
    int layer;
    std::size_t until;
    std::vector<Handle> ahead;  // what it still lacks, the last first
    std::size_t depth() const { return ahead.front()->depth(); }
  };

  void follow(const Drawing* drawing);
  const Drawing* ancestor(std::size_t depth) const;
  bool holds_ancestor(int layer) const;
  int nearest(std::size_t depth) const;
  int layer_of(std::size_t depth) const;
  static std::vector<Wanted> wanted_states(std::size_t top, std::size_t levels);
  bool is_wanted(std::size_t depth) const;
  bool in_work(int layer) const;
  int free_layer() const;
  void keep_shown();
  void drop_works();
  void start_from(int base, int layer);
  void paint(int layer, const Handle& drawing);
  std::vector<Handle> chain(const Handle& from, std::size_t above) const;
  Handle handle(std::size_t depth) const;
  void find_work();
  std::size_t due() const;
  void build_ahead();

  LayerStore& store_;
  std::vector<Handle> layers_;  // what each layer shows; nullptr: nothing of worth
  Handle top_;
  std::vector<const Drawing*> spine_;  // spine_[i]: top_'s ancestor of depth (i + 1) × first_step
  std::vector<Wanted> wanted_;         // states to keep, the highest first
  std::vector<Work> works_;            // the highest state first: undo will ask for it first
};

}  // namespace reverie
