// What all ways of training share: a generator, its running average, perhaps a discriminator, and an optimiser for each
// that learns; how they are drawn from, saved and published.
#pragma once

#include <memory>

#include "native/recipes/gan/schedule.h"
#include "native/train/recipe.h"

namespace reverie::recipes {

class AdversarialRecipe : public Recipe {
 public:
  torch::Tensor draw(const Fixed& fixed) override;
  NamedState state() override;
  std::shared_ptr<nets::Generator> published() override { return averaged_; }

 protected:
  // Moves the networks to the machine; the average is never trained itself. The optimisers are the caller's to make.
  // No discriminator: nothing judges.
  void take(const Settings& settings, const Machine& machine, std::shared_ptr<nets::Generator> generator,
            std::shared_ptr<nets::Generator> average, std::shared_ptr<torch::nn::Module> discriminator);
  // After a step over so many rows. Buffers are averaged like parameters: the statistics of batch normalisations belong
  // to the weights that made them.
  void average_weights(std::int64_t rows, const StepContext& at);

  Settings settings_;
  Machine machine_;
  Adam adam_g_, adam_d_;

 private:
  std::shared_ptr<nets::Generator> generator_, averaged_;
  std::shared_ptr<torch::nn::Module> discriminator_;
};

}  // namespace reverie::recipes
