#include "shared/pieces/latent-walk/words.h"

#include <array>

#include "shared/pieces/latent-walk/labels.h"
#include "shared/words/words.h"

namespace reverie::pieces {

std::string number_word(std::size_t number) {
  constexpr std::array words = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return number < words.size() ? words[number] : std::to_string(number);
}

std::string sentence_while_waiting(const Model& model) {
  return said("Pictures that the model {0} drew earlier, one after another, while its network wakes.",
              {said(model.title)});
}

std::string line_while_waiting() { return std::string(said("Drawn earlier; its network is waking")); }

std::string sentence_in_vain(const Model& model) {
  return said("A veil of pale pixels: the model {0} could not draw.", {said(model.title)});
}

std::string sentence_of(const Model& model, const Params& params, const std::vector<std::string>& labels,
                        std::size_t pictures, std::size_t keyframes, bool on_loop) {
  const bool sheet = params.number("rows") > 1;
  const std::string many = language() == "en" ? number_word(keyframes) : std::to_string(keyframes);
  const std::string_view title = said(model.title);
  std::string text = sheet ? said("{0} pictures by the model {1}", {std::to_string(pictures), title})
                           : said("A picture by the model {0}", {title});
  if (on_loop) {
    text = said("{0}, on a loop through {1} keyframes", {text, many});
  } else {
    const std::string point = params.text_of("pad");
    text = sheet ? said("{0} for the seed {1}, around the point {2}", {text, params.text("seed"), point})
                 : said("{0} for the seed {1}, at the point {2}", {text, params.text("seed"), point});
    for (const std::string& name : labels) {
      if (!params.is_initial(name))
        text = said("{0}, {1} {2}", {text, said(axis_of_param(name)), said(params.text(name))});
    }
    if (keyframes == 1) text = said("{0}; {1} keyframe is kept", {text, many});
    if (keyframes > 1) text = said("{0}; {1} keyframes are kept", {text, many});
  }
  return params.toggle("walk") ? said("{0}, walking by itself.", {text}) : said("{0}.", {text});
}

}  // namespace reverie::pieces
