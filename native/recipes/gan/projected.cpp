// Recipe gan with a projected discriminator (Sauer et al. 2021) under the hinge loss (Lim & Ye 2017), and a memory:
// every training picture owns a learned code from which it must come back (Bojanowski et al. 2018), and a latent code
// recalls one or mixes a few. What is recalled stays crisp; the discriminator teaches how mixtures look.
#include <filesystem>

#include "native/nets/projected_discriminator.h"
#include "native/recipes/gan/adversarial.h"
#include "native/recipes/gan/kinds.h"
#include "native/recipes/gan/memory.h"
#include "native/recipes/gan/networks.h"
#include "native/train/augment.h"
#include "native/train/autocast.h"

namespace reverie::recipes {
namespace {

using torch::Tensor;

constexpr double shortest_code = 0.5;

class ProjectedGan : public AdversarialRecipe {
 public:
  Result<void> build(const Settings& settings, const DatasetShape& data, const Machine& machine,
                     std::uint64_t seed) override {
    auto networks = projected_networks(settings, data, seed);
    if (!networks) return networks.error();
    g_ = networks->generator, average_ = networks->average, d_ = networks->discriminator;
    take(settings, machine, g_, average_, d_.ptr());
    adam_g_ = generator_optimiser(settings, *g_);
    adam_d_ = Adam(settings.number("beta1"), settings.number("beta2"), 1e-8);
    adam_d_.add_group(d_->parameters(), settings.number("lr-d"));
    return {};
  }

  Result<nlohmann::json> prepare(const Dataset& data, std::uint64_t) override {
    const std::filesystem::path folder = settings_.text("features");
    const auto hash = d_->features->load(folder);
    if (!hash) return hash.error();
    const std::string& wanted = settings_.text("features-sha256");
    if (!wanted.empty() && wanted != *hash) {
      return Error{"The weights in '" + folder.string() + "' have the sha256 " + *hash +
                   ", and features-sha256 asks for " + wanted + "; nothing was trained."};
    }
    const torch::NoGradGuard no_grad;
    d_->measure(pictures_of(data, 0, std::min(preparing_rows, data.count)).to(machine_.device));
    if (g_->recall) {
      remember(data, {g_, average_}, machine_, [&](const Tensor& x) { return nets::descriptions(d_->look(x), x); });
    }
    return nlohmann::json{{"features", folder.filename().string()}, {"features-sha256", *hash}};
  }

  void step(const Batch& batch, const StepContext& at, Meters& meters) override {
    const double rate = rate_scale(settings_, at);
    const Parts parts = parts_of(batch.pictures.size(0));
    const bool judging =
        !g_->recall || at.step >= std::llround(settings_.number("adversarial-from") * static_cast<double>(at.steps));
    const auto own_rows = g_->recall ? (judging ? parts.alone + parts.anchored : batch.pictures.size(0)) : 0;
    const auto [own, judged] =
        under_autocast(machine_, [&] { return draw_parts(batch, at, parts, own_rows, judging); });
    Tensor loss = torch::zeros({}, machine_.device);
    if (own_rows > 0) loss = loss + recollection(own - batch.pictures.narrow(0, 0, own_rows), settings_, meters);
    if (judging)
      loss = loss + judgement(judged, batch.pictures.narrow(0, parts.alone, parts.judged), parts, rate, at, meters);
    adam_g_.zero_grad();
    loss.backward();
    adam_g_.step(rate);
    average_weights(batch.pictures.size(0), at);
  }

 private:
  // A batch is: rows that only recollect, then rows that are judged, of which the first are pictures by their own code.
  struct Parts {
    std::int64_t alone = 0, judged = 0, anchored = 0;
  };
  Parts parts_of(std::int64_t rows) const {
    if (!g_->recall) return {0, rows, 0};
    const std::int64_t judged = std::min(rows, settings_.integer("adversarial-rows"));
    return {rows - judged, judged, judged / 4};
  }

  // Pictures by their own codes, and pictures to be judged: anchored ones by their own codes, the others from z.
  std::pair<Tensor, Tensor> draw_parts(const Batch& batch, const StepContext& at, const Parts& parts,
                                       std::int64_t own_rows, bool judging) {
    Tensor own, judged;
    if (own_rows > 0) own = g_->paint(g_->recall->own(batch.items.narrow(0, 0, own_rows)), {});
    if (!judging) return {own, judged};
    const std::int64_t free = parts.judged - parts.anchored, first = parts.alone + parts.anchored;
    auto z = normals_at(at.seed, Purpose::latent, at.step, free, g_->z_size()).to(machine_.device);
    // Shorter codes recall less decidedly: mixtures are judged often, and look right under truncation.
    if (g_->recall) z = z * torch::linspace(shortest_code, 1, free).to(machine_.device).unsqueeze(1);
    const auto given = given_labels(settings_, at, free, static_cast<std::int64_t>(batch.labels.size()));
    std::vector<Tensor> labels;
    for (std::size_t a = 0; a < batch.labels.size(); ++a) {
      labels.push_back(batch.labels[a].narrow(0, first, free) *
                       given.narrow(1, static_cast<std::int64_t>(a), 1).to(machine_.device));
    }
    judged = g_->forward(z, labels);
    if (parts.anchored > 0) judged = torch::cat({own.narrow(0, parts.alone, parts.anchored), judged});
    return {own, judged};
  }

  // One step of the discriminator; then what the generator should mind.
  Tensor judgement(const Tensor& fakes, const Tensor& reals, const Parts& parts, double rate, const StepContext& at,
                   Meters& meters) {
    const auto how = augmentation_at(at.seed, at.step, reals.size(0), reals.size(2));
    const bool augmenting = settings_.text("augment") == "on";
    const Tensor shown = augmenting ? augmented(fakes, how) : fakes;
    const Tensor real = augmenting ? augmented(reals, how) : reals;
    const auto seen = under_autocast(machine_, [&] { return d_->look(shown); });
    const auto seen_real = under_autocast(machine_, [&] {
      const torch::NoGradGuard no_grad;
      return d_->look(real);
    });
    std::vector<Tensor> cut;
    for (const Tensor& map : seen) cut.push_back(map.detach());
    const auto [on_fakes, on_reals] =
        under_autocast(machine_, [&] { return std::pair(d_->judge(cut, shown.detach()), d_->judge(seen_real, real)); });
    const Tensor d_loss = torch::relu(1 + on_fakes).mean() + torch::relu(1 - on_reals).mean();
    adam_d_.zero_grad();
    d_loss.backward();
    adam_d_.step(rate);
    meters.add("d_loss", d_loss);
    meters.add("d_reals", on_reals.mean());
    meters.add("d_fakes", on_fakes.mean());
    return opinion(seen, seen_real, shown, parts, meters);
  }

  Tensor opinion(const std::vector<Tensor>& seen, const std::vector<Tensor>& seen_real, const Tensor& shown,
                 const Parts& parts, Meters& meters) {
    const FrozenParameters frozen(*d_);
    const Tensor adversarial = -under_autocast(machine_, [&] { return d_->judge(seen, shown); }).mean();
    meters.add("g_loss", adversarial);
    Tensor loss = adversarial * settings_.number("adversarial-weight");
    if (parts.anchored == 0) return loss;
    std::vector<Tensor> mine, theirs;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      mine.push_back(seen[i].narrow(0, 0, parts.anchored));
      theirs.push_back(seen_real[i].narrow(0, 0, parts.anchored));
    }
    const Tensor off = nets::distance_seen(mine, theirs);
    meters.add("features", off);
    return loss + off * settings_.number("feature-weight");
  }

  std::shared_ptr<nets::TrunkGenerator> g_, average_;
  nets::ProjectedDiscriminator d_{nullptr};
};

}  // namespace

std::unique_ptr<Recipe> make_projected_gan() { return std::make_unique<ProjectedGan>(); }

}  // namespace reverie::recipes
