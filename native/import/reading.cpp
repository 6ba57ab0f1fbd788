#include "native/import/reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "shared/model/json_reader.h"

namespace reverie {
namespace {

constexpr std::int64_t max_latent_size = 16384;
constexpr std::int64_t min_import_side = 4;

bool is_float(GraphType type) { return type == GraphType::float32 || type == GraphType::float16; }
bool is_whole(GraphType type) { return type == GraphType::int64 || type == GraphType::int32; }

// How an input can be meant.
enum class Role { vector, index, picture, tokens, other };

Role role_of(const GraphPort& port) {
  const Shape& shape = port.shape;
  if (is_float(port.type)) {
    if (shape.size() == 2) return Role::vector;
    if (shape.size() == 4 && shape[2] == 1 && shape[3] == 1) return Role::vector;
    return shape.size() == 4 ? Role::picture : Role::other;
  }
  if (!is_whole(port.type)) return Role::other;
  if (shape.size() == 1 || (shape.size() == 2 && shape[1] == 1 && port.dims[1].size == 1)) return Role::index;
  return shape.size() == 2 ? Role::tokens : Role::other;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

// Names that exporters and people give to the class.
bool sounds_like_class(const std::string& name) {
  const std::string text = lower(name);
  for (const char* part : {"label", "class", "cond", "onehot", "one_hot", "categor", "digit"})
    if (text.find(part) != std::string::npos) return true;
  return text == "y" || text == "c";
}

// A name for people out of the graph's own; machine-made ones ("onnx::Gather_1") say nothing.
std::string axis_from_name(const std::string& name) {
  std::string axis = lower(name);
  std::ranges::replace(axis, '_', '-');
  static constexpr std::array<std::string_view, 8> plain{"label",       "labels",       "class", "classes",
                                                         "class-label", "class-labels", "y",     "c"};
  const bool speaks = is_id_text(axis) && axis.size() > 2 && axis.size() <= 24 &&
                      std::ranges::find(plain, axis) == plain.end() && !axis.starts_with("input");
  return speaks ? axis : "class";
}

std::string list_of(const std::vector<GraphPort>& ports) {
  std::string text;
  for (const GraphPort& port : ports) text += (text.empty() ? "" : ", ") + text_from_port(port);
  return text.empty() ? "none" : text;
}

class Reader {
 public:
  Reader(const Stranger& stranger, const ImportOrder& order) : stranger_(stranger), order_(order) {}

  Result<Reading> read() {
    if (auto fine = read_latent(); !fine) return fine.error();
    if (auto fine = read_classes(); !fine) return fine.error();
    if (auto fine = read_picture(); !fine) return fine.error();
    if (auto fine = read_batch(); !fine) return fine.error();
    return std::move(reading_);
  }

 private:
  const std::vector<GraphPort>& inputs() const { return stranger_.summary.inputs; }
  Error refuse(const std::string& what) const {
    return Error{"'" + stranger_.name + "' " + what + " Nothing was imported."};
  }

  // The input that is the code. What a person named counts; else what its shape allows; else what the other is called.
  Result<const GraphPort*> choose_latent() const {
    std::vector<const GraphPort*> vectors, unlike_class;
    for (const GraphPort& port : inputs()) {
      if (role_of(port) != Role::vector) continue;
      vectors.push_back(&port);
      if (!sounds_like_class(port.name)) unlike_class.push_back(&port);
    }
    if (!order_.latent.empty()) {
      for (const GraphPort* port : vectors)
        if (port->name == order_.latent) return port;
      return refuse("has no input '" + shown(order_.latent) +
                    "' that could be a latent code, as --latent says; its inputs are " + list_of(inputs()) + ".");
    }
    if (vectors.size() == 1) return vectors[0];
    if (unlike_class.size() == 1) return unlike_class[0];
    if (!vectors.empty())
      return refuse("has several inputs that could be the latent code: " + list_of(inputs()) +
                    "; --latent NAME says which it is, the others then are classes, one-hot.");
    return no_latent();
  }

  Error no_latent() const {
    for (const GraphPort& port : inputs()) {
      if (role_of(port) == Role::picture)
        return refuse("takes a picture, " + text_from_port(port) +
                      ", so it turns pictures into something; only generators that draw from a latent code (N,Z) or "
                      "(N,Z,1,1) can be imported.");
      if (role_of(port) == Role::tokens)
        return refuse("takes rows of whole numbers, " + text_from_port(port) +
                      ", as models of text do; only generators that draw from a latent code (N,Z) or (N,Z,1,1) can be "
                      "imported.");
    }
    return refuse("has no input that could be a latent code: its inputs are " + list_of(inputs()) +
                  ", where one of floats (N,Z) or (N,Z,1,1) is needed.");
  }

  Result<void> read_latent() {
    const auto port = choose_latent();
    if (!port) return port.error();
    reading_.latent = (*port)->name;
    reading_.latent_type = (*port)->type;
    reading_.latent_rank = (*port)->shape.size();
    const Dimension& size = (*port)->dims[1];
    if (size.size < 0 && order_.latent_size <= 0)
      return refuse("leaves open how long its latent code is: " + text_from_port(**port) +
                    "; --latent-size Z says it.");
    reading_.latent_size = size.size < 0 ? order_.latent_size : size.size;
    if (reading_.latent_size < 1 || reading_.latent_size > max_latent_size)
      return refuse("has a latent code of " + std::to_string(reading_.latent_size) + " numbers, where 1 to " +
                    std::to_string(max_latent_size) + " are allowed.");
    return {};
  }

  Result<void> read_classes() {
    for (const GraphPort& port : inputs()) {
      if (port.name == reading_.latent) continue;
      const Role role = role_of(port);
      if (role != Role::vector && role != Role::index)
        return refuse("wants the input " + text_from_port(port) +
                      " beside its latent code, which is neither a one-hot class (N,K) nor the index of one (N).");
      ClassReading each{port.name,
                        port.type,
                        port.shape.size(),
                        role == Role::index ? ClassForm::index : ClassForm::one_hot,
                        0,
                        order_.axis.empty() ? axis_from_name(port.name) : order_.axis};
      if (auto counted = count_classes(port, each); !counted) return counted;
      reading_.classes.push_back(std::move(each));
    }
    if (reading_.classes.size() > 1)
      for (std::size_t i = 0; i < reading_.classes.size(); ++i)
        if (auto& axis = reading_.classes[i].axis; i > 0 && axis == reading_.classes[0].axis)
          axis += "-" + std::to_string(i + 1);
    return check_labels();
  }

  Result<void> count_classes(const GraphPort& port, ClassReading& each) const {
    if (each.form == ClassForm::one_hot)
      each.count = port.dims[1].size < 0 ? order_.classes : port.dims[1].size;
    else
      each.count = order_.classes > 0 ? order_.classes : class_count(stranger_.model.graph(), port.name);
    if (each.count <= 0 && !order_.labels.empty()) each.count = static_cast<std::int64_t>(order_.labels.size());
    if (each.count <= 0)
      return refuse("takes a class as " + text_from_port(port) +
                    ", but nothing in the graph tells how many there are; --classes K or --labels A,B,… says it.");
    if (each.count > static_cast<std::int64_t>(max_labels))
      return refuse("has " + std::to_string(each.count) + " classes, where up to " + std::to_string(max_labels) +
                    " are allowed.");
    return {};
  }

  Result<void> check_labels() const {
    if (order_.labels.empty()) return {};
    if (reading_.classes.size() != 1)
      return refuse((reading_.classes.empty() ? "has no classes" : "has several class inputs") +
                    std::string(", so --labels cannot name them."));
    if (static_cast<std::int64_t>(order_.labels.size()) != reading_.classes[0].count)
      return refuse("has " + std::to_string(reading_.classes[0].count) + " classes, but " +
                    std::to_string(order_.labels.size()) + " labels were given.");
    return {};
  }

  Result<void> read_picture() {
    std::vector<std::pair<const GraphPort*, Reading>> pictures;
    for (const GraphPort& port : stranger_.summary.outputs) {
      Reading read = reading_;
      if ((order_.output.empty() || port.name == order_.output) && is_picture(port, read))
        pictures.emplace_back(&port, read);
    }
    // Beside a picture with sides of its own, a row of numbers is a row of numbers.
    const auto has_sides = [](const auto& each) { return each.second.form <= PictureForm::nhwc; };
    if (std::ranges::any_of(pictures, has_sides)) std::erase_if(pictures, std::not_fn(has_sides));
    const std::string outputs = list_of(stranger_.summary.outputs);
    if (pictures.empty() && !order_.output.empty())
      return refuse("has no output '" + shown(order_.output) +
                    "' that is a picture, as --output says; its outputs are " + outputs + ".");
    if (pictures.empty())
      return refuse("draws no picture: its outputs are " + outputs +
                    ", where (N,3,H,W), (N,1,H,W), the same with the colours last, or a square picture as one row of "
                    "numbers is needed.");
    if (pictures.size() > 1)
      return refuse("draws several pictures: " + outputs + "; --output NAME says which one is meant.");
    reading_ = std::move(pictures[0].second);
    if (reading_.width > max_import_side || reading_.height > max_import_side)
      return refuse("draws pictures of " + std::to_string(reading_.width) + "×" + std::to_string(reading_.height) +
                    " pixels, where up to " + std::to_string(max_import_side) + " a side are allowed.");
    return {};
  }

  // Fills the picture's part of `read` where the port can be one.
  static bool is_picture(const GraphPort& port, Reading& read) {
    if (!is_float(port.type) && port.type != GraphType::uint8) return false;
    read.output = port.name;
    read.output_type = port.type;
    const Shape& s = port.shape;
    const auto is_channels = [](std::int64_t size) { return size == 1 || size == 3; };
    const auto set = [&](PictureForm form, std::int64_t channels, std::int64_t height, std::int64_t width) {
      read.form = form, read.channels = channels, read.height = height, read.width = width;
      return height >= min_import_side && width >= min_import_side;
    };
    if (s.size() == 4 && is_channels(s[1]) && set(PictureForm::nchw, s[1], s[2], s[3])) return true;
    if (s.size() == 4 && is_channels(s[3])) return set(PictureForm::nhwc, s[3], s[1], s[2]);
    if (s.size() == 3) return set(PictureForm::grey, 1, s[1], s[2]);
    if (s.size() != 2) return false;
    for (const std::int64_t channels : {1, 3}) {  // S² is never 3·T², so at most one of them fits
      const auto side = std::llround(std::sqrt(static_cast<double>(s[1]) / static_cast<double>(channels)));
      if (side * side * channels == s[1]) return side >= 8 && set(PictureForm::flat, channels, side, side);
    }
    return false;
  }

  Result<void> read_batch() {
    std::int64_t fixed = 0;
    for (const GraphPort& port : inputs()) {
      const std::int64_t batch = port.dims[0].size;
      if (batch >= 0 && fixed > 0 && batch != fixed)
        return refuse("takes " + std::to_string(fixed) + " rows of one input and " + std::to_string(batch) +
                      " of another: " + list_of(inputs()) + "; one batch is needed.");
      if (batch >= 0) fixed = batch;
    }
    reading_.batch = fixed;
    return {};
  }

  const Stranger& stranger_;
  const ImportOrder& order_;
  Reading reading_;
};

}  // namespace

std::string shown(std::string_view text) {
  const std::string quoted = quotation_of(text);
  return quoted.substr(1, quoted.size() - 2);
}

std::string text_from_port(const GraphPort& port) {
  std::string text = "'" + shown(port.name) + "' (" + std::string(name_of(port.type));
  for (std::size_t i = 0; i < port.dims.size(); ++i)
    text += (i == 0 ? ", " : "×") + (port.dims[i].size >= 0      ? std::to_string(port.dims[i].size)
                                     : port.dims[i].name.empty() ? std::string(i == 0 ? "N" : "?")
                                                                 : shown(port.dims[i].name));
  return text + ")";
}

Result<Reading> reading_of(const Stranger& stranger, const ImportOrder& order) {
  return Reader(stranger, order).read();
}

}  // namespace reverie
