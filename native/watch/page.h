// The files of page/ and what the page wears of the site, embedded by the build.
#pragma once

#include <span>
#include <string_view>

namespace reverie {

struct PageFile {
  std::string_view name, text;  // "watch.js"
};
std::span<const PageFile> watch_page();

}  // namespace reverie
