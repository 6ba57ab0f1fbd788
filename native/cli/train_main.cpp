// The program `reverie-train`: what needs weights. One file a verb, one line in the table.
#include <iostream>

#include "native/cli/train_verb.h"

namespace reverie::cli {

int complain(const std::string& sentence, int code) {
  std::fprintf(stderr, "reverie: %s\n", sentence.c_str());
  return code;
}

namespace {

constexpr TrainVerb verbs[] = {
    {"train", "Train a network on a folder of pictures", declare_train},
#ifdef REVERIE_EXPORT
    {"export", "Write a run's network as ONNX", declare_export},
#endif
};

std::string sentence_from(const CLI::Error& wrong) {
  std::string what = wrong.what();
  if (const auto line = what.find('\n'); line != std::string::npos) what.resize(line);
  while (!what.empty() && (what.back() == '.' || what.back() == ' ')) what.pop_back();
  return "The command was not understood (" + what + "); reverie train --help shows how, nothing was done.";
}

int run(int count, char** words) {
  CLI::App program{"Reverie's trainer: the verbs that need LibTorch."};
  program.name("reverie");
  program.require_subcommand(0, 1);
  int code = 0;
  for (const TrainVerb& verb : verbs) verb.declare(*program.add_subcommand(verb.name, verb.summary), code);
  try {
    program.parse(count, words);
  } catch (const CLI::Success& asked) {
    return program.exit(asked);  // --help
  } catch (const CLI::Error& wrong) {
    return complain(sentence_from(wrong), misused);
  } catch (const std::exception& wrong) {
    // LibTorch speaks in exceptions with stack traces; the first line says what happened.
    std::string what = wrong.what();
    return complain("The work stopped (" + what.substr(0, what.find('\n')) + "); what was saved before stays.", failed);
  }
  if (program.get_subcommands().empty()) std::cout << program.help();
  return code;
}

}  // namespace
}  // namespace reverie::cli

int main(int count, char** words) { return reverie::cli::run(count, words); }
