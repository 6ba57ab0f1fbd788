#include "native/runtime/ort_session.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "native/runtime/package.h"
#include "native/runtime/quiet_stderr.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<Session> tiny_session() {
  auto session = ort_session_from_bytes(std::make_shared<const Model>(tiny::model()), tiny::graph_bytes());
  if (!session) ADD_FAILURE() << session.error().message;
  return session ? *session : nullptr;
}

TicketState settle(Session& session, Ticket ticket) {
  while (session.poll(ticket) == TicketState::pending) std::this_thread::sleep_for(std::chrono::microseconds(100));
  return session.poll(ticket);
}

TEST(OrtSession, DrawsWhatTheGraphSays) {
  const auto session = tiny_session();
  EXPECT_EQ(session->milliseconds_a_picture(), 0);
  const auto outputs = run_and_wait(*session, tiny::inputs(3));
  ASSERT_TRUE(outputs.ok()) << outputs.error().message;
  EXPECT_GT(session->milliseconds_a_picture(), 0);
  const Tensor& image = outputs->front().tensor;
  EXPECT_EQ(image.shape(), (Shape{3, 3, 8, 8}));
  const auto given = tiny::inputs(3);
  const auto z = given[0].tensor.floats(), mood = given[1].tensor.floats();
  const auto expected = tiny::expected_row({z.begin() + 4, z.begin() + 8}, {mood.begin() + 3, mood.begin() + 6});
  for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_NEAR(image.floats()[tiny::pixels + i], expected[i], 1e-5);
}

TEST(OrtSession, TheBatchMayChangeFromCallToCall) {
  const auto session = tiny_session();
  for (const std::int64_t rows : {1, 5, 2}) {
    const auto outputs = run_and_wait(*session, tiny::inputs(rows));
    ASSERT_TRUE(outputs.ok()) << outputs.error().message;
    EXPECT_EQ(outputs->front().tensor.shape()[0], rows);
  }
}

TEST(OrtSession, FinishIsAppliedToPictures) {
  Model model = tiny::model();
  model.finish = {{"clamp", -0.25f, 0.25f}};
  const auto session = ort_session_from_bytes(std::make_shared<const Model>(model), tiny::graph_bytes());
  const auto outputs = run_and_wait(**session, tiny::inputs(1));
  for (const float value : outputs->front().tensor.floats()) EXPECT_LE(std::abs(value), 0.25f);
}

TEST(OrtSession, EveryKeepsOrderAndLatestReplaces) {
  const auto session = tiny_session();
  std::vector<Ticket> every, latest;
  for (int i = 0; i < 20; ++i)
    every.push_back(session->submit(tiny::inputs(1), {.lane = "a", .policy = Policy::every}));
  for (int i = 0; i < 20; ++i)
    latest.push_back(session->submit(tiny::inputs(1), {.lane = "b", .policy = Policy::latest}));
  for (const Ticket ticket : every) EXPECT_EQ(settle(*session, ticket), TicketState::ready);
  EXPECT_EQ(settle(*session, latest.back()), TicketState::ready);
  for (const Ticket ticket : latest) {
    const TicketState state = settle(*session, ticket);
    EXPECT_TRUE(state == TicketState::ready || state == TicketState::replaced);
  }
  EXPECT_TRUE(session->idle());
}

TEST(OrtSession, WrongInputsFailWithASentence) {
  const auto session = tiny_session();
  auto inputs = tiny::inputs(1);
  inputs.pop_back();
  const auto outputs = run_and_wait(*session, std::move(inputs));
  ASSERT_FALSE(outputs.ok());
  EXPECT_NE(outputs.error().message.find("mood"), std::string::npos) << outputs.error().message;
  EXPECT_TRUE(run_and_wait(*session, tiny::inputs(1)).ok()) << "a failure must not stop the session";
}

TEST(OrtSession, GoesAwayWithWorkQueued) {
  auto session = tiny_session();
  for (int i = 0; i < 100; ++i) (void)session->submit(tiny::inputs(16), {.policy = Policy::every});
  session.reset();  // must neither hang nor crash
}

TEST(OrtSession, RefusesWhatIsNoGraph) {
  const Bytes page{'<', 'h', 't', 'm', 'l', '>'};
  for (const Bytes& bytes : {page, Bytes{}}) {
    const auto session = ort_session_from_bytes(std::make_shared<const Model>(tiny::model()), bytes);
    ASSERT_FALSE(session.ok());
    EXPECT_NE(session.error().message.find("'tiny'"), std::string::npos);
    EXPECT_EQ(session.error().message.find('\n'), std::string::npos);
  }
}

TEST(OrtSession, RefusesAGraphWithOtherPorts) {
  Model model = tiny::model();
  model.inputs[0].name = "noise";
  const auto session = ort_session_from_bytes(std::make_shared<const Model>(model), tiny::graph_bytes());
  ASSERT_FALSE(session.ok());
  EXPECT_NE(session.error().message.find("'noise'"), std::string::npos) << session.error().message;
}

class Packages : public ::testing::Test {
 protected:
  fs::path folder_ =
      tiny::fresh_folder(::testing::TempDir(), ::testing::UnitTest::GetInstance()->current_test_info()->name());
  void TearDown() override { fs::remove_all(folder_); }
};

TEST_F(Packages, LoadAndDraw) {
  tiny::write_plain_package(folder_ / "tiny");
  const auto loaded = load_package(folder_ / "tiny");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded->model->title, "Tiny");
  EXPECT_TRUE(run_and_wait(*loaded->session, tiny::inputs(2)).ok());
}

TEST_F(Packages, AFlippedByteIsRefusedBeforeTheRuntimeSeesIt) {
  tiny::write_plain_package(folder_ / "tiny");
  const auto package = package_from_folder(folder_ / "tiny");
  ASSERT_TRUE(package.ok()) << package.error().message;
  const fs::path graph = folder_ / "tiny" / package->model.files[0].name;
  const Bytes whole = *bytes_from_file(graph, 1 << 20);
  for (std::size_t at = 0; at < whole.size(); at += 97) {
    Bytes damaged = whole;
    damaged[at] ^= 0x10;
    ASSERT_TRUE(write_file_whole(graph, damaged).ok());
    const auto loaded = load_package(folder_ / "tiny");
    ASSERT_FALSE(loaded.ok());
    ASSERT_NE(loaded.error().message.find("damaged"), std::string::npos) << loaded.error().message;
  }
}

TEST_F(Packages, ATruncatedFileIsRefused) {
  tiny::write_plain_package(folder_ / "tiny");
  const auto package = package_from_folder(folder_ / "tiny");
  fs::resize_file(folder_ / "tiny" / package->model.files[0].name, 100);
  const auto loaded = load_package(folder_ / "tiny");
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().message.find("has 100 bytes"), std::string::npos) << loaded.error().message;
}

TEST_F(Packages, AreFoundByIdAndByFolder) {
  tiny::write_plain_package(folder_ / "tiny");
  EXPECT_TRUE(find_package(folder_, "tiny").ok());
  EXPECT_TRUE(find_package("nowhere", (folder_ / "tiny").string()).ok());
  const auto unknown = find_package(folder_, "huge");
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().message.find("there are: tiny"), std::string::npos) << unknown.error().message;
  EXPECT_FALSE(find_package(folder_, "").ok());
}

TEST_F(Packages, AreListedWithWhatIsWrong) {
  tiny::write_plain_package(folder_ / "tiny");
  tiny::write_plain_package(folder_ / "other");  // says it is tiny
  fs::create_directories(folder_ / "broken");
  ASSERT_TRUE(write_file_whole(folder_ / "broken" / "model.json", std::string_view("<html>")).ok());
  fs::create_directories(folder_ / "empty");
  const auto listed = list_models(folder_);
  ASSERT_EQ(listed.size(), 3u);
  EXPECT_EQ(listed[0].id, "broken");
  EXPECT_FALSE(listed[0].problem.empty());
  EXPECT_FALSE(listed[1].problem.empty());
  EXPECT_EQ(listed[2].title, "Tiny");
  EXPECT_TRUE(listed[2].problem.empty());
  EXPECT_TRUE(list_models(folder_ / "nowhere").empty());
}

TEST(QuietStderr, GivesTheDescriptorBack) {
  int pipes[2];
  ASSERT_EQ(::pipe(pipes), 0);
  const int kept = ::dup(2);
  ::dup2(pipes[1], 2);
  {
    const QuietStderr quiet;
    (void)!::write(2, "no", 2);
  }
  (void)!::write(2, "yes", 3);
  ::dup2(kept, 2);
  ::close(kept);
  ::close(pipes[1]);
  char text[8] = {};
  EXPECT_EQ(::read(pipes[0], text, sizeof text), 3);
  EXPECT_STREQ(text, "yes");
  ::close(pipes[0]);
}

}  // namespace
}  // namespace reverie
