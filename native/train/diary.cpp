#include "native/train/diary.h"

#include <cmath>

#include "native/codec/png_write.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

std::string grid_name(std::int64_t step) {
  char text[40];
  std::snprintf(text, sizeof text, "fakes_%06lld.png", static_cast<long long>(step));
  return text;
}

double rounded(double value, double places) { return std::round(value * places) / places; }

}  // namespace

Diary::Diary(const fs::path& run, const RunConfig& config, std::int64_t first, double seconds_before, Pulse& pulse)
    : run_(run),
      config_(config),
      before_(seconds_before),
      pictures_(static_cast<int>(config.settings.integer("batch"))),
      stats_(run / "stats.jsonl", std::ios::app),
      log_(run / "log.txt", std::ios::app),
      progress_(first, config.steps, pictures_),
      pulse_(pulse) {
  if (first > 0) log_ << "going on after step " << first << std::endl;
}

Result<void> Diary::begin(const Batch& reals, Recipe& recipe) {
  fixed_ = fixed_from_batch(reals, config_.seed, recipe.published()->z_size());
  alarm_.emplace(reals.pictures);
  std::error_code code;
  if (fs::exists(run_ / "fakes_init.png", code)) return {};
  if (const auto drawn = grid("reals.png", reals.pictures); !drawn) return drawn;
  return grid("fakes_init.png", recipe.draw(fixed_));
}

Result<void> Diary::keep(std::int64_t done, bool last, Recipe& recipe) {
  const auto due = [&](const char* name) { return last || done % config_.settings.integer(name) == 0; };
  progress_.step(done);
  pulse_.beat(done, progress_.rate_now(done), progress_.seconds_left(done));
  // A tick looks for losses that are no numbers, so that no snapshot of such a network pushes out a good one.
  if (due("tick-steps") || due("snapshot-steps")) {
    if (const auto told = tick(done, recipe); !told) return told;
  }
  if (due("grid-steps")) {
    if (const auto drawn = grid(grid_name(done), recipe.draw(fixed_)); !drawn) return drawn;
  }
  if (!due("snapshot-steps")) return {};
  return write_snapshot(run_, {done, config_hash(config_)}, recipe.state());
}

Result<void> Diary::end(const Verdict& verdict) {
  for (const std::string& sentence : verdict.sentences()) say(sentence);
  nlohmann::json json = verdict.json();
  json["sentences"] = verdict.sentences();
  json["steps"] = config_.steps;
  return write_file_whole(run_ / "DONE", json.dump() + "\n");
}

void Diary::say(const std::string& sentence) {
  log_ << sentence << std::endl;
  progress_.clear();
  std::printf("%s\n", sentence.c_str());
  std::fflush(stdout);
}

Result<void> Diary::tick(std::int64_t done, Recipe& recipe) {
  const auto means = meters_.take();
  log_ << progress_.tick(done, means) << std::endl;
  const double seconds = progress_.seconds();
  nlohmann::json line = {{"step", done},
                         {"pictures", done * pictures_},
                         {"seconds", rounded(before_ + seconds, 100)},
                         {"pictures_per_second", rounded(progress_.rate(), 10)},
                         {"data_share", seconds > 0 ? rounded(waited_ / seconds, 1e5) : 0}};
  for (const auto& [name, value] : means) {
    if (!std::isfinite(value)) {
      return Error{"After " + std::to_string(done) + " steps '" + name + "' is no number any more, so the run ended; " +
                   "a lower lr-g or lr-d may help, and the last snapshot stays in '" + run_.string() + "'."};
    }
    line[name] = value;
  }
  const auto drawn = recipe.draw(fixed_);
  const double variety = alarm_->look(drawn);
  // For whoever watches, who would else wait for the next grid; a run does not end for it.
  static_cast<void>(grid("now.png", drawn));
  line["variety"] = rounded(variety, 1e4);
  if (alarm_->rings()) say(alarm_text(variety));
  stats_ << line.dump() << std::endl;
  if (!stats_ || !log_) return Error{"'" + (run_ / "stats.jsonl").string() + "' cannot be written, so the run ended."};
  return {};
}

Result<void> Diary::grid(const std::string& name, const torch::Tensor& pictures) {
  const auto image = grid_from_pictures(pictures);
  return image ? write_png(run_ / name, *image) : Result<void>(image.error());
}

Result<double> rewind_stats(const fs::path& run, std::int64_t step) {
  std::error_code code;
  if (!fs::exists(run / "stats.jsonl", code)) return 0.0;
  const auto text = text_from_file(run / "stats.jsonl", std::uint64_t{1} << 30);
  if (!text) return text.error();
  std::string kept;
  double seconds = 0;
  std::size_t at = 0;
  while (at < text->size()) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const auto line = nlohmann::json::parse(text->begin() + static_cast<std::ptrdiff_t>(at),
                                            text->begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
    const bool whole = line.is_object() && line.contains("step") && line["step"].is_number_integer();
    if (whole && line["step"].get<std::int64_t>() <= step) {
      kept += text->substr(at, end - at) + "\n";
      if (line.contains("seconds") && line["seconds"].is_number()) seconds = line["seconds"].get<double>();
    }
    at = end + 1;
  }
  if (const auto written = write_file_whole(run / "stats.jsonl", kept); !written) return written.error();
  return seconds;
}

}  // namespace reverie
