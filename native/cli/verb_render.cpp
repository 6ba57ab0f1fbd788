// reverie render: a piece to PNG on the offline clock, exactly as the page and the tests draw it.
#include <chrono>
#include <filesystem>
#include <thread>

#include "native/cli/model_choice.h"
#include "native/cli/verb.h"
#include "native/codec/png_write.h"
#include "shared/canvas/raster.h"
#include "shared/piece/player.h"

namespace reverie::cli {
namespace {

struct RenderOptions {
  std::string piece, out, size = "960x720", seed, link, models;
  std::vector<std::string> model_choices, settings;
  int frames = 1;
  double density = 1;
};

struct Size {
  float width = 0, height = 0;
};

Result<Size> size_from_text(const std::string& text) {
  int width = 0, height = 0, used = 0;
  if (std::sscanf(text.c_str(), "%dx%d%n", &width, &height, &used) != 2 ||
      static_cast<std::size_t>(used) != text.size() || width < 1 || height < 1 || width > max_image_side ||
      height > max_image_side)
    return Error{"--size takes WIDTHxHEIGHT in pixels, each 1 to " + std::to_string(max_image_side) +
                 ", as in 960x720; '" + text + "' was given, nothing was drawn."};
  return Size{static_cast<float>(width), static_cast<float>(height)};
}

Result<void> apply_link(Player& player, const RenderOptions& options) {
  if (options.link.empty()) return {};
  const auto state = link_state_from_text(options.link);
  if (!state) return state.error();
  player.apply(*state);
  return {};
}

Result<void> apply_settings(Player& player, const RenderOptions& options) {
  Params& params = player.stage().params();
  if (!options.seed.empty())
    if (auto set = params.set_from_text("seed", options.seed); !set) return set;
  for (const std::string& setting : options.settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos)
      return Error{"--set takes PARAM=VALUE, as in truncation=0.7; '" + setting + "' was given, nothing was drawn."};
    if (auto set = params.set_from_text(setting.substr(0, equals), setting.substr(equals + 1)); !set) return set;
  }
  return {};
}

// A network that answers nothing for this long is taken for stuck.
constexpr auto patience = std::chrono::seconds(120);

Result<void> step_until_settled(Player& player) {
  const auto start = std::chrono::steady_clock::now();
  while (!player.step()) {
    if (std::chrono::steady_clock::now() - start > patience)
      return Error{"The model did not answer within two minutes, so the picture was given up."};
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  if (const std::string problem = player.stage().take_problem(); !problem.empty()) return Error{problem};
  return {};
}

// FILE.png for one picture; FILE-0001.png, FILE-0002.png … for several.
std::filesystem::path frame_path(const RenderOptions& options, int frame) {
  const std::filesystem::path out = options.out;
  if (options.frames == 1) return out;
  char number[16];
  std::snprintf(number, sizeof number, "-%04d", frame);
  return out.parent_path() / (out.stem().string() + number + ".png");
}

Result<void> draw_frames(Player& player, const Size& size, const RenderOptions& options) {
  for (int frame = 1; frame <= options.frames; ++frame) {
    if (auto stepped = step_until_settled(player); !stepped) return stepped;
    const auto picture =
        raster_from_display_list(player.draw(), size.width, size.height, static_cast<float>(options.density));
    if (!picture) return picture.error();
    if (auto written = write_png(frame_path(options, frame), *picture); !written) return written;
  }
  return {};
}

int render(const RenderOptions& options) {
  const auto size = size_from_text(options.size);
  if (!size) return complain(size.error().message, misused);
  if (!options.out.ends_with(".png"))
    return complain("--out takes a file name that ends in .png; '" + options.out + "' was given, nothing was drawn.",
                    misused);
  auto player = Player::create(options.piece, Clock::offline, size->width, size->height);
  if (!player) return complain(player.error().message, misused);
  if (auto applied = apply_link(**player, options); !applied) return complain(applied.error().message, misused);
  if (auto filled = fill_slots(**player, options.model_choices, options.models); !filled)
    return complain(filled.error().message);
  if (const std::string note = (*player)->stage().take_problem(); !note.empty()) complain(note);
  if (auto applied = apply_settings(**player, options); !applied) return complain(applied.error().message, misused);
  if (auto drawn = draw_frames(**player, *size, options); !drawn) return complain(drawn.error().message);
  return done;
}

}  // namespace

void declare_render(CLI::App& verb, int& code) {
  auto options = std::make_shared<RenderOptions>();
  verb.add_option("piece", options->piece, "Which piece; reverie pieces lists them")->required()->type_name("PIECE");
  verb.add_option("--out", options->out, "The PNG to write; with --frames, FILE-0001.png and so on")
      ->required()
      ->type_name("FILE.png");
  verb.add_option(
          "--model", options->model_choices,
          "A model's id or a package's folder for a slot; 'slot=' may be left out where there is one slot. Without "
          "it, the first published model that fits")
      ->type_name("[SLOT=]ID|DIR");
  verb.add_option("--models", options->models, "The folder of published models (default: models)")->type_name("DIR");
  verb.add_option("--seed", options->seed, "A number or any text; the same as --set seed=…")->type_name("N|TEXT");
  verb.add_option("--size", options->size, "Width and height in points")->type_name("WxH")->capture_default_str();
  verb.add_option("--density", options->density, "Pixels per point")
      ->type_name("D")
      ->capture_default_str()
      ->check(CLI::Range(0.1, 8.0));
  verb.add_option("--frames", options->frames, "How many ticks of 1/60 s, one picture each")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 9999));
  verb.add_option("--set", options->settings, "A parameter's value; may be given often")->type_name("PARAM=VALUE");
  verb.add_option("--link", options->link, "A shared link's state, read before everything else")->type_name("TEXT");
  verb.footer("Example: reverie render latent-walk --model faces --seed hello --set truncation=0.7 --out face.png");
  verb.callback([options, &code] { code = render(*options); });
}

}  // namespace reverie::cli
