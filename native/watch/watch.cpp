#include "native/watch/watch.h"

#include <algorithm>
#include <thread>

#include "native/watch/page.h"
#include "shared/fonts/fonts.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr const char* policy =
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Answer answer_from(std::string bytes, const std::string& name) {
  return Answer{{}, std::move(bytes), mime_type_of(name), policy};
}

Answer answer_from(std::span<const unsigned char> font) {
  return answer_from(std::string(font.begin(), font.end()), "font.ttf");
}

// "fakes_000500.png", "fakes_init.png", "reals.png", "now.png"
bool is_picture_of_a_run(std::string_view name) {
  if (name == "reals.png" || name == "now.png" || name == "fakes_init.png") return true;
  if (!name.starts_with("fakes_") || !name.ends_with(".png")) return false;
  const auto digits = name.substr(6, name.size() - 10);
  return !digits.empty() && digits.size() < 16 &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<std::unique_ptr<RunWatch>> RunWatch::start(const fs::path& run, std::optional<std::uint16_t> port) {
  auto reader = RunReader::open(run);
  if (!reader) return reader.error();
  std::error_code code;
  std::unique_ptr<RunWatch> watch(new RunWatch(std::move(reader).value(), fs::canonical(run, code)));
  if (code) return Error{"'" + run.string() + "' cannot be read (" + code.message() + "); nothing is shown."};
  const auto answers = [self = watch.get()](const std::string& path) { return self->answer(path); };
  auto server = Server::start(answers, port.value_or(usual_watch_port));
  if (!server && !port) server = Server::start(answers, 0);
  if (!server) return server.error();
  watch->server_ = std::move(server).value();
  return watch;
}

Answer RunWatch::record() {
  const std::scoped_lock lock(mutex_);
  const nlohmann::json record = reader_.record();
  told_end_ = record["state"] != "training";
  return answer_from(record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), "run.json");
}

std::optional<Answer> RunWatch::answer(const std::string& path) {
  asked_ = Clock::now();
  if (path.empty() || path.front() != '/') return std::nullopt;
  const std::string name = path == "/" ? "index.html" : path.substr(1);
  if (name == "run.json") return record();
  if (name == "inter.ttf") return answer_from(font_sans());
  if (name == "inter-semibold.ttf") return answer_from(font_sans_bold());
  for (const PageFile& file : watch_page())
    if (file.name == name) return answer_from(std::string(file.text), name);
  if (!is_picture_of_a_run(name)) return std::nullopt;
  const auto file = file_of_path(root_, path);
  return file ? std::optional(Answer{*file, {}, {}, policy}) : std::nullopt;
}

void RunWatch::let_pages_see_the_end(std::chrono::milliseconds most) const {
  constexpr std::chrono::seconds lately{10};
  constexpr std::chrono::milliseconds for_pictures{1500};
  if (asked_.load() == Clock::time_point{} || Clock::now() - asked_.load() > lately) return;
  const auto end = Clock::now() + most;
  const auto wait = [end](std::chrono::milliseconds some) {
    std::this_thread::sleep_for(
        std::min(some, std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now())));
  };
  while (!told_end_ && Clock::now() < end) wait(std::chrono::milliseconds(20));
  wait(for_pictures);
}

}  // namespace reverie
