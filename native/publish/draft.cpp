#include "native/publish/draft.h"

#include "native/codec/png_write.h"
#include "native/publish/card.h"
#include "native/publish/check.h"
#include "native/publish/neighbours_file.h"
#include "native/publish/palette.h"
#include "native/publish/previews.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

constexpr int strip_colors = 128;  // it is seen large
constexpr std::size_t strip_pictures = 16;

std::uint64_t bytes_of_folder(const fs::path& folder) {
  std::uint64_t total = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) total += entry.file_size(none);
  return total;
}

}  // namespace

Result<void> add_picture(Draft& draft, const std::string& role, const std::string& stem, const Image& picture,
                         int colors) {
  auto png = png_from_image(with_fewer_colors(picture, colors));
  if (!png) return png.error();
  draft.files.push_back({role, stem, "png", std::move(*png)});
  return {};
}

Result<void> add_previews(Draft& draft) {
  const auto samples = draw_samples(draft.model, *draft.session, preview_seed, 32);
  if (!samples) return samples.error();
  const auto shown = fitted(*samples, 128);
  const auto preview = grid_of(shown, 8, shown[0].width() <= 64 ? 2 : 1);
  if (!preview) return preview.error();
  if (auto added = add_picture(draft, "preview", "preview", *preview); !added) return added;
  // Not a walk: what lies between two codes is often less than either, and these are the first a visitor sees.
  const auto strip = grid_of(fitted({samples->begin(), samples->begin() + strip_pictures}, 64), strip_pictures, 1);
  if (!strip) return strip.error();
  if (auto added = add_picture(draft, "strip", "strip", *strip, strip_colors); !added) return added;
  for (std::size_t i = draft.files.size() - 2; i < draft.files.size(); ++i)
    draft.model.previews.push_back(hashed_name(draft.files[i]));
  return {};
}

Result<PublishReport> write_draft(const Draft& draft, const fs::path& models, const std::string& limits) {
  Model told = draft.model;
  told.limits = limits;
  Model named = told;  // the card names files, which the writer lists in the manifest itself
  named.files.clear();
  for (const PackageFile& file : draft.files) named.files.push_back(manifest_row(file));
  const fs::path folder = models / draft.model.id;
  const auto nearness = nearness_of_samples(draft);
  if (!nearness) return nearness.error();
  const std::string card = card_from_model(named, limits, *nearness);
  if (auto written = write_package(folder, told, draft.files, {{"CARD.md", card}}); !written) return written.error();
  std::vector<CheckLine> lines;
  if (auto sound = check_package(folder, lines); !sound) return sound.error();
  return PublishReport{folder, bytes_of_folder(folder), draft.files.size() + 2};
}

}  // namespace reverie
