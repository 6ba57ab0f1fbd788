// Recipe gan: the setting `discriminator` chooses how it trains.
#include "native/train/recipe.h"

#include "native/recipes/gan/kinds.h"

namespace reverie::recipes {
namespace {

std::unique_ptr<Recipe> chosen_by(const std::string& discriminator) {
  if (discriminator == "projected") return make_projected_gan();
  return discriminator == "none" ? make_remembering_gan() : make_own_gan();
}

class Gan : public Recipe {
 public:
  Result<void> build(const Settings& settings, const DatasetShape& data, const Machine& machine,
                     std::uint64_t seed) override {
    chosen_ = chosen_by(settings.text("discriminator"));
    return chosen_->build(settings, data, machine, seed);
  }
  Result<nlohmann::json> prepare(const Dataset& data, std::uint64_t seed) override {
    return chosen_->prepare(data, seed);
  }
  void step(const Batch& batch, const StepContext& at, Meters& meters) override { chosen_->step(batch, at, meters); }
  torch::Tensor draw(const Fixed& fixed) override { return chosen_->draw(fixed); }
  NamedState state() override { return chosen_->state(); }
  std::shared_ptr<nets::Generator> published() override { return chosen_->published(); }

 private:
  std::unique_ptr<Recipe> chosen_;
};

}  // namespace

std::unique_ptr<Recipe> make_gan() { return std::make_unique<Gan>(); }

}  // namespace reverie::recipes
