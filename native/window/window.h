// The desktop window: the studio around one piece, with models from a folder.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace reverie {

struct WindowOptions {
  std::string piece_or_link;     // "de-stijl", a link's text, or the path of a kept file
  std::filesystem::path models;  // the folder of packages; empty: default_models_folder()
  std::vector<std::pair<std::string, std::string>> slot_models;  // slot ("": the first), id or package folder
  std::vector<std::pair<std::string, std::string>> params;       // name, text
  int width = 1280, height = 800;                                // points
  float density = 0;                                             // pixels a point; 0: what the screen says
  bool dark = false;
  std::string language;  // "en", "zh"; empty: what the system speaks
  bool dock = true;
  // For tests: after `frames` frames writes what the window shows to this PNG and closes.
  std::filesystem::path screenshot;
  int frames = 0;
  std::string page;  // "", "about", "keys" or "keep": what the dock shows first
};

// Opens the window and plays until it is closed. 0, or 1 after one sentence on stderr.
int run_window(const WindowOptions& options);

}  // namespace reverie
