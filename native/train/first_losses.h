// The losses of a run's first steps, with every digit: first-losses.csv. Whoever trains the same configuration again
// compares with them, and knows after a minute whether it is the same run.
//   # libtorch 2.6.0, AVX512, amx, 1 thread, bfloat16
//   step,d_fakes,d_loss,…        the names that the first step reported; an empty cell where a step was silent
//   1,0.0213,1.3860954,…         steps done
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "native/train/recipe.h"

namespace reverie {

inline constexpr std::int64_t first_steps = 50;

struct LossTable {
  std::string made_on;                                  // machine_text
  std::vector<std::string> names;                       // columns after `step`
  std::vector<std::vector<std::optional<float>>> rows;  // row i: after i + 1 steps

  void add(const Meters& of_step);
  std::string text() const;
};
// Fails on anything but such a table of 1 to 50 whole lines without a gap.
Result<LossTable> read_loss_table(const std::filesystem::path& file);

// Writes the table as a run goes on. A line is on its way to the disk before the snapshot of its step.
class FirstLosses {
 public:
  // Continuing after `first` steps keeps the lines up to there. A run that began without the file goes on without it.
  static Result<FirstLosses> open(const std::filesystem::path& run, const Machine& machine, std::int64_t first);
  Result<void> keep(std::int64_t done, const Meters& of_step);

 private:
  std::filesystem::path file_;
  LossTable table_;
};

struct LossComparison {
  bool equal = false;         // every number, bit for bit
  bool same_machine = false;  // then equal is expected; else what is said below
  double early = 0;           // largest |a − b| / max(|a|, |b|, 1) of the first `early_steps`
  double difference = 0;      // the same of all steps
  std::int64_t step = 0;      // where that is
  std::string name;           // of what

  bool agrees() const;
};
// Another machine adds in another order, and training magnifies that from step to step: two threads instead of one, and
// the hundredth of a loss after step 5 is another after step 30. So only the beginning can be held against elsewhere.
// Measured there: two threads 0.001, float32 instead of bfloat16 0.07, another seed 0.4 and more.
inline constexpr std::int64_t early_steps = 3;
inline constexpr double allowed_early_difference = 0.1;
// Fails when the tables do not tell of the same losses or steps.
Result<LossComparison> compare_losses(const LossTable& told, const LossTable& found);

}  // namespace reverie
