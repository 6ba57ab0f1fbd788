#include "native/recipes/gan/adversarial.h"

namespace reverie::recipes {

using torch::Tensor;

void AdversarialRecipe::take(const Settings& settings, const Machine& machine,
                             std::shared_ptr<nets::Generator> generator, std::shared_ptr<nets::Generator> average,
                             std::shared_ptr<torch::nn::Module> discriminator) {
  settings_ = settings;
  machine_ = machine;
  generator_ = std::move(generator), averaged_ = std::move(average), discriminator_ = std::move(discriminator);
  generator_->to(machine.device), averaged_->to(machine.device);
  if (discriminator_) discriminator_->to(machine.device);
  averaged_->eval();
  for (auto& parameter : averaged_->parameters()) parameter.set_requires_grad(false);
}

Tensor AdversarialRecipe::draw(const Fixed& fixed) {
  const torch::NoGradGuard no_grad;
  std::vector<Tensor> labels;
  for (const Tensor& y : fixed.labels) labels.push_back(y.to(machine_.device));
  return averaged_->forward(fixed.z.to(machine_.device), labels).to(torch::kCPU);
}

NamedState AdversarialRecipe::state() {
  NamedState state;
  const auto append = [&](const std::string& prefix, const torch::nn::Module& net) {
    for (const auto& item : net.named_parameters()) state.emplace_back(prefix + item.key(), item.value());
    for (const auto& item : net.named_buffers()) state.emplace_back(prefix + item.key(), item.value());
  };
  append("generator.", *generator_);
  append("average.", *averaged_);
  if (discriminator_) append("discriminator.", *discriminator_);
  adam_g_.append_state("adam-g", state);
  if (discriminator_) adam_d_.append_state("adam-d", state);
  return state;
}

void AdversarialRecipe::average_weights(std::int64_t rows, const StepContext& at) {
  const torch::NoGradGuard no_grad;
  const double step = 1 - kept_average(settings_, at, rows);
  at::_foreach_lerp_(averaged_->parameters(), generator_->parameters(), step);
  const auto from = generator_->buffers(), to = averaged_->buffers();
  for (std::size_t i = 0; i < to.size(); ++i)
    if (to[i].is_floating_point()) to[i].lerp_(from[i], step);
}

}  // namespace reverie::recipes
