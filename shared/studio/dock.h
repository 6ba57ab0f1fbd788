// Dock: everything around the canvas. It follows from the piece's Params: right on a desk, a sheet from below on a
// phone. It changes params in place; what reaches beyond them comes back as wishes.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "shared/keep/beside.h"
#include "shared/piece/player.h"
#include "shared/studio/box.h"
#include "shared/studio/host.h"
#include "shared/studio/keep_job.h"

namespace reverie {

enum class DockPage { controls, about, keys, keep };

// Below this width the dock is a sheet from below.
inline constexpr float phone_width = 720;  // points

// How one slot stands, as the dock shows it.
struct SlotView {
  std::string wanted;  // the id asked for; empty: none
  LoadState state = LoadState::idle;
  std::uint64_t received = 0, total = 0;
  std::string sentence;          // when failed
  const Model* taken = nullptr;  // the model that was handed to the piece
};

// Counts events a second, smoothed, for the curious.
struct Meter {
  double rate = 0;
  double window = 0;
  int count = 0;
  void add(int events, double elapsed) {
    window += elapsed;
    count += events;
    if (window < 0.5) return;
    rate = count / window;
    window = 0;
    count = 0;
  }
};

struct DockState {
  bool open = true;
  bool pulled = false;  // the sheet's handle is being pulled
  bool guest = false;   // inside somebody's page: when it is closed nothing of it stays but a tab
  DockPage page = DockPage::controls;
  float shown = -1;     // 0…1, eased; -1: jump to where it belongs at the first frame
  std::string editing;  // the param whose value is being typed
  bool editing_started = false;
  std::string typed, search;
  std::string pointed, pointed_before;  // the param whose control is under the pointer: arrows nudge it
  std::map<std::string, Box> boxes;
};

struct DockWishes {
  bool surprise = false, share = false, undo = false, redo = false;
  std::string surprise_one;  // the param to draw anew
  std::string keep;          // the id of what is to be kept
  bool cancel_keep = false, open_file = false;
  std::string language;              // another one to read
  bool holding = false;              // a control is being dragged or typed into
  std::string model_slot, model_id;  // another model for this slot
  std::string problem;               // a typed value that does not fit, as a sentence
};

// What the dock reads.
struct DockView {
  Player& player;
  std::span<const KnownModel> models;
  const std::map<std::string, SlotView>& slots;
  bool can_undo = false, can_redo = false, reduced_motion = false;
  double frames_per_second = 0, pictures_per_second = 0;
  float density = 1;
  const KeepJob* keeping = nullptr;
  bool can_ask_for_file = false;
  bool can_change_language = false;
  bool coarse_pointer = false;           // fingers: everything to press is at least 44 points high
  std::span<const Beside> besides = {};  // what stands beside the picture
};

// The part of the window that is left to the canvas; jumps, so that a piece is not laid out anew at every frame of the
// dock's slide.
Box canvas_box(const DockState& dock, float width, float height);

void draw_dock(DockState& dock, const DockView& view, double elapsed, DockWishes& wishes);

}  // namespace reverie
