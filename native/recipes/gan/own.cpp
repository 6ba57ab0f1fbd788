// Recipe gan with a discriminator of its own: non-saturating loss (Goodfellow et al. 2014), lazy R1 (Mescheder et al.
// 2018; Karras et al. 2020), averaged weights, labels dropped at random so that the latent code learns to speak where
// they are silent.
#include "native/recipes/gan/adversarial.h"
#include "native/recipes/gan/kinds.h"
#include "native/recipes/gan/networks.h"
#include "native/train/autocast.h"

namespace reverie::recipes {
namespace {

using torch::Tensor;

class OwnGan : public AdversarialRecipe {
 public:
  Result<void> build(const Settings& settings, const DatasetShape& data, const Machine& machine,
                     std::uint64_t seed) override {
    auto networks = networks_from_settings(settings, data, seed);
    if (!networks) return networks.error();
    layered_ = data.layered;
    g_ = networks->generator, d_ = networks->discriminator;
    take(settings, machine, g_, networks->average, d_.ptr());
    adam_g_ = generator_optimiser(settings, *g_);
    adam_d_ = discriminator_optimiser(settings, d_->parameters());
    return {};
  }

  void step(const Batch& batch, const StepContext& at, Meters& meters) override {
    const double rate = rate_scale(settings_, at);
    const auto axes = static_cast<int64_t>(batch.labels.size());
    const auto given = given_labels(settings_, at, batch.pictures.size(0), axes).to(machine_.device);  // (N,A)
    std::vector<Tensor> labels;
    for (std::size_t a = 0; a < batch.labels.size(); ++a) {
      labels.push_back(batch.labels[a] * given.narrow(1, static_cast<int64_t>(a), 1));
    }
    const auto z =
        normals_at(at.seed, Purpose::latent, at.step, batch.pictures.size(0), g_->z_size()).to(machine_.device);
    const Tensor fakes = under_autocast(machine_, [&] { return g_->forward(z, labels); });
    step_discriminator(batch.pictures, fakes.detach(), labels, rate, at, meters);
    step_generator(batch.pictures, fakes, labels, given, rate, meters);
    average_weights(batch.pictures.size(0), at);
  }

 private:
  void step_discriminator(const Tensor& reals, const Tensor& fakes, const std::vector<Tensor>& labels, double rate,
                          const StepContext& at, Meters& meters) {
    const auto [on_fakes, on_reals] =
        under_autocast(machine_, [&] { return std::pair(d_->forward(fakes, labels), d_->forward(reals, labels)); });
    const Tensor loss = torch::softplus(on_fakes).mean() + torch::softplus(-on_reals).mean();
    adam_d_.zero_grad();
    loss.backward();
    adam_d_.step(rate);
    meters.add("d_loss", loss);
    meters.add("d_reals", on_reals.mean());
    meters.add("d_fakes", on_fakes.mean());
    const auto every = settings_.integer("r1-every");
    if (settings_.number("r1-gamma") > 0 && at.step % every == 0) penalise_gradient(reals, labels, rate, meters);
  }

  void penalise_gradient(const Tensor& reals, const std::vector<Tensor>& labels, double rate, Meters& meters) {
    const Tensor x = reals.detach().clone().requires_grad_(true);
    const Tensor score = under_autocast(machine_, [&] { return d_->forward(x, labels).sum(); });
    const Tensor gradient = torch::autograd::grad({score}, {x}, {}, true, /*create_graph=*/true)[0];
    const Tensor r1 = gradient.square().sum({1, 2, 3}).mean();
    adam_d_.zero_grad();
    (r1 * (settings_.number("r1-gamma") / 2 * static_cast<double>(settings_.integer("r1-every")))).backward();
    adam_d_.step(rate);
    meters.add("r1", r1);
  }

  void step_generator(const Tensor& reals, const Tensor& fakes, const std::vector<Tensor>& labels, const Tensor& given,
                      double rate, Meters& meters) {
    const FrozenParameters frozen(*d_);
    const Tensor score = under_autocast(machine_, [&] { return d_->forward(fakes, labels); });
    const Tensor adversarial = torch::softplus(-score).mean();
    Tensor loss = adversarial * settings_.number("adversarial-weight");
    if (layered_) {
      // Where every label is given, the labels name the very picture.
      const Tensor paired = (given.mean(1) == 1).to(torch::kFloat32).view({-1, 1, 1, 1});  // (N,1,1,1)
      const Tensor count = paired.sum() * static_cast<double>(reals[0].numel()) + 1e-6;
      const Tensor off = (fakes - reals) * paired;
      const Tensor l1 = off.abs().sum() / count, l2 = off.square().sum() / count;
      loss = loss + l1 * settings_.number("l1-weight") + l2 * settings_.number("l2-weight");
      meters.add("l1", l1);
    }
    adam_g_.zero_grad();
    loss.backward();
    adam_g_.step(rate);
    meters.add("g_loss", adversarial);
  }

  bool layered_ = false;
  std::shared_ptr<nets::Generator> g_;
  nets::Discriminator d_{nullptr};
};

}  // namespace

std::unique_ptr<Recipe> make_own_gan() { return std::make_unique<OwnGan>(); }

}  // namespace reverie::recipes
