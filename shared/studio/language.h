// Language: the words of the studio together with the letters that they are written in.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace reverie {

struct Language {
  std::string tag;         // as HTML has it: "zh-Hans"
  std::string_view words;  // JSON, for dictionary_from_json; empty: English, and all else is left out
  std::span<const unsigned char> sans, bold;  // typefaces for what Inter has not; they must outlive the studio
};

// From the next frame on. Fails with a sentence on words or typefaces that cannot be read; then all stays as it was.
Result<void> speak(const Language& language);

}  // namespace reverie
