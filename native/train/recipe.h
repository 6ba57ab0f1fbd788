// Recipe: one training procedure. The loop (loop.h) calls it, and knows nothing of what it trains.
#pragma once

#include <torch/torch.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "native/data/dataset.h"
#include "native/nets/generator.h"
#include "native/train/settings.h"
#include "shared/random/random.h"

namespace reverie {

// What a recipe may know of the data before it builds its networks.
struct DatasetShape {
  int size = 0;
  bool layered = false;                           // the labels of a sample decide every pixel
  std::vector<std::pair<std::string, int>> axes;  // name, number of labels
  std::int64_t count = 0;                         // pictures, or sprites of all layers
};

// Where and how the arithmetic runs.
struct Machine {
  torch::Device device = torch::kCPU;
  bool bfloat16 = false;  // forward passes under autocast; weights, optimiser and losses stay float32
  // Tensors (N,C,H,W) lie in memory as (N,H,W,C): another order of summing, so other bits, and often faster.
  bool channels_last = false;
};

struct Batch {
  torch::Tensor pictures;             // (N,3,S,S) float32 sRGB in [-1,1]
  std::vector<torch::Tensor> labels;  // one (N,K) an axis: one-hot rows, zero rows where nothing is known
  torch::Tensor items;                // (N) int64: which picture of the dataset; undefined for layered sprites
};

struct StepContext {
  std::uint64_t seed = 0;
  std::int64_t step = 0;   // from 0
  std::int64_t steps = 0;  // how many there will be
};

// What is drawn for the grids: the same codes and labels all along.
struct Fixed {
  torch::Tensor z;                    // (N,Z)
  std::vector<torch::Tensor> labels;  // (N,K) an axis
};

// Sums of what a step reports; the loop prints their means a tick. Tensors are kept as they are: reading one would
// wait.
class Meters {
 public:
  void add(const std::string& name, torch::Tensor value) { sums_[name].push_back(value.detach()); }
  std::map<std::string, double> take();
  std::map<std::string, double> means() const;
  // All of `later`, as if it had been added here.
  void join(const Meters& later);

 private:
  std::map<std::string, std::vector<torch::Tensor>> sums_;
};

using NamedState = std::vector<std::pair<std::string, torch::Tensor>>;
// What an optimiser remembers is named adam…; a run that starts from another's weights leaves it behind.
inline bool belongs_to_optimiser(const std::string& name) { return name.starts_with("adam"); }

class Recipe {
 public:
  virtual ~Recipe() = default;
  // Builds networks and optimisers from (seed). Fails with a sentence when settings and data do not fit.
  virtual Result<void> build(const Settings& settings, const DatasetShape& data, const Machine& machine,
                             std::uint64_t seed) = 0;
  // Once, before the first step of a new run: what the networks take from the data or from other files. A resumed run
  // finds it in its snapshot instead. Gives settings as they came to be, for config.json: never a path of this machine.
  virtual Result<nlohmann::json> prepare(const Dataset&, std::uint64_t /*seed*/) { return nlohmann::json::object(); }
  // One optimiser step of everything.
  virtual void step(const Batch& batch, const StepContext& context, Meters& meters) = 0;
  // (N,3,S,S) by the averaged weights, float32 on the CPU.
  virtual torch::Tensor draw(const Fixed& fixed) = 0;
  // All that a resumed run needs, by name; restoring copies into these very tensors.
  virtual NamedState state() = 0;
  // The network that is published, with averaged weights.
  virtual std::shared_ptr<nets::Generator> published() = 0;
};

// Counter-based randomness: what is drawn depends on (seed, purpose, step, item) and on nothing that happened before.
enum class Purpose : std::uint64_t {
  weights = 1,
  data = 2,
  latent = 3,
  labels = 4,
  grid = 5,
  golden = 6,
  augmentation = 7
};
// step < 2^36, item < 2^20
Random random_at(std::uint64_t seed, Purpose purpose, std::int64_t step = 0, std::int64_t item = 0);

// (N,Z) standard normals, one stream a row.
torch::Tensor normals_at(std::uint64_t seed, Purpose purpose, std::int64_t step, std::int64_t rows, std::int64_t width);

}  // namespace reverie
