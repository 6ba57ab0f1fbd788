#include <algorithm>
#include <cmath>

#include "shared/near/neighbours.h"

namespace reverie {

namespace {

// "1,090"; from a million on "98 million".
std::string count_text(double count) {
  if (count >= 1e9) return std::to_string(std::llround(count / 1e9)) + " billion";
  if (count >= 1e6) return std::to_string(std::llround(count / 1e6)) + " million";
  std::string digits = std::to_string(std::llround(count));
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

// Never more than is true: 98.9 % are "98 %".
std::string percent(double share) { return std::to_string(static_cast<int>(std::floor(100 * share))) + " %"; }

}  // namespace

std::string training_pictures_text(const Neighbours& neighbours) {
  const std::string rows = count_text(static_cast<double>(neighbours.count())), all = count_text(neighbours.of);
  if (neighbours.layered) return rows + " of the " + all + " stacks of its training sprites";
  return rows == all ? "its " + all + " training pictures" : rows + " of its " + all + " training pictures";
}

std::string sentence_from(const Nearness& nearness, const Neighbours& neighbours) {
  const std::string those = training_pictures_text(neighbours);
  // What is compared is the whole picture, and a stack of copied sprites is a new whole.
  const std::string parts = neighbours.layered ? " Its parts may be those sprites all the same." : "";
  switch (nearness.word) {
    case NearWord::nearly_one:
    case NearWord::close_to_one: {
      const std::string most = nearness.share > 0 ? percent(1 - nearness.share) + " of these" : "all of these";
      return (nearness.word == NearWord::nearly_one ? "Nearly one of " : "Close to one of ") + those + ": " + most +
             " lie farther from each other." + parts;
    }
    case NearWord::among:
      return "About as far from " + those + " as these lie from each other." + parts;
    case NearWord::farther:
      return "Farther from " + those + " than " + percent(nearness.share) + " of these lie from each other." + parts;
    case NearWord::unlike:
      return "Unlike any of " + those + ": far outside of what these show.";
  }
  return "";
}

std::string short_text(NearWord word, bool layered) {
  const std::string one = layered ? "one stack of its sprites" : "one of its training pictures";
  const std::string all = layered ? "stacks of its sprites" : "its training pictures";
  switch (word) {
    case NearWord::nearly_one:
      return "nearly " + one;
    case NearWord::close_to_one:
      return "close to " + one;
    case NearWord::among:
      return "as far from " + all + " as these lie apart";
    case NearWord::farther:
      return "farther from " + all + " than these lie apart";
    case NearWord::unlike:
      return "unlike " + all;
  }
  return "";
}

}  // namespace reverie
