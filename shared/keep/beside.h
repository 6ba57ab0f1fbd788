// What stands beside every picture that a network drew: which model, what it learned from, by whom, under which
// licence, and how near the picture lies to what it learned from. The dock, the page's own text and kept files say the
// same.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "shared/model/model.h"
#include "shared/near/neighbours.h"

namespace reverie {

struct Beside {
  std::string slot;                                    // of the piece
  std::string id, version;                             // of the model; 8 hex digits of its network
  std::string title, author, licence;                  // of the model
  std::string data, data_from, data_by, data_licence;  // what it learned from; empty where its card does not tell
  std::string credit;                                  // one line, as the model's author wrote it
  std::string near, near_short;  // a sentence, and a few words; empty while no picture was looked at
  bool operator==(const Beside&) const = default;
};

// From the card alone: no picture yet.
Beside beside_of(const std::string& slot, const Model& model);

// Without neighbours it says that nobody can tell.
void tell_nearness(Beside& beside, const Neighbours* neighbours, const Image& picture);

// "Emoji by The Reverie authors, Apache-2.0", in the reader's language
std::string summary_of(const Beside& beside);

// Name and value of all that is known, in the order in which people read it: ("Made with", "Emoji, version ac0b908d") …
std::vector<std::pair<std::string, std::string>> facts_of(const Beside& beside);

// For the page, in the reader's language: [{"summary", "near", "facts": [[name, value], …]}, …]
std::string json_from_besides(std::span<const Beside> besides);

}  // namespace reverie
