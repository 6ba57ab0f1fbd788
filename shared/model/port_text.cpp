#include "shared/model/port_text.h"

#include <charconv>

namespace reverie {

namespace {

void add_ports(std::string& text, const char* side, const std::vector<Port>& ports) {
  for (const Port& port : ports) {
    text += std::string(side) + (port.dtype == Dtype::float32 ? " float32 " : " int64 ") + port.name;
    for (const Dimension& size : port.shape) text += " " + (size.size < 0 ? size.name : std::to_string(size.size));
    text += "\n";
  }
}

// Up to `end`, which is taken along with it.
std::string_view part(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view found = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return found;
}

Dimension dimension_from(std::string_view word) {
  std::int64_t size = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), size);
  const bool is_number = read.ec == std::errc() && read.ptr == word.data() + word.size() && size >= 0;
  return is_number ? Dimension{size, ""} : Dimension{-1, std::string(word)};
}

}  // namespace

std::string text_from_ports(const Model& model) {
  std::string text = model.id + "\n";
  add_ports(text, "in", model.inputs);
  add_ports(text, "out", model.outputs);
  return text;
}

Model model_from_port_text(std::string_view text) {
  Model model;
  model.id = part(text, '\n');
  while (!text.empty()) {
    std::string_view line = part(text, '\n');
    const std::string_view side = part(line, ' '), type = part(line, ' ');
    Port port;
    port.dtype = type == "int64" ? Dtype::int64 : Dtype::float32;
    port.name = part(line, ' ');
    while (!line.empty()) port.shape.push_back(dimension_from(part(line, ' ')));
    if (side == "in") {
      model.inputs.push_back(std::move(port));
    } else if (side == "out") {
      model.outputs.push_back(std::move(port));
    }
  }
  return model;
}

}  // namespace reverie
