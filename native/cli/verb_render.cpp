// reverie render: a piece to a file on the offline clock, exactly as the page and the tests draw it.
#include <filesystem>
#include <optional>

#include "native/cli/keep.h"
#include "native/cli/model_choice.h"
#include "native/cli/verb.h"
#include "native/files/files.h"
#include "native/keep/kept_file.h"
#include "shared/keep/png_writer.h"

namespace reverie::cli {
namespace {

struct RenderOptions {
  std::string piece, out, size, seed, link, models, document, preview;
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
      static_cast<std::size_t>(used) != text.size() || width < 1 || height < 1 || width > max_png_side ||
      height > max_png_side)
    return Error{"--size takes WIDTHxHEIGHT in points, each 1 to " + std::to_string(max_png_side) +
                 ", as in 960x720; '" + text + "' was given, nothing was drawn."};
  return Size{static_cast<float>(width), static_cast<float>(height)};
}

// A kept file in the place of a piece stands for the piece, its state and its size.
Result<std::optional<KeptState>> kept_state_of(const RenderOptions& options) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(options.piece, ignored)) return std::optional<KeptState>();
  Result<KeptState> state = state_from_path(options.piece);
  if (!state) return state.error();
  return std::optional<KeptState>(std::move(*state));
}

Result<Size> size_of(const RenderOptions& options, const std::optional<KeptState>& kept) {
  if (!options.size.empty()) return size_from_text(options.size);
  if (kept && kept->width > 0) return Size{static_cast<float>(kept->width), static_cast<float>(kept->height)};
  return Size{960, 720};
}

Result<void> apply_link(Player& player, const RenderOptions& options, const std::optional<KeptState>& kept) {
  if (kept) player.apply(kept->link);
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

// What a person made, from a file of its own: a graph for constellation, say.
Result<void> apply_document(Player& player, const RenderOptions& options) {
  if (options.document.empty()) return {};
  const Result<std::string> json = text_from_file(options.document, max_document_bytes);
  if (!json) return json.error();
  return player.piece().set_document(player.stage(), Document(1, *json));
}

// FILE.png for one picture; FILE-0001.png, FILE-0002.png … for several.
std::filesystem::path frame_path(const RenderOptions& options, int frame) {
  const std::filesystem::path out = options.out;
  if (options.frames == 1) return out;
  char number[16];
  std::snprintf(number, sizeof number, "-%04d", frame);
  return out.parent_path() / (out.stem().string() + number + ".png");
}

bool is_film(KeepFormat format) { return format == KeepFormat::gif || format == KeepFormat::webm; }

Result<void> draw(std::unique_ptr<Player> player, const RenderOptions& options, KeepFormat format,
                  const std::optional<Preview>& preview, Looking::NeighboursOfSlot neighbours) {
  KeepWish wish{options.out, format, options.density, options.frames > 1, std::move(neighbours)};
  if (preview && is_film(format)) return keep_film(std::move(player), wish, *preview);
  if (is_film(format)) return keep_loop(std::move(player), wish);
  for (int frame = 1; frame <= options.frames; ++frame) {
    if (auto stepped = step_until_settled(*player); !stepped) return stepped;
    wish.out = frame_path(options, frame);
    if (auto kept = keep_still(*player, wish); !kept) return kept;
  }
  return {};
}

// Read before the piece is made, begun once its models are there.
Result<std::optional<Preview>> preview_of(const RenderOptions& options) {
  if (options.preview.empty()) return std::optional<Preview>();
  const Result<std::string> json = text_from_file(options.preview, 1 << 20);
  if (!json) return json.error();
  auto preview = preview_from_json(*json);
  if (!preview) return preview.error();
  return std::optional<Preview>(std::move(*preview));
}

int render(const RenderOptions& options) {
  const auto format = format_from_file_name(options.out);
  if (!format) return complain(format.error().message, misused);
  if (options.frames > 1 && *format != KeepFormat::png)
    return complain("--frames counts pictures for PNG; " + options.out + " takes a whole loop, nothing was drawn.",
                    misused);
  const auto kept = kept_state_of(options);
  if (!kept) return complain(kept.error().message);
  const auto preview = preview_of(options);
  if (!preview) return complain(preview.error().message, misused);
  const auto size = size_of(options, *kept);
  if (!size) return complain(size.error().message, misused);
  auto player = Player::create(*kept ? (*kept)->link.piece : options.piece, Clock::offline, size->width, size->height);
  if (!player) return complain(player.error().message, misused);
  if (auto applied = apply_link(**player, options, *kept); !applied) return complain(applied.error().message, misused);
  auto filled = fill_slots(**player, options.model_choices, options.models);
  if (!filled) return complain(filled.error().message);
  if (const std::string note = (*player)->stage().take_problem(); !note.empty()) complain(note);
  if (auto applied = apply_settings(**player, options); !applied) return complain(applied.error().message, misused);
  if (auto applied = apply_document(**player, options); !applied) return complain(applied.error().message);
  if (*preview)
    if (auto begun = begin_preview(**preview, **player, is_film(*format)); !begun)
      return complain(begun.error().message, misused);
  listen_for_interrupt();
  auto drawn = draw(std::move(*player), options, *format, *preview, std::move(*filled));
  if (!drawn) return complain(drawn.error().message);
  return done;
}

}  // namespace

void declare_render(CLI::App& verb, int& code) {
  auto options = std::make_shared<RenderOptions>();
  verb.add_option("piece", options->piece, "Which piece (reverie pieces lists them), or a kept file to draw again")
      ->required()
      ->type_name("PIECE|FILE");
  verb.add_option("--out", options->out,
                  "The file to write: a picture as .png or .svg, the piece's loop as .gif or .webm; with --frames, "
                  "FILE-0001.png and so on")
      ->required()
      ->type_name("FILE.png|.svg|.gif|.webm");
  verb.add_option(
          "--model", options->model_choices,
          "A model's id or a package's folder for a slot; 'slot=' may be left out where there is one slot. Without "
          "it, the first published model that fits")
      ->type_name("[SLOT=]ID|DIR");
  verb.add_option("--models", options->models, "The folder of published models (default: models)")->type_name("DIR");
  verb.add_option("--document", options->document,
                  "What was made in the piece, as JSON: a graph for constellation, say")
      ->type_name("FILE.json");
  verb.add_option("--seed", options->seed, "A number or any text; the same as --set seed=…")->type_name("N|TEXT");
  verb.add_option("--size", options->size, "Width and height in points (default: 960x720, or the kept file's own)")
      ->type_name("WxH");
  verb.add_option("--density", options->density, "Pixels per point")
      ->type_name("D")
      ->capture_default_str()
      ->check(CLI::Range(0.1, 64.0));
  verb.add_option("--frames", options->frames, "How many ticks of 1/60 s, one picture each")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 9999));
  verb.add_option(
          "--preview", options->preview,
          "What the gallery shows of a piece, as preview.json in its folder: a few seconds under a hand that is "
          "written down as .gif or .webm, loop or not; its poster as .png")
      ->type_name("FILE.json");
  verb.add_option("--set", options->settings, "A parameter's value; may be given often")->type_name("PARAM=VALUE");
  verb.add_option("--link", options->link, "A shared link's state, read before everything else")->type_name("TEXT");
  verb.footer(
      "Example: reverie render latent-walk --model faces --seed hello --set truncation=0.7 --out face.png\n"
      "A print: reverie render face.png --density 8 --out print.png");
  verb.callback([options, &code] { code = render(*options); });
}

}  // namespace reverie::cli
