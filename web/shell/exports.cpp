// Long because it is the one list of all that a page may call, and the state behind it is nobody else's.
// What the page may call. Strings come as UTF-8 that the page frees; answers are pointers good until the next call.
// One window a page: its state lives here, for the page can hand back nothing but numbers.
#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/studio/form.h"
#include "shared/studio/language.h"
#include "shared/studio/sdl_window.h"
#include "shared/words/words.h"
#include "web/shell/bridge.h"
#include "web/shell/offline.h"
#include "web/shell/web_host.h"
#include "web/shell/web_keeping.h"
#include "web/shell/web_session.h"

namespace reverie {
namespace {

using Json = nlohmann::json;

struct App {
  std::vector<KnownModel> known;
  std::unique_ptr<WebHost> host;
  std::unique_ptr<SdlWindow> window;
  std::unique_ptr<Studio> studio;
  std::map<int, std::unique_ptr<OfflineRender>> renders;
  int last_render = 0;
  std::string answer, last_messages = "[]", last_form;
  bool typing = false;
  float last_sheet = 0;
  double attentive_until = 0, form_told = 0;  // ms
  int attentive_frames = 0;
};

App& app() {
  static App only;
  return only;
}

const char* answer(std::string text) {
  app().answer = std::move(text);
  return app().answer.c_str();
}

std::string text_from_json(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// At rest nothing is drawn until something happens; from then on for a while, so that hints, address and words follow.
void wake() {
  app().attentive_until = emscripten_get_now() + 2500;
  app().attentive_frames = 20;  // on a machine too slow for its seconds
}

bool at_rest() {
  SDL_PumpEvents();
  if (SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_TRUE) wake();
  const bool attentive = app().attentive_frames-- > 0 || emscripten_get_now() < app().attentive_until;
  return !attentive && app().studio->resting() && !app().typing;
}

// A few times a second at most: a walk changes its place at every tick.
void tell_form(Studio& studio) {
  const double now = emscripten_get_now();
  if (now - app().form_told < 150) return;
  app().form_told = now;
  if (std::string text = form_text(studio, app().known); text != app().last_form) {
    bridge::form_changed(app().last_form = std::move(text));
  }
}

void tell_sheet(const Studio& studio) {
  const auto handle = studio.boxes().find("handle");
  const float height = handle == studio.boxes().end() ? 0 : ImGui::GetIO().DisplaySize.y - handle->second.y;
  if (height != app().last_sheet) bridge::sheet_height(app().last_sheet = height);
}

void tell_page(Studio& studio) {
  tell_form(studio);
  tell_sheet(studio);
  Json sentences = Json::array();
  for (const Message& message : studio.messages().all()) sentences.push_back(message.sentence);
  if (std::string text = text_from_json(sentences); text != app().last_messages) {
    bridge::messages_changed(app().last_messages = std::move(text));
  }
  if (const bool typing = ImGui::GetIO().WantTextInput; typing != app().typing) {
    bridge::typing(app().typing = typing);
  }
}

// SDL would swallow the wheel and the scrolling of the page, and knows no pens: the page has pointers of its own
// (pointers.ts), so SDL's are taken back.
void silence_sdl_pointers() {
  constexpr const char* canvas = "#canvas";
  emscripten_set_mousemove_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_mousedown_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_mouseup_callback(EMSCRIPTEN_EVENT_TARGET_DOCUMENT, nullptr, 0, nullptr);
  emscripten_set_mouseenter_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_mouseleave_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_wheel_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_touchstart_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_touchend_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_touchmove_callback(canvas, nullptr, 0, nullptr);
  emscripten_set_touchcancel_callback(canvas, nullptr, 0, nullptr);
}

// While a file is being made the piece plays on at ten frames a second, and the rest of the time goes into the file.
bool frame_is_due() {
  static double last = 0;
  const double now = emscripten_get_now();  // ms
  if (app().studio->keep_job() != nullptr && now - last < 100) return false;
  last = now;
  return true;
}

void frame() {
  if (at_rest() || !frame_is_due()) return;
  app().window->run_frame(*app().studio);
  tell_page(*app().studio);
}

Result<void> start(const char* link) {
  // A page keeps its keys: only those typed while the canvas has the focus are ours. SDL knows it as #canvas.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  if (!app().host) app().host = std::make_unique<WebHost>(app().known);
  if (!app().window) {
    auto window = SdlWindow::create({});
    if (!window) return window.error();
    app().window = std::move(*window);
    silence_sdl_pointers();
  }
  auto studio = Studio::create(*app().host, app().window->view(), link);
  if (!studio) return studio.error();
  wake();
  const bool running = app().studio != nullptr;
  app().studio = std::move(*studio);
  if (!running) emscripten_set_main_loop(frame, 0, false);
  return {};
}

}  // namespace
}  // namespace reverie

using namespace reverie;

extern "C" {

// [{"id", "title"}, …]: what is published here, in order.
EMSCRIPTEN_KEEPALIVE void reverie_set_models(const char* json) {
  app().known.clear();
  const Json list = Json::parse(json, nullptr, false);
  if (!list.is_array()) return;
  for (const Json& entry : list) {
    if (!entry.is_object() || !entry.contains("id") || !entry["id"].is_string()) continue;
    const std::string id = entry["id"];
    const bool titled = entry.contains("title") && entry["title"].is_string();
    app().known.push_back({id, titled ? entry["title"].get<std::string>() : id});
  }
}

// From now on; before the window is opened, too. The words are JSON, "" for English; typefaces are kept, not copied. ""
// or the sentence that says why not.
EMSCRIPTEN_KEEPALIVE const char* reverie_speak(const char* tag, const char* words, const unsigned char* sans,
                                               int sans_bytes, const unsigned char* bold, int bold_bytes) {
  wake();
  const auto face = [](const unsigned char* bytes, int count) {
    return std::span(bytes, static_cast<std::size_t>(count));
  };
  const Result<void> spoken = speak({tag, words, face(sans, sans_bytes), face(bold, bold_bytes)});
  return answer(spoken ? "" : spoken.error().message);
}

// Opens the window on the canvas and plays `link`; "" or the sentence that says why not.
EMSCRIPTEN_KEEPALIVE const char* reverie_start(const char* link) {
  const Result<void> started = start(link);
  return answer(started ? "" : retold(started.error().message));
}

EMSCRIPTEN_KEEPALIVE void reverie_context(int lost) {
  if (!app().window) return;
  wake();
  lost ? app().window->context_lost() : app().window->context_restored();
}

EMSCRIPTEN_KEEPALIVE void reverie_dismiss(int index) {
  wake();
  if (app().studio) app().studio->dismiss_message(static_cast<std::size_t>(index));
}

// A sentence of the page's own, shown like all others.
EMSCRIPTEN_KEEPALIVE void reverie_tell(const char* sentence) {
  wake();
  if (app().studio) app().studio->tell(sentence);
}

// One param, as a link writes it; "" or the sentence that says why not.
EMSCRIPTEN_KEEPALIVE const char* reverie_set(const char* name, const char* text) {
  if (!app().studio) return answer(std::string(said("The studio is not open yet; nothing was changed.")));
  wake();
  const Result<void> set = app().studio->set_param(name, text);
  return answer(set ? "" : retold(set.error().message));
}

EMSCRIPTEN_KEEPALIVE void reverie_choose_model(const char* slot, const char* id) {
  wake();
  if (app().studio) app().studio->choose_model(slot, id);
}

// What the buttons of the form do (act_from_form of shared/studio/form.h).
EMSCRIPTEN_KEEPALIVE void reverie_act(const char* verb, const char* name) {
  wake();
  if (app().studio) act_from_form(*app().studio, verb, name);
}

// Something changed that only the page can see: its colours, a wish for less motion.
EMSCRIPTEN_KEEPALIVE void reverie_wake() { wake(); }

// A KeepOffer's id; the file comes as every kept one.
EMSCRIPTEN_KEEPALIVE void reverie_keep(const char* offer) {
  wake();
  if (app().studio) app().studio->keep(offer);
}

// The picture alone, until a person asks for the dock.
EMSCRIPTEN_KEEPALIVE void reverie_be_guest() {
  if (app().studio) app().studio->be_guest();
}

// Out of sight nothing is drawn and no tick passes; the clock does not make up for it.
EMSCRIPTEN_KEEPALIVE void reverie_hold(int held) {
  if (!app().studio) return;
  wake();
  held ? emscripten_pause_main_loop() : emscripten_resume_main_loop();
}

// `count` samples of eight numbers each, in order: phase (0 down, 1 move, 2 up, 3 hover), the browser's number for the
// pointer, x and y in CSS pixels of the canvas, pressure, tilt x and y in degrees, kind (0 mouse, 1 pen, 2 touch).
EMSCRIPTEN_KEEPALIVE void reverie_pointers(const double* numbers, int count) {
  if (!app().studio) return;
  wake();
  for (int i = 0; i < count; ++i, numbers += 8) {
    PointerEvent sample;
    sample.phase = static_cast<PointerPhase>(std::clamp(static_cast<int>(numbers[0]), 0, 3));
    sample.id = static_cast<int>(numbers[1]);
    sample.position = {numbers[2], numbers[3]};
    sample.pressure = static_cast<float>(numbers[4]);
    sample.tilt_x = static_cast<float>(numbers[5]);
    sample.tilt_y = static_cast<float>(numbers[6]);
    sample.kind = static_cast<PointerKind>(std::clamp(static_cast<int>(numbers[7]), 0, 2));
    app().studio->pointer(sample);
  }
}

// In notches of a wheel.
EMSCRIPTEN_KEEPALIVE void reverie_wheel(double x, double y) {
  wake();
  if (app().window) ImGui::GetIO().AddMouseWheelEvent(static_cast<float>(-x), static_cast<float>(-y));
}

// The canvas lost the focus.
EMSCRIPTEN_KEEPALIVE void reverie_let_go() {
  wake();
  if (app().studio) app().studio->let_go();
}

// 1 while Escape would close something of the studio's own.
EMSCRIPTEN_KEEPALIVE int reverie_wants_escape() { return app().studio && app().studio->wants_escape() ? 1 : 0; }

// A phone's keyboard, which speaks in texts: what was typed, and how many characters were taken back.
EMSCRIPTEN_KEEPALIVE void reverie_type(const char* text, int taken_back) {
  wake();
  ImGuiIO& io = ImGui::GetIO();
  for (int i = 0; i < taken_back; ++i) {
    io.AddKeyEvent(ImGuiKey_Backspace, true);
    io.AddKeyEvent(ImGuiKey_Backspace, false);
  }
  if (std::string_view(text) != "\n") return io.AddInputCharactersUTF8(text);
  io.AddKeyEvent(ImGuiKey_Enter, true);
  io.AddKeyEvent(ImGuiKey_Enter, false);
}

// Where every control lies, in points: {"surprise":[x,y,width,height], …}; the link, and what the piece knows of
// pointers and keys.
EMSCRIPTEN_KEEPALIVE const char* reverie_inspect() {
  if (!app().studio) return answer("{}");
  Json boxes = Json::object();
  for (const auto& [name, box] : app().studio->boxes()) boxes[name] = {box.x, box.y, box.width, box.height};
  const Stage& stage = app().studio->player().stage();
  const Input& input = stage.input();
  Json touches = Json::array();
  for (const Touch& touch : input.touches()) {
    touches.push_back(
        {{"id", touch.id}, {"x", touch.position.x}, {"y", touch.position.y}, {"pressure", touch.pressure}});
  }
  return answer(text_from_json({{"boxes", boxes},
                                {"link", app().studio->link_text()},
                                {"description", app().studio->description()},
                                {"canvas", {stage.width(), stage.height()}},
                                {"touches", touches},
                                {"mouse", {input.mouse().x, input.mouse().y}},
                                {"keys", input.keys()}}));
}

// A kept file that was dropped or chosen: its first bytes.
EMSCRIPTEN_KEEPALIVE void reverie_open_kept(const std::uint8_t* head, int length) {
  wake();
  if (app().studio) app().studio->open_kept({head, static_cast<std::size_t>(length)});
}

// --- answers to what the bridge asked ---

// A little of the file that is being kept, between frames. 0 when there is none.
EMSCRIPTEN_KEEPALIVE int reverie_keep_work() {
  if (!app().studio) return 0;
  app().studio->work_on_keeping();
  return app().studio->keep_job() != nullptr ? 1 : 0;
}

// state: 0 working, 1 done, 2 failed.
EMSCRIPTEN_KEEPALIVE void reverie_keep_told(int keeping, int state, double taken, double part, const char* sentence) {
  wake();
  if (WebKeeping* told = WebKeeping::of_number(keeping))
    told->told(static_cast<KeepStatus::State>(state), taken, part, sentence);
}

EMSCRIPTEN_KEEPALIVE void reverie_manifest_arrived(int load, const char* text) {
  wake();
  if (auto opening = Opening::of_number(load)) opening->manifest_arrived(text);
}

// Straight-alpha RGBA rows from the top, 4 · width · height bytes.
EMSCRIPTEN_KEEPALIVE void reverie_strip_arrived(int load, const std::uint8_t* rgba, int width, int height) {
  wake();
  auto opening = Opening::of_number(load);
  if (!opening || width > max_strip_width || height > max_strip_height) return;
  auto strip = Image::create(width, height);
  if (!strip) return;
  std::copy_n(rgba, strip->rgba().size(), strip->rgba().begin());
  opening->strip_arrived(*strip);
}

EMSCRIPTEN_KEEPALIVE void reverie_load_progress(int load, double received, double total) {
  if (auto opening = Opening::of_number(load)) opening->progressed(received, total);
}

EMSCRIPTEN_KEEPALIVE void reverie_load_failed(int load, const char* sentence) {
  wake();
  if (auto opening = Opening::of_number(load)) opening->failed(sentence);
}

EMSCRIPTEN_KEEPALIVE void reverie_graph_opened(int load, int graph) {
  wake();
  if (auto opening = Opening::of_number(load)) {
    opening->graph_opened(graph);
  } else {
    bridge::close_graph(graph);
  }
}

EMSCRIPTEN_KEEPALIVE void reverie_neighbours_arrived(int load, const std::uint8_t* bytes, int length) {
  if (auto opening = Opening::of_number(load)) opening->neighbours_arrived({bytes, static_cast<std::size_t>(length)});
}

EMSCRIPTEN_KEEPALIVE void* reverie_output_space(int graph, const char* name, int is_int64, const std::int64_t* dims,
                                                int rank) {
  WebSession* session = WebSession::of_graph(graph);
  if (session == nullptr || rank < 0 || rank > 8) return nullptr;
  return session->output_space(name, is_int64 ? Dtype::int64 : Dtype::float32, Shape(dims, dims + rank));
}

// `milliseconds`: what the runtime took, without the way to and from the worker.
EMSCRIPTEN_KEEPALIVE void reverie_run_done(int graph, double milliseconds) {
  wake();
  if (WebSession* session = WebSession::of_graph(graph)) session->run_done(milliseconds);
}

EMSCRIPTEN_KEEPALIVE void reverie_run_failed(int graph, const char* sentence) {
  wake();
  if (WebSession* session = WebSession::of_graph(graph)) session->run_failed(sentence);
}

// --- drawing without a window ---

// A number for the calls below, or 0 and the sentence waits in reverie_answer.
EMSCRIPTEN_KEEPALIVE int reverie_render_start(const char* link, int width, int height, double density, int frames) {
  const RenderWish wish{link, static_cast<float>(width), static_cast<float>(height), static_cast<float>(density),
                        frames};
  auto render = OfflineRender::create(wish, app().known);
  if (!render) return answer(render.error().message), 0;
  app().renders[++app().last_render] = std::move(*render);
  return app().last_render;
}

// 0: call again on a later turn; 1: the picture is there; -1: failed, the sentence waits in reverie_answer.
EMSCRIPTEN_KEEPALIVE int reverie_render_step(int render) {
  const auto found = app().renders.find(render);
  if (found == app().renders.end()) return answer("There is no such drawing."), -1;
  const Result<bool> done = found->second->step();
  if (!done) return answer(done.error().message), -1;
  return *done ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE const char* reverie_answer() { return app().answer.c_str(); }

// Straight-alpha RGBA rows from the top; good until reverie_render_end.
EMSCRIPTEN_KEEPALIVE const std::uint8_t* reverie_render_pixels(int render) {
  const auto found = app().renders.find(render);
  return found == app().renders.end() ? nullptr : found->second->picture().rgba().data();
}

EMSCRIPTEN_KEEPALIVE void reverie_render_end(int render) { app().renders.erase(render); }

}  // extern "C"
