// An artist's own site: a folder of static files that plays one piece with the models given, and has nothing of the
// gallery. It is cut out of the pages that were built once (the kit), so it needs neither compiler nor npm.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "native/files/files.h"
#include "shared/piece/piece.h"

namespace reverie {

struct SiteOrder {
  std::filesystem::path kit;     // what `make site` laid out
  std::filesystem::path models;  // the folder of published packages; those that fit a slot of the piece go with it
  std::filesystem::path out;     // absent, empty, or an earlier site of ours, which is replaced at the end
  PieceManifest piece;
  std::string title;     // empty: the piece's, in the page's language
  std::string language;  // "zh": the page speaks Chinese; else English
  std::string link;      // the state it opens with, as a link's text; empty: "piece=<id>"
  std::string poster;    // a PNG to stand until the piece plays; empty: none
};

struct SiteReport {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> models;    // ids, in order
  std::vector<std::string> left_out;  // a sentence for each package that cannot be used or does not fit
};

// Builds it beside `out` and swaps it in whole. Fails with a sentence and leaves `out` as it was.
Result<SiteReport> write_artist_site(const SiteOrder& order);

// Where the kit lies: build/site above the program or the current folder; empty when there is none.
std::filesystem::path default_site_kit();

}  // namespace reverie
