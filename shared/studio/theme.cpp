#include "shared/studio/theme.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "shared/fonts/fonts.h"

namespace reverie {

namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
  return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, alpha);
}

constexpr Palette light = {
    .paper = rgb(0xfaf7f2),
    .raised = rgb(0xfffdfa),
    .ink = rgb(0x16161a),
    .muted = rgb(0x16161a, 168),
    .faint = rgb(0x16161a, 92),
    .line = rgb(0x16161a, 34),
    .field = rgb(0x16161a, 13),
    .hover = rgb(0x16161a, 24),
    .accent = rgb(0xd7442b),
    .on_accent = rgb(0xfffaf5),
    .data = rgb(0x2f6f73),
};

constexpr Palette dark = {
    .paper = rgb(0x1b1b1f),
    .raised = rgb(0x26262b),
    .ink = rgb(0xf3eee6),
    .muted = rgb(0xf3eee6, 172),
    .faint = rgb(0xf3eee6, 96),
    .line = rgb(0xf3eee6, 38),
    .field = rgb(0xf3eee6, 16),
    .hover = rgb(0xf3eee6, 30),
    .accent = rgb(0xd7442b),
    .on_accent = rgb(0xfffaf5),
    .data = rgb(0x6fb0b3),
};

// One ImGui context a program, as Dear ImGui itself has it.
struct Current {
  bool dark = false;
  float density = 0;
  std::array<ImFont*, 4> fonts{};
  std::span<const unsigned char> other_sans, other_bold;
  bool other_changed = false;
};
Current current;

ImVec4 vec(ImU32 color) { return ImGui::ColorConvertU32ToFloat4(color); }

void style_colors(ImGuiStyle& style, const Palette& p) {
  for (ImVec4& color : style.Colors) color = vec(p.ink);
  const ImVec4 none(0, 0, 0, 0);
  const auto set = [&](ImGuiCol which, ImU32 color) { style.Colors[which] = vec(color); };
  for (const ImGuiCol which : {ImGuiCol_WindowBg, ImGuiCol_ChildBg, ImGuiCol_BorderShadow, ImGuiCol_ScrollbarBg,
                               ImGuiCol_NavHighlight, ImGuiCol_NavWindowingHighlight, ImGuiCol_NavWindowingDimBg}) {
    style.Colors[which] = none;
  }
  set(ImGuiCol_TextDisabled, p.muted);
  set(ImGuiCol_PopupBg, p.raised);
  set(ImGuiCol_Border, p.line);
  for (const ImGuiCol which : {ImGuiCol_FrameBg, ImGuiCol_Button, ImGuiCol_Header}) set(which, p.field);
  for (const ImGuiCol which : {ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_ButtonHovered,
                               ImGuiCol_ButtonActive, ImGuiCol_HeaderHovered, ImGuiCol_HeaderActive}) {
    set(which, p.hover);
  }
  set(ImGuiCol_ScrollbarGrab, p.line);
  set(ImGuiCol_ScrollbarGrabHovered, p.faint);
  set(ImGuiCol_ScrollbarGrabActive, p.faint);
  set(ImGuiCol_TextSelectedBg, with_alpha(p.data, 0.35f));
  set(ImGuiCol_ModalWindowDimBg, with_alpha(p.ink, 0.2f));
}

void style_measures(ImGuiStyle& style) {
  style.WindowPadding = {20, 18};
  style.FramePadding = {10, 8};
  style.ItemSpacing = {8, 8};
  style.ItemInnerSpacing = {8, 6};
  style.TouchExtraPadding = {2, 2};
  style.ScrollbarSize = 8;
  style.WindowBorderSize = style.FrameBorderSize = style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.WindowRounding = style.ChildRounding = 0;
  style.FrameRounding = style.GrabRounding = rounding;
  style.PopupRounding = 8;
  style.ScrollbarRounding = 4;
  style.CircleTessellationMaxError = 0.1f;
  style.CurveTessellationTol = 0.5f;
}

ImFontConfig config_for(float density) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = density < 1.5f ? 3 : 2;
  config.OversampleV = 1;
  config.PixelSnapH = false;
  config.RasterizerMultiply = density < 1.5f ? 1.2f : 1.05f;  // unhinted greys look thin at few pixels
  return config;
}

// Ideographs fill their square where Latin letters leave air above, so they are set larger than their neighbours and
// sit a little lower. What the typeface lacks is skipped.
void add_other(ImFontAtlas& atlas, std::span<const unsigned char> bytes, float size, float density) {
  static constexpr std::array<ImWchar, 9> ranges = {0x2e80, 0x303f, 0x3100, 0x312f, 0x4e00, 0x9fff, 0xff01, 0xff60, 0};
  if (bytes.empty()) return;
  constexpr float larger = 1.33f, lower = 0.03f;
  ImFontConfig config = config_for(density);
  config.MergeMode = true;
  config.OversampleH = density < 1.5f ? 2 : 1;  // many letters: the texture must stay small
  config.GlyphOffset.y = std::round(size * lower * density);
  atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()),
                             std::round(size * larger * density), &config, ranges.data());
}

void build_fonts(float density) {
  static constexpr std::array<ImWchar, 9> ranges = {0x20, 0x17f, 0x2010, 0x2044, 0x2190, 0x2193, 0x2212, 0x2248, 0};
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas.TexGlyphPadding = 2;
  const auto add = [&](Face face, bool bold, float size) {
    const std::span<const unsigned char> bytes = bold ? font_sans_bold() : font_sans();
    const ImFontConfig config = config_for(density);
    // Dear ImGui only reads the bytes, it has no const in the signature.
    current.fonts[static_cast<int>(face)] =
        atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()),
                                   std::round(size * density), &config, ranges.data());
    add_other(atlas, bold ? current.other_bold : current.other_sans, size, density);
  };
  add(Face::text, false, text_size);
  add(Face::strong, true, text_size);
  add(Face::small, false, small_size);
  add(Face::title, true, title_size);
  atlas.Build();
  ImGui::GetIO().FontGlobalScale = 1 / density;
}

}  // namespace

const Palette& palette() { return current.dark ? dark : light; }
bool theme_is_dark() { return current.dark; }
ImFont* font_of(Face face) { return current.fonts[static_cast<int>(face)]; }

bool apply_theme(bool is_dark, float density) {
  ImGuiStyle& style = ImGui::GetStyle();
  const bool first = ImGui::GetIO().Fonts->Fonts.empty();  // a new context
  if (first || current.dark != is_dark) {
    current.dark = is_dark;
    style_measures(style);
    style_colors(style, palette());
  }
  style.CircleTessellationMaxError = 0.2f / density;
  if (!first && std::abs(current.density - density) < 0.01f && !current.other_changed) return false;
  current.density = density;
  current.other_changed = false;
  build_fonts(density);
  return true;
}

void set_other_faces(std::span<const unsigned char> sans, std::span<const unsigned char> bold) {
  current.other_sans = sans;
  current.other_bold = bold;
  current.other_changed = true;
}

// Dear ImGui resets it with every frame and knows no setting for it.
void sharpen_window() { ImGui::GetWindowDrawList()->_FringeScale = 1 / current.density; }

ImU32 with_alpha(ImU32 color, float alpha) {
  const float own = static_cast<float>(color >> IM_COL32_A_SHIFT);
  const ImU32 scaled = static_cast<ImU32>(std::clamp(own * alpha, 0.0f, 255.0f) + 0.5f);
  return (color & ~IM_COL32_A_MASK) | (scaled << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 a, ImU32 b, float t) {
  return ImGui::ColorConvertFloat4ToU32(
      ImLerp(ImGui::ColorConvertU32ToFloat4(a), ImGui::ColorConvertU32ToFloat4(b), t));
}

}  // namespace reverie
