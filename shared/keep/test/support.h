// What the tests of kept files share: a state worth remembering, small pictures, and a sink that remembers.
#pragma once

#include <vector>

#include "shared/keep/gif_writer.h"
#include "shared/keep/kept_state.h"
#include "shared/keep/png_writer.h"
#include "shared/keep/svg_metadata.h"
#include "shared/keep/webm_writer.h"

namespace reverie::keep_test {

using Bytes = std::vector<std::uint8_t>;

inline ByteSink sink_into(Bytes& bytes) {
  return [&bytes](std::span<const std::uint8_t> more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return true;
  };
}

inline KeptState sample_state() {
  KeptState state;
  state.link.piece = "latent-walk";
  state.link.models = {{"generator", "faces", "1a2b3c4d"}};
  state.link.params = {{"seed", "hello & <goodbye>"}, {"truncation", "0.7"}};
  state.link.document = Document(3, R"({"stops":[{"name":"é \"quoted\" ]]>"},1,2]})");
  state.width = 960;
  state.height = 720;
  return state;
}

// A ramp with a moving square on it.
inline Bytes sample_frame(int width, int height, int moment) {
  Bytes rgba;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool inside = x >= moment && x < moment + 3 && y >= 2 && y < 5;
      rgba.insert(rgba.end(), {static_cast<std::uint8_t>(inside ? 215 : 255 * x / width),
                               static_cast<std::uint8_t>(inside ? 68 : 255 * y / height),
                               static_cast<std::uint8_t>(inside ? 43 : 128), 255});
    }
  }
  return rgba;
}

inline Bytes sample_png(const KeptState& state) {
  Bytes bytes;
  PngOptions options{
      .width = 20, .height = 10, .colors = PngColors::rgb, .texts = png_texts_of(*remembrance_of(state))};
  auto writer = PngWriter::create(sink_into(bytes), options);
  if (!writer || !(*writer)->add_rows(sample_frame(20, 10, 4)) || !(*writer)->finish()) return {};
  return bytes;
}

inline Bytes gif_of(const KeptState& state, int width, int height, int frames) {
  Bytes bytes;
  auto writer = GifWriter::create(sink_into(bytes), {width, height, 4, *remembrance_of(state)});
  if (!writer) return {};
  for (int frame = 0; frame < frames; ++frame)
    if (!(*writer)->add_frame(sample_frame(width, height, frame))) return {};
  for (;;) {
    const Result<bool> whole = (*writer)->write_some();
    if (!whole) return {};
    if (*whole) return bytes;
  }
}

// The packets are no real video; the container does not look into them.
inline Bytes sample_webm(const KeptState& state, int frames) {
  Bytes bytes;
  WebmWriter writer({320, 240, 30, "V_VP9", *remembrance_of(state)});
  for (int frame = 0; frame < frames; ++frame) {
    const Bytes packet(static_cast<std::size_t>(20 + frame % 7), static_cast<std::uint8_t>(frame));
    writer.add_packet(packet, frame % 60 == 0);
  }
  return writer.finish(sink_into(bytes)) ? bytes : Bytes{};
}

inline Bytes sample_svg(const KeptState& state) {
  const std::string svg = svg_with_metadata(
      "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"3\" height=\"2\"/></svg>",
      *remembrance_of(state));
  return {svg.begin(), svg.end()};
}

}  // namespace reverie::keep_test
