// The language of the desktop window: asked for, or that of the system.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace reverie {

// "en" or "zh-Hans" for what a locale or a person wrote: "zh_CN.UTF-8", "zh", "de_DE", "C". There are no others.
std::string language_from(std::string_view locale);

// What the system speaks, by POSIX's LC_ALL, LC_MESSAGES and LANG, the first that is set.
std::string language_of_system();

// Words and letters from the program itself.
Result<void> speak_language(const std::string& tag);

}  // namespace reverie
