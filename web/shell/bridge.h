// Bridge: every call out of WebAssembly into the page, in one place. Its other half is bridge.ts; the calls that come
// back are the exported functions of exports.cpp. Nothing here waits: answers arrive on a later turn of the page.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "shared/keep/order.h"
#include "shared/model/model.h"
#include "shared/tensor/tensor.h"

namespace reverie::bridge {

// Asks for models/<id>/model.json; answered by manifest_arrived or load_failed.
void fetch_manifest(int load, const std::string& id);
// Asks for the graph as its card describes it; answered by graph_opened or load_failed, progress before.
void open_graph(int load, const Model& model, const ModelFile& file);
void close_graph(int graph);
// Asks for the package's strip, decoded; answered by strip_arrived, or never.
void fetch_strip(int load, const Model& model, const ModelFile& file);
// Asks for what the package tells of its training pictures; answered by neighbours_arrived, or never.
void fetch_neighbours(int load, const Model& model, const ModelFile& file);
// Runs a graph; answered by output_space for each output and then run_done, or by run_failed.
void run_graph(int graph, const NamedTensors& inputs);

void link_changed(const std::string& link_text);
// A file in a worker of its own; answered by keep_told, any number of times until it is done or has failed.
void start_keeping(int keeping, const std::string& file_name, const KeepOrder& order);
void keep_rows(int keeping, std::span<const std::uint8_t> rows);
void finish_keeping(int keeping);
void end_keeping(int keeping);  // given up, or no longer of interest
// Opens the browser's own choice of a file; answered as if it had been dropped.
void ask_for_file();
// The person would rather read "en" or "zh-Hans"; answered by reverie_speak.
void change_language(const std::string& tag);
void share(const std::string& link_text);
void describe(const std::string& sentence);
// What stands beside the picture, as json_from_besides has it.
void beside_changed(const std::string& json);
// To be spoken now.
void announce(const std::string& sentence);
// The controls as data (form_text of shared/studio/form.h).
void form_changed(const std::string& json);
// The messages over the canvas as a JSON list of sentences, for those who cannot see it.
void messages_changed(const std::string& json);
// A part of the window wants the keyboard of a phone, or wants it no more.
void typing(bool wanted);
// How much of the window's foot a phone's sheet lies over, in points: what the page says there stands above it.
void sheet_height(float points);
bool prefers_dark();
bool prefers_reduced_motion();
bool coarse_pointer();

}  // namespace reverie::bridge
