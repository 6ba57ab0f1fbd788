// A look at home: the files of one folder, or what a function answers, on this computer only. 127.0.0.1, GET and HEAD,
// and of a folder nothing but what really lies under it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "shared/base/result.h"

namespace reverie {

// The file that a request's path means: percent-escapes taken back, a folder's index.html for a folder. Nothing where
// there is none, or where the path would leave `root` by dots, links or odd bytes. `root` must be canonical.
std::optional<std::filesystem::path> file_of_path(const std::filesystem::path& root, const std::string& path);

// "text/html; charset=utf-8", by the ending; "application/octet-stream" for what we do not know.
std::string mime_type_of(const std::filesystem::path& file);

// Whether a Host header names this computer; a page elsewhere that points its own name here is refused.
bool is_local_host(const std::string& host, std::uint16_t port);

// What a request is answered with: a file as it lies on the disk, or bytes that were made for it.
struct Answer {
  std::filesystem::path file;  // empty: `bytes`
  std::string bytes, type;     // type: a MIME type; empty: by the file's ending
  std::string policy;          // a Content-Security-Policy; pages of other origins may not hold what has one
};
// Asked with the path as it was sent, on the server's own thread; nothing: 404.
using Answerer = std::function<std::optional<Answer>(const std::string& path)>;

// Every answer carries an ETag, and who has it already is told so in a few bytes.
class Server {
 public:
  // Port 0 takes any free one. Fails when the folder is absent or the port is taken.
  static Result<std::unique_ptr<Server>> start(const std::filesystem::path& folder, std::uint16_t port);
  static Result<std::unique_ptr<Server>> start(Answerer answers, std::uint16_t port);
  // Once it is gone, nothing is asked any more.
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
};

}  // namespace reverie
