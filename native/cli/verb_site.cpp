// reverie site, reverie serve: a piece as a folder of static files, and a look at it at home.
#include <unistd.h>

#include <filesystem>

#include "native/cli/end_signals.h"
#include "native/cli/keep.h"
#include "native/cli/model_choice.h"
#include "native/cli/verb.h"
#include "native/runtime/package.h"
#include "native/serve/serve.h"
#include "native/site/artist_site.h"

namespace reverie::cli {
namespace {

namespace fs = std::filesystem;

struct SiteOptions {
  std::string piece, models, out, title, link, kit, language = "en";
};

// The picture that stands until the piece plays, drawn as it opens.
Result<fs::path> draw_poster(const SiteOrder& order) {
  auto player = Player::create(order.piece.id, Clock::offline, 640, 480);
  if (!player) return player.error();
  const auto state = link_state_from_text(order.link);
  if (!state) return state.error();
  (*player)->apply(*state);
  if (auto filled = fill_slots(**player, {}, order.models.string()); !filled) return filled.error();
  if (auto stepped = step_until_settled(**player); !stepped) return stepped.error();
  const fs::path poster = fs::temp_directory_path() / ("reverie-poster-" + std::to_string(getpid()) + ".png");
  if (auto kept = keep_still(**player, {poster, KeepFormat::png, 2, true}); !kept) return kept.error();
  return poster;
}

Result<SiteReport> build(SiteOrder order) {
  if (order.kit.empty())
    return Error{"The pages are not built yet; `make site` lays them out once, then this works. Nothing was written."};
  const auto poster = draw_poster(order);
  if (!poster) return poster.error();
  order.poster = poster->string();
  auto report = write_artist_site(order);
  std::error_code none;
  fs::remove(*poster, none);
  return report;
}

int site(const SiteOptions& options) {
  const auto player = Player::create(options.piece, Clock::offline, 64, 64);
  if (!player) return complain(player.error().message, misused);
  SiteOrder order;
  order.piece = (*player)->manifest();
  order.kit = options.kit.empty() ? default_site_kit() : fs::path(options.kit);
  order.models = options.models.empty() ? default_models_folder() : fs::path(options.models);
  order.out = fs::path(options.out).lexically_normal();
  if (!order.out.has_filename()) order.out = order.out.parent_path();  // "site/"
  order.title = options.title;
  order.language = options.language;
  order.link = "piece=" + options.piece + (options.link.empty() ? "" : "&" + options.link);
  const auto report = build(order);
  if (!report) return complain(report.error().message);
  for (const std::string& sentence : report->left_out) complain("left out: " + sentence);
  std::printf(
      "%s: %zu files, %.1f MB, %zu models.\nLook at it with: reverie serve %s\nPut the folder on any web server; "
      "nothing else is needed.\n",
      order.out.c_str(), report->files, static_cast<double>(report->bytes) / 1e6, report->models.size(),
      order.out.c_str());
  return done;
}

int serve(const std::string& folder, int port) {
  const EndSignals ends;
  const auto server = Server::start(folder, static_cast<std::uint16_t>(port));
  if (!server) return complain(server.error().message);
  std::printf("%s is at http://127.0.0.1:%d/ on this computer only (Ctrl-C ends it)\n", folder.c_str(),
              (*server)->port());
  std::fflush(stdout);
  ends.wait();
  return done;
}

}  // namespace

void declare_site(CLI::App& verb, int& code) {
  auto options = std::make_shared<SiteOptions>();
  verb.add_option("--piece", options->piece, "Which piece (reverie pieces lists them)")->required()->type_name("PIECE");
  verb.add_option("--models", options->models, "Where packages lie; those that fit go with it (default: models)")
      ->type_name("DIR");
  verb.add_option("--out", options->out, "The folder to make")->required()->type_name("DIR");
  verb.add_option("--title", options->title, "What stands over it (default: the piece's title)");
  verb.add_option("--language", options->language, "What the page speaks: en or zh")
      ->capture_default_str()
      ->check(CLI::IsMember({"en", "zh"}));
  verb.add_option("--link", options->link, "The state it opens with: what follows the first & of a shared link")
      ->type_name("TEXT");
  verb.add_option("--kit", options->kit, "The built pages (default: build/site)")->type_name("DIR");
  verb.footer("Example: reverie site --piece latent-walk --models my-models --title \"My dreams\" --out my-site");
  verb.callback([options, &code] { code = site(*options); });
}

void declare_serve(CLI::App& verb, int& code) {
  auto folder = std::make_shared<std::string>();
  auto port = std::make_shared<int>(8000);
  verb.add_option("folder", *folder, "What to serve")->required()->type_name("DIR");
  verb.add_option("--port", *port, "0 takes any free one")->capture_default_str()->check(CLI::Range(0, 65535));
  verb.callback([folder, port, &code] { code = serve(*folder, *port); });
}

}  // namespace reverie::cli
