// Recipe gan without a discriminator, for few pictures: a memory alone (memory.h), as generative latent optimisation
// (Bojanowski et al. 2018, arXiv:1707.05776). Each picture comes back from a learned code of its own; a latent code
// recalls one, or on the way between two a mixture that nobody drew. It cannot collapse and needs no other network.
#include "native/recipes/gan/adversarial.h"
#include "native/recipes/gan/kinds.h"
#include "native/recipes/gan/memory.h"
#include "native/recipes/gan/networks.h"
#include "native/train/autocast.h"

namespace reverie::recipes {
namespace {

// Drawings are nearly all paper. Pulled to white itself, tanh is driven where no gradient comes back, and the strokes
// never appear; so what goes into it is held where it bends: tanh(2) is 251 of 255.
constexpr double bend = 2, hold = 1;

class RememberingGan : public AdversarialRecipe {
 public:
  Result<void> build(const Settings& settings, const DatasetShape& data, const Machine& machine,
                     std::uint64_t seed) override {
    auto networks = remembering_networks(settings, data, seed);
    if (!networks) return networks.error();
    g_ = networks->generator, average_ = networks->average;
    take(settings, machine, g_, average_, nullptr);
    adam_g_ = generator_optimiser(settings, *g_);
    return {};
  }

  Result<nlohmann::json> prepare(const Dataset& data, std::uint64_t) override {
    remember(data, {g_, average_}, machine_, nets::coarse_colours);
    return nlohmann::json::object();
  }

  void step(const Batch& batch, const StepContext& at, Meters& meters) override {
    const torch::Tensor raw = under_autocast(machine_, [&] { return g_->unbounded(g_->recall->own(batch.items), {}); });
    const torch::Tensor beyond = torch::relu(raw.abs() - bend).square().mean();
    const torch::Tensor loss = recollection(torch::tanh(raw) - batch.pictures, settings_, meters) + beyond * hold;
    adam_g_.zero_grad();
    loss.backward();
    adam_g_.step(rate_scale(settings_, at));
    average_weights(batch.pictures.size(0), at);
  }

 private:
  std::shared_ptr<nets::TrunkGenerator> g_, average_;
};

}  // namespace

std::unique_ptr<Recipe> make_remembering_gan() { return std::make_unique<RememberingGan>(); }

}  // namespace reverie::recipes
