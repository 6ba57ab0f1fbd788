#include "shared/model/model.h"

#include <algorithm>

namespace reverie {

namespace {

const Port* first_of_kind(const std::vector<Port>& ports, PortKind kind) {
  const auto found = std::find_if(ports.begin(), ports.end(), [&](const Port& port) { return port.kind == kind; });
  return found == ports.end() ? nullptr : &*found;
}

std::int64_t image_dimension(const Port& port, std::size_t index) {
  return port.kind == PortKind::image && port.shape.size() == 4 ? port.shape[index].size : -1;
}

}  // namespace

std::int64_t Port::channels() const { return image_dimension(*this, 1); }
std::int64_t Port::height() const { return image_dimension(*this, 2); }
std::int64_t Port::width() const { return image_dimension(*this, 3); }

const ModelFile* Model::file_with_role(std::string_view role) const {
  const auto found = std::find_if(files.begin(), files.end(), [&](const ModelFile& file) { return file.role == role; });
  return found == files.end() ? nullptr : &*found;
}

const Port* Model::input_of_kind(PortKind kind) const { return first_of_kind(inputs, kind); }
const Port* Model::output_of_kind(PortKind kind) const { return first_of_kind(outputs, kind); }

std::vector<const Port*> Model::class_inputs() const {
  std::vector<const Port*> ports;
  for (const Port& port : inputs) {
    if (port.kind == PortKind::class_label) ports.push_back(&port);
  }
  return ports;
}

std::string Model::hash_prefix() const {
  const ModelFile* generator = file_with_role("generator");
  return generator == nullptr ? "" : generator->sha256.substr(0, 8);
}

}  // namespace reverie
