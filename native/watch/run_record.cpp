#include "native/watch/run_record.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <sstream>
#include <string_view>

#include "native/data/packed.h"
#include "native/data/report.h"
#include "native/files/files.h"
#include "native/files/held.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uint64_t max_stats_bytes = 64u << 20;
constexpr std::size_t max_words = 4096;  // of a text in a file that somebody may have written by hand

std::string text_of(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  if (found == json.end() || !found->is_string()) return {};
  return plain_text(found->get<std::string>().substr(0, max_words));
}

double number_of(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

std::int64_t count_of(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Json json_of_file(const fs::path& path, std::uint64_t cap = 16u << 20) {
  const auto text = text_from_file(path, cap);
  return text ? Json::parse(*text, nullptr, false) : Json();
}

// The number between two fixed parts of a name: "fakes_", "000500", ".png".
std::optional<std::int64_t> number_between(std::string_view name, std::string_view before, std::string_view after) {
  if (!name.starts_with(before) || !name.ends_with(after) || name.size() <= before.size() + after.size()) return {};
  const std::string_view digits = name.substr(before.size(), name.size() - before.size() - after.size());
  std::int64_t number = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (wrong != std::errc() || end != digits.data() + digits.size() || number < 0) return {};
  return number;
}

Json grids_of(const fs::path& run) {
  std::map<std::int64_t, std::string> grids;
  std::error_code code;
  for (fs::directory_iterator it(run, code), end; !code && it != end; it.increment(code)) {
    const std::string name = it->path().filename().string();
    if (name == "fakes_init.png") grids[0] = name;
    if (const auto step = number_between(name, "fakes_", ".png")) grids[*step] = name;
  }
  // Of very many every second, fourth … and the newest, so that what a page has stays what it is told.
  std::size_t every = 1, at = 0;
  while (grids.size() / every > max_grids) every *= 2;
  Json list = Json::array();
  for (const auto& [step, name] : grids) {
    if (at % every == 0 || at + 1 == grids.size()) list.push_back({step, name});
    ++at;
  }
  return list;
}

std::int64_t saved_step(const fs::path& run) {
  std::int64_t newest = 0;
  std::error_code code;
  for (fs::directory_iterator it(run / "snapshots", code), end; !code && it != end; it.increment(code)) {
    if (const auto step = number_between(it->path().filename().string(), "snapshot-", ".snap"))
      newest = std::max(newest, *step);
  }
  return newest;
}

std::string shell_word(const std::string& word) {
  static constexpr std::string_view safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
  if (!word.empty() && word.find_first_not_of(safe) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Means of neighbours, so that a long run makes no long record.
Json thinned(const std::vector<double>& values) {
  const std::size_t every = (values.size() + max_curve_points - 1) / max_curve_points;
  Json list = Json::array();
  for (std::size_t at = 0; at < values.size(); at += every) {
    const std::size_t end = std::min(at + every, values.size());
    double sum = 0;
    for (std::size_t i = at; i < end; ++i) sum += values[i];
    list.push_back(std::round(sum / static_cast<double>(end - at) * 1e4) / 1e4);
  }
  return list;
}

// What the pulse, the verdict and the lock say together.
std::string state_of(const fs::path& run, const Json& now) {
  if (HeldFile::is_held(run / "training")) return "training";
  std::error_code code;
  if (fs::exists(run / "DONE", code)) return "done";
  const std::string told = text_of(now, "state");
  if (told == "stopped" || told == "failed") return told;
  if (told == "training") return "gone";
  return fs::exists(run / "stats.jsonl", code) ? "stopped" : "waiting";
}

}  // namespace

std::string publish_command(const fs::path& run) {
  return "reverie publish " + shell_word(run.string()) + " --id my-model --title '…' --licence CC0-1.0 --author '…'";
}

std::string resume_command(const fs::path& run) { return "reverie train --resume " + shell_word(run.string()); }

Result<RunReader> RunReader::open(const fs::path& run) {
  RunReader reader(run.lexically_normal());
  const Json config = json_of_file(reader.run_ / "config.json");
  if (!config.is_object() || !config.contains("dataset") || count_of(config, "steps") < 1) {
    return Error{"'" + run.string() +
                 "' is no run's folder: it has no config.json of one, as reverie train makes it. " +
                 "Nothing is shown."};
  }
  reader.read_settings(config);
  return reader;
}

void RunReader::read_settings(const Json& config) {
  const Json& dataset = config["dataset"];
  fs::path named = run_;
  if (!named.has_filename()) named = named.parent_path();  // "runs/00000-birds-gan/"
  run_ = named;
  const std::string title = text_of(dataset, "name");
  fixed_ = {{"name", plain_text(named.filename().string())},
            {"title", title.empty() ? plain_text(named.filename().string()) : title},
            {"recipe", text_of(config, "recipe")},
            {"publish", publish_command(named)},
            {"resume", resume_command(named)},
            {"found", Json::array()}};
  const auto packed = read_packed_record(run_ / "dataset.rvd");
  if (packed && !packed->report.kind.empty()) {
    for (const std::string& line : lines_of(report_text(packed->report))) fixed_["found"].push_back(plain_text(line));
  } else {
    fixed_["found"].push_back(std::to_string(count_of(dataset, "count")) + " pictures.");
  }
  const auto plan = text_from_file(run_ / "plan.txt", max_words);
  fixed_["plan"] = plan ? plain_text(plan->substr(0, plan->find('\n')))
                        : std::to_string(count_of(dataset, "size")) + " px, " +
                              std::to_string(count_of(config, "steps")) + " steps.";
  fixed_["steps"] = count_of(config, "steps");
}

void RunReader::read_stats() {
  const fs::path file = run_ / "stats.jsonl";
  std::error_code code;
  const auto size = fs::file_size(file, code);
  const auto time = code ? fs::file_time_type{} : fs::last_write_time(file, code);
  if (!code && size == stats_size_ && time == stats_time_ && !curves_.is_null()) return;
  stats_size_ = code ? 0 : size;
  stats_time_ = time;
  last_step_ = 0;
  spent_ = rate_ = 0;
  std::vector<double> steps;
  std::map<std::string, std::vector<double>> curves{{"d_loss", {}}, {"g_loss", {}}, {"l1", {}}, {"variety", {}}};
  const auto text = text_from_file(file, max_stats_bytes);
  for (const std::string& line : lines_of(text ? *text : std::string())) {
    const Json tick = Json::parse(line, nullptr, false);
    const std::int64_t step = count_of(tick, "step");
    if (step < 1) continue;
    last_step_ = step;
    spent_ = number_of(tick, "seconds");
    rate_ = number_of(tick, "pictures_per_second");
    steps.push_back(static_cast<double>(step));
    for (auto& [name, values] : curves)
      if (tick.contains(name) && tick[name].is_number()) values.push_back(tick[name].get<double>());
  }
  curves_ = {{"step", thinned(steps)}};
  for (const auto& [name, values] : curves)
    if (!values.empty() && values.size() == steps.size()) curves_[name] = thinned(values);
}

Json RunReader::record() {
  read_stats();
  const Json now = json_of_file(run_ / "now.json", 1 << 16);
  Json record = fixed_;
  record["state"] = state_of(run_, now);
  record["why"] = text_of(now, "why");
  const bool trains = record["state"] == "training";
  const std::int64_t saved = saved_step(run_);
  record["saved"] = saved;
  record["step"] = trains ? std::max(last_step_, count_of(now, "step")) : std::max(last_step_, saved);
  // --resume --steps gives a run another end.
  if (const auto steps = count_of(now, "steps"); steps > 0) record["steps"] = steps;
  const double rate = number_of(now, "pictures_per_second");
  record["rate"] = rate > 0 ? rate : rate_;
  record["left"] = number_of(now, "seconds_left");
  record["spent"] = spent_;
  std::error_code code;
  record["grids"] = grids_of(run_);
  record["reals"] = fs::exists(run_ / "reals.png", code);
  record["live"] = fs::exists(run_ / "now.png", code) ? last_step_ : 0;
  record["curves"] = curves_;
  record["verdict"] = Json::array();
  if (record["state"] == "done") {
    const Json done = json_of_file(run_ / "DONE", 1 << 16);
    if (done.is_object() && done.contains("sentences") && done["sentences"].is_array()) {
      for (const Json& sentence : done["sentences"])
        if (sentence.is_string() && record["verdict"].size() < 8)
          record["verdict"].push_back(plain_text(sentence.get<std::string>().substr(0, max_words)));
    }
  }
  return record;
}

}  // namespace reverie
