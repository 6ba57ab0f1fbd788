// The flash guard on a real GPU path: looks that come late, frames eased over what stood in the window.
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "shared/canvas/canvas.h"
#include "shared/canvas_gl/gl.h"
#include "shared/studio/flash_guard.h"
#include "shared/studio/sdl_window.h"

namespace reverie {
namespace {

constexpr int wide = 320, high = 200;
constexpr double rate = 30;  // frames a second, told and not measured

class FlashTest : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
      GTEST_SKIP() << "There is no display; run it under xvfb-run.";
    }
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    const SdlWindowOptions options{"Reverie", wide, high, 1, false};
    auto made = SdlWindow::create(options);
    // A display that is there for tests alone starts anew when its last window went.
    for (int tries = 0; !made.ok() && tries < 50; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      made = SdlWindow::create(options);
    }
    ASSERT_TRUE(made.ok()) << made.error().message;
    window = std::move(*made);
  }

  // Upper half and lower half of the canvas; returns the rows in the middle of each, as they stand in the window.
  std::array<Color, 2> frame(Color upper, Color lower) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {wide, high};
    io.DisplayFramebufferScale = {1, 1};
    io.DeltaTime = static_cast<float>(1 / rate);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    Canvas canvas(wide, high);
    canvas.background(upper);
    canvas.no_stroke();
    canvas.fill(lower);
    canvas.rect(0, high / 2, wide, high / 2);
    window->view().show(canvas.display_list(), {0, 0, wide, high}, 1, *ImGui::GetBackgroundDrawList());
    ImGui::Render();
    glViewport(0, 0, wide, high);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(wide * high) * 4);
    glReadPixels(0, 0, wide, high, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    const auto at = [&](int y) {
      const std::uint8_t* p = rgba.data() + static_cast<std::size_t>((high - 1 - y) * wide + wide / 2) * 4;
      return Color{p[0], p[1], p[2], 255};
    };
    return {at(high / 4), at(high * 3 / 4)};
  }

  // The most flashes in any second of what stood in the window, taking each half for all of it.
  int strobe(int frames_a_turn, int frames) {
    int most = 0;
    FlashMeter upper, lower;
    for (int i = 0; i < frames; ++i) {
      const bool on = i / frames_a_turn % 2 == 1;
      const auto [above, below] = frame(on ? white : black, on ? grey : white);
      const auto filled = [](Color color) {
        std::vector<std::uint8_t> pixels;
        for (int cell = 0; cell < flash_cells; ++cell) pixels.insert(pixels.end(), {color.r, color.g, color.b});
        return pixels;
      };
      upper.look(filled(above), 3, i / rate);
      lower.look(filled(below), 3, i / rate);
      most = std::max({most, upper.flashes(), lower.flashes()});
    }
    return most;
  }

  static constexpr Color black{0, 0, 0, 255}, white{255, 255, 255, 255}, grey{90, 90, 90, 255};
  std::unique_ptr<SdlWindow> window;
};

TEST_F(FlashTest, WhatIsCalmIsShownAsItIs) {
  for (int i = 0; i < 30; ++i) {
    const auto [above, below] = frame({200, 30, 40, 255}, {20, 60, 200, 255});
    EXPECT_EQ(above, (Color{200, 30, 40, 255}));
    EXPECT_EQ(below, (Color{20, 60, 200, 255}));
  }
}

TEST_F(FlashTest, AStrobeOfThreeIsLeftAloneAndFasterOnesAreEased) {
  EXPECT_EQ(strobe(5, 120), 3);
  for (const int frames_a_turn : {3, 2, 1})
    EXPECT_LE(strobe(frames_a_turn, 150), 3) << rate / 2 / frames_a_turn << " Hz";
  // What is eased stands upright, and comes to its end.
  const auto [above, below] = frame(white, grey);
  EXPECT_NE(above, white);  // still on its way
  std::array<Color, 2> end{};
  for (int i = 0; i < 120; ++i) end = frame({200, 30, 40, 255}, {20, 60, 200, 255});
  EXPECT_EQ(end[0], (Color{200, 30, 40, 255}));
  EXPECT_EQ(end[1], (Color{20, 60, 200, 255}));
}

}  // namespace
}  // namespace reverie
