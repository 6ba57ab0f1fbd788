#include "shared/words/words.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace reverie {

namespace {

constexpr int deepest_part = 3;
// Of its own; with fewer, as in "{0}, {1}", a pattern would fit anything.
constexpr int least_letters = 6;

struct Spoken {
  std::string tag = "en";
  Dictionary dictionary;
  int in_english = 0;
};

Spoken& spoken() {
  static Spoken now;
  return now;
}

// The number of the place that begins at `at`, or -1.
int place_at(std::string_view text, std::size_t at) {
  const bool whole = at + 2 < text.size() && text[at] == '{' && text[at + 2] == '}';
  return whole && text[at + 1] >= '0' && text[at + 1] <= '9' ? text[at + 1] - '0' : -1;
}

// The numbers of its places, as they come.
std::string places_of(std::string_view text) {
  std::string places;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (place_at(text, at) >= 0) places += text[at + 1];
  return places;
}

std::string in_order(std::string places) {
  std::ranges::sort(places);
  return places;
}

std::string filled(std::string_view text, std::initializer_list<std::string_view> arguments) {
  std::string whole;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int place = place_at(text, at);
    if (place < 0) {
      whole += text[at];
      continue;
    }
    if (static_cast<std::size_t>(place) < arguments.size()) whole += arguments.begin()[place];
    at += 2;
  }
  return whole;
}

// What stands in the places of `pattern`, where the sentence was made from it.
std::optional<std::vector<std::string_view>> parts_of(std::string_view sentence, std::string_view pattern) {
  std::vector<std::string_view> parts;
  std::size_t open = std::string_view::npos;  // where the part begins that is not closed yet
  std::size_t at = 0;
  while (!pattern.empty()) {
    if (place_at(pattern, 0) >= 0) {
      if (open != std::string_view::npos) return std::nullopt;  // two places side by side mean nothing certain
      open = at;
      pattern.remove_prefix(3);
      continue;
    }
    std::size_t length = 1;
    while (length < pattern.size() && place_at(pattern, length) < 0) ++length;
    const std::string_view words = pattern.substr(0, length);
    pattern.remove_prefix(length);
    const bool last = pattern.empty();
    std::size_t found = open == std::string_view::npos ? at : sentence.find(words, at);
    if (last && sentence.size() >= words.size() && open != std::string_view::npos) found = sentence.size() - length;
    if (found == std::string_view::npos || found < at || sentence.substr(found, length) != words) return std::nullopt;
    if (open != std::string_view::npos) parts.push_back(sentence.substr(open, found - open));
    open = std::string_view::npos;
    at = found + length;
  }
  if (open != std::string_view::npos) {
    parts.push_back(sentence.substr(open));
    at = sentence.size();
  }
  if (at != sentence.size()) return std::nullopt;
  return parts;
}

std::string retold_from(const Dictionary& dictionary, std::string_view sentence, int depth) {
  // A part may be somebody's own word, a seed or a title: a single word is left alone.
  const bool may_be_own = depth > 0 && sentence.find(' ') == std::string_view::npos;
  if (const auto found = dictionary.all.find(sentence); found != dictionary.all.end() && !may_be_own)
    return found->second;
  if (depth >= deepest_part) return std::string(sentence);
  for (const std::string_view pattern : dictionary.patterns) {
    const auto parts = parts_of(sentence, pattern);
    if (!parts) continue;
    const std::string& other = dictionary.all.find(pattern)->second;
    std::string whole;
    for (std::size_t at = 0; at < other.size(); ++at) {
      const int place = place_at(other, at);
      if (place < 0) {
        whole += other[at];
        continue;
      }
      whole += retold_from(dictionary, (*parts)[static_cast<std::size_t>(place)], depth + 1);
      at += 2;
    }
    return whole;
  }
  return std::string(sentence);
}

Error refused(const std::string& english, const std::string& why) {
  return Error{"The dictionary's entry “" + english.substr(0, 60) + "” " + why + "; the words stay English."};
}

Result<void> check_entry(const std::string& english, const nlohmann::json& other) {
  if (english.empty() || english.size() > max_words_bytes)
    return refused(english, "is empty or longer than " + std::to_string(max_words_bytes) + " bytes");
  if (!other.is_string()) return refused(english, "is given no text");
  const std::string& text = other.get_ref<const std::string&>();
  if (text.size() > max_words_bytes)
    return refused(english, "is given more than " + std::to_string(max_words_bytes) + " bytes");
  const std::string places = places_of(english);
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] != static_cast<char>('0' + i))
      return refused(english, "has places that do not count from {0} upwards");
  if (in_order(places_of(text)) != places) return refused(english, "is given other places than its own");
  return {};
}

}  // namespace

Result<Dictionary> dictionary_from_json(std::string_view json) {
  if (json.size() > max_dictionary_bytes)
    return Error{"The dictionary has " + std::to_string(json.size()) + " bytes, at most " +
                 std::to_string(max_dictionary_bytes) + " are read; the words stay English."};
  const auto read = nlohmann::json::parse(json, nullptr, false);
  if (!read.is_object()) return Error{"The dictionary is no JSON object; the words stay English."};
  Dictionary dictionary;
  for (const auto& [english, other] : read.items()) {
    if (Result<void> fits = check_entry(english, other); !fits) return fits.error();
    dictionary.all.emplace(english, other.get<std::string>());
  }
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (const auto& [english, other] : dictionary.all)
    if (!places_of(english).empty() && std::ranges::count_if(english, is_letter) >= least_letters)
      dictionary.patterns.push_back(english);
  std::ranges::stable_sort(dictionary.patterns, std::greater(),
                           [](std::string_view pattern) { return pattern.size() - 3 * places_of(pattern).size(); });
  return Result<Dictionary>(std::move(dictionary));
}

void speak(std::string tag, Dictionary dictionary) {
  Spoken& now = spoken();
  now.tag = dictionary.all.empty() ? "en" : std::move(tag);
  now.dictionary = std::move(dictionary);
}

std::string_view language() { return spoken().in_english > 0 ? std::string_view("en") : spoken().tag; }

std::string_view said(std::string_view english) {
  const Spoken& now = spoken();
  if (now.dictionary.all.empty() || now.in_english > 0) return english;
  const auto found = now.dictionary.all.find(english);
  return found == now.dictionary.all.end() ? english : std::string_view(found->second);
}

std::string said(std::string_view english, std::initializer_list<std::string_view> arguments) {
  return filled(said(english), arguments);
}

std::string retold(std::string_view sentence) {
  const Spoken& now = spoken();
  if (now.dictionary.all.empty() || now.in_english > 0) return std::string(sentence);
  return retold_from(now.dictionary, sentence, 0);
}

InEnglish::InEnglish() { ++spoken().in_english; }
InEnglish::~InEnglish() { --spoken().in_english; }

}  // namespace reverie
