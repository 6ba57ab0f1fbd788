// The program itself, run as a person runs it.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include "native/files/files.h"

namespace reverie {

struct Ran {
  int code = -1;
  std::string out, err;
};

// In `folder`; the words go through a shell, so quote what needs it.
inline Ran ran_program(const std::filesystem::path& folder, const std::string& words) {
  const std::string errors = (folder / "stderr").string();
  const std::string command = "cd '" + folder.string() + "' && '" REVERIE_PROGRAM "' " + words + " 2>'" + errors + "'";
  Ran ran;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> part{};
  for (std::size_t got = 0; (got = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
    ran.out.append(part.data(), got);
  const int status = ::pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  ran.err = *text_from_file(errors, 1 << 20);
  return ran;
}

}  // namespace reverie
