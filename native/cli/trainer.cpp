#include "native/cli/trainer.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

extern char** environ;

namespace reverie {
namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> command_line(const fs::path& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

}  // namespace

Result<fs::path> trainer_program() {
  std::error_code none;
  const fs::path here = fs::read_symlink("/proc/self/exe", none).parent_path();
  for (const fs::path& candidate : {here / "reverie-train", here / "../../train/bin/reverie-train"})
    if (::access(candidate.c_str(), X_OK) == 0) return fs::weakly_canonical(candidate, none);
  return Error{
      "The program reverie-train, which does what needs weights, is not built; scripts/reverie train --help builds it, "
      "then try again."};
}

Error exec_trainer(const std::vector<std::string>& arguments) {
  const auto program = trainer_program();
  if (!program) return program.error();
  std::vector<std::string> words = command_line(*program, arguments);
  ::execv(program->c_str(), pointers(words).data());
  return Error{"The program '" + program->string() + "' could not be started (" + std::strerror(errno) + ")."};
}

Result<void> run_trainer(const std::vector<std::string>& arguments) {
  const auto program = trainer_program();
  if (!program) return program.error();
  std::vector<std::string> words = command_line(*program, arguments);
  pid_t child = 0;
  const int wrong = ::posix_spawn(&child, program->c_str(), nullptr, nullptr, pointers(words).data(), environ);
  if (wrong != 0)
    return Error{"The program '" + program->string() + "' could not be started (" + std::strerror(wrong) + ")."};
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return Error{"reverie-train " + (arguments.empty() ? std::string() : arguments.front()) +
               " did not succeed, so nothing more was done."};
}

}  // namespace reverie
