#include <algorithm>
#include <cctype>
#include <set>

#include "native/data/source_parts.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

// "v0-" of "v0-head-fox": the version of a series says nothing about the picture.
std::string without_version(const std::string& stem) {
  std::size_t digits = 1;
  while (digits < stem.size() && std::isdigit(static_cast<unsigned char>(stem[digits]))) ++digits;
  const bool versioned = stem.size() > digits + 1 && stem[0] == 'v' && digits > 1 && stem[digits] == '-';
  return versioned ? stem.substr(digits + 1) : stem;
}

std::string first_word(const std::string& text) { return text.substr(0, text.find('-')); }

// What a person reads: file names without a version, without the word that all of a layer share and without the
// name of their own axis. Names that would become equal keep what told them apart.
std::vector<std::string> labels_from_stems(const std::vector<std::string>& stems, const std::string& axis) {
  std::vector<std::string> labels;
  for (const std::string& stem : stems) labels.push_back(without_version(stem));
  const std::string word = first_word(labels[0]);
  const auto begins = [](const std::string& label, const std::string& with) {
    return label.size() > with.size() + 1 && first_word(label) == with;
  };
  const bool shared = labels.size() > 1 && std::all_of(labels.begin(), labels.end(),
                                                       [&](const std::string& label) { return begins(label, word); });
  for (std::string& label : labels) {
    const std::string& idle = shared ? word : axis;
    if (begins(label, idle)) label = label.substr(idle.size() + 1);
  }
  std::multiset<std::string> counted(labels.begin(), labels.end());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (counted.count(labels[i]) > 1) labels[i] = stems[i];
  }
  return labels;
}

// "3-heads" → "head": an axis is named by what one of its labels is.
std::string axis_name(const fs::path& folder) {
  const std::string name = folder.filename().string();
  std::string word = name.substr(name.find('-') + 1);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return std::isalnum(c) ? static_cast<char>(std::tolower(c)) : '-'; });
  const auto ends = [&](std::string_view end) { return word.size() > end.size() + 2 && word.ends_with(end); };
  if (word == "glasses") return word;
  if (ends("ies")) return word.substr(0, word.size() - 3) + "y";
  if (ends("s") && !ends("ss")) word.pop_back();
  return word;
}

Result<LabelAxis> read_layer(const fs::path& folder, const std::vector<fs::path>& files, PictureReader& reader,
                             const PackReport& report, std::vector<std::uint8_t>& pixels) {
  std::vector<std::string> stems;
  reader.read(files, [&](std::size_t file, const Image& sprite) {
    pixels.insert(pixels.end(), sprite.rgba().begin(), sprite.rgba().end());
    stems.push_back(plain_text(files[file].stem().string()));
  });
  const std::string name = printable(folder.string());
  if (stems.empty()) return Error{"No picture of the layer '" + name + "' can be read; " + report.problems.front()};
  if (stems.size() > max_labels_per_axis) {
    return Error{"The layer '" + name + "' holds " + std::to_string(stems.size()) +
                 " sprites, and 4096 are allowed; nothing was trained."};
  }
  const std::string axis = axis_name(folder);
  return LabelAxis{axis, labels_from_names(labels_from_stems(stems, axis))};
}

}  // namespace

Result<Dataset> dataset_from_layers(const std::string& folder, const std::vector<fs::path>& layers,
                                    const PackOptions& options, PackReport& report, const PackTick& tick) {
  if (options.grounds.empty())
    return Error{"Layered sprites need at least one colour in 'grounds'; nothing was trained."};
  report.kind = "layers";
  Dataset dataset;
  dataset.kind = DatasetKind::layers;
  dataset.size = options.size;
  dataset.record = record_from_folder(folder, report);
  dataset.axes.push_back({"background", options.grounds});
  std::vector<std::vector<fs::path>> files;
  std::size_t all = 0;
  for (const fs::path& layer : layers) {
    auto found = picture_files(layer, report);
    if (!found) return found.error();
    all += found->size();
    files.push_back(std::move(found).value());
  }
  report.found = static_cast<std::int64_t>(all);
  const auto room = check_room(report.found, static_cast<std::int64_t>(dataset.item_bytes()), printable(folder));
  if (!room) return room.error();
  PictureReader reader(folder, options, report, tick, all);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    auto axis = read_layer(layers[i], files[i], reader, report, dataset.pixels);
    if (!axis) return axis.error();
    const auto sprites = static_cast<std::int64_t>(axis->labels.size());
    dataset.count += sprites;
    report.labels.push_back({axis->name, sprites});
    dataset.axes.push_back(std::move(axis).value());
  }
  reader.finish();
  report.axis = "layer";
  report.used = dataset.count;
  return dataset;
}

}  // namespace reverie
