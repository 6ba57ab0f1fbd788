#include "shared/keep/state_from_file.h"

#include <optional>

#include "shared/keep/svg_metadata.h"
#include "shared/keep/webm_tags.h"

namespace reverie {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::string_view png_signature = "\x89PNG\r\n\x1A\n";

std::string_view text_of(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

bool begins_with(Bytes bytes, std::string_view text) { return text_of(bytes).starts_with(text); }

// "reverie\0" compressed? method language\0 translated keyword\0 text
std::optional<std::string> state_in_itxt(std::string_view chunk) {
  constexpr std::string_view head("reverie\0\0\0", 10);  // uncompressed
  if (!chunk.starts_with(head)) return std::nullopt;
  chunk.remove_prefix(head.size());
  for (int i = 0; i < 2; ++i) {
    const std::size_t end = chunk.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    chunk.remove_prefix(end + 1);
  }
  return std::string(chunk);
}

std::optional<std::string> state_in_png(Bytes bytes) {
  bytes = bytes.subspan(png_signature.size());
  while (bytes.size() >= 12) {
    const std::uint32_t length = std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
                                 std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
    if (length > bytes.size() - 12) return std::nullopt;
    if (text_of(bytes.subspan(4, 4)) == "iTXt") {
      if (auto state = state_in_itxt(text_of(bytes.subspan(8, length)))) return state;
    }
    bytes = bytes.subspan(12 + length);
  }
  return std::nullopt;
}

// The sub-blocks from `at` on, joined where `into` is given; false when they do not end inside the bytes.
bool walk_sub_blocks(Bytes bytes, std::size_t& at, std::string* into) {
  while (at < bytes.size()) {
    const std::size_t length = bytes[at++];
    if (length == 0) return true;
    if (length > bytes.size() - at) return false;
    if (into != nullptr) {
      if (into->size() + length > max_kept_state_bytes) return false;
      into->append(text_of(bytes.subspan(at, length)));
    }
    at += length;
  }
  return false;
}

std::size_t gif_table_bytes(std::uint8_t flags) { return (flags & 0x80) != 0 ? 3u << ((flags & 7) + 1) : 0; }

std::optional<std::string> state_in_gif(Bytes bytes) {
  constexpr std::string_view ours("\x0BREVERIE 1.0", 12);
  if (bytes.size() < 13) return std::nullopt;
  std::size_t at = 13 + gif_table_bytes(bytes[10]);
  while (at + 2 < bytes.size()) {
    const std::uint8_t kind = bytes[at++];
    if (kind == 0x21) {  // an extension: its label, then sub-blocks
      const bool application = bytes[at++] == 0xFF;
      std::string state;
      const bool wanted = application && begins_with(bytes.subspan(at), ours);
      if (wanted) at += ours.size();
      if (!walk_sub_blocks(bytes, at, wanted ? &state : nullptr)) return std::nullopt;
      if (wanted) return state;
    } else if (kind == 0x2C && bytes.size() - at > 10) {  // a picture
      at += 9 + gif_table_bytes(bytes[at + 8]) + 1;
      if (!walk_sub_blocks(bytes, at, nullptr)) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

bool looks_like_svg(Bytes bytes) {
  std::string_view text = text_of(bytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  if (text.starts_with("<svg")) return true;
  return text.starts_with("<?xml") && text.substr(0, 4096).find("<svg") != std::string_view::npos;
}

}  // namespace

Result<KeptState> state_from_file(std::span<const std::uint8_t> bytes) {
  std::optional<std::string> state;
  if (begins_with(bytes, png_signature)) {
    state = state_in_png(bytes);
  } else if (begins_with(bytes, "GIF89a") || begins_with(bytes, "GIF87a")) {
    state = state_in_gif(bytes);
  } else if (begins_with(bytes, "\x1A\x45\xDF\xA3")) {
    state = state_in_webm(bytes);
  } else if (looks_like_svg(bytes)) {
    state = state_in_svg(text_of(bytes));
  } else {
    return Error{
        "This file is none that Reverie keeps: a PNG, GIF, SVG or WebM can be opened again; what was open stays as it "
        "is."};
  }
  if (!state)
    return Error{
        "This picture does not remember how it was made: only a file as Reverie kept it does, and many services strip "
        "it on the way; what was open stays as it is."};
  return kept_state_from_text(*state);
}

}  // namespace reverie
