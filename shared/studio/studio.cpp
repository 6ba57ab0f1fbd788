#include "shared/studio/studio.h"

#include <imgui.h>

#include <algorithm>

#include "shared/studio/theme.h"
#include "shared/studio/widgets.h"

namespace reverie {

namespace {

constexpr int max_ticks_a_frame = 4;  // after a pause of the machine time is let go, not caught up
constexpr double link_seconds = 0.5;  // browsers allow about a hundred address changes in half a minute
constexpr double description_seconds = 1.0;

Result<LinkState> link_from(std::string_view text) {
  if (text.find('=') != std::string_view::npos) return link_state_from_text(text);
  LinkState state;
  state.piece = std::string(text);
  return state;
}

}  // namespace

Result<std::unique_ptr<Studio>> Studio::create(Host& host, CanvasView& view, std::string_view text) {
  Result<LinkState> link = link_from(text);
  if (!link) return link.error();
  std::unique_ptr<Studio> studio(new Studio(host, view));
  if (const Result<void> opened = studio->open(*link); !opened) return opened.error();
  return studio;
}

Studio::Studio(Host& host, CanvasView& view) : host_(host), view_(view) {}

Result<void> Studio::open(const LinkState& link) {
  if (const Result<void> followed = follow(link); !followed) return followed.error();
  history_.start(moment_of(*player_));
  return {};
}

// What was open stays where this fails.
Result<void> Studio::follow(const LinkState& link) {
  if (const Result<void> changed = change_piece(link.piece); !changed) return changed.error();
  player_->apply(link);
  open_models(link);
  return {};
}

// A player as new, with nothing in its slots.
Result<void> Studio::change_piece(const std::string& id) {
  Result<std::unique_ptr<Player>> player = Player::create(id, Clock::live, 1, 1);
  if (!player) return player.error();
  if (player_) (*player)->stage().resize(player_->stage().width(), player_->stage().height());
  player_ = std::move(*player);
  slots_.clear();
  for (const SlotSpec& slot : player_->manifest().slots) slots_[slot.name] = {};
  let_go();
  player_->stage().set_reduced_motion(host_.prefers_reduced_motion());
  wake();
  return {};
}

void Studio::open_models(const LinkState& link) {
  for (const SlotSpec& slot : player_->manifest().slots) {
    SlotView& view = slots_[slot.name];
    for (const LinkModel& model : link.models) {
      if (model.slot == slot.name) view.wanted = model.id;
    }
    if (view.wanted.empty()) continue;
    player_->choose_model(slot.name, view.wanted);
    host_.request_model(slot.name, view.wanted);
  }
}

// A choice is a step of undo; the model arrives later.
void Studio::choose_model(const std::string& slot, const std::string& id) {
  player_->choose_model(slot, id);
  load_model(slot, id);
}

void Studio::load_model(const std::string& slot, const std::string& id) {
  const auto view = slots_.find(slot);
  if (view == slots_.end()) return;
  view->second.wanted = id;
  view->second.taken = nullptr;
  view->second.state = LoadState::loading;
  view->second.sentence.clear();
  host_.request_model(slot, id);
}

void Studio::pump_loads() {
  for (const SlotSpec& slot : player_->manifest().slots) pump_load(slot);
}

void Studio::pump_load(const SlotSpec& slot) {
  SlotView& view = slots_[slot.name];
  if (view.wanted.empty()) {
    // Nobody asked for a particular one: the first there is.
    const std::span<const KnownModel> known = host_.known_models();
    if (slot.min == 0 || known.empty()) return;
    choose_model(slot.name, known.front().id);
    history_.adopt(moment_of(*player_));
    return;
  }
  const ModelLoad& load = host_.model_load(slot.name);
  const bool failed_now = load.state == LoadState::failed && view.state != LoadState::failed;
  view.received = load.received;
  view.total = load.total;
  player_->show_preview(slot.name, load.preview);
  if (failed_now && play_instead(slot.name)) return;
  if (failed_now) {
    view.sentence = load.sentence;
    tell(load.sentence);
  }
  const bool refused = view.state == LoadState::failed && load.state == LoadState::ready;
  if (!refused || load.loaded.model.get() != view.taken) view.state = load.state;
  if (load.state != LoadState::ready || load.loaded.model.get() == view.taken) return;
  history_.note(*player_, true);  // what a person did before the model came is a step of its own
  view.taken = load.loaded.model.get();
  const Result<void> filled = player_->fill_slot(slot.name, load.loaded);
  if (!filled) {
    view.state = LoadState::failed;
    view.sentence = filled.error().message;
    tell(view.sentence);
    return;
  }
  history_.adopt(moment_of(*player_));
}

void Studio::frame(const FrameInput& input) {
  const double elapsed = std::clamp(input.elapsed, 0.0, 0.25);
  const ImGuiIO& io = ImGui::GetIO();
  frames_.add(1, elapsed);
  pump_loads();
  forward_keys();

  Stage& stage = player_->stage();
  stage.set_reduced_motion(host_.prefers_reduced_motion());
  const Box canvas = canvas_box(dock_, io.DisplaySize.x, io.DisplaySize.y);
  routes_.set_canvas(canvas);
  if (canvas.width != stage.width() || canvas.height != stage.height()) {
    stage.resize(canvas.width, canvas.height);
    wake();
  }
  draw_canvas(canvas);

  DockWishes wishes;
  const DockView view{*player_,
                      host_.known_models(),
                      slots_,
                      history_.can_undo(),
                      history_.can_redo(),
                      stage.reduced_motion(),
                      frames_.rate,
                      pictures_.rate,
                      io.DisplayFramebufferScale.x,
                      keep_job_.get(),
                      host_.ask_for_file(false),
                      host_.change_language("en", false),
                      host_.coarse_pointer(),
                      looking_.besides()};
  draw_dock(dock_, view, elapsed, wishes);
  do_wishes(wishes);
  messages_.draw(canvas, elapsed, stage.reduced_motion());

  history_.note(*player_, routes_.holding_canvas() || wishes.holding || outside_for_ > 0 || holding_);
  outside_for_ = std::max(0.0, outside_for_ - elapsed);
  tick(elapsed);
  if (std::string problem = stage.take_problem(); !problem.empty()) tell(problem);
  work_on_keeping();
  tell_world(elapsed);
}

void Studio::draw_canvas(const Box& canvas) {
  ImGui::SetNextWindowPos({canvas.x, canvas.y});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::Begin("canvas", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  sharpen_window();
  ImGui::PopStyleVar();
  ImDrawList& out = *ImGui::GetWindowDrawList();
  out.AddRectFilled({0, 0}, ImGui::GetIO().DisplaySize, palette().paper);
  const DisplayList list = player_->draw(true);
  view_.show(list, canvas, ImGui::GetIO().DisplayFramebufferScale.x, out);
  count_pictures(list);
  look(list);
  if (paused_) {
    const ImVec2 center = {canvas.right() - 30, canvas.y + 30};  // the page's way back has the other corner
    out.AddCircleFilled(center, 15, with_alpha(palette().paper, 0.85f), 32);
    draw_mark(out, Mark::pause, center, 13, palette().ink);
  }
  ImGui::End();
}

void Studio::tick(double elapsed) {
  const bool answering = routes_.holding_canvas() || awake_ > 0;
  awake_ = std::max(0.0, awake_ - elapsed);
  if (paused_ && !answering) {
    owed_ = 0;
    return;
  }
  owed_ += elapsed;
  int ticks = 0;
  while (owed_ >= 1.0 / ticks_per_second && ticks < max_ticks_a_frame) {
    player_->step();
    owed_ -= 1.0 / ticks_per_second;
    ++ticks;
  }
  if (ticks == max_ticks_a_frame) owed_ = 0;
}

void Studio::do_wishes(const DockWishes& wishes) {
  if (wishes.holding) wake();
  if (!wishes.problem.empty()) tell(wishes.problem);
  if (!wishes.model_slot.empty()) choose_model(wishes.model_slot, wishes.model_id);
  if (wishes.surprise) surprise();
  if (!wishes.surprise_one.empty()) surprise_one(wishes.surprise_one);
  if (!wishes.keep.empty()) keep(wishes.keep);
  if (wishes.cancel_keep) cancel_keep();
  if (wishes.open_file) host_.ask_for_file(true);
  if (!wishes.language.empty()) host_.change_language(wishes.language, true);
  if (wishes.share) share();
  if (wishes.undo) undo();
  if (wishes.redo) redo();
}

void Studio::tell_world(double elapsed) {
  since_link_ += elapsed;
  since_description_ += elapsed;
  if (since_link_ > link_seconds) {
    since_link_ = 0;
    if (std::string link = link_text(); link != last_link_) host_.link_changed(last_link_ = std::move(link));
  }
  if (since_description_ > description_seconds) {
    since_description_ = 0;
    std::string words = description();
    if (words != last_description_) host_.describe(last_description_ = std::move(words));
  }
  if (const std::string news = narrator_.news(elapsed, *player_, paused_); !news.empty()) host_.announce(news);
}

// New pictures are told by the identity of the largest one drawn.
void Studio::count_pictures(const DisplayList& list) {
  const void* picture = nullptr;
  float largest = 0;
  for (const Command& command : list.commands) {
    const ImageCommand* image = std::get_if<ImageCommand>(&command);
    if (image == nullptr || image->width * image->height <= largest) continue;
    largest = image->width * image->height;
    picture = image->image.get();
  }
  pictures_.add(picture != nullptr && picture != last_picture_ ? 1 : 0, ImGui::GetIO().DeltaTime);
  last_picture_ = picture;
}

void Studio::look(const DisplayList& list) {
  Looking::NeighboursOfSlot neighbours;
  for (const SlotSpec& slot : player_->manifest().slots) neighbours[slot.name] = host_.model_load(slot.name).neighbours;
  const bool news = looking_.update(*player_, list, neighbours, ImGui::GetIO().DeltaTime);
  if (!news && told_in_ == language()) return;
  told_in_ = language();
  host_.beside_changed(json_from_besides(looking_.besides()));
}

bool Studio::resting() const {
  const bool still = paused_ || player_->piece().resting(player_->stage());
  const bool docked = dock_.shown == (dock_.open ? 1.0f : 0.0f);
  const bool loading = std::any_of(slots_.begin(), slots_.end(), [](const auto& slot) {
    return slot.second.state == LoadState::loading || (slot.second.wanted.empty() && slot.second.taken == nullptr);
  });
  return still && docked && !loading && !keep_job_ && !narrator_.waiting() && messages_.all().empty() &&
         !routes_.holding_canvas() && awake_ <= 0 && dock_.editing.empty();
}

}  // namespace reverie
