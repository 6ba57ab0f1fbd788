#include "shared/studio/language.h"

#include "shared/canvas/typeface.h"
#include "shared/studio/theme.h"
#include "shared/words/words.h"

namespace reverie {

namespace {

// Dear ImGui stops the program at what is no typeface, so its first four bytes are looked at before.
bool is_typeface(std::span<const unsigned char> bytes) {
  if (bytes.size() < 12) return false;
  const std::string_view mark(reinterpret_cast<const char*>(bytes.data()), 4);
  return mark == "OTTO" || mark == "true" || mark == std::string_view("\0\1\0\0", 4);
}

}  // namespace

Result<void> speak(const Language& language) {
  if (language.words.empty()) {
    speak("en", {});
    set_other_faces({}, {});
    lend_letters({});
    return {};
  }
  auto dictionary = dictionary_from_json(language.words);
  if (!dictionary) return dictionary.error();
  for (const auto face : {language.sans, language.bold}) {
    if (is_typeface(face)) continue;
    return Error{"The letters of the language " + language.tag + " (" + std::to_string(face.size()) +
                 " bytes) are no typeface; the words stay as they are."};
  }
  speak(language.tag, std::move(*dictionary));
  set_other_faces(language.sans, language.bold);
  lend_letters(language.sans);
  return {};
}

}  // namespace reverie
