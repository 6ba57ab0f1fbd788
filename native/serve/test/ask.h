// What a server of ours answers to one request, for every test that asks one.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

namespace reverie {

struct Request {
  std::string path;
  std::string verb = "GET", host = "127.0.0.1";
  std::string more{};  // header lines, each with its line end
};

// Head and body as they came; empty where nobody listens. Over a socket of our own, so that nothing tidies the path on
// its way.
inline std::string ask(std::uint16_t port, const Request& request) {
  const int number = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(number, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close(number);
    return "";
  }
  const std::string text = request.verb + " " + request.path + " HTTP/1.1\r\nHost: " + request.host + ":" +
                           std::to_string(port) + "\r\n" + request.more + "Connection: close\r\n\r\n";
  EXPECT_EQ(send(number, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
  shutdown(number, SHUT_WR);
  std::string answer;
  char part[4096];
  for (ssize_t got; (got = recv(number, part, sizeof part, 0)) > 0;) answer.append(part, static_cast<std::size_t>(got));
  close(number);
  return answer;
}

}  // namespace reverie
