#include "native/serve/serve.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace reverie {
namespace {

namespace fs = std::filesystem;

// The path reaches us as it was sent: file_of_path takes the escapes back, once.
std::size_t leave_escaped(void*, MHD_Connection*, char* text) { return std::strlen(text); }

// FNV-1a. It tells two states of one answer apart, and guards nothing.
std::string tag_of_bytes(const std::string& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  char text[24];
  std::snprintf(text, sizeof text, "\"%016" PRIx64 "\"", hash);
  return text;
}

std::string tag_of_file(const struct stat& known) {
  char text[64];
  std::snprintf(text, sizeof text, "\"%llx-%llx-%lx\"", static_cast<unsigned long long>(known.st_size),
                static_cast<unsigned long long>(known.st_mtim.tv_sec),
                static_cast<unsigned long>(known.st_mtim.tv_nsec));
  return text;
}

class HttpServer : public Server {
 public:
  explicit HttpServer(Answerer answers) : answers_(std::move(answers)) {}
  ~HttpServer() override {
    if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  }
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  bool listen(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    daemon_ = MHD_start_daemon(MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, port, nullptr, nullptr,
                               &HttpServer::answer, this, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_CONNECTION_LIMIT,
                               64U, MHD_OPTION_CONNECTION_TIMEOUT, 60U, MHD_OPTION_UNESCAPE_CALLBACK, &leave_escaped,
                               nullptr, MHD_OPTION_END);
    if (daemon_ == nullptr) return false;
    const MHD_DaemonInfo* info = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT);
    port_ = info != nullptr ? info->port : port;
    return true;
  }
  std::uint16_t port() const override { return port_; }

 private:
  static MHD_Result send(MHD_Connection* connection, unsigned status, MHD_Response* response, const char* type) {
    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Cache-Control", "no-cache");
    const MHD_Result sent = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return sent;
  }

  // With its tag, or the tag alone for whoever has the rest.
  static MHD_Result send_tagged(MHD_Connection* connection, const std::string& tag, MHD_Response* response,
                                const Answer& answer) {
    const char* had = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
    unsigned status = MHD_HTTP_OK;
    if (had != nullptr && tag == had) {
      MHD_destroy_response(response);
      response = MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT);
      status = MHD_HTTP_NOT_MODIFIED;
    }
    MHD_add_response_header(response, "ETag", tag.c_str());
    if (!answer.policy.empty()) {
      MHD_add_response_header(response, "Content-Security-Policy", answer.policy.c_str());
      MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
      MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    }
    return send(connection, status, response,
                answer.type.empty() ? mime_type_of(answer.file).c_str() : answer.type.c_str());
  }

  static MHD_Result say(MHD_Connection* connection, unsigned status, const char* sentence) {
    MHD_Response* response =
        MHD_create_response_from_buffer(std::strlen(sentence), const_cast<char*>(sentence), MHD_RESPMEM_PERSISTENT);
    return send(connection, status, response, "text/plain; charset=utf-8");
  }

  // The signature is libmicrohttpd's.
  static MHD_Result answer(void* self, MHD_Connection* connection, const char* path, const char* method, const char*,
                           const char*, std::size_t*, void**) {
    const auto& server = *static_cast<HttpServer*>(self);
    const char* host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    if (host == nullptr || !is_local_host(host, server.port_))
      return say(connection, MHD_HTTP_FORBIDDEN, "This server answers to 127.0.0.1 and localhost only.");
    const std::string_view verb = method;
    if (verb != "GET" && verb != "HEAD")
      return say(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "Files can be read here, and nothing else.");
    const auto answer = server.answers_(path);
    if (!answer) return say(connection, MHD_HTTP_NOT_FOUND, "There is no such file here.");
    if (answer->file.empty()) {
      auto* bytes = const_cast<char*>(answer->bytes.data());
      MHD_Response* response = MHD_create_response_from_buffer(answer->bytes.size(), bytes, MHD_RESPMEM_MUST_COPY);
      return send_tagged(connection, tag_of_bytes(answer->bytes), response, *answer);
    }
    const int number = open(answer->file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat known{};
    if (number < 0 || fstat(number, &known) != 0) {
      if (number >= 0) close(number);
      return say(connection, MHD_HTTP_NOT_FOUND, "There is no such file here.");
    }
    MHD_Response* response = MHD_create_response_from_fd64(static_cast<std::uint64_t>(known.st_size), number);
    return send_tagged(connection, tag_of_file(known), response, *answer);
  }

  Answerer answers_;
  MHD_Daemon* daemon_ = nullptr;
  std::uint16_t port_ = 0;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const fs::path& folder, std::uint16_t port) {
  std::error_code trouble;
  const fs::path root = fs::canonical(folder, trouble);
  if (trouble || !fs::is_directory(root, trouble))
    return Error{"There is no folder '" + folder.string() + "'; nothing is served."};
  return start(
      [root](const std::string& path) -> std::optional<Answer> {
        const auto file = file_of_path(root, path);
        return file ? std::optional(Answer{*file, {}, {}, {}}) : std::nullopt;
      },
      port);
}

Result<std::unique_ptr<Server>> Server::start(Answerer answers, std::uint16_t port) {
  auto server = std::make_unique<HttpServer>(std::move(answers));
  if (!server->listen(port))
    return Error{"Port " + std::to_string(port) +
                 " of 127.0.0.1 is taken by another program; give another one by --port. Nothing is served."};
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace reverie
