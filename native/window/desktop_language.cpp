#include "native/window/desktop_language.h"

#include <cstdlib>

#include "shared/studio/language.h"
#include "shared/words/chinese.h"

namespace reverie {

std::string language_from(std::string_view locale) {
  const bool chinese = locale.starts_with("zh") && (locale.size() == 2 || locale[2] == '_' || locale[2] == '-' ||
                                                    locale[2] == '.' || locale[2] == '@');
  return chinese ? "zh-Hans" : "en";
}

std::string language_of_system() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* locale = std::getenv(name);
    if (locale != nullptr && *locale != 0) return language_from(locale);
  }
  return "en";
}

Result<void> speak_language(const std::string& tag) {
  if (language_from(tag) == "en") return speak(Language{});
  return speak({"zh-Hans", chinese_words(), chinese_sans(), chinese_sans_bold()});
}

}  // namespace reverie
