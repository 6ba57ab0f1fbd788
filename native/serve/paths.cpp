#include <array>
#include <system_error>

#include "native/serve/serve.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Once and not again: "%252e" is a file called "%2e".
std::optional<std::string> unescaped(const std::string& path) {
  std::string plain;
  for (std::size_t i = 0; i < path.size(); ++i) {
    char c = path[i];
    if (c == '%') {
      if (i + 2 >= path.size()) return std::nullopt;
      const int high = digit_of(path[i + 1]), low = digit_of(path[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7f) return std::nullopt;
    plain += c;
  }
  return plain;
}

bool is_under(const fs::path& root, const fs::path& file) {
  const auto [end, at] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
  return end == root.end() && at != file.end();
}

}  // namespace

std::optional<fs::path> file_of_path(const fs::path& root, const std::string& path) {
  const auto plain = unescaped(path);
  if (!plain || plain->empty() || plain->front() != '/' || plain->size() > 4096) return std::nullopt;
  std::error_code trouble;
  fs::path file = root / fs::path(plain->substr(1)).relative_path();
  if (fs::is_directory(file, trouble)) file /= "index.html";
  // What the path really means, links and all, decides.
  file = fs::canonical(file, trouble);
  if (trouble || !is_under(root, file) || !fs::is_regular_file(file, trouble)) return std::nullopt;
  return file;
}

std::string mime_type_of(const fs::path& file) {
  static constexpr std::array<std::pair<const char*, const char*>, 16> types{{
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".txt", "text/plain; charset=utf-8"},
      {".md", "text/markdown; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".wasm", "application/wasm"},
      {".woff2", "font/woff2"},
      {".ttf", "font/ttf"},
      {".gz", "application/gzip"},
  }};
  const std::string ending = file.extension().string();
  for (const auto& [known, type] : types)
    if (ending == known) return type;
  return "application/octet-stream";
}

bool is_local_host(const std::string& host, std::uint16_t port) {
  const std::string end = ":" + std::to_string(port);
  return host == "127.0.0.1" + end || host == "localhost" + end ||
         (port == 80 && (host == "127.0.0.1" || host == "localhost"));
}

}  // namespace reverie
