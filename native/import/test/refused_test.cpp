// Files and graphs that cannot be imported: each is answered by a sentence of its own, and nothing is written.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "native/import/import.h"
#include "native/import/stranger.h"
#include "native/import/test/made_graph.h"
#include "native/import/trial.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;
using made::Graph;

class Refused : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ =
        tiny::fresh_folder(::testing::TempDir(),
                           std::string("refused-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  }
  void TearDown() override { fs::remove_all(root_); }

  // The sentence, which must be one, hold `words`, and be said of no other case.
  void expect_refused(const std::string& bytes, const std::string& words,
                      const std::function<void(ImportOrder&)>& change = nullptr) {
    ImportOrder order;
    order.file = made::save(root_, "stranger.onnx", bytes);
    order.models = root_ / "models";
    order.id = "stranger";
    if (change) change(order);
    const auto report = import_graph(order);
    ASSERT_FALSE(report.ok()) << words;
    const std::string sentence = report.error().message;
    EXPECT_NE(sentence.find(words), std::string::npos) << sentence << "\n  lacks: " << words;
    EXPECT_EQ(sentence.find('\n'), std::string::npos) << sentence;
    EXPECT_TRUE(sentence.ends_with('.')) << sentence;
    EXPECT_LT(sentence.size(), 700u) << sentence;
    EXPECT_TRUE(said_.insert(sentence).second) << "said twice: " << sentence;
    EXPECT_FALSE(fs::exists(root_ / "models")) << sentence;
  }
  void expect_refused(const Graph& graph, const std::string& words,
                      const std::function<void(ImportOrder&)>& change = nullptr) {
    expect_refused(graph.bytes(), words, change);
  }

  fs::path root_;
  std::set<std::string> said_;
};

TEST_F(Refused, FilesThatAreNoOnnx) {
  expect_refused("", "is empty");
  expect_refused("<!doctype html><title>404</title>", "a web page");
  expect_refused("PK\3\4 and so on, a zip", "PyTorch checkpoint");
  expect_refused("\x80\2}q\1", "pickled");
  expect_refused("\x89HDF\r\n\x1a\n", "Keras");
  expect_refused(std::string("\x1c\0\0\0TFL3", 8), "TensorFlow Lite");
  expect_refused("GGUF\3", "GGUF");
  expect_refused("version https://git-lfs.github.com/spec/v1\noid sha256:1", "Git LFS");
  expect_refused("{\"format\": 1}", "JSON");
  expect_refused("\x89PNG\r\n\x1a\n", "a picture");
  expect_refused("\x1f\x8b\x08", "gzip");
  expect_refused(std::string("\x10\0\0\0\0\0\0\0{\"__metadata__\":", 24), "safetensors");
  const std::string whole = made::plain().bytes();
  expect_refused(whole.substr(0, whole.size() / 2), "stranger.onnx");
}

TEST_F(Refused, BytesWithoutMeaning) { expect_refused(std::string(4096, '\xff'), "damaged or no ONNX file"); }

TEST_F(Refused, WhatThePreCheckForbids) {
  Graph unknown = made::plain();
  unknown.model.mutable_graph()->mutable_node(1)->set_op_type("Dream");
  expect_refused(unknown, "Dream");

  Graph loop = made::plain();
  loop.model.mutable_graph()->mutable_node(1)->set_op_type("Loop");
  expect_refused(loop, "Loop");

  Graph outside = made::plain();
  auto* weight = outside.model.mutable_graph()->mutable_initializer(0);
  weight->clear_float_data();
  weight->set_data_location(onnx::TensorProto::EXTERNAL);
  auto* where = weight->add_external_data();
  where->set_key("location");
  where->set_value("../../etc/passwd");
  expect_refused(outside, "external_data=False");

  Graph future = made::plain();
  future.model.mutable_opset_import(0)->set_version(99);
  expect_refused(future, "99");

  Graph own = made::plain();
  own.model.mutable_graph()->mutable_node(1)->set_domain("com.example");
  own.model.add_opset_import()->set_domain("com.example");
  expect_refused(own, "com.example");

  Graph huge = made::plain();
  huge.model.mutable_graph()->mutable_initializer(0)->set_dims(0, std::int64_t{1} << 60);
  expect_refused(huge, "W");

  Graph circle = made::plain();
  circle.model.mutable_graph()->mutable_node(0)->set_input(0, "picture");
  expect_refused(circle, "picture");
}

TEST_F(Refused, GraphsThatAreNoGenerators) {
  Graph translator;
  translator.input("photo", {-1, 3, 8, 8});
  translator.node("Tanh", {"photo"}, "picture");
  translator.output("picture", {-1, 3, 8, 8});
  expect_refused(translator, "takes a picture, 'photo' (float32, batch×3×8×8)");

  Graph text;
  text.input("input_ids", {1, 77}, onnx::TensorProto::INT64).weight("table", {100, 8}, 1);
  text.node("Gather", {"table", "input_ids"}, "rows");
  text.output("rows", {1, 77, 8});
  expect_refused(text, "as models of text do");

  Graph classifier;
  classifier.input("code", {-1, made::code}).weight("W", {made::code, 10}, 1);
  classifier.node("MatMul", {"code", "W"}, "scores");
  classifier.output("scores", {-1, 10});
  expect_refused(classifier, "draws no picture: its outputs are 'scores' (float32, batch×10)");

  Graph four = Graph();
  four.input("code", {-1, made::code});
  made::finish(four, "code", made::code, -1, 4);
  expect_refused(four, "batch×4×8×8");

  Graph nothing;
  nothing.weight("W", {1, 3, 8, 8}, 1);
  nothing.node("Tanh", {"W"}, "picture");
  nothing.output("picture", {1, 3, 8, 8});
  expect_refused(nothing, "stranger.onnx");

  Graph scalar = made::plain();
  scalar.input("truncation", {1});
  scalar.node("Mul", {"picture", "truncation"}, "dimmed");
  scalar.model.mutable_graph()->mutable_output(0)->set_name("dimmed");
  expect_refused(scalar, "'truncation' (float32, 1) beside its latent code");
}

TEST_F(Refused, MoreThanOneReadingNamesTheOption) {
  Graph two;
  two.input("a", {-1, made::code}).input("b", {-1, 5});
  two.node("Concat", {"a", "b"}, "joined", "axis", 1);
  made::finish(two, "joined", made::code + 5);
  expect_refused(two, "--latent NAME");
  expect_refused(two, "has no input 'c'", [](ImportOrder& order) { order.latent = "c"; });

  Graph pictures = made::plain();
  pictures.node("Neg", {"picture"}, "negative");
  pictures.output("negative", {-1, 3, 8, 8});
  expect_refused(pictures, "--output NAME");
  expect_refused(pictures, "has no output 'third'", [](ImportOrder& order) { order.output = "third"; });

  Graph compared;
  compared.input("noise", {-1, made::code}).input("label", {-1, 1}, onnx::TensorProto::INT64);
  compared.node("Cast", {"label"}, "as float", "to", onnx::TensorProto::FLOAT);
  compared.node("Concat", {"noise", "as float"}, "joined", "axis", 1);
  made::finish(compared, "joined", made::code + 1);
  expect_refused(compared, "--classes K");

  expect_refused(made::indexed(4), "has 4 classes, but 2 labels",
                 [](ImportOrder& order) { order.labels = {"a", "b"}; });
  expect_refused(made::plain(), "has no classes", [](ImportOrder& order) { order.labels = {"a", "b"}; });

  Graph dim = made::plain();
  dim.number("small", 0.02F).number("up", 0.03F);
  dim.node("Mul", {"picture", "small"}, "faint");
  dim.node("Add", {"faint", "up"}, "dim");
  dim.model.mutable_graph()->mutable_output(0)->set_name("dim");
  expect_refused(dim, "--range LOW,HIGH");
}

TEST_F(Refused, WhatOnlyDrawingShows) {
  Graph deaf;  // its code goes nowhere
  deaf.input("noise", {-1, made::code}).number("zero", 0);
  deaf.node("Mul", {"noise", "zero"}, "silence");
  made::finish(deaf, "silence", made::code);
  expect_refused(deaf, "draws the same picture whatever its latent code is");

  Graph broken;
  broken.input("noise", {-1, made::code}).number("minus", -1);
  broken.node("Mul", {"noise", "noise"}, "square");
  broken.node("Mul", {"square", "minus"}, "negative");
  broken.node("Sqrt", {"negative"}, "none");
  made::finish(broken, "none", made::code);
  expect_refused(broken, "NaN");

  Graph large;
  large.input("noise", {-1, 16}).whole("shape", {-1, 1, 4, 4}).number("one", 1);
  large.node("Reshape", {"noise", "shape"}, "small");
  auto* scales = large.model.mutable_graph()->add_initializer();
  scales->set_name("scales");
  scales->set_data_type(onnx::TensorProto::FLOAT);
  scales->add_dims(4);
  for (const float value : {1.0F, 1.0F, 512.0F, 512.0F}) scales->add_float_data(value);
  large.node("Resize", {"small", "", "scales"}, "picture");
  large.output("picture", {-1, 1, 2048, 2048});
  expect_refused(large, "2048×2048");
}

// Whatever a byte is changed to: a package that checks, or one sentence.
TEST_F(Refused, ChangedBytesNeverEndInAnythingElse) {
  Graph graph;
  graph.input("noise", {-1, 2}).input("label", {-1}, onnx::TensorProto::INT64).weight("table", {3, 1}, 2);
  graph.node("Gather", {"table", "label"}, "rows", "axis", 0);
  graph.node("Concat", {"noise", "rows"}, "joined", "axis", 1);
  made::finish(graph, "joined", 3);
  const std::string sound = graph.bytes();
  Random random(11);
  int imported = 0, refused = 0;
  for (int i = 0; i < 120; ++i) {
    std::string bytes = sound;
    for (std::uint32_t change = 0; change <= random.below(3); ++change) {
      const std::uint32_t place = random.below(static_cast<std::uint32_t>(bytes.size()));
      // Numbers of weights are half of the file and change nothing that matters.
      const std::size_t at = place % 2 == 0 ? place : bytes.size() - 1 - place % 220;
      bytes[at] = static_cast<char>(random.below(256));
    }
    ImportOrder order;
    order.file = made::save(root_, "changed.onnx", bytes);
    order.models = root_ / "models";
    order.id = "changed";
    const auto report = import_graph(order);
    if (report) {
      ++imported;
      continue;
    }
    ++refused;
    EXPECT_EQ(report.error().message.find('\n'), std::string::npos) << report.error().message;
    EXPECT_TRUE(report.error().message.ends_with('.')) << report.error().message;
  }
  EXPECT_GE(imported, 10);
  EXPECT_GE(refused, 30);
}

Evidence evidence(float low, float high, double in_signed = 1, double in_unit = 1) {
  return {low, high, in_signed, in_unit, 1, 1};
}

TEST(Range, FollowsTheLastOperatorThenThePictures) {
  struct Case {
    Evidence evidence;
    std::string last;
    ValueRange range;
  };
  const Case cases[] = {
      {evidence(0.1F, 0.9F), "Tanh", {-1, 1}},
      {evidence(0.4F, 0.6F), "Sigmoid", {0, 1}},
      {evidence(-0.98F, 0.97F), "Conv", {-1, 1}},
      {evidence(0, 0.99F), "Clip", {0, 1}},
      {evidence(0, 254.7F, 0.1, 0.1), "Mul", {0, 255}},
      {evidence(-1.6F, 1.7F, 0.95, 0.5), "Conv", {-1, 1}},
      {evidence(-0.4F, 1.6F, 0.9, 0.99), "Conv", {0, 1}},
  };
  for (const Case& each : cases) {
    const auto found = range_from(each.evidence, each.last);
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_EQ(found->range, each.range) << each.evidence.low << " " << each.evidence.high;
  }
}

TEST(Range, AsksWhereTwoAreAsLikely) {
  for (const Evidence& each : {evidence(-0.1F, 1.1F), evidence(-0.4F, 1.3F, 0.85, 0.92), evidence(0, 0.02F),
                               evidence(-9, 11, 0.2, 0.1), evidence(0, 12, 0.1, 0.1), evidence(-300, 300, 0.01, 0.01)})
    EXPECT_FALSE(range_from(each, "Conv").ok()) << each.low << " " << each.high;
}

TEST(LastOperator, LooksThroughShapes) {
  Graph graph = made::plain();
  EXPECT_EQ(last_operator(graph.model.graph(), "picture"), "Tanh");
  EXPECT_EQ(last_operator(graph.model.graph(), "noise"), "");
}

TEST(ClassCount, IsTheFewestRowsOfTheTables) {
  Graph graph;
  graph.input("y", {-1}, onnx::TensorProto::INT64).weight("a", {11, 3}, 1).weight("b", {10, 3}, 2);
  graph.node("Cast", {"y"}, "narrow", "to", onnx::TensorProto::INT32);
  graph.node("Gather", {"a", "narrow"}, "rows a");
  graph.node("Gather", {"b", "y"}, "rows b");
  EXPECT_EQ(class_count(graph.model.graph(), "y"), 10);
  EXPECT_EQ(class_count(graph.model.graph(), "rows a"), 0);
}

TEST(OtherKind, KnowsAnOnnxFileFromOthers) {
  const std::string sound = made::plain().bytes();
  EXPECT_EQ(other_kind({reinterpret_cast<const std::uint8_t*>(sound.data()), sound.size()}), "");
  EXPECT_EQ(other_kind({}), "");
}

}  // namespace
}  // namespace reverie
