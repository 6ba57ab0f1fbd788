// reverie import: a generator that other tools exported becomes a package that plays.
#include <algorithm>
#include <charconv>
#include <sstream>

#include "native/cli/verb.h"
#include "native/import/import.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* nothing = "nothing was imported.";

struct Words {
  ImportOrder order;
  std::string range, labels, labels_file, codes = "normal", scaling = "smooth";
};

// "-1,1" or "0..255"
std::optional<ValueRange> range_from(const std::string& text) {
  const auto dots = text.find("..");
  const auto split = dots == std::string::npos ? text.find(',') : dots;
  if (split == std::string::npos) return std::nullopt;
  const std::string parts[] = {text.substr(0, split), text.substr(split + (dots == std::string::npos ? 1 : 2))};
  float ends[2] = {0, 0};
  for (int i = 0; i < 2; ++i) {
    const auto read = std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), ends[i]);
    if (read.ec != std::errc() || read.ptr != parts[i].data() + parts[i].size()) return std::nullopt;
  }
  if (!(ends[0] < ends[1] && ends[0] >= -1e6F && ends[1] <= 1e6F)) return std::nullopt;
  return ValueRange{ends[0], ends[1]};
}

std::vector<std::string> split_at(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream rest(text);
  for (std::string part; std::getline(rest, part, at);) {
    while (!part.empty() && (part.back() == '\r' || part.back() == ' ')) part.pop_back();
    part.erase(0, part.find_first_not_of(' '));
    parts.push_back(part);
  }
  return parts;
}

Result<void> read_labels(Words& words) {
  if (!words.labels.empty()) words.order.labels = split_at(words.labels, ',');
  if (!words.labels_file.empty()) {
    const auto text = text_from_file(words.labels_file, 1 << 20);
    if (!text) return text.error();
    words.order.labels = split_at(*text, '\n');
    while (!words.order.labels.empty() && words.order.labels.back().empty()) words.order.labels.pop_back();
  }
  auto sorted = words.order.labels;
  std::ranges::sort(sorted);
  if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
    return Error{"The label '" + *twice + "' was given twice, where every class needs a name of its own; " + nothing};
  for (const std::string& label : sorted)
    if (label.empty() || label.size() > max_label_bytes)
      return Error{"The label '" + label + "' has " + std::to_string(label.size()) + " bytes, where 1 to " +
                   std::to_string(max_label_bytes) + " are allowed; " + nothing};
  return {};
}

int import(Words words) {
  ImportOrder& order = words.order;
  if (!is_model_id(order.id))
    return complain("--id takes 1 to 64 letters a-z, digits and inner '-'; '" + order.id + "' was given, " + nothing,
                    misused);
  if (!order.axis.empty() && !is_model_id(order.axis))
    return complain(
        "--axis takes 1 to 64 letters a-z, digits and inner '-'; '" + order.axis + "' was given, " + nothing, misused);
  if (!words.range.empty() && !(order.range = range_from(words.range)))
    return complain(
        "--range takes two numbers, the smaller first, as in 0,255; '" + words.range + "' was given, " + nothing,
        misused);
  if (auto read = read_labels(words); !read) return complain(read.error().message, misused);
  std::error_code none;
  if (!fs::is_regular_file(order.file, none))
    return complain("There is no file '" + order.file.string() + "'; " + nothing, misused);
  order.codes = words.codes == "uniform" ? CodeSource::uniform
                : words.codes == "unit"  ? CodeSource::unit
                                         : CodeSource::normal;
  order.scaling = words.scaling == "nearest" ? Scaling::nearest : Scaling::smooth;
  const auto report = import_graph(order);
  if (!report) return complain(report.error().message);
  std::size_t widest = 0;
  for (const CheckLine& line : report->findings) widest = std::max(widest, line.what.size());
  for (const CheckLine& line : report->findings)
    std::printf("%-*s  %s\n", static_cast<int>(widest), line.what.c_str(), line.finding.c_str());
  std::printf("Imported '%s': %zu files, %.0f kB, checked.\n%s\n", order.id.c_str(), report->published.files,
              static_cast<double>(report->published.bytes) / 1000, report->published.folder.c_str());
  return done;
}

void declare_facts(CLI::App& verb, ImportOrder& order) {
  verb.add_option("--title", order.title, "What people read (default: the id)");
  verb.add_option("--licence", order.licence, "Of the network (default: unknown)");
  verb.add_option("--author", order.author, "Who made it (default: unknown)");
  verb.add_option("--source", order.source, "Where it comes from, for its card");
  verb.add_option("--data-note", order.data_note, "What it learned from, for its card");
  verb.add_option("--description", order.description, "A sentence or two for its card");
  verb.add_option("--limits", order.limits, "What it cannot do, for its card");
}

void declare_choices(CLI::App& verb, Words& words) {
  ImportOrder& order = words.order;
  const std::string deciding = "Where the graph can be read in several ways";
  verb.add_option("--latent", order.latent, "The input that is the latent code")->type_name("NAME")->group(deciding);
  verb.add_option("--latent-size", order.latent_size, "Its length")->check(CLI::Range(1, 16384))->group(deciding);
  verb.add_option("--codes", words.codes, "What codes were drawn from; uniform is -1 to 1, unit 0 to 1")
      ->check(CLI::IsMember({"normal", "uniform", "unit"}))
      ->capture_default_str()
      ->group(deciding);
  verb.add_option("--output", order.output, "The output that is the picture")->type_name("NAME")->group(deciding);
  verb.add_option("--range", words.range, "The numbers for black and white, as in -1,1")
      ->type_name("LOW,HIGH")
      ->group(deciding);
  verb.add_option("--scaling", words.scaling, "How its pictures want to be enlarged")
      ->check(CLI::IsMember({"smooth", "nearest"}))
      ->capture_default_str()
      ->group(deciding);
  verb.add_option("--axis", order.axis, "What its classes are called, as in digit")->type_name("NAME")->group(deciding);
  verb.add_option("--classes", order.classes, "How many there are")->check(CLI::Range(1, 4096))->group(deciding);
  auto* labels = verb.add_option("--labels", words.labels, "Their names")->type_name("A,B,...")->group(deciding);
  verb.add_option("--labels-file", words.labels_file, "The same, one a line")
      ->type_name("FILE")
      ->excludes(labels)
      ->group(deciding);
}

}  // namespace

void declare_import(CLI::App& verb, int& code) {
  auto words = std::make_shared<Words>();
  words->order.models = "models";
  verb.add_option("file", words->order.file, "A generator as ONNX, in one file")->required()->type_name("FILE");
  verb.add_option("--id", words->order.id, "Letters a-z, digits and '-'; the package becomes MODELS/ID")->required();
  declare_facts(verb, words->order);
  declare_choices(verb, *words);
  verb.add_option("--models", words->order.models, "Where packages lie")->type_name("DIR")->capture_default_str();
  verb.footer(
      "Takes a latent code (N,Z) or (N,Z,1,1), perhaps with a class (index or one-hot), and draws one picture.\n"
      "docs/import.md tells how to export one.");
  verb.callback([words, &code] { code = import(*words); });
}

}  // namespace reverie::cli
