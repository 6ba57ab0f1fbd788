#include "native/runtime/ort_session.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "native/runtime/ort_parts.h"
#include "native/runtime/package.h"
#include "shared/model/graph_check.h"
#include "shared/model/lane_queue.h"
#include "shared/model/port_check.h"

namespace reverie {
namespace {

// The steps that the manifest puts before or after the graph, as data; format 1 knows clamp.
void apply_value_ops(const std::vector<ValueOp>& ops, Tensor& tensor) {
  if (tensor.dtype() != Dtype::float32) return;
  for (const ValueOp& step : ops)
    if (step.op == "clamp")
      for (float& value : tensor.floats()) value = std::clamp(value, step.low, step.high);
}

const Port* port_named(const std::vector<Port>& ports, std::string_view name) {
  const auto found = std::ranges::find(ports, name, &Port::name);
  return found == ports.end() ? nullptr : &*found;
}

class OrtSession final : public Session {
 public:
  OrtSession(std::shared_ptr<const Model> model, Ort::Session session)
      : model_(std::move(model)), session_(std::move(session)), worker_([this] { work(); }) {}

  ~OrtSession() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    running_.SetTerminate();  // a running call ends with the node it is at; what is queued is dropped
    worker_.join();
  }

  Ticket submit(NamedTensors inputs, const SubmitOptions& options) override {
    const std::lock_guard lock(mutex_);
    const Ticket ticket = queue_.submit(std::move(inputs), options);
    wake_.notify_one();
    return ticket;
  }
  TicketState poll(Ticket ticket) override {
    const std::lock_guard lock(mutex_);
    return queue_.poll(ticket);
  }
  Result<NamedTensors> take(Ticket ticket) override {
    const std::lock_guard lock(mutex_);
    return queue_.take(ticket);
  }
  void cancel(Ticket ticket) override {
    const std::lock_guard lock(mutex_);
    queue_.cancel(ticket);
  }
  bool idle() override {
    const std::lock_guard lock(mutex_);
    return queue_.idle();
  }
  double milliseconds_a_picture() override {
    const std::lock_guard lock(mutex_);
    return queue_.milliseconds_a_picture();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      auto job = queue_.start_next();
      if (!job) {
        wake_.wait(lock);
        continue;
      }
      lock.unlock();
      const auto before = std::chrono::steady_clock::now();
      auto outputs = run(job->inputs);
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
      lock.lock();
      queue_.finish(job->ticket, std::move(outputs), took.count());
    }
  }

  Result<NamedTensors> run(NamedTensors& inputs) {
    if (auto fits = check_inputs(*model_, inputs); !fits) return fits.error();
    for (NamedTensor& input : inputs)
      if (port_named(model_->inputs, input.name)->kind != PortKind::class_label)
        apply_value_ops(model_->prepare, input.tensor);
    try {
      auto outputs = call(inputs);
      if (!outputs) return outputs;
      if (auto fits = check_outputs(*model_, *outputs); !fits) return fits.error();
      for (NamedTensor& output : *outputs)
        if (port_named(model_->outputs, output.name)->kind == PortKind::image)
          apply_value_ops(model_->finish, output.tensor);
      return outputs;
    } catch (const std::exception& thrown) {
      return Error{"The model '" + model_->id + "' could not be run (" + first_line(thrown) +
                   "); nothing was drawn from it."};
    }
  }

  Result<NamedTensors> call(NamedTensors& inputs) {
    std::vector<std::string> outputs;
    for (const Port& port : model_->outputs) outputs.push_back(port.name);
    return call_session(session_, running_, inputs, outputs);
  }

  std::shared_ptr<const Model> model_;
  Ort::Session session_;
  Ort::RunOptions running_;
  std::mutex mutex_;
  std::condition_variable wake_;
  LaneQueue queue_;
  bool stopping_ = false;
  std::thread worker_;  // last: it starts when everything above stands
};

}  // namespace

Result<std::shared_ptr<Session>> ort_session_from_bytes(std::shared_ptr<const Model> model,
                                                        std::span<const std::uint8_t> graph,
                                                        const OrtOptions& options) {
  const auto looked_at = check_graph(graph, {}, "The graph of '" + model->id + "'");
  if (!looked_at) return looked_at.error();
  if (auto fits = check_graph_ports(*model, *looked_at); !fits) return fits.error();
  try {
    Ort::Session session = compile_graph(graph, options);
    return std::shared_ptr<Session>(std::make_shared<OrtSession>(std::move(model), std::move(session)));
  } catch (const std::exception& thrown) {
    return Error{"ONNX Runtime refused the graph of '" + model->id + "' (" + first_line(thrown) +
                 "); the model was not loaded."};
  }
}

Result<LoadedModel> load_package(const std::filesystem::path& folder, std::string_view role,
                                 const OrtOptions& options) {
  auto package = package_from_folder(folder);
  if (!package) return package.error();
  const auto graph = package_file(*package, role);
  if (!graph) return graph.error();
  LoadedModel loaded;
  loaded.model = std::make_shared<const Model>(std::move(package->model));
  auto session = ort_session_from_bytes(loaded.model, *graph, options);
  if (!session) return session.error();
  loaded.session = std::move(*session);
  return loaded;
}

Result<NamedTensors> run_and_wait(Session& session, NamedTensors inputs) {
  const Ticket ticket = session.submit(std::move(inputs), {.lane = "wait", .policy = Policy::every});
  while (session.poll(ticket) == TicketState::pending) std::this_thread::sleep_for(std::chrono::microseconds(200));
  return session.take(ticket);
}

}  // namespace reverie
