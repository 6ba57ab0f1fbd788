// What was found in a source, in figures and in words. The trainer says it before a run, `reverie data check` explains
// it, and a packed dataset carries it along, so that a bare machine can say the same.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace reverie {

inline constexpr std::size_t max_told = 8;  // problems and notes that are kept; the counts go on

struct LabelCount {
  std::string name;
  std::int64_t count = 0;
  bool operator==(const LabelCount&) const = default;
};

struct PackReport {
  std::string kind;  // "pictures", "layers", "idx" or "procedural"
  int size = 0;      // pictures become size × size
  std::int64_t found = 0, used = 0, unreadable = 0;
  std::int64_t doubled = 0;     // left out because an earlier one looks the same at this size
  std::int64_t same_bytes = 0;  // of these: the files are equal byte by byte
  // Of those that can be read:
  std::int64_t small = 0;                     // shorter side below `size`, so enlarged or given a border
  std::int64_t cropped = 0;                   // not square, so only the central square is seen
  std::int64_t transparent = 0;               // laid on `matte` (of layers: stacked)
  int smallest = 0, median = 0, largest = 0;  // shorter sides in pixels; 0 where nothing has a size of its own
  int most_cut = 0;                           // per cent of a picture that lies outside its central square, at most
  std::string matte;                          // "faf7f2"
  std::string axis;                           // what the labels are called, "class"; empty where there are none
  std::vector<LabelCount> labels;             // pictures of each class, or sprites of each layer
  std::string licence, licence_file;          // what SOURCE.txt says; the file that was found; both may be empty
  std::vector<std::string> problems;          // a sentence for each unreadable picture or folder, at most max_told
  std::vector<std::string> notes;             // sentences about what was passed over, at most max_told
  bool operator==(const PackReport&) const = default;

  void tell_problem(const std::string& sentence);
  void tell_note(const std::string& sentence);
};

// A few lines, without a line break at the end: "Found 412 pictures of 2 classes (cat: 200, dog: 212); 3 unreadable, 2
// twice." and so on. Every line is plain text, whatever the files are called.
std::string report_text(const PackReport& report);

// One thing that was found, and what it means for training.
struct Finding {
  std::string topic, fact, meaning;  // "sizes", "12 are smaller than 64 px", "They are enlarged and look soft; …"
};
// Of fewer plain pictures than `few` a trainer remembers each.
std::vector<Finding> findings_from_report(const PackReport& report, std::int64_t few = 0);

nlohmann::json json_from_report(const PackReport& report);
// Nothing where a field is missing, of another type, negative, or longer than a person would read.
std::optional<PackReport> report_from_json(const nlohmann::json& json);

// Text as it may stand on a terminal: what is no plain UTF-8, or turns the direction of writing, becomes �.
std::string plain_text(const std::string& text);
// The same of a name, the middle of a long one left out.
std::string printable(const std::string& name);

}  // namespace reverie
