// The kit: which of the built files one page needs. Inside this module only.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "native/files/files.h"

namespace reverie {

// Paths below `kit` ("assets/…", "runtime/…") that `page` names, and those that these name in turn. Built files carry
// their hash in their name, so a name met in a text means the file.
Result<std::set<std::string>> files_named_by(const std::filesystem::path& kit, const std::string& page);

// The play page as the page of the site itself: addresses below its own folder, its own title, the piece it opens, no
// way to a gallery nor to the page in another language. Fails when the page is not the one we know how to cut.
struct PageWords {
  std::string title;  // empty: the piece's, in the page's language
  std::string link;
  std::string poster;  // a path below the site, may be empty
};
Result<std::string> page_of_artist(const std::string& play_page, const PageWords& words);

}  // namespace reverie
