// The program `reverie`: everything that needs no LibTorch. Verbs that need weights are handed to reverie-train.
#include <array>
#include <iostream>
#include <span>
#include <string_view>

#include "native/cli/trainer.h"
#include "native/cli/verb.h"
#include "native/cli/verb_watch.h"

namespace reverie::cli {

int complain(const std::string& sentence, int code) {
  std::fprintf(stderr, "reverie: %s\n", sentence.c_str());
  return code;
}

namespace {

constexpr Verb verbs[] = {
    {"play", "Open a piece in a window", declare_play},
    {"render", "Draw a piece to PNG, SVG, GIF or WebM on the offline clock", declare_render},
    {"pieces", "List the pieces", declare_pieces},
    {"models", "List the published models", declare_models},
    {"new", "Begin a piece of your own from the template", declare_new},
    {"data", "Check a folder of pictures, or pack it for training", declare_data},
    {"recipes", "List the recipes that can be trained", declare_recipes},
    {"publish", "Turn a finished run into a model package", declare_publish},
    {"import", "Turn a generator that was trained elsewhere (.onnx) into a model package", declare_import},
    {"check", "Verify a model package: manifest, hashes, golden output", declare_check},
    {"near", "Say how near pictures lie to those a model learned from", declare_near},
    {"look", "Open a model: its layers, its filters, its mistakes", declare_look},
    {"site", "Lay out one piece with your models as a site of its own", declare_site},
    {"watch", "Look at a run while it trains or afterwards, on this computer only", declare_watch},
    {"serve", "Look at a folder of static files, on this computer only", declare_serve},
};

struct TrainerVerb {
  const char* name;
  const char* summary;
};
constexpr std::array<TrainerVerb, 2> trainer_verbs{{
    {"train", "Train a network on a folder of pictures (reverie-train)"},
    {"export", "Write a run's network as ONNX; publish does this by itself (reverie-train)"},
}};

bool is_trainer_verb(std::string_view word) {
  for (const TrainerVerb& verb : trainer_verbs)
    if (word == verb.name) return true;
  return false;
}

// CLI11 tells the words that nothing took in an order of its own; a person reads the first one of the command line.
std::string first_unknown(const std::string& told, std::span<char* const> words) {
  const std::string padded = " " + told + " ";
  for (const std::string_view word : words)
    if (padded.find(" " + std::string(word) + " ") != std::string::npos) return std::string(word);
  return told;
}

// CLI11 words its errors for programmers; a person gets one sentence and the way on.
std::string sentence_from(const CLI::Error& wrong, const CLI::App& program, std::span<char* const> given) {
  const auto chosen = program.get_subcommands();
  const std::string command = chosen.empty() ? "reverie" : "reverie " + chosen.front()->get_name();
  std::string what = wrong.what();
  what = what.substr(0, what.find('\n'));
  while (!what.empty() && (what.back() == '.' || what.back() == ' ')) what.pop_back();
  const std::string help = "; " + command + " --help shows what it takes, nothing was done.";
  if (dynamic_cast<const CLI::ExtrasError*>(&wrong)) {
    const auto colon = what.rfind(": ");
    const std::string word = first_unknown(colon == std::string::npos ? what : what.substr(colon + 2), given);
    if (chosen.empty() && !word.starts_with("-"))
      return "There is no verb '" + word + "'; reverie --help lists them, nothing was done.";
    return command + " does not know '" + word + "'" + help;
  }
  if (dynamic_cast<const CLI::RequiredError*>(&wrong))
    return command + " was not given all it needs (" + what + ")" + help;
  return command + " was not understood (" + what + ")" + help;
}

int run(int count, char** words) {
  if (count > 1 && is_trainer_verb(words[1])) return complain(exec_trainer({words + 1, words + count}).message);

  CLI::App program{"Reverie: train small neural networks on real pictures, and play them."};
  program.name("reverie");
  program.require_subcommand(0, 1);
  program.set_help_flag("-h,--help", "Show this help");
  program.footer("reverie VERB --help tells more about each.");
  int code = done;
  for (const Verb& verb : verbs) verb.declare(*program.add_subcommand(verb.name, verb.summary), code);
  for (const TrainerVerb& verb : trainer_verbs) program.add_subcommand(verb.name, verb.summary);
  try {
    program.parse(count, words);
  } catch (const CLI::Success& asked) {
    return program.exit(asked);  // --help
  } catch (const CLI::Error& wrong) {
    return complain(sentence_from(wrong, program, {words + 1, static_cast<std::size_t>(count - 1)}), misused);
  }
  if (program.get_subcommands().empty()) std::cout << program.help();
  return code;
}

}  // namespace
}  // namespace reverie::cli

int main(int count, char** words) { return reverie::cli::run(count, words); }
