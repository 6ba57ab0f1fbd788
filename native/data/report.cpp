#include "native/data/report.h"

#include <algorithm>

#include "shared/base/utf8.h"

namespace reverie {
namespace {

constexpr std::size_t max_name_characters = 160, told_labels = 12;

std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3 && text[at - 4] != '-';) text.insert(at -= 3, ",");
  return text;
}

std::string counted(std::int64_t number, const std::string& one, const std::string& many) {
  return grouped(number) + " " + (number == 1 ? one : many);
}

std::string pictures(std::int64_t number) { return counted(number, "picture", "pictures"); }

std::string labels_in_words(const std::vector<LabelCount>& labels) {
  std::string text;
  for (std::size_t i = 0; i < std::min(labels.size(), told_labels); ++i) {
    text += (i == 0 ? "" : ", ") + labels[i].name + ": " + grouped(labels[i].count);
  }
  const auto left = static_cast<std::int64_t>(labels.size()) - static_cast<std::int64_t>(told_labels);
  return left > 0 ? text + " and " + grouped(left) + " more" : text;
}

// "" or "3 unreadable, 2 twice": only what there is.
std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string what_was_found(const PackReport& report) {
  std::string text = pictures(report.found);
  const auto kinds = static_cast<std::int64_t>(report.labels.size());
  if (report.kind == "layers") {
    text += " in " + counted(kinds, "layer", "layers");
  } else if (kinds > 0) {
    text += " of " + counted(kinds, report.axis, report.axis + (report.axis.ends_with("s") ? "es" : "s"));
  }
  return kinds > 0 ? text + " (" + labels_in_words(report.labels) + ")" : text;
}

// Some write an essay where a name is asked for; its beginning and the file say enough.
std::string licence_in_words(const PackReport& report) {
  if (report.licence.empty()) return report.licence_file;
  const std::string name = printable(report.licence);
  return report.licence_file.empty() ? name : name + " (" + report.licence_file + ")";
}

std::string sizes_in_words(const PackReport& report) {
  const bool alike = report.smallest == report.largest;
  return alike ? "Their shorter side is " + grouped(report.smallest) + " px"
               : "Their shorter sides are " + grouped(report.smallest) + " to " + grouped(report.largest) +
                     " px (median " + grouped(report.median) + ")";
}

bool is_turned(char32_t code_point) {  // marks that turn the direction of what follows
  return (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

}  // namespace

namespace {

std::vector<std::string> plain_characters(const std::string& text) {
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_character(std::string_view(text).substr(at));
    const bool plain = character.bytes > 0 && !is_control(character.code_point) && !is_turned(character.code_point);
    characters.push_back(plain ? text.substr(at, character.bytes) : "\xEF\xBF\xBD");
    at += std::max<std::size_t>(character.bytes, 1);
  }
  return characters;
}

std::string text_from(const std::vector<std::string>& characters) {
  std::string text;
  for (const std::string& character : characters) text += character;
  return text;
}

}  // namespace

std::string plain_text(const std::string& text) { return text_from(plain_characters(text)); }

std::string printable(const std::string& name) {
  auto characters = plain_characters(name);
  if (characters.size() <= max_name_characters) return text_from(characters);
  const auto half = static_cast<std::ptrdiff_t>(max_name_characters / 2);
  characters.erase(characters.begin() + half, characters.end() - half);
  characters.insert(characters.begin() + half, "…");
  return text_from(characters);
}

void PackReport::tell_problem(const std::string& sentence) {
  if (problems.size() < max_told) problems.push_back(sentence);
}

void PackReport::tell_note(const std::string& sentence) {
  if (notes.size() < max_told) notes.push_back(sentence);
}

std::string report_text(const PackReport& report) {
  std::string text = "Found " + what_was_found(report) + "; " + grouped(report.unreadable) + " unreadable, " +
                     grouped(report.doubled) + " twice.";
  std::vector<std::string> seen;
  if (report.small > 0) seen.push_back(grouped(report.small) + " smaller than " + std::to_string(report.size) + " px");
  if (report.cropped > 0) seen.push_back(grouped(report.cropped) + " not square");
  if (report.transparent > 0 && report.kind != "layers")
    seen.push_back(grouped(report.transparent) + " laid on #" + report.matte);
  if (report.largest > 0) text += "\n" + sizes_in_words(report) + (seen.empty() ? "" : "; " + joined(seen)) + ".";
  if (report.licence.empty() && report.licence_file.empty()) {
    text += "\nNo licence was found beside them.";
  } else {
    text += "\nLicence: " + licence_in_words(report) + ".";
  }
  for (const std::string& problem : report.problems) text += "\n  " + problem;
  for (const std::string& note : report.notes) text += "\n  " + note;
  return text;
}

namespace {

Finding amount_of(const PackReport& report, std::int64_t few) {
  Finding finding{"pictures", pictures(report.used) + " to learn from", ""};
  if (report.kind == "layers")
    return {"pictures", what_was_found(report), "One of each layer is stacked anew for every sample."};
  if (report.kind == "procedural")
    return {"pictures", finding.fact, "They are drawn, so there can be as many as --set procedural-count asks for."};
  if (report.used < few)
    finding.meaning =
        "Few, so train gan remembers each; new are the mixtures between. --from RUN begins with what another run has "
        "learned.";
  else if (report.used < 50)
    finding.meaning =
        "Too few for a network of its own: it would copy them. --from RUN begins with what another run has learned.";
  else if (report.used <= 400)
    finding.meaning = "Few: train begins best with --from RUN, which takes over what another run has learned.";
  else if (report.used < 2000)
    finding.meaning = "Enough for a small world; variety comes with more.";
  else
    finding.meaning = "Plenty.";
  return finding;
}

void add_sizes(const PackReport& report, std::vector<Finding>& findings) {
  const std::string side = std::to_string(report.size);
  if (report.largest > 0) {
    findings.push_back({"sizes", sizes_in_words(report), "Each becomes " + side + " × " + side + " px."});
  }
  if (report.small > 0) {
    findings.push_back({"small", pictures(report.small) + " smaller than " + side + " px",
                        report.kind == "idx"
                            ? "They stand on black, repeated by a whole factor where it fits, not blurred."
                            : "Enlarged, so coarse; a smaller --size keeps such pictures sharp."});
  }
  if (report.cropped > 0) {
    findings.push_back({"shape", pictures(report.cropped) + " not square",
                        "Only the central square is seen; at most " + std::to_string(report.most_cut) +
                            " % of a picture is cut away."});
  }
  if (report.transparent > 0 && report.kind != "layers") {
    findings.push_back({"alpha", pictures(report.transparent) + " with transparent parts",
                        "Laid on #" + report.matte + "; --matte takes another colour."});
  }
}

void add_labels(const PackReport& report, std::int64_t few, std::vector<Finding>& findings) {
  if (report.kind == "layers") {
    findings.push_back({"labels", counted(static_cast<std::int64_t>(report.labels.size()), "layer", "layers"),
                        "Each becomes a control of the model, and one more is the ground's colour."});
    return;
  }
  if (report.labels.empty()) {
    if (report.kind != "pictures") return;
    findings.push_back(
        {"labels", "none", "The model has no control beside its latent code; two or more sub-folders would give one."});
    return;
  }
  const auto fewest = std::min_element(report.labels.begin(), report.labels.end(),
                                       [](const LabelCount& a, const LabelCount& b) { return a.count < b.count; });
  const bool rare = fewest->count < 50 && report.used >= few;
  findings.push_back(
      {"labels", labels_in_words(report.labels),
       "The model gets a control '" + report.axis + "'; --labels none leaves it out." +
           (rare ? " '" + fewest->name + "' has only " + grouped(fewest->count) + ", so it will be learned poorly."
                 : "")});
}

}  // namespace

std::vector<Finding> findings_from_report(const PackReport& report, std::int64_t few) {
  std::vector<Finding> findings{amount_of(report, few)};
  add_sizes(report, findings);
  add_labels(report, few, findings);
  if (report.unreadable > 0)
    findings.push_back({"unreadable", pictures(report.unreadable), "Left out; the first are named below."});
  if (report.doubled > 0) {
    findings.push_back({"twice", pictures(report.doubled) + ", " + grouped(report.same_bytes) + " equal as files",
                        "Each is learned from once."});
  }
  if (!report.licence.empty() || !report.licence_file.empty()) {
    findings.push_back({"licence", licence_in_words(report), "Read it before you publish: a model's card names it."});
  } else {
    findings.push_back({"licence", "no LICENSE, no SOURCE.txt",
                        "You can train, but publish only if the pictures are yours or may be used so."});
  }
  return findings;
}

}  // namespace reverie
