// What our Session costs over bare ONNX Runtime: the same package, the same inputs, one thread each, in turn.
//   reverie-bench [MODEL_FOLDER]        name  ratio×  vs peer  (figures)
#include <onnxruntime_cxx_api.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "native/runtime/ort_session.h"
#include "native/runtime/package.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

constexpr int warm_up = 20, rounds = 400;

double milliseconds(auto&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

// One code, all label axes free: the inputs of one picture, in the order of the ports.
NamedTensors one_picture(const Model& model) {
  Random random(1);
  NamedTensors inputs;
  for (const Port& port : model.inputs) {
    Shape shape;
    for (const Dimension& dimension : port.shape) shape.push_back(std::max<std::int64_t>(dimension.size, 1));
    Tensor tensor = std::move(Tensor::zeros(shape).value());
    if (port.kind == PortKind::latent) {
      for (float& number : tensor.floats()) number = static_cast<float>(random.normal());
    }
    inputs.push_back({port.name, std::move(tensor)});
  }
  return inputs;
}

// The peer: ONNX Runtime's own session with nothing around it.
class Bare {
 public:
  Bare(const Bytes& graph, const Model& model, NamedTensors inputs) : inputs_(std::move(inputs)) {
    Ort::SessionOptions settings;
    settings.SetIntraOpNumThreads(1);
    session_ = Ort::Session(environment_, graph.data(), graph.size(), settings);
    for (NamedTensor& named : inputs_) {
      names_.push_back(named.name.c_str());
      const auto numbers = named.tensor.floats();
      const Shape& shape = named.tensor.shape();
      values_.push_back(
          Ort::Value::CreateTensor<float>(memory_, numbers.data(), numbers.size(), shape.data(), shape.size()));
    }
    output_ = model.outputs[0].name;
  }

  void run() {
    const char* output = output_.c_str();
    session_.Run(Ort::RunOptions{nullptr}, names_.data(), values_.data(), values_.size(), &output, 1);
  }

 private:
  Ort::Env environment_{ORT_LOGGING_LEVEL_ERROR, "bench"};
  Ort::MemoryInfo memory_ = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  Ort::Session session_{nullptr};
  NamedTensors inputs_;
  std::vector<const char*> names_;
  std::vector<Ort::Value> values_;
  std::string output_;
};

Result<void> bench(const std::filesystem::path& folder) {
  auto ours = load_package(folder);
  if (!ours) return ours.error();
  const auto package = package_from_folder(folder);
  if (!package) return package.error();
  const auto graph = package_file(*package, "generator");
  if (!graph) return graph.error();
  const NamedTensors inputs = one_picture(package->model);
  Bare bare(*graph, package->model, inputs);
  std::vector<double> our_times, bare_times;
  for (int i = 0; i < warm_up + rounds; ++i) {
    const double our_time = milliseconds([&] { static_cast<void>(run_and_wait(*ours->session, inputs)); });
    const double bare_time = milliseconds([&] { bare.run(); });
    if (i < warm_up) continue;
    our_times.push_back(our_time);
    bare_times.push_back(bare_time);
  }
  const double our_median = median(our_times), bare_median = median(bare_times);
  std::printf("one picture, native session  %.2f×  vs bare ONNX Runtime  (%s: %.3f ms, %.3f ms bare; medians of %d)\n",
              our_median / bare_median, package->model.id.c_str(), our_median, bare_median, rounds);
  return {};
}

}  // namespace
}  // namespace reverie

int main(int count, char** words) {
  const std::filesystem::path folder = count > 1 ? words[1] : reverie::default_models_folder() / "faces";
  if (const auto done = reverie::bench(folder); !done) {
    std::fprintf(stderr, "reverie-bench: %s\n", done.error().message.c_str());
    return 1;
  }
  return 0;
}
