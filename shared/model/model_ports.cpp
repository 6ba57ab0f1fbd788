#include <algorithm>
#include <set>

#include "shared/model/model_parts.h"

namespace reverie {

namespace {

constexpr std::size_t max_rank = 8;

bool is_port_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_.:/-").find(c) != std::string_view::npos;
  };
  return !name.empty() && name.size() <= 128 && std::all_of(name.begin(), name.end(), allowed);
}

bool is_dimension_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !name.empty() && name.size() <= 32 && letter(name[0]) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

void require_fixed(const JsonNode& node, const Port& port, std::size_t first) {
  for (std::size_t i = first; i < port.shape.size(); ++i) {
    if (port.shape[i].size < 0) node["shape"].reject("a shape whose dimensions after the first are numbers");
  }
}

void read_image(const JsonNode& node, Port& port) {
  node["layout"].one_of({"NCHW"});
  node["color_space"].one_of({"sRGB"});
  port.layout = "NCHW";
  port.color_space = "sRGB";
  const auto range = node["range"].items(2, 2);
  if (range.size() == 2) {
    port.range = {static_cast<float>(range[0].number(-1e6, 1e6)), static_cast<float>(range[1].number(-1e6, 1e6))};
    if (!(port.range.low < port.range.high)) node["range"].reject("two numbers of which the second is greater");
  }
  if (const JsonNode scaling = node["scaling"]; scaling.present()) {
    port.scaling = scaling.one_of({"smooth", "nearest"}) == 1 ? Scaling::nearest : Scaling::smooth;
  }
  const auto channels = port.channels();
  const bool good_rank = port.shape.size() == 4 && (channels == 1 || channels == 3);
  if (!good_rank || port.width() > max_image_side || port.height() > max_image_side) {
    node["shape"].reject("(N,3,H,W) or (N,1,H,W) with sides up to " + std::to_string(max_image_side));
  }
}

void read_class(const JsonNode& node, Port& port) {
  port.axis = node["axis"].text_where(is_id_text, "a name of letters a-z, digits and '-', at most 64 bytes,");
  node["encoding"].one_of({"weights"});
  std::set<std::string> seen;
  for (const JsonNode& label : node["labels"].items(1, max_labels)) {
    port.labels.push_back(label.text(1, max_label_bytes));
    if (!seen.insert(port.labels.back()).second) label.reject("a label that is not there already");
  }
  if (port.shape.size() != 2 || port.shape[1].size != static_cast<std::int64_t>(port.labels.size())) {
    node["shape"].reject("[N," + std::to_string(port.labels.size()) + "], one weight for each of the " +
                         std::to_string(port.labels.size()) + " labels,");
  }
}

Port port_from_json(const JsonNode& node) {
  Port port;
  node.require_object();
  port.name = node["name"].text_where(is_port_name, "a graph name of 1 to 128 letters, digits and _ . : / -");
  constexpr PortKind kinds[] = {PortKind::latent, PortKind::image, PortKind::class_label};
  port.kind = kinds[node["kind"].one_of({"latent", "image", "class"})];
  node["dtype"].one_of({"float32"});  // what latent, image and class ports hold
  port.shape = dimensions_from_json(node["shape"], true);
  if (port.kind == PortKind::image) read_image(node, port);
  if (port.kind == PortKind::class_label) read_class(node, port);
  if (port.kind == PortKind::latent) {
    if (port.shape.size() < 2) node["shape"].reject("a shape of 2 dimensions or more, the batch first,");
    require_fixed(node, port, 1);
  }
  return port;
}

}  // namespace

std::vector<Dimension> dimensions_from_json(const JsonNode& node, bool names_allowed) {
  std::vector<Dimension> dimensions;
  std::uint64_t product = 1;
  for (const JsonNode& item : node.items(names_allowed ? 1 : 0, max_rank)) {
    if (names_allowed && item.is_text()) {
      dimensions.push_back({-1, item.text_where(is_dimension_name, "a name of 1 to 32 letters, digits and '_'")});
      continue;
    }
    const std::uint64_t size = item.whole(1, max_tensor_elements);
    if (size > static_cast<std::uint64_t>(max_tensor_elements) / product) {
      item.reject("a size that leaves the tensor at most " + std::to_string(max_tensor_elements) + " elements");
      return dimensions;
    }
    product *= size;
    dimensions.push_back({static_cast<std::int64_t>(size), ""});
  }
  return dimensions;
}

std::vector<Port> ports_from_json(const JsonNode& node) {
  std::vector<Port> ports;
  std::set<std::string> names, axes;
  for (const JsonNode& item : node.items(1, max_ports)) {
    ports.push_back(port_from_json(item));
    if (!names.insert(ports.back().name).second) item["name"].reject("a name that no other port has");
    if (ports.back().kind == PortKind::class_label && !axes.insert(ports.back().axis).second) {
      item["axis"].reject("an axis that no other port has");
    }
  }
  return ports;
}

}  // namespace reverie
