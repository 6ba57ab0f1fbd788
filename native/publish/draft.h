// A package in the making: what publishing a run and importing a foreign graph have in common.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "native/publish/package_write.h"
#include "shared/image/image.h"
#include "shared/model/session.h"

namespace reverie {

inline constexpr std::uint64_t preview_seed = 1;

struct Draft {
  Model model;
  std::vector<PackageFile> files;
  std::shared_ptr<Session> session;  // plays the generator among `files`
};

// A picture that only gives an impression, as PNG of at most `colors` colours.
Result<void> add_picture(Draft& draft, const std::string& role, const std::string& stem, const Image& picture,
                         int colors = 64);

// A grid of samples, and a strip of the first of them, drawn by the draft's own session.
Result<void> add_previews(Draft& draft);

struct PublishReport {
  std::filesystem::path folder;
  std::uint64_t bytes = 0;  // of all files of the package, manifest and card included
  std::size_t files = 0;
  std::string weights = {};  // of a run: how they are stored
  bool neighbours = false;   // it can say how near its pictures lie to the training pictures
};

// Writes `models`/<id> with its card, manifest last, and checks what was written as `reverie check` does. `limits`:
// what the model cannot do, "" for the general sentence.
Result<PublishReport> write_draft(const Draft& draft, const std::filesystem::path& models, const std::string& limits);

}  // namespace reverie
