#include "native/look/look.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "native/codec/png_write.h"
#include "native/look/mistakes.h"
#include "native/look/mosaic.h"
#include "native/look/page.h"
#include "native/look/probe.h"
#include "native/publish/previews.h"
#include "native/runtime/ort_session.h"
#include "shared/latent/latent.h"

namespace reverie {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int picture_side = 256;  // pixels of one picture alone
constexpr std::size_t most_named = 4;
constexpr float least_named = 0.05F;  // of a vote

// One package while it is looked into.
class Look {
 public:
  explicit Look(const LookOrder& order) : order_(order) {}

  Result<LookReport> run() {
    if (auto opened = open(); !opened) return opened.error();
    if (auto probed = probe(); !probed) return probed.error();
    std::error_code none;
    fs::create_directories(order_.out, none);
    Json layers = Json::array();
    for (std::size_t i = 0; i < report_.layers.layers.size(); ++i) {
      auto layer = tell(report_.layers.layers[i], i);
      if (!layer) return layer.error();
      layers.push_back(std::move(*layer));
    }
    auto mistakes = tell_mistakes();
    if (!mistakes) return mistakes.error();
    auto code = save(mosaic_of_numbers(code_.floats()), "numbers", "code");
    if (!code) return code.error();
    Json all{{"format", 1},
             {"model", package_.model.id},
             {"generator", package_.model.file_with_role("generator")->sha256},
             {"seed", order_.seed},
             {"weights", report_.layers.weights},
             {"multiply_adds", report_.layers.multiply_adds},
             {"code", std::move(*code)},
             {"parts", parts()},
             {"layers", std::move(layers)}};
    if (!mistakes->is_null()) all["mistakes"] = std::move(*mistakes);
    const std::string page = page_from_look(all, report_.title);
    if (auto written = write_file_whole(order_.out / "index.html", page); !written) return written.error();
    if (auto written = write_file_whole(order_.out / "look.json", all.dump(1) + "\n"); !written) return written.error();
    return std::move(report_);
  }

 private:
  Result<void> open() {
    auto package = package_from_folder(order_.package);
    if (!package) return package.error();
    package_ = std::move(*package);
    report_.title = package_.model.title;
    subject_ = "The graph of '" + package_.model.id + "'";
    auto graph = package_file(package_, "generator");
    if (!graph) return graph.error();
    graph_ = std::move(*graph);
    auto steps = graph_steps(graph_, {}, subject_);
    if (!steps) return steps.error();
    steps_ = std::move(*steps);
    const Model& model = package_.model;
    auto session = ort_session_from_bytes(std::make_shared<const Model>(model), graph_);
    if (!session) return session.error();
    session_ = std::move(*session);
    const Port* latent = model.input_of_kind(PortKind::latent);
    if (latent == nullptr || model.output_of_kind(PortKind::image) == nullptr || latent->shape.size() != 2)
      return Error{"The model '" + model.id + "' draws no pictures from a code, so there is no path to follow in it."};
    picture_ = model.output_of_kind(PortKind::image);
    report_.layers = layers_of(steps_, latent->name, picture_->name);
    code_ = *Tensor::from_floats({1, latent->shape[1].size},
                                 latent_from_seed(order_.seed, 0, static_cast<int>(latent->shape[1].size)));
    return {};
  }

  Result<NamedTensors> inputs() const {
    NamedTensors made;
    for (const Port& port : package_.model.inputs) {
      Shape shape;
      for (const Dimension& size : port.shape) shape.push_back(size.size < 0 ? 1 : size.size);
      auto tensor = port.kind == PortKind::latent ? Result<Tensor>(code_) : Tensor::zeros(shape);
      if (!tensor) return tensor.error();
      made.push_back({port.name, std::move(*tensor)});
    }
    return made;
  }

  // Of a network that is too deep the beginning, and the end, since that is the picture.
  bool is_pictured(std::size_t i) const {
    return i + 1 < most_pictured_layers || i + 1 == report_.layers.layers.size();
  }

  Result<void> probe() {
    std::vector<std::string> values, filters;
    for (std::size_t i = 0; i < report_.layers.layers.size(); ++i) {
      const Layer& layer = report_.layers.layers[i];
      if (!is_pictured(i)) continue;
      for (const std::string& name : {layer.value, layer.opacity})
        if (!name.empty()) values.push_back(name);
      if (!layer.filters.empty()) filters.push_back(layer.filters);
    }
    const auto fed = inputs();
    if (!fed) return fed.error();
    auto held = probe_graph(graph_, *fed, values, subject_);
    if (!held) return held.error();
    for (std::size_t i = 0; i < values.size(); ++i) held_[values[i]] = std::move((*held)[i]);
    auto weights = probe_weights(graph_, steps_, filters, subject_);
    if (!weights) return weights.error();
    for (std::size_t i = 0; i < filters.size(); ++i) held_[filters[i]] = std::move((*weights)[i]);
    return {};
  }

  Result<Json> save(const Image& image, const char* as, const std::string& name) {
    const std::string file = name + ".png";
    if (auto written = write_png(order_.out / file, image); !written) return written.error();
    ++report_.pictures;
    return Json{{"as", as}, {"file", file}, {"width", image.width()}, {"height", image.height()}};
  }
  Result<Json> save(const Mosaic& mosaic, const char* as, const std::string& name) {
    auto saved = save(mosaic.image, as, name);
    if (!saved) return saved;
    (*saved)["shown"] = mosaic.shown;
    (*saved)["of"] = mosaic.of;
    if (mosaic.of_across > 0) {
      (*saved)["shown_across"] = mosaic.shown_across;
      (*saved)["of_across"] = mosaic.of_across;
    }
    return saved;
  }

  // What it holds, shown as what it is: a picture, a sheet that is laid over one, patterns, or numbers.
  Result<Json> tell_value(const Layer& layer, const std::string& name) {
    if (held_.at(layer.value).size() == 0) return Json();
    const Tensor value = first_of(held_.at(layer.value));
    if (layer.is_picture || (!layer.opacity.empty() && is_in_colours(value))) {
      auto picture = image_from_tensor(value, 0, picture_->range);
      if (!picture) return picture.error();
      if (!layer.opacity.empty()) *picture = with_opacity(std::move(*picture), held_.at(layer.opacity));
      return save(sheet_of({*picture}, 1, picture_side), layer.opacity.empty() ? "picture" : "sheet", name);
    }
    const Shape& shape = value.shape();
    if (shape.size() == 4 && shape[0] == 1 && shape[2] * shape[3] > 1)
      return save(mosaic_of_patterns(value), "patterns", name);
    const NumbersAre are = layer.kind == LayerKind::vote ? NumbersAre::shares : NumbersAre::values;
    return save(mosaic_of_numbers(value.floats(), are), "numbers", name);
  }

  bool holds_patterns(std::size_t i) const {
    const Layer& layer = report_.layers.layers[i];
    return is_pictured(i) && !layer.value.empty() && has_rows(layer.shape) && !layer.is_picture &&
           held_.at(layer.value).size() > 0;
  }

  // Where one picture grows in steps, the last layer of each size stands for its step.
  bool ends_a_size(std::size_t i) const {
    if (report_.layers.parts.size() > 1 || !holds_patterns(i)) return false;
    for (std::size_t next = i + 1; next < report_.layers.layers.size(); ++next)
      if (holds_patterns(next)) return report_.layers.layers[next].shape[2] != report_.layers.layers[i].shape[2];
    return true;
  }

  // Of patterns for several pictures at once, which some graphs insist on, those for one.
  static Tensor first_of(const Tensor& value) {
    Shape shape = value.shape();
    if (shape.size() != 4 || shape[0] < 2) return value;
    const std::size_t each = value.size() / static_cast<std::size_t>(shape[0]);
    shape[0] = 1;
    const auto first = value.floats().first(each);
    return *Tensor::from_floats(shape, {first.begin(), first.end()});
  }

  bool is_in_colours(const Tensor& value) const {
    return value.shape().size() == 4 && value.shape()[0] == 1 && (value.shape()[1] == 1 || value.shape()[1] == 3);
  }

  Result<Json> tell(const Layer& layer, std::size_t i) {
    Json told{{"kind", name_of(layer.kind)}, {"title", title_of(layer)}, {"said", said_of(layer)},
              {"name", layer.name},          {"part", layer.part},       {"operators", layer.operators},
              {"shape", layer.shape},        {"weights", layer.weights}, {"multiply_adds", layer.multiply_adds}};
    if (layer.side_before > 0) told["side_before"] = layer.side_before;
    if (!is_pictured(i)) return told;
    char name[32];
    std::snprintf(name, sizeof name, "layer-%03zu", i + 1);
    if (!layer.value.empty()) {
      auto held = tell_value(layer, name);
      if (!held) return held;
      if (!held->is_null()) told["holds"] = std::move(*held);
    }
    if (ends_a_size(i)) {
      auto sample =
          save(mosaic_of_patterns(first_of(held_.at(layer.value)), 1), "patterns", std::string(name) + "-one");
      if (!sample) return sample;
      told["sample"] = std::move(*sample);
    }
    if (auto names = names_of_vote(layer); !names.empty()) told["names"] = std::move(names);
    if (!layer.filters.empty() && held_.at(layer.filters).size() > 0) {
      const bool colours = layer.is_picture && layer.kind == LayerKind::colour;
      auto filters = save(mosaic_of_filters(held_.at(layer.filters), layer.transposed, colours), "filters",
                          std::string(name) + "-filters");
      if (!filters) return filters;
      (*filters)["size"] = {layer.filters_shape[2], layer.filters_shape[3]};
      told["filters"] = std::move(*filters);
    }
    return told;
  }

  const Port* class_of(const Layer& layer) const {
    const auto port = std::ranges::find(package_.model.inputs, report_.layers.parts[layer.part].input, &Port::name);
    return port != package_.model.inputs.end() && port->kind == PortKind::class_label ? &*port : nullptr;
  }

  // Where the candidates of a vote have names: those with the largest shares, [name, share].
  Json names_of_vote(const Layer& layer) const {
    Json named = Json::array();
    const Port* port = layer.kind == LayerKind::vote && !layer.value.empty() ? class_of(layer) : nullptr;
    if (port == nullptr || held_.at(layer.value).size() != port->labels.size()) return named;
    const auto shares = held_.at(layer.value).floats();
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](auto a, auto b) { return shares[a] > shares[b]; });
    for (const std::size_t i : order)
      if (named.size() < most_named && shares[i] >= least_named && shares[i] <= 1.001F)
        named.push_back({port->labels[i], std::round(static_cast<double>(shares[i]) * 1000) / 1000});
    return named;
  }

  Json parts() const {
    Json parts = Json::array();
    for (const Part& part : report_.layers.parts) {
      const auto port = std::ranges::find(package_.model.inputs, part.input, &Port::name);
      const bool named = port != package_.model.inputs.end() && port->kind == PortKind::class_label;
      parts.push_back({{"title", named ? port->axis : ""}});
    }
    return parts;
  }

  Result<Json> tell_mistakes() {
    auto found = mistakes_of(package_, *session_, report_.layers.multiply_adds);
    if (!found) return found.error();
    if (!*found) return Json();
    const Mistakes& mistakes = **found;
    report_.mistakes = true;
    auto farthest = save(sheet_of(mistakes.farthest, mistakes_shown, tile_side), "picture", "farthest");
    if (!farthest) return farthest;
    auto nearest = save(sheet_of(mistakes.nearest, mistakes_shown, tile_side), "picture", "nearest");
    if (!nearest) return nearest;
    (*farthest)["shown"] = mistakes.farthest.size();
    (*nearest)["shown"] = mistakes.nearest.size();
    const auto& words = mistakes.words;
    return Json{{"drawn", mistakes.drawn},
                {"seed", mistakes_seed},
                {"layered", mistakes.layered},
                {"rows", mistakes.rows},
                {"of", mistakes.of},
                {"nearly_one", words[0]},
                {"close_to_one", words[1]},
                {"among", words[2]},
                {"farther", words[3]},
                {"unlike", words[4]},
                {"farthest", std::move(*farthest)},
                {"nearest", std::move(*nearest)}};
  }

  const LookOrder& order_;
  LookReport report_;
  Package package_;
  Bytes graph_;
  GraphSteps steps_;
  std::shared_ptr<Session> session_;
  const Port* picture_ = nullptr;
  std::string subject_;
  Tensor code_;
  std::map<std::string, Tensor> held_;
};

}  // namespace

Result<LookReport> look_into(const LookOrder& order) { return Look(order).run(); }

}  // namespace reverie
