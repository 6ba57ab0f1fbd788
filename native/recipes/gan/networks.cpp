#include "native/recipes/gan/networks.h"

namespace reverie::recipes {
namespace {

Error mismatch(const std::string& key, std::size_t given, const std::string& wanted) {
  return Error{"'" + key + "' names " + std::to_string(given) + " widths, and " + wanted + "; nothing was trained."};
}

Result<std::vector<nets::AxisSpec>> axes_from_settings(const Settings& settings, const DatasetShape& data) {
  std::vector<nets::AxisSpec> axes;
  for (const auto& [name, classes] : data.axes) axes.push_back({name, classes, {}});
  if (!data.layered) return axes;
  const auto& widths = settings.integers("sheet-widths");
  const std::size_t layers = axes.size() - 1;
  if (widths.size() != 3 && widths.size() != 3 * layers) {
    return mismatch(
        "sheet-widths", widths.size(),
        "these data have " + std::to_string(layers) + " layers, so 3 or " + std::to_string(3 * layers) + " are needed");
  }
  for (std::size_t i = 0; i < layers; ++i) {
    const std::size_t at = widths.size() == 3 ? 0 : 3 * i;
    axes[i + 1].sheet = {static_cast<int>(widths[at]), static_cast<int>(widths[at + 1]),
                         static_cast<int>(widths[at + 2])};
  }
  return axes;
}

std::shared_ptr<nets::Generator> make_generator(const Settings& settings, const DatasetShape& data,
                                                const std::vector<nets::AxisSpec>& axes) {
  const int z_size = static_cast<int>(settings.integer("z-size"));
  if (data.layered) {
    return std::make_shared<nets::StackGenerator>(z_size, data.size, axes, settings.number("sharpness"));
  }
  const auto& widths = settings.integers("trunk-widths");
  const auto width = [&](std::size_t i) { return static_cast<int>(widths[i]); };
  return std::make_shared<nets::TrunkGenerator>(z_size, data.size, axes,
                                                nets::TrunkWidths{width(0), width(1), width(2), width(3)});
}

}  // namespace

Result<GanNetworks> networks_from_settings(const Settings& settings, const DatasetShape& data, std::uint64_t seed) {
  if (data.size != 16 && data.size != 32 && data.size != 64) {
    return Error{"Recipe gan draws pictures of 16, 32 or 64 pixels, and these data have " + std::to_string(data.size) +
                 "; nothing was trained."};
  }
  auto axes = axes_from_settings(settings, data);
  if (!axes) return axes.error();
  const auto& trunk = settings.integers("trunk-widths");
  if (!data.layered && trunk.size() != 4) return mismatch("trunk-widths", trunk.size(), "4 are needed");
  const auto& widths = settings.integers("d-widths");
  const auto wanted = static_cast<std::size_t>(nets::DiscriminatorImpl::width_count(data.size));
  if (widths.size() != wanted) {
    return mismatch("d-widths", widths.size(),
                    std::to_string(wanted) + " are needed at " + std::to_string(data.size) + " pixels");
  }
  GanNetworks networks;
  networks.generator = make_generator(settings, data, *axes);
  networks.average = make_generator(settings, data, *axes);
  networks.discriminator = nets::Discriminator(data.size, std::vector<int>(widths.begin(), widths.end()),
                                               static_cast<int>(settings.integer("d-features")), *axes);
  Random for_generator = random_at(seed, Purpose::weights, 0), for_average = for_generator;
  Random for_discriminator = random_at(seed, Purpose::weights, 1);
  networks.generator->initialise(for_generator);
  networks.average->initialise(for_average);
  networks.discriminator->initialise(for_discriminator);
  return networks;
}

}  // namespace reverie::recipes
