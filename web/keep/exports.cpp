// What the worker may call. It makes one file in its life: its state lives here. Sentences are pointers that are good
// until the next call; "" means that all is well.
#include <emscripten.h>

#include <nlohmann/json.hpp>

#include "shared/keep/order.h"
#include "shared/keep/webm_writer.h"
#include "shared/keep/yuv.h"

// clang-format off: what stands in EM_JS is JavaScript
EM_JS(void, js_sink, (const void* bytes, int length), { Module['sink'](HEAPU8.slice(bytes, bytes + length)); });
// clang-format on

namespace reverie {
namespace {

using Json = nlohmann::json;

struct Making {
  KeepOrder order;
  std::unique_ptr<Encoder> encoder;  // of pictures
  std::unique_ptr<WebmWriter> webm;  // or of video, whose packets the browser's encoder makes
  std::unique_ptr<FrameGatherer> rows;
  std::vector<std::uint8_t> planes;
  std::string answer;
};

Making& making() {
  static Making only;
  return only;
}

const char* answer(std::string sentence) {
  making().answer = std::move(sentence);
  return making().answer.c_str();
}

bool sink(std::span<const std::uint8_t> bytes) {
  js_sink(bytes.data(), static_cast<int>(bytes.size()));
  return true;
}

int whole(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? static_cast<int>(found->get<double>()) : 0;
}

std::string text(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<KeepOrder> order_from(const char* words) {
  const Json json = Json::parse(words, nullptr, false);
  if (!json.is_object()) return Error{"The page asked for no file that can be made; nothing is kept."};
  const auto format = format_from_file_name("a." + text(json, "format"));
  if (!format) return format.error();
  return KeepOrder{.format = *format,
                   .width = whole(json, "width"),
                   .height = whole(json, "height"),
                   .frames = whole(json, "frames"),
                   .frames_per_second = whole(json, "frames_per_second"),
                   .pixels_per_meter = static_cast<double>(whole(json, "pixels_per_meter")),
                   .remembrance = {text(json, "state"), text(json, "xmp"), text(json, "source_type")}};
}

}  // namespace
}  // namespace reverie

using namespace reverie;

extern "C" {

// The order as JSON; for video also Matroska's name of the codec ("V_VP9"), else "".
EMSCRIPTEN_KEEPALIVE const char* keep_start(const char* order_json, const char* codec) {
  auto order = order_from(order_json);
  if (!order) return answer(order.error().message);
  Making& now = making();
  now.order = std::move(*order);
  if (now.order.format == KeepFormat::webm) {
    now.rows = std::make_unique<FrameGatherer>(now.order.width, now.order.height);
    now.webm = std::make_unique<WebmWriter>(
        WebmOptions{now.order.width, now.order.height, now.order.frames_per_second, codec, now.order.remembrance});
    return answer("");
  }
  auto encoder = picture_encoder(now.order, sink);
  if (!encoder) return answer(encoder.error().message);
  now.encoder = std::move(*encoder);
  return answer("");
}

EMSCRIPTEN_KEEPALIVE const char* keep_rows(const std::uint8_t* rows, int length) {
  const std::span bytes(rows, static_cast<std::size_t>(length));
  Making& now = making();
  now.planes.clear();
  if (now.webm) {
    if (now.rows->add(bytes)) now.planes = yuv420_from_rgba(now.rows->frame(), now.order.width, now.order.height);
    return answer("");
  }
  const Result<void> added = now.encoder->add_rows(bytes);
  return answer(added ? "" : added.error().message);
}

// After keep_rows: the frame that became whole, as I420, or nullptr and 0 where none did.
EMSCRIPTEN_KEEPALIVE const std::uint8_t* keep_planes() {
  return making().planes.empty() ? nullptr : making().planes.data();
}
EMSCRIPTEN_KEEPALIVE int keep_planes_length() { return static_cast<int>(making().planes.size()); }

EMSCRIPTEN_KEEPALIVE void keep_packet(const std::uint8_t* packet, int length, int key) {
  making().webm->add_packet({packet, static_cast<std::size_t>(length)}, key != 0);
}

// 1: the file is whole; 0: call again; -1: the sentence waits in keep_answer.
EMSCRIPTEN_KEEPALIVE int keep_finish_some() {
  Making& now = making();
  if (now.webm) {
    const Result<void> written = now.webm->finish(sink);
    return written ? 1 : (answer(written.error().message), -1);
  }
  const Result<bool> done = now.encoder->finish_some();
  if (!done) return answer(done.error().message), -1;
  return *done ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE const char* keep_answer() { return making().answer.c_str(); }

}  // extern "C"
