// Studio: the sketchpad around a piece, the same on the desk and in the page. It plays one piece by its Player, shows
// the dock that follows from the piece's Params, and asks its Host for all that lies outside. It draws with Dear ImGui
// and knows neither window nor page.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/keep/looking.h"
#include "shared/piece/history.h"
#include "shared/piece/player.h"
#include "shared/studio/canvas_view.h"
#include "shared/studio/dock.h"
#include "shared/studio/host.h"
#include "shared/studio/keep_job.h"
#include "shared/studio/messages.h"
#include "shared/studio/narrator.h"
#include "shared/studio/pointer_routes.h"
#include "shared/words/words.h"

namespace reverie {

struct FrameInput {
  double elapsed = 1.0 / 60;  // seconds since the last frame; the live clock turns it into whole ticks
};

class Studio {
 public:
  // Opens a piece by its id ("de-stijl") or by a link's text ("piece=latent-walk&seed=hello"). Fails when there is no
  // such piece or the link is broken; the sentence names it. Host and view must outlive the studio.
  static Result<std::unique_ptr<Studio>> create(Host& host, CanvasView& view, std::string_view link_text_or_piece);

  // One frame, between ImGui::NewFrame and ImGui::Render. Size and density are ImGui's own (io.DisplaySize in points,
  // io.DisplayFramebufferScale). Lays out, forwards pointer and keys, ticks the piece, replays it, draws the dock.
  void frame(const FrameInput& input);

  // One sample of a pointer, as the device gave it: position in points of the window, `id` any number that stays the
  // pointer's own while it is down. Between two frames as many as there are, in order; the piece hears each at once.
  void pointer(const PointerEvent& sample);
  // The window lost the focus: pointers on the canvas come up, keys too.
  void let_go();
  // True while Escape would close something of the studio's own.
  bool wants_escape() const;

  // The link of this moment. When the document is too large for one, the link without it (and a message says so when a
  // person asked for it).
  std::string link_text() const;
  std::string description() const { return spoken_picture(*player_, paused_); }  // of what is drawn now, in a sentence

  // A sentence for the person: problems stay until dismissed, notes fade.
  void tell(const std::string& sentence, MessageKind kind = MessageKind::problem) {
    messages_.add(retold(sentence), kind);
  }
  const Messages& messages() const { return messages_; }
  void dismiss_message(std::size_t index) { messages_.dismiss(index); }

  // A kept file was dropped here (its first max_kept_head_bytes are enough): returns to what it remembers, or says why
  // not. Whatever piece it is of opens in place of this one; undo leads back. JSON is taken as the document of the
  // piece that is open.
  void open_kept(std::span<const std::uint8_t> head);
  // Begins anew with this link: undo ends here.
  Result<void> open(const LinkState& link);
  // One param from outside, as a link writes it; what comes for one param in quick succession is one step of undo. A
  // name that a model on its way may bring is kept until it is there. Fails with the sentence of Params::set_from_text.
  Result<void> set_param(const std::string& name, const std::string& text);
  void reset_param(const std::string& name);
  void lock_param(const std::string& name, bool locked) { player_->stage().params().set_locked(name, locked); }
  // While a control outside the dock is held, all that it changes is one step of undo.
  void set_holding(bool holding) {
    holding_ = holding;
    if (!holding) outside_for_ = 0;
  }

  // What the three large buttons and the keys do. `offer` is the id of a KeepOffer; one file at a time.
  void surprise();
  void surprise_one(const std::string& param);
  void keep(const std::string& offer = "png-2");
  void cancel_keep();
  // Each frame does a little of the file under way by itself; a host with time between frames may do more.
  void work_on_keeping();
  const KeepJob* keep_job() const { return keep_job_.get(); }
  void share();
  void undo();
  void redo();
  bool can_undo() const { return history_.can_undo(); }
  bool can_redo() const { return history_.can_redo(); }
  void set_paused(bool paused) { paused_ = paused; }
  bool paused() const { return paused_; }
  void set_dock_open(bool open) { dock_.open = open; }
  bool dock_open() const { return dock_.open; }
  // In somebody's page, or beside a form: the picture alone until a person asks for the dock.
  void be_guest(bool guest = true) {
    dock_.guest = guest;
    dock_.open = !guest;
  }
  void show_page(DockPage page) { dock_.page = page; }
  void choose_model(const std::string& slot, const std::string& id);
  std::string wanted_model(const std::string& slot) const;  // "" where none was asked for

  Player& player() { return *player_; }
  const std::vector<Beside>& besides() const { return looking_.besides(); }
  bool prefers_dark() const { return host_.prefers_dark(); }
  // Where each control of the last frame lies, in points, by param name or verb ("surprise", "keep", "share", "about",
  // "keys", "close", "reset.<param>", "lock.<param>"): for tests, and for what a page lays beside the canvas.
  const std::map<std::string, Box>& boxes() const { return dock_.boxes; }
  // True when the next frame would look like this one unless a person does something.
  bool resting() const;

 private:
  Studio(Host& host, CanvasView& view);
  Result<void> change_piece(const std::string& id);
  Result<void> follow(const LinkState& link);
  void open_models(const LinkState& link);
  void go_to(const Moment& moment);
  void load_model(const std::string& slot, const std::string& id);
  LinkState link_state() const;
  void pump_loads();
  void pump_load(const SlotSpec& slot);
  bool play_instead(const std::string& slot);
  void forward_keys();
  bool studio_key(const std::string& key, bool command, bool shift);
  bool nudge(const std::string& key, bool shift);
  void wake() { awake_ = 0.7; }
  void open_document(std::string json);
  void tick(double elapsed);
  void draw_canvas(const Box& canvas);
  void tell_world(double elapsed);
  void do_wishes(const DockWishes& wishes);
  void count_pictures(const DisplayList& list);
  void look(const DisplayList& list);

  Host& host_;
  CanvasView& view_;
  std::unique_ptr<Player> player_;
  std::unique_ptr<KeepJob> keep_job_;
  History history_;
  DockState dock_;
  Messages messages_;
  std::map<std::string, SlotView> slots_;
  std::set<std::string> gone_;  // ids of models that were not here any more, each told of once
  bool paused_ = false, holding_ = false;
  PointerRoutes routes_;
  double owed_ = 0;   // seconds not yet ticked
  double awake_ = 0;  // seconds for which a paused piece still answers
  double since_link_ = 1e9, since_description_ = 1e9;
  std::string last_link_, last_description_;
  Narrator narrator_;
  std::uint64_t surprises_ = 0;
  std::string outside_;     // the param that is being set from outside
  double outside_for_ = 0;  // seconds for which more of it melts into the same step
  const void* last_picture_ = nullptr;
  Meter frames_, pictures_;
  Looking looking_;
  std::string told_in_;  // the language of what was told besides
};

}  // namespace reverie
