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
    labels[i] = labels[i].substr(0, max_label_bytes);
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

Result<LabelAxis> read_layer(const fs::path& folder, const PackOptions& options, PackReport& report,
                             std::vector<std::uint8_t>& pixels) {
  const auto files = picture_files(folder);
  if (!files) return files.error();
  std::set<std::string> seen;
  std::vector<std::string> stems;
  for (const fs::path& file : *files) {
    Image sprite;
    if (!picture_from_file(file, options.size, report, sprite)) continue;
    if (!seen.insert(sha256_from_bytes(sprite.rgba())).second) {
      ++report.doubled;
      continue;
    }
    pixels.insert(pixels.end(), sprite.rgba().begin(), sprite.rgba().end());
    stems.push_back(file.stem().string());
  }
  if (stems.empty())
    return Error{"No picture of the layer '" + folder.string() + "' can be read; " + report.problems.front()};
  if (stems.size() > max_labels_per_axis) {
    return Error{"The layer '" + folder.string() + "' holds " + std::to_string(stems.size()) +
                 " sprites, and 4096 are allowed; nothing was trained."};
  }
  const std::string axis = axis_name(folder);
  return LabelAxis{axis, labels_from_stems(stems, axis)};
}

}  // namespace

Result<Dataset> dataset_from_layers(const std::string& folder, const std::vector<fs::path>& layers,
                                    const PackOptions& options, PackReport& report, const PackTick& tick) {
  Dataset dataset;
  dataset.kind = DatasetKind::layers;
  dataset.size = options.size;
  dataset.record = record_from_folder(folder);
  dataset.axes.push_back({"background", options.grounds});
  if (options.grounds.empty())
    return Error{"Layered sprites need at least one colour in 'grounds'; nothing was trained."};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (tick) tick(static_cast<std::int64_t>(i), static_cast<std::int64_t>(layers.size()));
    auto axis = read_layer(layers[i], options, report, dataset.pixels);
    if (!axis) return axis.error();
    dataset.count += static_cast<std::int64_t>(axis->labels.size());
    dataset.axes.push_back(std::move(axis).value());
  }
  report.used = dataset.count;
  return dataset;
}

}  // namespace reverie
