// What every verb of the program `reverie` shares: one file a verb, one line in the table of main.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "shared/base/result.h"

namespace reverie::cli {

inline constexpr int done = 0;
inline constexpr int failed = 1;   // the arguments were fine, the work was not
inline constexpr int misused = 2;  // a wrong flag, value or name

// Prints the sentence on stderr and gives `code` back.
int complain(const std::string& sentence, int code = failed);

// Declares a verb: its flags go on `verb`, its work sets `code`.
using DeclareVerb = void (*)(CLI::App& verb, int& code);

struct Verb {
  const char* name;
  const char* summary;
  DeclareVerb declare;
};

void declare_render(CLI::App& verb, int& code);
void declare_pieces(CLI::App& verb, int& code);
void declare_models(CLI::App& verb, int& code);
void declare_recipes(CLI::App& verb, int& code);
void declare_check(CLI::App& verb, int& code);
void declare_near(CLI::App& verb, int& code);
void declare_look(CLI::App& verb, int& code);
void declare_import(CLI::App& verb, int& code);
void declare_publish(CLI::App& verb, int& code);
void declare_play(CLI::App& verb, int& code);
void declare_site(CLI::App& verb, int& code);
void declare_serve(CLI::App& verb, int& code);
void declare_new(CLI::App& verb, int& code);
void declare_data(CLI::App& verb, int& code);

}  // namespace reverie::cli
