#include "native/train/first_losses.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "native/files/files.h"
#include "native/train/machine.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

constexpr const char* file_name = "first-losses.csv";
constexpr std::uint64_t most_bytes = 1 << 20;
constexpr std::size_t most_names = 64;

// The shortest text that reads back as the same float.
std::string text_from_float(float number) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  return {text, end};
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// Cells of one line, or nothing where it is not the line of `step`.
std::optional<std::vector<std::optional<float>>> row_from_line(const std::string& line, std::size_t step,
                                                               std::size_t names) {
  const auto cells = split(line, ',');
  if (cells.size() != names + 1 || cells[0] != std::to_string(step)) return {};
  std::vector<std::optional<float>> row;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    float number = 0;
    const char* end = cells[i].data() + cells[i].size();
    const auto read = std::from_chars(cells[i].data(), end, number);
    if (!cells[i].empty() && (read.ec != std::errc() || read.ptr != end)) return {};
    row.push_back(cells[i].empty() ? std::nullopt : std::optional<float>(number));
  }
  return row;
}

std::string text_from_row(const std::vector<std::optional<float>>& row, std::size_t step) {
  std::string line = std::to_string(step);
  for (const auto& number : row) line += "," + (number ? text_from_float(*number) : std::string());
  return line + "\n";
}

}  // namespace

void LossTable::add(const Meters& of_step) {
  const auto means = of_step.means();
  if (names.empty()) {
    for (const auto& [name, value] : means) names.push_back(name);
  }
  std::vector<std::optional<float>> row;
  for (const std::string& name : names) {
    const auto found = means.find(name);
    row.push_back(found == means.end() ? std::nullopt : std::optional<float>(static_cast<float>(found->second)));
  }
  rows.push_back(std::move(row));
}

std::string LossTable::text() const {
  std::string text = "# " + made_on + "\nstep";
  for (const std::string& name : names) text += "," + name;
  text += "\n";
  for (std::size_t i = 0; i < rows.size(); ++i) text += text_from_row(rows[i], i + 1);
  return text;
}

Result<LossTable> read_loss_table(const fs::path& file) {
  const auto text = text_from_file(file, most_bytes);
  if (!text) return text.error();
  const auto wrong = [&](const std::string& what) {
    return Error{"'" + file.string() + "' is not a table of first losses: " + what + "; nothing was compared."};
  };
  auto lines = split(*text, '\n');
  if (lines.back().empty()) lines.pop_back();
  if (lines.size() < 2 || !lines[0].starts_with("# ") || !lines[1].starts_with("step,")) {
    return wrong("it does not begin with a line '# machine' and a line 'step,…'");
  }
  LossTable table;
  table.made_on = lines[0].substr(2);
  table.names = split(lines[1], ',');
  table.names.erase(table.names.begin());
  if (table.names.size() > most_names) return wrong("it has more than " + std::to_string(most_names) + " columns");
  for (std::size_t i = 2; i < lines.size(); ++i) {
    auto row = row_from_line(lines[i], i - 1, table.names.size());
    if (!row) return wrong("line " + std::to_string(i + 1) + " is not that of step " + std::to_string(i - 1));
    table.rows.push_back(std::move(*row));
  }
  if (table.rows.empty() || table.rows.size() > first_steps) {
    return wrong("it has " + std::to_string(table.rows.size()) + " steps, and 1 to " + std::to_string(first_steps) +
                 " are allowed");
  }
  return table;
}

Result<FirstLosses> FirstLosses::open(const fs::path& run, const Machine& machine, std::int64_t first) {
  FirstLosses losses;
  losses.file_ = run / file_name;
  losses.table_.made_on = machine_text(machine);
  if (first == 0) return losses;
  auto kept = read_loss_table(losses.file_);
  if (!kept) return losses;
  const auto rows = std::min<std::size_t>(kept->rows.size(), static_cast<std::size_t>(first));
  kept->rows.resize(rows);
  losses.table_ = std::move(kept).value();
  return losses;
}

Result<void> FirstLosses::keep(std::int64_t done, const Meters& of_step) {
  // A continuation of a run that has no such table cannot begin one in the middle.
  if (done > first_steps || static_cast<std::int64_t>(table_.rows.size()) != done - 1) return {};
  table_.add(of_step);
  return write_file_whole(file_, table_.text());
}

bool LossComparison::agrees() const { return same_machine ? equal : early <= allowed_early_difference; }

Result<LossComparison> compare_losses(const LossTable& told, const LossTable& found) {
  if (told.names != found.names || told.rows.size() != found.rows.size()) {
    const auto list = [](const LossTable& table) {
      std::string text;
      for (const std::string& name : table.names) text += (text.empty() ? "" : ", ") + name;
      return text + " of " + std::to_string(table.rows.size()) + " steps";
    };
    return Error{"The table tells " + list(told) + ", and this run " + list(found) +
                 ", so it is another recipe or configuration."};
  }
  LossComparison result;
  result.same_machine = told.made_on == found.made_on;
  result.equal = told.rows == found.rows;
  for (std::size_t i = 0; i < told.rows.size(); ++i) {
    for (std::size_t k = 0; k < told.names.size(); ++k) {
      const auto &a = told.rows[i][k], &b = found.rows[i][k];
      double difference = a.has_value() == b.has_value() ? 0 : INFINITY;
      if (a && b) {
        difference = std::abs(double{*a} - double{*b}) / std::max({std::abs(double{*a}), std::abs(double{*b}), 1.0});
      }
      if (std::isnan(difference)) difference = *a == *b ? 0 : INFINITY;
      if (static_cast<std::int64_t>(i) < early_steps) result.early = std::max(result.early, difference);
      if (difference <= result.difference) continue;
      result.difference = difference;
      result.step = static_cast<std::int64_t>(i) + 1;
      result.name = told.names[k];
    }
  }
  return result;
}

}  // namespace reverie
