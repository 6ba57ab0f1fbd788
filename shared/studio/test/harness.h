// A studio without a screen: Dear ImGui with no renderer, a host that answers from a stub, and a hand on the pointer.
#pragma once

#include <gtest/gtest.h>
#include <imgui.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/model/stub_session.h"
#include "shared/studio/studio.h"
#include "shared/studio/theme.h"

namespace reverie::studio_test {

class NoView : public CanvasView {
 public:
  void show(const DisplayList& list, const Box&, float, ImDrawList&) override { commands = list.commands.size(); }
  std::size_t commands = 0;  // of the last frame
};

// A generator of 32 px with one label axis of `heads` classes.
std::shared_ptr<const Model> stub_model(const std::string& id, int heads);

class StubHost : public Host {
 public:
  std::span<const KnownModel> known_models() override { return known; }
  void request_model(const std::string& slot, const std::string& id) override;
  const ModelLoad& model_load(const std::string& slot) override { return loads[slot]; }
  void link_changed(const std::string& text) override { links.push_back(text); }
  Result<std::unique_ptr<Keeping>> keep(const KeepOrder& order, const std::string& name) override;
  bool ask_for_file(bool now) override {
    files_asked_for += now ? 1 : 0;
    return true;
  }
  bool change_language(const std::string& tag, bool now) override {
    if (now) languages.push_back(tag);
    return true;
  }
  Result<void> share(const std::string& text) override;
  void describe(const std::string& sentence) override { descriptions.push_back(sentence); }
  void beside_changed(const std::string& json) override { besides.push_back(json); }
  bool prefers_dark() override { return dark; }
  bool prefers_reduced_motion() override { return true; }
  bool coarse_pointer() override { return coarse; }
  void arrive(const std::string& slot);  // what was requested last is there

  std::vector<KnownModel> known;
  std::map<std::string, ModelLoad> loads;
  std::map<std::string, std::string> requested;
  std::vector<std::string> links, languages, descriptions, besides, shared, kept_names;
  std::vector<std::uint8_t> kept;  // the last file
  KeepOrder last_order;
  bool encoder_is_behind = false;
  int files_asked_for = 0;
  std::string refuse;  // keep and share fail with this
  bool dark = false, coarse = false;
};

class StudioTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;
  void open(std::string_view text);
  void frames(int count);
  Box box(const std::string& name);
  // One sample of a device, as a host gives it; no frame follows.
  void sample(PointerPhase phase, double x, double y, int device = 0, PointerKind kind = PointerKind::mouse);
  void point(double x, double y);  // the mouse
  void press();
  void release();
  void click(const std::string& name, float across = 0.5f, float down = 0.5f);
  void key(ImGuiKey which, bool ctrl = false, bool shift = false);
  void type(const std::string& text);
  Params& params() { return studio->player().stage().params(); }

  StubHost host;
  NoView view;
  std::unique_ptr<Studio> studio;
  ImVec2 size{1280, 1700};

 private:
  Vec2 mouse_;
  bool pressed_ = false;
};

}  // namespace reverie::studio_test
