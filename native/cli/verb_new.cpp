// reverie new piece: a folder of one's own, made from the template. It touches nothing else.
#include <array>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "native/cli/verb.h"
#include "native/files/files.h"
#include "shared/piece/piece.h"
#include "shared/piece/text.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_id = 40, max_file = 1 << 20;

// The template's own name, and folders that Windows cannot make.
constexpr std::array<std::string_view, 5> reserved{"template", "con", "prn", "aux", "nul"};

// Every place where the template names itself.
struct Names {
  std::string id, title;
  std::string snake;   // ink_rain
  std::string pascal;  // InkRain
};

Names names_from(const std::string& id, const std::string& title) {
  Names names{id, title, id, ""};
  std::string spoken = id;
  bool first = true;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (id[i] == '-') {
      names.snake[i] = '_';
      spoken[i] = ' ';
    } else {
      names.pascal += first ? static_cast<char>(std::toupper(id[i])) : id[i];
    }
    first = id[i] == '-';
  }
  spoken[0] = static_cast<char>(std::toupper(spoken[0]));
  if (title.empty()) names.title = spoken;
  return names;
}

Result<void> check_id(const std::string& id) {
  const std::string end = "; nothing was made.";
  if (!is_kebab_case(id) || id.size() > max_id || id.find("--") != std::string::npos ||
      std::isdigit(static_cast<unsigned char>(id[0])))
    return Error{"A piece's name is kebab-case, begins with a letter and is at most 40 bytes long, as in ink-rain; " +
                 in_quotes(id) + " was given" + end};
  for (const std::string_view word : reserved)
    if (id == word) return Error{"The name " + in_quotes(id) + " is reserved; give the piece another one" + end};
  return {};
}

// The checkout that the current folder lies in.
Result<fs::path> find_checkout() {
  std::error_code wrong;
  const fs::path start = fs::current_path(wrong);
  for (fs::path folder = start; !folder.empty(); folder = folder.parent_path()) {
    if (std::error_code absent; fs::is_regular_file(folder / "shared/pieces/_template/piece.json", absent))
      return folder;
    if (folder == folder.parent_path()) break;
  }
  return Error{"reverie new works inside a checkout of Reverie, and " + start.string() +
               " lies in none; go to one and try again, nothing was made."};
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

// Lines such as "// [draw]" mark what the guide quotes; a new piece has no use for them.
std::string without_marks(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string line = text.substr(at, end - at);
    const std::size_t first = line.find_first_not_of(' ');
    const bool mark = first != std::string::npos && line.compare(first, 4, "// [") == 0 && line.ends_with("]\n");
    if (!mark) out += line;
    at = end;
  }
  return out;
}

std::string rewritten(const std::string& name, std::string text, const Names& names) {
  if (name == "README.md")
    return "# " + names.title +
           "\n\nWhat it is and what a person does with it, in two or three sentences; what it descends from, with "
           "credit.\n\n"
           "- `" +
           names.id + ".cpp` is the piece: drawing, pointer, keys, document.\n";
  if (name == "piece.json") {
    replace_all(text, "\"id\": \"template\"", "\"id\": \"" + names.id + "\"");
    replace_all(text, "\"title\": \"Template\"", "\"title\": " + nlohmann::json(names.title).dump());
    return text;
  }
  if (name == "zh.json") {
    const std::string title = nlohmann::json(names.title).dump();
    replace_all(text, "\"Template\": \"模板\"", title + ": " + title);
    return text;
  }
  text = without_marks(text);
  replace_all(text, "_template/", names.id + "/");
  replace_all(text, "make_template", "make_" + names.snake);
  replace_all(text, "Template", names.pascal);
  return text;
}

using Files = std::vector<std::pair<fs::path, std::string>>;  // below the piece's folder

// All of it is made before anything is written.
Result<Files> files_from_template(const fs::path& folder, const Names& names) {
  Files files;
  std::error_code wrong;
  for (fs::recursive_directory_iterator at(folder, wrong), end; !wrong && at != end; at.increment(wrong)) {
    if (!at->is_regular_file()) continue;
    const auto text = text_from_file(at->path(), max_file);
    if (!text) return text.error();
    std::string place = fs::relative(at->path(), folder).string();
    replace_all(place, "template_test", names.snake + "_test");
    replace_all(place, "template.cpp", names.id + ".cpp");
    files.emplace_back(place, rewritten(at->path().filename().string(), *text, names));
    if (files.back().first != "piece.json") continue;
    if (const auto read = piece_manifest_from_json(files.back().second); !read) return read.error();
  }
  if (wrong || files.empty())
    return Error{"The template in " + folder.string() + " could not be read (" + wrong.message() +
                 "); nothing was made."};
  return files;
}

Result<void> write_all(const fs::path& folder, const Files& files) {
  for (const auto& [place, text] : files) {
    std::error_code wrong;
    fs::create_directories((folder / place).parent_path(), wrong);
    const Result<void> written =
        wrong ? Result<void>(Error{(folder / place).string() + " could not be made: " + wrong.message() + "."})
              : write_file_whole(folder / place, text);
    if (written) continue;
    fs::remove_all(folder, wrong);
    return Error{written.error().message + " The folder was taken away again."};
  }
  return {};
}

int new_piece(const std::string& kind, const std::string& id, const std::string& title) {
  if (kind != "piece")
    return complain("reverie new makes a piece, as in reverie new piece ink-rain; " + in_quotes(kind) +
                        " was asked for, nothing was made.",
                    misused);
  if (const auto fits = check_id(id); !fits) return complain(fits.error().message, misused);
  const auto checkout = find_checkout();
  if (!checkout) return complain(checkout.error().message, misused);
  const std::string place = "shared/pieces/" + id;
  std::error_code wrong;
  if (fs::exists(fs::symlink_status(*checkout / place, wrong)))
    return complain(place + " is there already; give the piece another name, nothing was made.", misused);
  const auto files = files_from_template(*checkout / "shared/pieces/_template", names_from(id, title));
  if (!files) return complain(files.error().message, misused);
  if (const auto written = write_all(*checkout / place, *files); !written) return complain(written.error().message);
  std::printf(
      "%s is there; nothing else was touched. What comes next:\n"
      "  1. make dev, then open http://127.0.0.1:8000/play/?piece=%s, which follows each save\n"
      "  2. draw in %s/%s.cpp, and say in piece.json what it is and what can be turned\n"
      "  3. read docs/write-a-piece.md, and run make test STAGES='build unit' before you show it\n",
      place.c_str(), id.c_str(), place.c_str(), id.c_str());
  return done;
}

}  // namespace

void declare_new(CLI::App& verb, int& code) {
  struct Options {
    std::string kind, id, title;
  };
  auto options = std::make_shared<Options>();
  verb.add_option("kind", options->kind, "What to make: piece")->required()->type_name("piece");
  verb.add_option("name", options->id, "Its id, in kebab-case: folder, link and poster carry it")
      ->required()
      ->type_name("NAME");
  verb.add_option("--title", options->title, "What people read (default: made from the name)")->type_name("TEXT");
  verb.footer("Example: reverie new piece ink-rain --title \"Ink rain\"");
  verb.callback([options, &code] { code = new_piece(options->kind, options->id, options->title); });
}

}  // namespace reverie::cli
