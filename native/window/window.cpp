#include "native/window/window.h"

#include <cstdio>
#include <thread>

#include "native/codec/png_write.h"
#include "native/keep/kept_file.h"
#include "native/runtime/package.h"
#include "native/window/desktop_host.h"
#include "native/window/desktop_language.h"
#include "shared/keep/state_from_file.h"
#include "shared/studio/sdl_window.h"

namespace reverie {

namespace {

constexpr int most_loading_frames = 3'000;

int complain(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  return 1;
}

Result<void> set_up(Studio& studio, const WindowOptions& options) {
  for (const auto& [name, text] : options.params) {
    if (Result<void> set = studio.player().stage().params().set_from_text(name, text); !set) return set;
  }
  const std::vector<SlotSpec>& slots = studio.player().manifest().slots;
  for (const auto& [slot, id] : options.slot_models) {
    if (slots.empty())
      return Error{"The piece " + studio.player().manifest().id + " takes no model, so " + id +
                   " cannot play in it; the window stays closed."};
    studio.choose_model(slot.empty() ? slots.front().name : slot, id);
  }
  studio.set_dock_open(options.dock);
  if (options.page == "about") studio.show_page(DockPage::about);
  if (options.page == "keys") studio.show_page(DockPage::keys);
  if (options.page == "keep") studio.show_page(DockPage::keep);
  return {};
}

// For tests: so many frames once every model is there, then one picture of the window.
Result<void> play_frames(SdlWindow& window, Studio& studio, const DesktopHost& host, const WindowOptions& options) {
  int waited = 0;
  for (int frame = 0; frame < options.frames && waited < most_loading_frames;) {
    if (!window.run_frame(studio)) break;
    if (host.loading()) {
      ++waited;
    } else {
      ++frame;
    }
  }
  if (options.screenshot.empty()) return {};
  return write_png(options.screenshot, window.picture());
}

// A kept file instead of a piece: the studio opens its piece, and then what it remembers.
Result<std::unique_ptr<Studio>> open_studio(Host& host, CanvasView& view, const std::string& piece_or_link) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(piece_or_link, ignored)) return Studio::create(host, view, piece_or_link);
  const Result<KeptState> state = state_from_path(piece_or_link);
  if (!state) return state.error();
  auto studio = Studio::create(host, view, state->link.piece);
  if (!studio) return studio.error();
  if (Result<void> opened = (*studio)->open(state->link); !opened) return opened.error();
  return studio;
}

void open_dropped(SdlWindow& window, Studio& studio) {
  const std::string path = window.take_dropped_file();
  if (path.empty()) return;
  const Result<Bytes> head = head_of_file(path, max_kept_head_bytes);
  if (!head) return studio.tell(head.error().message);
  studio.open_kept(*head);
}

void play(SdlWindow& window, Studio& studio) {
  while (window.run_frame(studio)) {
    open_dropped(window, studio);
    if (studio.resting()) window.wait_for_event(0.25);
  }
}

}  // namespace

int run_window(const WindowOptions& options) {
  const bool testing = options.frames > 0;
  DesktopHost host({options.models.empty() ? default_models_folder() : options.models, options.dark, false, {}});
  const std::string tag = options.language.empty() ? language_of_system() : language_from(options.language);
  if (const Result<void> spoken = speak_language(tag); !spoken) return complain(spoken.error().message);
  SdlWindowOptions window_options;
  window_options.width = options.width;
  window_options.height = options.height;
  window_options.density = options.density;
  window_options.vertical_sync = !testing;
  Result<std::unique_ptr<SdlWindow>> window = SdlWindow::create(window_options);
  if (!window) return complain(window.error().message);
  host.set_copy_text([&](const std::string& text) { (*window)->copy_text(text); });
  Result<std::unique_ptr<Studio>> studio = open_studio(host, (*window)->view(), options.piece_or_link);
  if (!studio) return complain(studio.error().message);
  if (const Result<void> ready = set_up(**studio, options); !ready) return complain(ready.error().message);
  if (!testing) {
    play(**window, **studio);
    return 0;
  }
  const Result<void> played = play_frames(**window, **studio, host, options);
  return played ? 0 : complain(played.error().message);
}

}  // namespace reverie
