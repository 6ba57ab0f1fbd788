// Words: what Reverie says, in the language of whoever reads it. English is the source and the key, as in gettext; a
// dictionary maps English to another language, and what it does not know stays English.
//
// There is one dictionary a process, set by the host: a page and a desktop window have one reader each, and the words
// stand in all corners (a piece's description, an error from the depths), where a language handed from call to call
// would be a parameter of everything. It belongs to the thread that draws; links, documents, kept files and whatever
// else outlives the moment are written in English, under InEnglish where they would be said otherwise.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace reverie {

// English with places {0} … {9}, each at most once and in this order; the other language has the same ones anywhere.
struct Dictionary {
  Dictionary() = default;
  Dictionary(Dictionary&&) = default;  // moved only, for the patterns point into it
  Dictionary& operator=(Dictionary&&) = default;
  std::map<std::string, std::string, std::less<>> all;
  // The keys with places, those with the most words of their own first: retold() tries them in this order.
  std::vector<std::string_view> patterns;
};

inline constexpr std::size_t max_dictionary_bytes = 400'000, max_words_bytes = 2'000;

// One JSON object, string to string. Refuses with a sentence: more than max_dictionary_bytes, an entry longer than
// max_words_bytes or of no text, places that do not agree. "" is not a key.
Result<Dictionary> dictionary_from_json(std::string_view json);

// From now on. `tag` names the language as HTML does, "zh-Hans"; an empty dictionary is English, "en". What said() gave
// before is not to be looked at any more.
void speak(std::string tag, Dictionary dictionary);
std::string_view language();

// The words themselves, or what stands for them; good until the next speak() at most.
std::string_view said(std::string_view english);
// With its places filled: said("{0} is kept, {1} × {2} pixels.", {name, "960", "720"}).
std::string said(std::string_view english, std::initializer_list<std::string_view> arguments);

// A finished English sentence that comes from where no language is known: an error, what a kept file says too, a word
// from a worker. Recognised by the pattern it was made from, its parts as well; given back as it is where none fits.
std::string retold(std::string_view sentence);

// While one lives, all is said in English.
class InEnglish {
 public:
  InEnglish();
  ~InEnglish();
  InEnglish(const InEnglish&) = delete;
  InEnglish& operator=(const InEnglish&) = delete;
};

}  // namespace reverie
