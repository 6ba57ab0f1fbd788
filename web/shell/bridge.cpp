#include "web/shell/bridge.h"

#include <emscripten.h>

#include <nlohmann/json.hpp>

#include "shared/model/port_text.h"

// clang-format off: what stands in EM_JS is JavaScript
EM_JS(void, js_fetch_manifest, (int load, const char* id), { Module['bridge'].fetch_manifest(load, UTF8ToString(id)); });
EM_JS(void, js_open_graph, (int load, const char* id, const char* name, double bytes, const char* sha256, const char* ports), {
  Module['bridge'].open_graph(load, UTF8ToString(id), UTF8ToString(name), bytes, UTF8ToString(sha256), UTF8ToString(ports));
});
EM_JS(void, js_fetch_neighbours, (int load, const char* id, const char* name, double bytes, const char* sha256), {
  Module['bridge'].fetch_neighbours(load, UTF8ToString(id), UTF8ToString(name), bytes, UTF8ToString(sha256));
});
EM_JS(void, js_fetch_strip, (int load, const char* id, const char* name, double bytes, const char* sha256), {
  Module['bridge'].fetch_strip(load, UTF8ToString(id), UTF8ToString(name), bytes, UTF8ToString(sha256));
});
EM_JS(void, js_close_graph, (int graph), { Module['bridge'].close_graph(graph); });
EM_JS(void, js_run_input, (const char* name, int is_int64, const void* dims, int rank, const void* data, int count), {
  Module['bridge'].run_input(UTF8ToString(name), is_int64, dims, rank, data, count);
});
EM_JS(void, js_run_graph, (int graph), { Module['bridge'].run_graph(graph); });
EM_JS(void, js_link_changed, (const char* text), { Module['bridge'].link_changed(UTF8ToString(text)); });
EM_JS(void, js_start_keeping, (int keeping, const char* name, const char* order), {
  Module['bridge'].start_keeping(keeping, UTF8ToString(name), UTF8ToString(order));
});
EM_JS(void, js_keep_rows, (int keeping, const void* rows, int length), {
  Module['bridge'].keep_rows(keeping, rows, length);
});
EM_JS(void, js_finish_keeping, (int keeping), { Module['bridge'].finish_keeping(keeping); });
EM_JS(void, js_end_keeping, (int keeping), { Module['bridge'].end_keeping(keeping); });
EM_JS(void, js_ask_for_file, (void), { Module['bridge'].ask_for_file(); });
EM_JS(void, js_change_language, (const char* tag), { Module['bridge'].change_language(UTF8ToString(tag)); });
EM_JS(void, js_share, (const char* text), { Module['bridge'].share(UTF8ToString(text)); });
EM_JS(void, js_describe, (const char* text), { Module['bridge'].describe(UTF8ToString(text)); });
EM_JS(void, js_beside_changed, (const char* json), { Module['bridge'].beside_changed(UTF8ToString(json)); });
EM_JS(void, js_announce, (const char* text), { Module['bridge'].announce(UTF8ToString(text)); });
EM_JS(void, js_form_changed, (const char* json), { Module['bridge'].form_changed(UTF8ToString(json)); });
EM_JS(void, js_messages_changed, (const char* json), { Module['bridge'].messages_changed(UTF8ToString(json)); });
EM_JS(void, js_typing, (int wanted), { Module['bridge'].typing(wanted !== 0); });
EM_JS(void, js_sheet_height, (double points), { Module['bridge'].sheet_height(points); });
EM_JS(int, js_prefers_dark, (void), { return Module['bridge'].prefers_dark() ? 1 : 0; });
EM_JS(int, js_prefers_reduced_motion, (void), { return Module['bridge'].prefers_reduced_motion() ? 1 : 0; });
EM_JS(int, js_coarse_pointer, (void), { return Module['bridge'].coarse_pointer() ? 1 : 0; });
// clang-format on

namespace reverie::bridge {

void fetch_manifest(int load, const std::string& id) { js_fetch_manifest(load, id.c_str()); }

void open_graph(int load, const Model& model, const ModelFile& file) {
  js_open_graph(load, model.id.c_str(), file.name.c_str(), static_cast<double>(file.bytes), file.sha256.c_str(),
                text_from_ports(model).c_str());
}

void fetch_neighbours(int load, const Model& model, const ModelFile& file) {
  js_fetch_neighbours(load, model.id.c_str(), file.name.c_str(), static_cast<double>(file.bytes), file.sha256.c_str());
}

void fetch_strip(int load, const Model& model, const ModelFile& file) {
  js_fetch_strip(load, model.id.c_str(), file.name.c_str(), static_cast<double>(file.bytes), file.sha256.c_str());
}

void close_graph(int graph) { js_close_graph(graph); }

void run_graph(int graph, const NamedTensors& inputs) {
  for (const NamedTensor& input : inputs) {
    const Tensor& tensor = input.tensor;
    const bool is_int64 = tensor.dtype() == Dtype::int64;
    const void* data = is_int64 ? static_cast<const void*>(tensor.int64s().data()) : tensor.floats().data();
    js_run_input(input.name.c_str(), is_int64, tensor.shape().data(), static_cast<int>(tensor.shape().size()), data,
                 static_cast<int>(tensor.size()));
  }
  js_run_graph(graph);
}

void link_changed(const std::string& link_text) { js_link_changed(link_text.c_str()); }
void start_keeping(int keeping, const std::string& file_name, const KeepOrder& order) {
  const nlohmann::json json = {{"format", ending_of(order.format)},
                               {"width", order.width},
                               {"height", order.height},
                               {"frames", order.frames},
                               {"frames_per_second", order.frames_per_second},
                               {"pixels_per_meter", order.pixels_per_meter},
                               {"state", order.remembrance.state},
                               {"xmp", order.remembrance.xmp},
                               {"source_type", order.remembrance.source_type}};
  js_start_keeping(keeping, file_name.c_str(),
                   json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}
void keep_rows(int keeping, std::span<const std::uint8_t> rows) {
  js_keep_rows(keeping, rows.data(), static_cast<int>(rows.size()));
}
void finish_keeping(int keeping) { js_finish_keeping(keeping); }
void end_keeping(int keeping) { js_end_keeping(keeping); }
void ask_for_file() { js_ask_for_file(); }
void change_language(const std::string& tag) { js_change_language(tag.c_str()); }
void share(const std::string& link_text) { js_share(link_text.c_str()); }
void describe(const std::string& sentence) { js_describe(sentence.c_str()); }
void beside_changed(const std::string& json) { js_beside_changed(json.c_str()); }
void announce(const std::string& sentence) { js_announce(sentence.c_str()); }
void form_changed(const std::string& json) { js_form_changed(json.c_str()); }
void messages_changed(const std::string& json) { js_messages_changed(json.c_str()); }
void typing(bool wanted) { js_typing(wanted); }
void sheet_height(float points) { js_sheet_height(points); }
bool prefers_dark() { return js_prefers_dark() != 0; }
bool prefers_reduced_motion() { return js_prefers_reduced_motion() != 0; }
bool coarse_pointer() { return js_coarse_pointer() != 0; }

}  // namespace reverie::bridge
