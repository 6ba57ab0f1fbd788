#include "native/site/kit.h"

#include <map>
#include <vector>

namespace reverie {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_text_bytes = 8u << 20;

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'')
      safe += "&#" + std::to_string(static_cast<int>(c)) + ";";
    else
      safe += c;
  }
  return safe;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// Cuts from `begin` to the end of `end`; false when either is missing.
bool replace_between(std::string& text, const std::string& begin, const std::string& end, const std::string& by) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return false;
  const auto to = text.find(end, from + begin.size());
  if (to == std::string::npos) return false;
  text.replace(from, to + end.size() - from, by);
  return true;
}

// What stands after `begin` up to `end`; "" when either is missing.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return "";
  const auto to = text.find(end, from + begin.size());
  return to == std::string::npos ? "" : text.substr(from + begin.size(), to - from - begin.size());
}

// File name as texts say it → path below the kit. A file that is there as .gz only is named without it.
std::map<std::string, std::string> named_files(const fs::path& kit) {
  std::map<std::string, std::string> named;
  std::error_code none;
  for (const char* folder : {"assets", "runtime"})
    for (const auto& entry : fs::directory_iterator(kit / folder, none)) {
      const std::string file = entry.path().filename().string();
      const std::string name = file.ends_with(".gz") ? file.substr(0, file.size() - 3) : file;
      named[name] = std::string(folder) + "/" + file;
    }
  return named;
}

bool is_text(const std::string& path) { return path.ends_with(".js") || path.ends_with(".css"); }

}  // namespace

Result<std::set<std::string>> files_named_by(const fs::path& kit, const std::string& page) {
  const auto named = named_files(kit);
  std::set<std::string> found;
  std::vector<std::string> texts{page};
  while (!texts.empty()) {
    const std::string text = std::move(texts.back());
    texts.pop_back();
    for (const auto& [name, path] : named) {
      if (found.contains(path) || text.find(name) == std::string::npos) continue;
      found.insert(path);
      if (!is_text(path)) continue;
      auto content = text_from_file(kit / path, max_text_bytes);
      if (!content) return content.error();
      texts.push_back(std::move(*content));
    }
  }
  return found;
}

Result<std::string> page_of_artist(const std::string& play_page, const PageWords& words) {
  std::string page = play_page;
  const std::string language = between(page, "<html lang=\"", "\"");
  replace_all(page, "\"../../", "\"./");  // of a page below zh/
  replace_all(page, "\"../", "\"./");
  std::string root = "<html lang=\"" + language + "\" data-root=\"./\" data-link=\"" + escaped(words.link) +
                     "\" data-poster=\"" + escaped(words.poster) + "\"";
  if (!words.title.empty()) root += " data-title=\"" + escaped(words.title) + "\"";
  while (replace_between(page, "<link rel=\"alternate\"", "/>", "")) {
  }
  const bool known = !language.empty() && replace_between(page, "<html", ">", root + ">") &&
                     (words.title.empty() ||
                      replace_between(page, "<title>", "</title>", "<title>" + escaped(words.title) + "</title>")) &&
                     replace_between(page, "<a id=\"back\"", "</a>", "") &&
                     replace_between(page, "<p class=\"languages\">", "</p>", "");
  if (!known)
    return Error{"The play page of the kit is not the one this program knows; build both anew by `make site`."};
  return page;
}

}  // namespace reverie
