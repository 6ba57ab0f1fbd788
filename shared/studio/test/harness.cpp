#include "shared/studio/test/harness.h"

namespace reverie::studio_test {

namespace {

Port port(const std::string& name, PortKind kind, std::int64_t length) {
  Port port;
  port.name = name;
  port.kind = kind;
  port.shape = {{-1, "N"}, {length, ""}};
  return port;
}

}  // namespace

std::shared_ptr<const Model> stub_model(const std::string& id, int heads) {
  auto model = std::make_shared<Model>();
  model->format = 1;
  model->id = id;
  model->title = id;
  model->licence = "CC0-1.0";
  model->files.push_back({"generator", "generator.1a2b3c4d.onnx", 10, "1a2b3c4d" + std::string(56, '0')});
  model->inputs.push_back(port("z", PortKind::latent, 16));
  Port head = port("head", PortKind::class_label, heads);
  head.axis = "head";
  for (int i = 0; i < heads; ++i) head.labels.push_back("head-" + std::to_string(i));
  model->inputs.push_back(head);
  Port image = port("image", PortKind::image, 3);
  image.shape = {{-1, "N"}, {3, ""}, {32, ""}, {32, ""}};
  image.layout = "NCHW";
  image.color_space = "sRGB";
  image.scaling = Scaling::nearest;
  model->outputs.push_back(image);
  return model;
}

void StubHost::request_model(const std::string& slot, const std::string& id) {
  requested[slot] = id;
  loads[slot] = {};
  loads[slot].state = LoadState::loading;
  loads[slot].received = 412'000;
  loads[slot].total = 941'000;
}

void StubHost::arrive(const std::string& slot) {
  const std::shared_ptr<const Model> model = stub_model(requested[slot], 40);
  loads[slot].loaded = {model, std::make_shared<StubSession>(model)};
  loads[slot].state = LoadState::ready;
}

namespace {

// Encodes at once, into the host's memory.
class StubKeeping final : public Keeping {
 public:
  StubKeeping(StubHost& host, std::string name) : host_(host), name_(std::move(name)) {}
  Result<void> begin(const KeepOrder& order) {
    auto encoder = picture_encoder(order, [this](std::span<const std::uint8_t> more) {
      bytes_.insert(bytes_.end(), more.begin(), more.end());
      return true;
    });
    if (!encoder) return encoder.error();
    encoder_ = std::move(*encoder);
    return {};
  }
  bool wants_rows() override { return !host_.encoder_is_behind; }
  void add_rows(std::span<const std::uint8_t> rows) override { take(encoder_->add_rows(rows)); }
  void finish() override {
    Result<bool> whole = false;
    while ((whole = encoder_->finish_some()).ok() && !*whole) {
    }
    if (!whole) return take(whole.error());
    status_.state = KeepStatus::done;
    host_.kept = bytes_;
    host_.kept_names.push_back(name_);
  }
  KeepStatus status() override { return status_; }

 private:
  void take(const Result<void>& result) {
    if (!result) status_ = {KeepStatus::failed, 0, result.error().message};
  }
  StubHost& host_;
  std::string name_;
  std::vector<std::uint8_t> bytes_;
  std::unique_ptr<Encoder> encoder_;
  KeepStatus status_;
};

}  // namespace

Result<std::unique_ptr<Keeping>> StubHost::keep(const KeepOrder& order, const std::string& name) {
  if (!refuse.empty()) return Error{refuse};
  auto keeping = std::make_unique<StubKeeping>(*this, name);
  if (Result<void> begun = keeping->begin(order); !begun) return begun.error();
  last_order = order;
  return std::unique_ptr<Keeping>(std::move(keeping));
}

Result<void> StubHost::share(const std::string& text) {
  if (!refuse.empty()) return Error{refuse};
  shared.push_back(text);
  return {};
}

void StudioTest::SetUp() {
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
}

void StudioTest::TearDown() { ImGui::DestroyContext(); }

void StudioTest::open(std::string_view text) {
  Result<std::unique_ptr<Studio>> opened = Studio::create(host, view, text);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  studio = std::move(*opened);
  frames(3);
}

void StudioTest::frames(int count) {
  for (int i = 0; i < count; ++i) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size;
    io.DisplayFramebufferScale = {1, 1};
    io.DeltaTime = 1.0f / 60;
    if (apply_theme(host.dark, 1)) io.Fonts->SetTexID(reinterpret_cast<ImTextureID>(1));
    ImGui::NewFrame();
    studio->frame({1.0 / 60});
    ImGui::Render();
  }
}

Box StudioTest::box(const std::string& name) {
  const auto found = studio->boxes().find(name);
  EXPECT_NE(found, studio->boxes().end()) << "no control is named " << name;
  return found == studio->boxes().end() ? Box{} : found->second;
}

void StudioTest::sample(PointerPhase phase, double x, double y, int device, PointerKind kind) {
  PointerEvent event;
  event.phase = phase;
  event.position = {x, y};
  event.id = device;
  event.kind = kind;
  event.pressure = phase == PointerPhase::down || phase == PointerPhase::move ? 0.5F : 0;
  studio->pointer(event);
}

void StudioTest::point(double x, double y) {
  mouse_ = {x, y};
  sample(pressed_ ? PointerPhase::move : PointerPhase::hover, x, y);
  frames(1);
}

void StudioTest::press() {
  pressed_ = true;
  sample(PointerPhase::down, mouse_.x, mouse_.y);
  frames(1);
}

void StudioTest::release() {
  pressed_ = false;
  sample(PointerPhase::up, mouse_.x, mouse_.y);
  frames(1);
}

void StudioTest::click(const std::string& name, float across, float down) {
  const Box where = box(name);
  point(where.x + where.width * across, where.y + where.height * down);
  press();
  release();
  frames(2);
}

void StudioTest::key(ImGuiKey which, bool ctrl, bool shift) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
  io.AddKeyEvent(which, true);
  frames(1);
  io.AddKeyEvent(which, false);
  io.AddKeyEvent(ImGuiMod_Ctrl, false);
  io.AddKeyEvent(ImGuiMod_Shift, false);
  frames(2);
}

void StudioTest::type(const std::string& text) {
  ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
  frames(2);
}

}  // namespace reverie::studio_test
