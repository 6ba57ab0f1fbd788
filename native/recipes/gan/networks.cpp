#include "native/recipes/gan/networks.h"

#include <string_view>

#include "native/nets/transposed.h"

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

std::vector<int> widths_from_settings(const Settings& settings, std::string_view key, std::vector<int> usual) {
  const auto& given = settings.integers(key);
  return given.empty() ? usual : std::vector<int>(given.begin(), given.end());
}

std::vector<int> discriminator_widths(const Settings& settings, int size) {
  std::vector<int> usual = {48, 64, 96, 96, 128};
  if (size == 16) usual.erase(usual.begin(), usual.begin() + 2);
  if (size == 64) usual.insert(usual.begin(), 2, 32);
  return widths_from_settings(settings, "d-widths", usual);
}

std::vector<int> transposed_widths(const Settings& settings, int size) {
  std::vector<int> usual;
  for (int i = 0; i < nets::TransposedGenerator::width_count(size); ++i) usual.push_back(192 >> i);
  return widths_from_settings(settings, "transposed-widths", usual);
}

bool transposed(const Settings& settings) { return settings.text("generator") == "transposed"; }

// The widths of a generator for plain pictures are as many as its kind takes.
Result<void> check_widths(const Settings& settings, int size) {
  if (!transposed(settings)) {
    const auto given = settings.integers("trunk-widths").size();
    return given == 4 ? Result<void>{} : mismatch("trunk-widths", given, "4 are needed");
  }
  const auto given = transposed_widths(settings, size).size();
  const auto wanted = static_cast<std::size_t>(nets::TransposedGenerator::width_count(size));
  if (given == wanted) return {};
  return mismatch("transposed-widths", given,
                  std::to_string(wanted) + " are needed at " + std::to_string(size) + " pixels");
}

nets::TrunkWidths trunk_widths(const Settings& settings) {
  const auto& widths = settings.integers("trunk-widths");
  const auto width = [&](std::size_t i) { return static_cast<int>(widths[i]); };
  return {width(0), width(1), width(2), width(3), settings.text("trunk-begin") == "eighth"};
}

std::shared_ptr<nets::Generator> make_generator(const Settings& settings, const DatasetShape& data,
                                                const std::vector<nets::AxisSpec>& axes) {
  const int z_size = static_cast<int>(settings.integer("z-size"));
  if (data.layered) {
    return std::make_shared<nets::StackGenerator>(z_size, data.size, axes, settings.number("sharpness"));
  }
  if (transposed(settings)) {
    return std::make_shared<nets::TransposedGenerator>(z_size, data.size, axes, transposed_widths(settings, data.size));
  }
  return std::make_shared<nets::TrunkGenerator>(z_size, data.size, axes, trunk_widths(settings));
}

Result<void> check_size(const DatasetShape& data) {
  if (data.size == 16 || data.size == 32 || data.size == 64) return {};
  return Error{"Recipe gan draws pictures of 16, 32 or 64 pixels, and these data have " + std::to_string(data.size) +
               "; nothing was trained."};
}

// What both kinds with a trunk of plain pictures and a memory ask for.
Result<void> check_memory(const Settings& settings, const DatasetShape& data) {
  if (const auto fits = check_size(data); !fits) return fits;
  const std::string chosen = "discriminator = " + settings.text("discriminator");
  const double sharpness = settings.number("recall");
  if (data.layered) {
    return Error{chosen + " is for plain pictures, and these data are layered sprites; take own. Nothing was trained."};
  }
  if (sharpness > 0 && data.count > max_remembered) {
    return Error{"A memory holds at most " + std::to_string(max_remembered) + " pictures, and these data have " +
                 std::to_string(data.count) + "; take discriminator = own. Nothing was trained."};
  }
  if (transposed(settings)) {
    return Error{chosen +
                 " trains a trunk, and generator = transposed was given; take generator = trunk or "
                 "discriminator = own. Nothing was trained."};
  }
  return check_widths(settings, data.size);
}

Result<void> check_projected(const Settings& settings, const DatasetShape& data) {
  if (const auto fits = check_memory(settings, data); !fits) return fits;
  if (settings.text("features").empty()) {
    return Error{
        "discriminator = projected looks through SqueezeNet, and 'features' names no folder with its weights; "
        "nothing was trained."};
  }
  if (!data.axes.empty() && settings.number("recall") == 0) {
    return Error{
        "discriminator = projected needs a memory to mind labels, and recall is 0; set recall = 16 or take "
        "own. Nothing was trained."};
  }
  return {};
}

Result<RememberingNetworks> trunks(const Settings& settings, const DatasetShape& data, std::uint64_t seed) {
  const double sharpness = settings.number("recall");
  auto axes = axes_from_settings(settings, data);
  if (!axes) return axes.error();
  const nets::RecallSpec memory{sharpness > 0 ? static_cast<int>(data.count) : 0, sharpness};
  const int z_size = static_cast<int>(settings.integer("z-size"));
  RememberingNetworks networks;
  for (auto* net : {&networks.generator, &networks.average}) {
    *net = std::make_shared<nets::TrunkGenerator>(z_size, data.size, *axes, trunk_widths(settings), memory);
    Random random = random_at(seed, Purpose::weights, 0);
    (*net)->initialise(random);
  }
  return networks;
}

}  // namespace

Result<GanNetworks> networks_from_settings(const Settings& settings, const DatasetShape& data, std::uint64_t seed) {
  if (const auto fits = check_size(data); !fits) return fits.error();
  auto axes = axes_from_settings(settings, data);
  if (!axes) return axes.error();
  if (!data.layered)
    if (auto fits = check_widths(settings, data.size); !fits) return fits.error();
  const auto widths = discriminator_widths(settings, data.size);
  const auto wanted = static_cast<std::size_t>(nets::DiscriminatorImpl::width_count(data.size));
  if (widths.size() != wanted) {
    return mismatch("d-widths", widths.size(),
                    std::to_string(wanted) + " are needed at " + std::to_string(data.size) + " pixels");
  }
  GanNetworks networks;
  networks.generator = make_generator(settings, data, *axes);
  networks.average = make_generator(settings, data, *axes);
  networks.discriminator =
      nets::Discriminator(data.size, widths, static_cast<int>(settings.integer("d-features")), *axes);
  Random for_generator = random_at(seed, Purpose::weights, 0), for_average = for_generator;
  Random for_discriminator = random_at(seed, Purpose::weights, 1);
  networks.generator->initialise(for_generator);
  networks.average->initialise(for_average);
  networks.discriminator->initialise(for_discriminator);
  return networks;
}

Result<RememberingNetworks> remembering_networks(const Settings& settings, const DatasetShape& data,
                                                 std::uint64_t seed) {
  if (const auto fits = check_memory(settings, data); !fits) return fits.error();
  if (settings.number("recall") == 0) {
    return Error{
        "discriminator = none learns by its memory alone, and recall is 0; set recall = 16 or take own. Nothing was "
        "trained."};
  }
  return trunks(settings, data, seed);
}

Result<ProjectedNetworks> projected_networks(const Settings& settings, const DatasetShape& data, std::uint64_t seed) {
  if (const auto fits = check_projected(settings, data); !fits) return fits.error();
  auto both = trunks(settings, data, seed);
  if (!both) return both.error();
  ProjectedNetworks networks{std::move(both).value(), nets::ProjectedDiscriminator{nullptr}};
  networks.discriminator = nets::ProjectedDiscriminator(
      data.size, nets::ProjectedWidths{static_cast<int>(settings.integer("feature-side")),
                                       static_cast<int>(settings.integer("feature-depth")),
                                       static_cast<int>(settings.integer("head-channels")), 32});
  Random random = random_at(seed, Purpose::weights, 1);
  networks.discriminator->initialise(random);
  return networks;
}

}  // namespace reverie::recipes
