#include "native/train/from.h"

#include <map>

#include "native/train/run.h"

namespace reverie {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{4} << 30;
constexpr std::size_t names_told = 6;
constexpr std::int64_t least_share = 10;  // a tenth of the numbers; less is not worth calling a start

struct Other {
  fs::path run;
  Snapshot snapshot;
  std::string sha256;
};

// The run that a path belongs to: the folder itself, or the one that holds its snapshot or its export.
fs::path run_of(const fs::path& from) {
  std::error_code code;
  fs::path path = fs::path(from).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  if (fs::is_regular_file(path, code)) return path.parent_path().parent_path();
  if (!fs::exists(path / "config.json", code) && fs::exists(path.parent_path() / "config.json", code)) {
    return path.parent_path();
  }
  return path;
}

Result<Other> read_other(const fs::path& from) {
  Other other{run_of(from), {}, {}};
  std::error_code code;
  std::vector<fs::path> files{from};
  if (!fs::is_regular_file(from, code)) files = snapshot_files(other.run);
  std::string why = "it has no snapshot";
  for (const fs::path& file : files) {
    const auto bytes = bytes_from_file(file, most_bytes);
    auto snapshot = bytes ? read_snapshot(*bytes, file.filename().string()) : Result<Snapshot>(bytes.error());
    if (snapshot) {
      other.snapshot = std::move(snapshot).value();
      other.sha256 = sha256_from_bytes(*bytes);
      return other;
    }
    why = snapshot.error().message;
  }
  return Error{"--from takes the folder of a run, or one of its snapshots, and '" + from.string() + "' is none (" +
               why + "); nothing was trained."};
}

}  // namespace

std::string TakenOver::sentence() const {
  std::string text = "Starting from " + run + " after step " + std::to_string(step) + ": " + std::to_string(taken) +
                     " of " + std::to_string(of) + " tensors taken over";
  for (std::size_t i = 0; i < anew.size() && i < names_told; ++i) {
    text += (i == 0 ? "; these start anew: " : ", ") + anew[i];
  }
  if (anew.size() > names_told) text += " and " + std::to_string(anew.size() - names_told) + " more";
  return text + ".";
}

nlohmann::json TakenOver::record() const {
  return {{"run", run}, {"step", step}, {"sha256", sha256}, {"taken", taken}, {"of", of}};
}

Result<TakenOver> take_over(const fs::path& from, int size, Recipe& recipe) {
  const auto other = read_other(from);
  if (!other) return other.error();
  const auto config = read_config(other->run);
  if (!config) return config.error();
  if (config->size != size) {
    return Error{"'" + other->run.string() + "' draws pictures of " + std::to_string(config->size) +
                 " pixels and this run of " + std::to_string(size) + "; --set size=" + std::to_string(config->size) +
                 " makes them fit, nothing was trained."};
  }
  std::map<std::string, torch::Tensor> theirs(other->snapshot.state.begin(), other->snapshot.state.end());
  TakenOver result;
  result.run = other->run.filename().string();
  result.step = other->snapshot.head.step;
  result.sha256 = other->sha256;
  std::vector<std::pair<torch::Tensor, torch::Tensor>> copies;
  std::int64_t numbers = 0, fitting = 0;
  for (const auto& [name, tensor] : recipe.state()) {
    if (belongs_to_optimiser(name)) continue;
    ++result.of;
    const auto found = theirs.find(name);
    const bool fits = found != theirs.end() && found->second.sizes() == tensor.sizes() &&
                      found->second.scalar_type() == tensor.scalar_type();
    numbers += tensor.numel();
    fitting += fits ? tensor.numel() : 0;
    if (fits) copies.emplace_back(tensor, found->second);
    if (!fits) result.anew.push_back(name);
  }
  result.taken = copies.size();
  if (fitting * least_share < numbers) {
    return Error{
        "Of '" + other->run.string() + "' only " + std::to_string(result.taken) + " of " + std::to_string(result.of) +
        " tensors have the shape of this run's; --from needs a run of the same recipe, kind of data and widths. "
        "Nothing was trained."};
  }
  torch::NoGradGuard no_grad;
  for (auto& [ours, value] : copies) ours.copy_(value);
  return result;
}

}  // namespace reverie
