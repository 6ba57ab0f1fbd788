#include "shared/pieces/latent-walk/words.h"

#include <array>

#include "shared/pieces/latent-walk/labels.h"

namespace reverie::pieces {

std::string number_word(std::size_t number) {
  constexpr std::array words = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return number < words.size() ? words[number] : std::to_string(number);
}

std::string sentence_of(const Model& model, const Params& params, const std::vector<std::string>& labels,
                        std::size_t pictures, std::size_t keyframes, bool on_loop) {
  const bool sheet = params.number("rows") > 1;
  std::string text =
      (sheet ? std::to_string(pictures) + " pictures by the model " : "A picture by the model ") + model.title;
  if (on_loop) {
    text += ", on a loop through " + number_word(keyframes) + " keyframes";
  } else {
    text += " for the seed " + params.text("seed") + (sheet ? ", around the point " : ", at the point ") +
            params.text_of("pad");
    for (const std::string& name : labels) {
      if (!params.is_initial(name)) text += ", " + std::string(axis_of_param(name)) + " " + params.text(name);
    }
    if (keyframes > 0) {
      text += "; " + number_word(keyframes) + (keyframes == 1 ? " keyframe is kept" : " keyframes are kept");
    }
  }
  return text + (params.toggle("walk") ? ", walking by itself." : ".");
}

}  // namespace reverie::pieces
