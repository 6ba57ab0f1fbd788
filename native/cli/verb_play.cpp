// reverie play: the studio in a desktop window.
#include "native/cli/verb.h"
#include "native/runtime/package.h"
#ifdef REVERIE_WINDOW
#include "native/window/window.h"
#endif

namespace reverie::cli {

#ifdef REVERIE_WINDOW
namespace {

struct PlayOptions {
  WindowOptions window;
  std::string models, screenshot, seed;
  std::vector<std::string> model_choices, settings;
};

// "name=value", or "value" alone for the name "".
std::pair<std::string, std::string> split_at_equals(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos) return {"", text};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

int play(PlayOptions options) {
  for (const std::string& choice : options.model_choices) options.window.slot_models.push_back(split_at_equals(choice));
  if (!options.seed.empty()) options.window.params.emplace_back("seed", options.seed);
  for (const std::string& setting : options.settings) {
    if (setting.find('=') == std::string::npos)
      return complain("--set takes PARAM=VALUE, as in truncation=0.7; '" + setting + "' was given, nothing was opened.",
                      misused);
    options.window.params.push_back(split_at_equals(setting));
  }
  options.window.models = options.models.empty() ? default_models_folder() : std::filesystem::path(options.models);
  options.window.screenshot = options.screenshot;
  // A picture that nobody says when to take is taken once the window has settled.
  if (!options.screenshot.empty() && options.window.frames == 0) options.window.frames = 60;
  return run_window(options.window);
}

}  // namespace

void declare_play(CLI::App& verb, int& code) {
  auto options = std::make_shared<PlayOptions>();
  verb.add_option("piece", options->window.piece_or_link,
                  "Which piece (reverie pieces lists them), a shared link, or a kept file")
      ->required()
      ->type_name("PIECE|LINK|FILE");
  verb.add_option("--model", options->model_choices, "A model's id or a package's folder for a slot")
      ->type_name("[SLOT=]ID|DIR");
  verb.add_option("--models", options->models, "The folder of published models (default: models)")->type_name("DIR");
  verb.add_option("--seed", options->seed, "A number or any text; the same as --set seed=…")->type_name("N|TEXT");
  verb.add_option("--set", options->settings, "A parameter's value; may be given often")->type_name("PARAM=VALUE");
  verb.add_option("--width", options->window.width, "Of the window, in points")
      ->capture_default_str()
      ->check(CLI::Range(320, 8192));
  verb.add_option("--height", options->window.height, "Of the window, in points")
      ->capture_default_str()
      ->check(CLI::Range(240, 8192));
  verb.add_flag("--dark", options->window.dark, "Ink under paper");
  verb.add_option("--language", options->window.language, "What the window speaks (default: as the system does)")
      ->type_name("en|zh")
      ->check(CLI::IsMember({"en", "zh", "zh-Hans"}));
  verb.add_option("--page", options->window.page, "What the dock shows first")
      ->check(CLI::IsMember({"controls", "about", "keys", "keep"}));
  verb.add_option("--screenshot", options->screenshot,
                  "Write what the window shows to this PNG after --frames (60 where none are given), and close")
      ->type_name("FILE.png");
  verb.add_option("--frames", options->window.frames, "Close after so many frames")->check(CLI::Range(1, 100000));
  verb.footer("Tab hides the dock, ? lists the keys. Example: reverie play latent-walk --model faces");
  verb.callback([options, &code] { code = play(*options); });
}
#else
void declare_play(CLI::App& verb, int& code) {
  verb.callback(
      [&code] { code = complain("This build of reverie has no window; reverie render draws to a file instead."); });
}
#endif

}  // namespace reverie::cli
