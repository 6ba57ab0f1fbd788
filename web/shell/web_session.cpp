#include "web/shell/web_session.h"

#include <map>

#include "shared/model/port_check.h"
#include "web/shell/bridge.h"

namespace reverie {

namespace {

// Answers come back as plain numbers, so the page's handles are looked up here.
std::map<int, WebSession*>& sessions() {
  static std::map<int, WebSession*> all;
  return all;
}

}  // namespace

WebSession::WebSession(std::shared_ptr<const Model> model, int graph) : model_(std::move(model)), graph_(graph) {
  sessions()[graph_] = this;
}

WebSession::~WebSession() {
  sessions().erase(graph_);
  bridge::close_graph(graph_);
}

WebSession* WebSession::of_graph(int graph) {
  const auto found = sessions().find(graph);
  return found == sessions().end() ? nullptr : found->second;
}

Ticket WebSession::submit(NamedTensors inputs, const SubmitOptions& options) {
  const Ticket ticket = queue_.submit(std::move(inputs), options);
  start_next();
  return ticket;
}

// Jobs that do not fit the model's ports fail here and never reach the runtime.
void WebSession::start_next() {
  while (auto job = queue_.start_next()) {
    if (Result<void> fits = check_inputs(*model_, job->inputs); !fits) {
      queue_.finish(job->ticket, fits.error());
      continue;
    }
    running_ = job->ticket;
    arriving_.clear();
    bridge::run_graph(graph_, job->inputs);
    return;
  }
}

void* WebSession::output_space(std::string name, Dtype dtype, Shape shape) {
  Result<Tensor> space = Tensor::zeros(std::move(shape), dtype);
  if (!space) return nullptr;
  arriving_.push_back({std::move(name), std::move(*space)});
  Tensor& tensor = arriving_.back().tensor;
  return dtype == Dtype::int64 ? static_cast<void*>(tensor.int64s().data()) : tensor.floats().data();
}

void WebSession::run_done(double milliseconds) {
  if (Result<void> sound = check_outputs(*model_, arriving_); !sound) {
    finish(sound.error());
  } else {
    finish(std::exchange(arriving_, {}), milliseconds);
  }
}

void WebSession::run_failed(std::string sentence) { finish(Error{std::move(sentence)}); }

void WebSession::finish(Result<NamedTensors> outputs, double milliseconds) {
  queue_.finish(std::exchange(running_, 0), std::move(outputs), milliseconds);
  start_next();
}

}  // namespace reverie
