#include "shared/model/stub_session.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "shared/base/portable_math.h"
#include "shared/model/port_check.h"

namespace reverie {

namespace {

using Sizes = std::map<std::string, std::int64_t>;

const Tensor* tensor_named(const NamedTensors& tensors, std::string_view name) {
  for (const NamedTensor& named : tensors) {
    if (named.name == name) return &named.tensor;
  }
  return nullptr;
}

Sizes sizes_from_inputs(const Model& model, const NamedTensors& inputs) {
  Sizes sizes;
  for (const Port& port : model.inputs) {
    const Shape& shape = tensor_named(inputs, port.name)->shape();
    for (std::size_t i = 0; i < shape.size(); ++i) {
      if (port.shape[i].size < 0) sizes[port.shape[i].name] = shape[i];
    }
  }
  return sizes;
}

Shape output_shape(const Port& port, const Sizes& sizes) {
  Shape shape;
  for (std::size_t i = 0; i < port.shape.size(); ++i) {
    const Dimension& dimension = port.shape[i];
    const auto bound = sizes.find(dimension.name);
    const std::int64_t usual = port.kind == PortKind::image && i >= 2 ? 64 : 1;
    shape.push_back(dimension.size >= 0 ? dimension.size : bound != sizes.end() ? bound->second : usual);
  }
  return shape;
}

// The numbers of row `n` of all inputs of one kind; an input with fewer rows gives its last.
std::vector<float> row_of(const Model& model, const NamedTensors& inputs, PortKind kind, std::int64_t n) {
  std::vector<float> row;
  for (const Port& port : model.inputs) {
    const Tensor* tensor = tensor_named(inputs, port.name);
    if (port.kind != kind || tensor->dtype() != Dtype::float32) continue;
    const auto rows = static_cast<std::size_t>(tensor->shape()[0]);
    const std::size_t width = tensor->size() / rows, first = std::min(static_cast<std::size_t>(n), rows - 1) * width;
    const auto values = tensor->floats().subspan(first, width);
    row.insert(row.end(), values.begin(), values.end());
  }
  return row;
}

struct Wave {
  double across, down, phase;  // turns over the picture
};

// Three slow waves a channel. Every number of the code moves one of them a little, so that near codes look alike.
std::vector<Wave> waves_from_code(const std::vector<float>& code, const std::vector<float>& weights,
                                  std::size_t count) {
  std::vector<Wave> waves(count);
  for (std::size_t w = 0; w < count; ++w) {
    const auto turn = static_cast<double>(w + 1);
    waves[w] = {0.6 * portable_cos(2.4 * turn), 0.6 * portable_sin(2.4 * turn), 0.11 * turn};
  }
  for (std::size_t i = 0; i < code.size(); ++i) {
    Wave& wave = waves[i % count];
    double& part = i / count % 3 == 0 ? wave.phase : i / count % 3 == 1 ? wave.across : wave.down;
    part += 0.15 * std::clamp(code[i], -8.0f, 8.0f);
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    waves[i % count].phase += 0.13 * static_cast<double>(i % 7 + 1) * std::clamp(weights[i], -8.0f, 8.0f);
  }
  return waves;
}

void paint(std::span<float> planes, const Shape& shape, ValueRange range, const std::vector<Wave>& waves) {
  const auto channels = static_cast<std::size_t>(shape[1]);
  const auto height = static_cast<std::size_t>(shape[2]), width = static_cast<std::size_t>(shape[3]);
  const std::size_t waves_each = waves.size() / channels;
  for (std::size_t i = 0; i < planes.size(); ++i) {
    const double x = (static_cast<double>(i % width) + 0.5) / static_cast<double>(width);
    const double y = (static_cast<double>(i / width % height) + 0.5) / static_cast<double>(height);
    double sum = 0;
    for (std::size_t w = 0; w < waves_each; ++w) {
      const Wave& wave = waves[i / (width * height) * waves_each + w];
      sum += portable_sin(2 * pi * (wave.across * x + wave.down * y + wave.phase));
    }
    const double share = 0.5 + 0.5 * sum / static_cast<double>(waves_each);
    planes[i] = static_cast<float>(range.low + (double{range.high} - range.low) * share);
  }
}

}  // namespace

Result<NamedTensors> stub_outputs(const Model& model, const NamedTensors& inputs) {
  if (const auto checked = check_inputs(model, inputs); !checked) return checked.error();
  const Sizes sizes = sizes_from_inputs(model, inputs);
  NamedTensors outputs;
  for (const Port& port : model.outputs) {
    const Shape shape = output_shape(port, sizes);
    Result<Tensor> tensor = Tensor::zeros(shape, port.dtype);
    if (!tensor) return tensor.error();
    if (port.kind == PortKind::image && shape.size() == 4) {
      const std::size_t picture = tensor->size() / static_cast<std::size_t>(shape[0]);
      for (std::int64_t n = 0; n < shape[0]; ++n) {
        const auto waves =
            waves_from_code(row_of(model, inputs, PortKind::latent, n), row_of(model, inputs, PortKind::class_label, n),
                            3 * static_cast<std::size_t>(shape[1]));
        paint(tensor->floats().subspan(static_cast<std::size_t>(n) * picture, picture), shape, port.range, waves);
      }
    }
    outputs.push_back({port.name, std::move(tensor).value()});
  }
  return outputs;
}

StubSession::StubSession(std::shared_ptr<const Model> model, int delay_polls)
    : model_(std::move(model)), delay_polls_(std::max(delay_polls, 0)) {}

Ticket StubSession::submit(NamedTensors inputs, const SubmitOptions& options) {
  return queue_.submit(std::move(inputs), options);
}

TicketState StubSession::poll(Ticket ticket) {
  if (!running_) {
    running_ = queue_.start_next();
    polls_left_ = delay_polls_;
  } else {
    --polls_left_;
  }
  if (running_ && polls_left_ <= 0) {
    queue_.finish(running_->ticket, stub_outputs(*model_, running_->inputs));
    running_.reset();
    ++finished_jobs_;
  }
  return queue_.poll(ticket);
}

Result<NamedTensors> StubSession::take(Ticket ticket) { return queue_.take(ticket); }
void StubSession::cancel(Ticket ticket) { queue_.cancel(ticket); }
bool StubSession::idle() { return queue_.idle(); }

void StubSession::fail_all(const std::string& sentence) {
  queue_.fail_all(sentence);
  running_.reset();
}

}  // namespace reverie
