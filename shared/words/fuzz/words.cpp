// A dictionary of any bytes: taken or refused, and no sentence makes what was taken stumble.
#include "shared/words/words.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t middle = size < 40 ? size : size - 40;
  auto dictionary = reverie::dictionary_from_json(text.substr(0, middle));
  if (!dictionary) return 0;
  std::string key = dictionary->all.empty() ? "" : dictionary->all.begin()->first;
  reverie::speak("zh", std::move(*dictionary));
  static_cast<void>(reverie::retold(text.substr(middle)));
  static_cast<void>(reverie::retold(reverie::said(key, {text.substr(middle), key})));
  reverie::speak("en", {});
  return 0;
}
