#include "shared/model/port_check.h"

#include <algorithm>
#include <map>

namespace reverie {

namespace {

struct Side {
  const std::vector<Port>& ports;
  const char* word;  // "input", "output"
  const char* next;  // what happens now
};

std::string text_from_dimensions(const std::vector<Dimension>& dimensions) {
  std::string text = "(";
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    text += (i == 0 ? "" : ",") + (dimensions[i].size < 0 ? dimensions[i].name : std::to_string(dimensions[i].size));
  }
  return text + ")";
}

std::string names_of(const std::vector<Port>& ports) {
  std::string names;
  for (const Port& port : ports) names += (names.empty() ? "" : ", ") + port.name;
  return names;
}

// Binds named dimensions in `sizes` and holds them against what is bound already.
bool shape_fits(const Port& port, const Shape& shape, std::map<std::string, std::int64_t>& sizes) {
  if (shape.size() != port.shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const Dimension& dimension = port.shape[i];
    if (shape[i] < 1) return false;
    if (dimension.size >= 0 && dimension.size != shape[i]) return false;
    if (dimension.size < 0 && !dimension.name.empty() &&
        sizes.emplace(dimension.name, shape[i]).first->second != shape[i]) {
      return false;
    }
  }
  return true;
}

std::string bound_sizes(const std::map<std::string, std::int64_t>& sizes) {
  std::string text;
  for (const auto& [name, size] : sizes) text += (text.empty() ? " with " : ", ") + name + " = " + std::to_string(size);
  return text;
}

Result<void> check_tensor(const Side& side, const Port& port, const Tensor& tensor,
                          std::map<std::string, std::int64_t>& sizes) {
  const std::string start = std::string("The ") + side.word + " '" + port.name + "' ";
  if (tensor.dtype() != port.dtype) {
    const bool wants_float = port.dtype == Dtype::float32;
    return Error{start + "is " + (wants_float ? "int64" : "float32") + ", where " +
                 (wants_float ? "float32" : "int64") + " is allowed; " + side.next};
  }
  const auto bound_before = sizes;
  if (!shape_fits(port, tensor.shape(), sizes)) {
    return Error{start + "has shape " + text_from_shape(tensor.shape()) + ", where " +
                 text_from_dimensions(port.shape) + bound_sizes(bound_before) + " is allowed; " + side.next};
  }
  if (!tensor.all_finite()) {
    return Error{start + "contains NaN or infinity, where finite numbers are allowed; " + side.next};
  }
  return {};
}

Result<void> check_side(const Side& side, const NamedTensors& tensors) {
  std::map<std::string, std::int64_t> sizes;
  for (const NamedTensor& named : tensors) {
    const auto same = [&](const auto& other) { return other.name == named.name; };
    const std::string start = std::string("The ") + side.word + " '" + named.name + "' ";
    if (std::none_of(side.ports.begin(), side.ports.end(), same)) {
      return Error{start + "was given, where the model has " + names_of(side.ports) + "; " + side.next};
    }
    if (std::count_if(tensors.begin(), tensors.end(), same) > 1) {
      return Error{start + "was given more than once, where once is allowed; " + side.next};
    }
  }
  for (const Port& port : side.ports) {
    const auto found =
        std::find_if(tensors.begin(), tensors.end(), [&](const NamedTensor& named) { return named.name == port.name; });
    if (found == tensors.end()) {
      return Error{std::string("The ") + side.word + " '" + port.name + "' is missing, where the model has " +
                   names_of(side.ports) + "; " + side.next};
    }
    if (auto checked = check_tensor(side, port, found->tensor, sizes); !checked) return checked;
  }
  return {};
}

}  // namespace

Result<void> check_inputs(const Model& model, const NamedTensors& inputs) {
  return check_side({model.inputs, "input", "the model is not run."}, inputs);
}

Result<void> check_outputs(const Model& model, const NamedTensors& outputs) {
  return check_side({model.outputs, "output", "nothing of it is shown."}, outputs);
}

}  // namespace reverie
