#include "native/serve/serve.h"

#include <fstream>

#include "native/serve/test/ask.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class Served : public testing::Test {
 protected:
  void SetUp() override {
    base_ = fs::temp_directory_path() / ("reverie-serve-" + std::to_string(getpid()));
    root_ = base_ / "site";
    fs::create_directories(root_ / "play");
    write(root_ / "index.html", "<p>home");
    write(root_ / "play/index.html", "<p>play");
    write(root_ / "a b%2e.txt", "spaced");
    write(base_ / "secret.txt", "secret");
    fs::create_symlink(base_ / "secret.txt", root_ / "link.txt");
    fs::create_directory_symlink(base_, root_ / "up");
    root_ = fs::canonical(root_);
  }
  void TearDown() override { fs::remove_all(base_); }
  static void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

  fs::path base_, root_;
};

// Ways out that servers have been known to leave open, and chance.
std::vector<std::string> traversals() {
  const std::vector<std::string> dots{"..",  "%2e%2e", "%2E.",       ".%2e",     "..%00",
                                      "..;", "....",   "%252e%252e", "..%c0%af", "%c0%ae%c0%ae"};
  const std::vector<std::string> slashes{"/", "%2f", "%5c", "\\", "//", "/./", "%252f"};
  std::vector<std::string> paths{"/link.txt",   "/up/secret.txt",    "//secret.txt",   "/play/../../secret.txt",
                                 "/etc/passwd", "//etc/passwd",      "/%2fetc/passwd", "/file:///etc/passwd",
                                 "/~root",      "/proc/self/environ"};
  for (const std::string& dot : dots)
    for (const std::string& slash : slashes)
      for (const int depth : {1, 2, 8}) {
        std::string path = "/";
        for (int i = 0; i < depth; ++i) path += dot + slash;
        paths.push_back(path + "secret.txt");
      }
  return paths;
}

TEST_F(Served, FindsFilesAndFolders) {
  EXPECT_EQ(file_of_path(root_, "/"), root_ / "index.html");
  EXPECT_EQ(file_of_path(root_, "/play/"), root_ / "play/index.html");
  EXPECT_EQ(file_of_path(root_, "/play"), root_ / "play/index.html");
  EXPECT_EQ(file_of_path(root_, "/a%20b%252e.txt"), root_ / "a b%2e.txt") << "escapes are taken back once";
  EXPECT_FALSE(file_of_path(root_, "/missing"));
  EXPECT_FALSE(file_of_path(root_, ""));
  EXPECT_FALSE(file_of_path(root_, "/%zz"));
}

TEST_F(Served, NoPathLeavesTheFolder) {
  const auto paths = traversals();
  ASSERT_GE(paths.size(), 200u);
  for (const std::string& path : paths) {
    const auto file = file_of_path(root_, path);
    EXPECT_FALSE(file) << path << " gave " << (file ? file->string() : "");
  }
}

TEST_F(Served, AnswersOverHttpWithItsTypes) {
  const auto server = Server::start(root_, 0);
  ASSERT_TRUE(server.ok());
  const std::uint16_t port = (*server)->port();
  const std::string home = ask(port, {"/"});
  EXPECT_NE(home.find("200"), std::string::npos) << home;
  EXPECT_NE(home.find("text/html"), std::string::npos);
  EXPECT_NE(home.find("nosniff"), std::string::npos);
  EXPECT_NE(home.find("<p>home"), std::string::npos);
  EXPECT_EQ(ask(port, {.path = "/", .verb = "HEAD"}).find("<p>home"), std::string::npos);
  EXPECT_NE(ask(port, {.path = "/", .verb = "POST"}).find("405"), std::string::npos);
  EXPECT_NE(ask(port, {"/missing"}).find("404"), std::string::npos);
  EXPECT_NE(ask(port, {.path = "/", .host = "evil.example"}).find("403"), std::string::npos);
}

TEST_F(Served, NoRequestReadsOutsideTheFolder) {
  const auto server = Server::start(root_, 0);
  ASSERT_TRUE(server.ok());
  const std::uint16_t port = (*server)->port();
  for (const std::string& path : traversals())
    EXPECT_EQ(ask(port, {path}).find("\r\n\r\nsecret"), std::string::npos) << path;
}

TEST_F(Served, SaysWhatIsWrong) {
  EXPECT_FALSE(Server::start(base_ / "nowhere", 0).ok());
  const auto first = Server::start(root_, 0);
  ASSERT_TRUE(first.ok());
  const auto second = Server::start(root_, (*first)->port());
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.error().message.find("taken"), std::string::npos);
}

TEST(MimeTypes, AreExact) {
  EXPECT_EQ(mime_type_of("a.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(mime_type_of("a.wasm"), "application/wasm");
  EXPECT_EQ(mime_type_of("a.wasm.gz"), "application/gzip");
  EXPECT_EQ(mime_type_of("a.onnx"), "application/octet-stream");
}

}  // namespace
}  // namespace reverie
