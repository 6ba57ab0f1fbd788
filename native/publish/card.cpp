#include "native/publish/card.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace reverie {
namespace {

using Json = nlohmann::json;

// What a person wrote must not become a heading, a link or HTML of the card.
std::string plain(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c == '\n' || c == '\r' ? ' ' : c;
  }
  return escaped;
}

std::string text_at(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key)) return "";
  const Json& value = json[key];
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

std::string grouped(double number) {
  std::string digits = std::to_string(static_cast<long long>(std::llround(number)));
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, " ");
  return digits;
}

std::string duration(double seconds) {
  const auto minutes = static_cast<long long>(std::llround(seconds / 60));
  if (seconds < 90) return grouped(seconds) + " s";
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string row(const std::string& what, const std::string& value) {
  return value.empty() ? "" : "| " + what + " | " + plain(value) + " |\n";
}

std::string training_table(const Json& training) {
  const Json dataset = training.contains("dataset") ? training["dataset"] : Json::object();
  std::string table = "| | |\n|---|---|\n";
  table += row("Recipe", text_at(training, "recipe"));
  table += row("Data", text_at(dataset, "name"));
  table += row("From", text_at(dataset, "source"));
  table += row("Licence of the data", text_at(dataset, "licence"));
  table += row("Made by", text_at(dataset, "credits"));
  table += row("Hash of the data", text_at(dataset, "tree_hash"));
  if (training.contains("pictures") && training["pictures"].is_number())
    table += row("Pictures seen", grouped(training["pictures"].get<double>()));
  if (training.contains("seconds") && training["seconds"].is_number())
    table += row("Time", duration(training["seconds"].get<double>()) + " on " + text_at(training, "device") +
                             (text_at(training, "dtype").empty() ? "" : ", " + text_at(training, "dtype")));
  return table;
}

// A network that others trained: what is known of it, and that the rest is not.
std::string origin_text(const Json& imported) {
  std::string text = "## Where it comes from\n\n| | |\n|---|---|\n";
  text += row("File", text_at(imported, "file"));
  text += row("Its hash", text_at(imported, "sha256"));
  text += row("Written by", text_at(imported, "producer"));
  text += row("From", text_at(imported, "source"));
  text += row("Learned from", text_at(imported, "data").empty() ? "not told" : text_at(imported, "data"));
  text +=
      "\nThis network was not trained with Reverie. What it learned from, how, for how long and under which terms is "
      "known only as far as the lines above tell. Its weights are those of the file; a few operators around them "
      "fit it to the ports above.\n\nHow its graph was read:\n\n";
  if (imported.contains("read") && imported["read"].is_array())
    for (const Json& line : imported["read"])
      if (line.is_string()) text += "- " + plain(line.get<std::string>()) + "\n";
  return text + "\n";
}

// One line a value, groups under their name; what would end the block is taken out.
std::string lines_of(const Json& config, const std::string& group = "") {
  std::string lines = group.empty() ? "" : "\n[" + group + "]\n", groups;
  for (const auto& [key, value] : config.items()) {
    if (value.is_object())
      groups += lines_of(value, key);
    else
      lines += key + " = " + value.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  std::erase(lines, '`');
  return lines + groups;
}

std::string ports_text(const Model& model) {
  std::string text;
  for (const Port& port : model.inputs) {
    if (port.kind == PortKind::latent)
      text += "- `" + port.name + "`: a latent code of " + std::to_string(port.shape.back().size) +
              " numbers, normally distributed\n";
    if (port.kind == PortKind::class_label)
      text += "- `" + port.name + "`: weights of " + std::to_string(port.labels.size()) +
              " labels; all zero leaves the choice to the code\n";
  }
  for (const Port& port : model.outputs)
    if (port.kind == PortKind::image)
      text += "- it draws `" + port.name + "`: " + std::to_string(port.width()) + " × " +
              std::to_string(port.height()) + " pixels, sRGB\n";
  return text;
}

}  // namespace

std::string card_from_model(const Model& model, const std::string& limits, const std::string& nearness) {
  const Json training = Json::parse(model.training_json, nullptr, false);
  std::uint64_t numbers = 0;
  for (const WeightEntry& entry : model.weights) numbers += entry.bytes / weight_dtype_bytes(entry.dtype);
  std::string card = "# " + plain(model.title) + "\n\n";
  if (!model.description.empty()) card += plain(model.description) + "\n\n";
  if (const ModelFile* sheet = model.file_with_role("sheet"))
    card += "![Left: training pictures. Right: drawn by the network.](" + sheet->name +
            ")\n\nLeft: pictures it learned from. Right: drawn by the network from random codes, none picked.\n\n";
  card += "Licence: " + plain(model.licence) + ". Author: " + plain(model.author) + ".\n\n";
  if (!model.credit.empty()) card += "Learned from: " + plain(model.credit) + "\n\n";
  card += "## What goes in and comes out\n\n" + ports_text(model) + "- " + grouped(static_cast<double>(numbers)) +
          " weights\n\n";
  if (training.is_object() && training.contains("imported"))
    card += origin_text(training["imported"]);
  else
    card += "## How it learned\n\n" + training_table(training.is_object() ? training : Json::object()) + "\n";
  if (!nearness.empty()) card += "## How near it lies to what it learned from\n\n" + plain(nearness) + "\n\n";
  card += "## What it cannot do\n\n";
  card += limits.empty() ? "It knows nothing but the pictures above: what it draws are mixtures of them, at their "
                           "size, and it cannot be "
                           "asked for anything that they do not show."
                         : plain(limits);
  card += "\n\n";
  if (training.is_object() && training.contains("config"))
    card += "## Exact configuration\n\n```toml\n" + lines_of(training["config"]) + "```\n";
  return card;
}

}  // namespace reverie
