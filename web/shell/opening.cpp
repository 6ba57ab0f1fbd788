#include "web/shell/opening.h"

#include <map>

#include "web/shell/bridge.h"
#include "web/shell/web_session.h"

namespace reverie {

namespace {

std::map<int, std::weak_ptr<Opening>>& openings() {
  static std::map<int, std::weak_ptr<Opening>> all;
  return all;
}

}  // namespace

std::shared_ptr<Opening> Opening::start(std::string model_id, bool watched) {
  static int last_number = 0;
  std::shared_ptr<Opening> opening(new Opening(std::move(model_id)));
  opening->number_ = ++last_number;
  opening->watched_ = watched;
  opening->load_.state = LoadState::loading;
  std::erase_if(openings(), [](const auto& entry) { return entry.second.expired(); });
  openings()[opening->number_] = opening;
  bridge::fetch_manifest(opening->number_, opening->model_id_);
  return opening;
}

std::shared_ptr<Opening> Opening::of_number(int number) {
  const auto found = openings().find(number);
  return found == openings().end() ? nullptr : found->second.lock();
}

void Opening::manifest_arrived(std::string_view text) {
  Result<Model> model = model_from_json(text);
  if (!model) return failed(model.error().message);
  if (model->id != model_id_) {
    return failed("The card in the folder “" + model_id_ + "” is that of “" + model->id +
                  "”; the model is not used, choose another one.");
  }
  const ModelFile* file = model->file_with_role("generator");
  if (file == nullptr) {
    return failed("The model “" + model_id_ + "” names no file with the role generator; choose another model.");
  }
  const ModelFile graph = *file;
  load_.total = graph.bytes;
  model_ = std::make_shared<const Model>(std::move(*model));
  // First, for it is small and what a person looks at until the rest is there.
  const ModelFile* strip = watched_ ? model_->file_with_role("strip") : nullptr;
  if (strip != nullptr && strip->bytes <= max_strip_bytes) bridge::fetch_strip(number_, *model_, *strip);
  bridge::open_graph(number_, *model_, graph);
}

// A package plays without, so one that is not sound is nothing to be told of.
void Opening::strip_arrived(const Image& strip) {
  if (load_.state == LoadState::failed || !model_) return;
  if (auto preview = preview_from_strip(model_, strip))
    load_.preview = std::make_shared<const ModelPreview>(std::move(*preview));
}

void Opening::progressed(double received, double total) {
  load_.received = static_cast<std::uint64_t>(received);
  load_.total = static_cast<std::uint64_t>(total);
}

void Opening::graph_opened(int graph) {
  load_.loaded = {model_, std::make_shared<WebSession>(model_, graph)};
  load_.received = load_.total;
  load_.state = LoadState::ready;
  // Afterwards, for the first picture needs them not.
  if (const ModelFile* file = model_->file_with_role("neighbours");
      file != nullptr && file->bytes <= max_neighbours_bytes)
    bridge::fetch_neighbours(number_, *model_, *file);
}

void Opening::neighbours_arrived(std::span<const std::uint8_t> bytes) {
  if (auto neighbours = neighbours_from_bytes(bytes))
    load_.neighbours = std::make_shared<const Neighbours>(std::move(*neighbours));
}

void Opening::failed(std::string sentence) {
  load_.sentence = std::move(sentence);
  load_.preview.reset();
  load_.state = LoadState::failed;
}

}  // namespace reverie
