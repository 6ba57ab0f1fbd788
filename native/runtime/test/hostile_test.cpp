// Strangers' graphs and damaged packages on the desktop: a sentence each, and the next good model plays. What the graph
// check itself refuses is listed in shared/model/test/graph_hostile_test.cpp.
#include <gtest/gtest.h>

#include "native/runtime/ort_session.h"
#include "native/runtime/package.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;
using namespace tiny;

// The tiny graph with one more thing wrong.
Message tiny_parts(const Message& last, const Message& weight) {
  Message graph;
  graph.message(1, node("Gemm", {"z", "W"}, "a")).message(1, node("Gemm", {"mood", "V", "a"}, "b"));
  graph.message(1, node("Reshape", {"b", "shape"}, "c")).message(1, last).text(2, "tiny").message(5, weight);
  graph.message(5, initializer("V", {moods, pixels}, 1, matrix(moods, 2)));
  graph.message(5, initializer<std::int64_t>("shape", {4}, 7, {0, 3, side, side}));
  graph.message(11, value_info("z", {z_size})).message(11, value_info("mood", {moods}));
  return graph.message(12, value_info("image", {3, side, side}));
}
Message good_weight() { return initializer("W", {z_size, pixels}, 1, matrix(z_size, 1)); }

Result<NamedTensors> play(const Bytes& graph) {
  auto session = ort_session_from_bytes(std::make_shared<const Model>(tiny::model()), graph);
  if (!session) return session.error();
  return run_and_wait(**session, tiny::inputs(1));
}

void expect_said(const Bytes& graph, const std::string& words) {
  const auto drawn = play(graph);
  ASSERT_FALSE(drawn.ok()) << "was played, where it should say: " << words;
  EXPECT_NE(drawn.error().message.find(words), std::string::npos) << drawn.error().message;
  EXPECT_EQ(drawn.error().message.find('\n'), std::string::npos);
  const auto next = play(graph_bytes());
  EXPECT_TRUE(next.ok()) << next.error().message;
}

TEST(Hostile, EachIsAnsweredAndTheNextGoodOnePlays) {
  const std::string page = "<!doctype html><title>Not found</title>";
  expect_said({}, "is empty");
  expect_said({page.begin(), page.end()}, "no ONNX file");
  Bytes cut = graph_bytes();
  cut.resize(cut.size() / 2);
  expect_said(cut, "no ONNX file");
  expect_said(model_file(tiny_parts(node("Loop", {"c"}, "image"), good_weight())), "\"Loop\"");
  expect_said(model_file(tiny_parts(node("Add", {"c", "image"}, "image"), good_weight())), "circle");
  expect_said(model_file(tiny_parts(node("Expand", {"c", "z"}, "image"), good_weight())), "only shows while it runs");
  Message elsewhere = Message().number(1, 4).number(1, pixels).number(2, 1).text(8, "W").number(14, 1);
  elsewhere.message(13, Message().text(1, "location").text(2, "../../../etc/passwd"));
  expect_said(model_file(tiny_parts(node("Tanh", {"c"}, "image"), elsewhere)), "another file");
}

TEST(Hostile, WeightsThatAreNoNumbersAreFoundInThePicture) {
  std::vector<float> weights = matrix(z_size, 1);
  weights[7] = std::nanf("");
  expect_said(model_file(tiny_parts(node("Tanh", {"c"}, "image"), initializer("W", {z_size, pixels}, 1, weights))),
              "contains NaN or infinity");
}

TEST(Hostile, PortsAreHeldAgainstTheManifest) {
  Message graph = tiny_parts(node("Tanh", {"c"}, "image"), good_weight());
  graph.message(11, value_info("more", {2}));
  expect_said(model_file(graph), "wants the input \"more\"");
}

// A run of many seconds: letting the session go does not wait for all of it.
TEST(Hostile, ALongRunIsGivenUpBetweenTwoNodes) {
  Message graph = tiny_parts(node("Tanh", {"c"}, "image"), good_weight());
  std::string last = "big0";
  graph.message(1, node("ConstantOfShape", {"big"}, {last}, {}));
  graph.message(1, node("ReduceMax", {"z"}, {"zm"}, {attribute("keepdims", 0)}));
  graph.message(1, node("Add", {"big0", "zm"}, "big1"));  // so that it is no constant, worked out while loading
  for (int i = 1; i < 60; ++i)
    graph.message(
        1, node("MatMul", {"big" + std::to_string(i), "big" + std::to_string(i)}, "big" + std::to_string(i + 1)));
  graph.message(5, whole_numbers("big", {1000, 1000})).message(12, port_message("big60", {1000, 1000}));
  Model model = tiny::model();
  model.outputs.push_back(tiny::port("big60", PortKind::latent, {}));
  model.outputs.back().shape = {{1000, ""}, {1000, ""}};
  auto session = ort_session_from_bytes(std::make_shared<const Model>(model), model_file(graph));
  ASSERT_TRUE(session.ok()) << session.error().message;
  for (int i = 0; i < 50; ++i) (void)(*session)->submit(tiny::inputs(1), {.policy = Policy::every});
  session->reset();
}

// Every published package, every file that its manifest lists: one flipped byte, and nothing of it is handed on.
TEST(Hostile, AFlippedByteInAnyPublishedFileIsRefused) {
  const fs::path models = fs::path(REVERIE_SOURCE_DIR) / "models";
  const fs::path place = tiny::fresh_folder(::testing::TempDir(), "flipped");
  std::size_t flipped = 0;
  for (const ListedModel& listed : list_models(models)) {
    fs::copy(models / listed.id, place / listed.id);
    const auto package = package_from_folder(place / listed.id);
    ASSERT_TRUE(package.ok()) << package.error().message;
    for (const ModelFile& file : package->model.files) {
      const Bytes whole = *bytes_from_file(package->folder / file.name, file.bytes);
      for (const std::size_t at : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
        Bytes damaged = whole;
        damaged[at] ^= 0x01;
        ASSERT_TRUE(write_file_whole(package->folder / file.name, damaged).ok());
        const auto read = package_file(*package, file);
        ASSERT_FALSE(read.ok()) << file.name;
        EXPECT_NE(read.error().message.find("damaged"), std::string::npos) << read.error().message;
        ++flipped;
      }
      ASSERT_TRUE(write_file_whole(package->folder / file.name, whole).ok());
      EXPECT_TRUE(package_file(*package, file).ok());
    }
  }
  fs::remove_all(place);
  EXPECT_GT(flipped, 0u);
}

}  // namespace
}  // namespace reverie
