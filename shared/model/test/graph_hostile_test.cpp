// Graphs that must not be played: each is answered by one sentence that names what is wrong, and none by work or memory
// in proportion to what it claims.
// Longer than 300 lines because every kind of hostile graph has its case here.
#include <gtest/gtest.h>

#include "shared/model/graph_check.h"
#include "shared/model/test/onnx_writer.h"
#include "shared/random/random.h"

namespace reverie {
namespace {

using namespace tiny;
using File = std::vector<std::uint8_t>;

constexpr std::int64_t million = 1'000'000;

// y = Relu(x (N,4)) and whatever `bend` makes of it.
GraphParts plain() {
  GraphParts parts;
  parts.nodes = {node("Relu", {"x"}, "y")};
  parts.inputs = {value_info("x", {4})};
  parts.outputs = {value_info("y", {4})};
  return parts;
}

// y = op(x, whole numbers …): where a few bytes ask for a large tensor.
GraphParts sized_by(const std::string& op, const std::vector<std::int64_t>& numbers,
                    const std::vector<Message>& attributes = {}, const std::vector<std::string>& inputs = {"x", "s"}) {
  GraphParts parts = plain();
  parts.nodes = {node(op, inputs, {"y"}, attributes)};
  parts.weights = {whole_numbers("s", numbers)};
  return parts;
}

std::string sentence_of(const File& file) {
  const auto found = check_graph(file);
  if (found.ok()) return "";
  const std::string& said = found.error().message;
  EXPECT_TRUE(said.starts_with("The graph ")) << said;
  EXPECT_TRUE(said.ends_with("; it was not loaded.")) << said;
  EXPECT_EQ(said.find('\n'), std::string::npos) << said;
  EXPECT_LT(said.size(), 500u) << said;
  return said;
}

void expect_said(const File& file, const std::string& words) {
  const std::string said = sentence_of(file);
  EXPECT_NE(said.find(words), std::string::npos) << (said.empty() ? "was taken" : said) << "\n  wanted: " << words;
}

File text(const std::string& words) { return {words.begin(), words.end()}; }

TEST(GraphHostile, WhatIsNoGraph) {
  expect_said({}, "is empty");
  expect_said(text("<!doctype html><p>Hello"), "is damaged or no ONNX file");
  expect_said(text("version https://git-lfs.github.com/spec/v1\n"), "is damaged or no ONNX file");
  expect_said(File(5000, 0x5a), "is damaged or no ONNX file");
  expect_said(File(5000, 0), "is damaged or no ONNX file");
  const Message empty = Message().number(1, 8);
  expect_said({empty.bytes().begin(), empty.bytes().end()}, "holds no graph");
  expect_said(model_file(Message()), "has no node");
  ASSERT_EQ(sentence_of(plain().file()), "");
}

TEST(GraphHostile, CutShortAnywhere) {
  GraphParts parts = sized_by("Reshape", {0, 2, 2});
  const File whole = parts.file();
  ASSERT_EQ(sentence_of(whole), "");
  // The last bytes are the operator set, without which the graph has none.
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_NE(sentence_of({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}), "") << length;
}

// Known numbers are worked out along with the shapes: of none and three, not one may be read.
TEST(GraphHostile, KnownNumbersThatDoNotFit) {
  GraphParts parts = sized_by("Add", {}, {}, {"s", "t"});
  parts.weights.push_back(whole_numbers("t", {1, 2, 3}));
  expect_said(parts.file(), "do not fit");
}

TEST(GraphHostile, WhatARuntimeWouldOpenAsItsOwnFormat) {
  // Valid protobuf: the producer's name lies where the runtime looks for the mark of its compiled format.
  Message model = Message().number(1, 8).text(2, "ORTM");
  model.message(7, plain().graph()).message(8, Message().text(1, "").number(2, 17));
  expect_said({model.bytes().begin(), model.bytes().end()}, "compiled for one runtime");
}

TEST(GraphHostile, Versions) {
  expect_said(plain().file(8), "operator set 8");
  expect_said(plain().file(99), "operator set 99");
  expect_said(model_file(plain().graph(), 17, 2), "IR version 2");
  expect_said(model_file(plain().graph(), 17, 1u << 31), "IR version 2147483648");
}

TEST(GraphHostile, OperatorsThatAreNotAllowed) {
  for (const char* op : {"Loop", "If", "Scan", "NonZero", "Foo", "StringNormalizer", "SequenceAt", "Optional", ""}) {
    GraphParts parts = plain();
    parts.nodes = {node(op, {"x"}, "y")};
    expect_said(parts.file(), "has the operator \"" + std::string(op) + "\"");
  }
  GraphParts noise = plain();
  noise.nodes = {node("RandomNormalLike", {"x"}, "y")};
  expect_said(noise.file(), "noise must be an input");
  GraphParts foreign = plain();
  foreign.nodes = {node("Relu", {"x"}, "y").text(7, "com.microsoft")};
  expect_said(foreign.file(), "of \"com.microsoft\"");
}

TEST(GraphHostile, GraphsWithinNodes) {
  for (const int field : {6, 11}) {
    Message deep = plain().graph();
    for (int i = 0; i < 200; ++i) {
      const Message inner = Message().text(1, "body").message(field, deep).number(20, 5);
      deep = Message().message(1, node("Loop", {"x"}, {"y"}, {inner}));
    }
    expect_said(model_file(deep), "a graph inside it");
  }
  const Message function = Message().number(1, 8).message(25, Message().text(1, "f"));
  expect_said({function.bytes().begin(), function.bytes().end()}, "functions of its own");
}

TEST(GraphHostile, CirclesAndWhatIsNotThere) {
  GraphParts parts = plain();
  parts.nodes = {node("Add", {"x", "y"}, "a"), node("Relu", {"a"}, "y")};
  expect_said(parts.file(), "goes in a circle");
  parts.nodes = {node("Add", {"x", "y"}, "y")};
  expect_said(parts.file(), "goes in a circle");
  parts.nodes = {node("Relu", {"nothing"}, "y")};
  expect_said(parts.file(), "needs \"nothing\", which nothing in the graph makes");
  parts.nodes = {node("Relu", {"x"}, "z")};
  expect_said(parts.file(), "promises the output \"y\"");
  parts.nodes = {node("Relu", {"x"}, "y"), node("Tanh", {"x"}, "y")};
  expect_said(parts.file(), "defines \"y\" twice");
  parts.nodes = {node("Relu", {"x"}, "x"), node("Relu", {"x"}, "y")};
  expect_said(parts.file(), "defines \"x\" twice");
  parts = sized_by("Reshape", {0, 2, 2});
  parts.weights.push_back(whole_numbers("s", {1}));
  expect_said(parts.file(), "defines \"s\" twice");
}

TEST(GraphHostile, CountsBeyondTheLimits) {
  GraphParts parts = plain();
  parts.nodes.clear();
  for (int i = 0; i < 2001; ++i)
    parts.nodes.push_back(
        node("Relu", {i == 0 ? "x" : "v" + std::to_string(i - 1)}, i == 2000 ? "y" : "v" + std::to_string(i)));
  expect_said(parts.file(), "more than the 2000 nodes");
  parts.nodes.pop_back();
  parts.nodes.back() = node("Relu", {"v1998"}, "y");
  EXPECT_EQ(sentence_of(parts.file()), "");
  parts = plain();
  parts.nodes = {node("Sum", std::vector<std::string>(300, "x"), "y")};
  expect_said(parts.file(), "inputs of a node");
  parts = plain();
  for (int i = 0; i < 5000; ++i) parts.weights.push_back(whole_numbers("w" + std::to_string(i), {1}));
  expect_said(parts.file(), "more than the 4000 initializers");
  parts = plain();
  parts.nodes = {node("Relu", {"x"}, std::string(100'000, 'y'))};
  expect_said(parts.file(), "is 100000 bytes long");
  Message many;
  for (int i = 0; i < 1'000'000; ++i) many.message(1, node("Relu", {"x"}, "y"));
  expect_said(model_file(many), "more than the 2000 nodes");  // 13 MB, of which some kilobytes are read
}

TEST(GraphHostile, DimensionsThatAreNone) {
  for (const std::int64_t size : {std::int64_t{-5}, INT64_MIN, INT64_MAX, std::int64_t{1} << 32}) {
    GraphParts parts = plain();
    Message shape;
    shape.message(1, Message().number(1, static_cast<std::uint64_t>(size)));
    parts.inputs = {Message().text(1, "x").message(2, Message().message(1, Message().number(1, 1).message(2, shape)))};
    expect_said(parts.file(), "a dimension of " + std::to_string(size));
    parts = plain();
    parts.weights = {initializer("w", {size, 2}, 1, std::vector<float>{1})};
    expect_said(parts.file(), "a tensor \"w\" of the shape (" + std::to_string(size) + ",2)");
  }
  GraphParts parts = plain();
  parts.inputs = {value_info("x", {1 << 30})};
  expect_said(parts.file(), "4096 MiB");
  parts.inputs = {value_info("x", {1 << 30, 1 << 30, 1 << 30, 1 << 30})};
  expect_said(parts.file(), "more than any tensor may hold");
  parts.inputs = {value_info("x", {1, 1, 1, 1, 1, 1, 1, 1})};
  expect_said(parts.file(), "more than the 8 dimensions");
  parts = plain();
  parts.weights = {initializer("w", {1 << 16, 1 << 16}, 1, std::vector<float>{1})};
  expect_said(parts.file(), "at most 64 MiB");
  parts.weights = {initializer("w", {2}, 1, std::vector<float>{1})};
  expect_said(parts.file(), "holds other than its 2 numbers");
}

TEST(GraphHostile, NumbersFromElsewhere) {
  GraphParts parts = plain();
  parts.weights = {Message()
                       .number(1, 2)
                       .number(2, 1)
                       .text(8, "w")
                       .message(13, Message().text(1, "location").text(2, "/etc/passwd"))
                       .number(14, 1)};
  expect_said(parts.file(), "lies in another file");
  parts.weights = {Message().number(1, 2).number(2, 1).text(8, "w").number(14, 1)};
  expect_said(parts.file(), "lies in another file");
  parts.weights = {Message().number(1, 1).number(2, 8).text(6, "text").text(8, "w")};
  expect_said(parts.file(), "element type 8");
  parts.weights = {Message().number(1, 1).number(2, 16).text(8, "w").text(9, "ab")};
  expect_said(parts.file(), "element type 16");
  const Message sparse = plain().graph();
  expect_said(model_file(Message(sparse).message(15, Message())), "sparse");
}

TEST(GraphHostile, MoreThanOneReading) {
  // Some readers join two of what may stand once, others take the last: neither is tried.
  const Message graph = plain().graph();
  Message model = Message().number(1, 8).message(7, graph).message(7, graph);
  model.message(8, Message().number(2, 17));
  expect_said({model.bytes().begin(), model.bytes().end()}, "the field 7 of the model twice");
  GraphParts parts = plain();
  parts.nodes = {node("Relu", {"x"}, "y").text(4, "Loop")};
  expect_said(parts.file(), "the field 4 of a node twice");
  parts.nodes = {node("Flatten", {"x"}, {"y"}, {attribute("axis", 1), attribute("axis", 0)})};
  expect_said(parts.file(), "two attributes \"axis\"");
  parts.nodes = {node("Flatten", {"x"}, {"y"}, {Message().text(1, "axis").number(3, 0).number(20, 7)})};
  expect_said(parts.file(), "none of that type");
  parts.nodes = {node("Flatten", {"x"}, {"y"}, {Message().text(1, "axis").number(3, 0)})};
  expect_said(parts.file(), "of the type 0");
  parts.nodes = {node("Relu", {"x"}, "y").number(77, 1)};
  expect_said(parts.file(), "the field 77 in a node");
}

TEST(GraphHostile, AFewBytesThatAskForMuchMemory) {
  const std::int64_t huge = 800 * million;  // floats: the classic
  expect_said(sized_by("ConstantOfShape", {huge}, {}, {"s"}).file(), "3051 MiB");
  expect_said(sized_by("ConstantOfShape", {INT64_MAX, 2}, {}, {"s"}).file(), "makes a tensor of the shape");
  expect_said(sized_by("ConstantOfShape", {-1}, {}, {"s"}).file(), "makes a tensor of the shape (-1)");
  expect_said(sized_by("Expand", {huge / 4, 1}, {}).file(), "3051 MiB");
  expect_said(sized_by("Tile", {1, huge}).file(), "repeats a dimension");
  expect_said(sized_by("Tile", {1, 5 * million}).file(), "76 MiB");
  expect_said(sized_by("Tile", {INT64_MAX, INT64_MAX}).file(), "repeats a dimension");
  expect_said(sized_by("Pad", {0, huge, 0, 0}).file(), "3051 MiB");
  expect_said(sized_by("Pad", {0, -9, 0, 0}).file(), "(1,-5)");
  expect_said(sized_by("Reshape", {-1, -1}).file(), "two dimensions");
  expect_said(sized_by("Reshape", {huge}).file(), "another number of elements");
  GraphParts one_hot = sized_by("OneHot", {huge}, {}, {"i", "s", "v"});
  one_hot.weights.push_back(whole_numbers("i", {0, 1}));
  one_hot.weights.push_back(initializer("v", {2}, 1, std::vector<float>{0, 1}));
  expect_said(one_hot.file(), "6103 MiB");
  GraphParts resize = plain();
  resize.nodes = {node("Resize", {"x", "", "k"}, "y")};
  resize.weights = {initializer("k", {2}, 1, std::vector<float>{1, 1e8f})};
  expect_said(resize.file(), "1525 MiB");
  resize.weights = {initializer("k", {2}, 1, std::vector<float>{1, 1e30f})};
  expect_said(resize.file(), "impossible size");
  GraphParts range = plain();
  range.nodes = {node("Range", {"a", "b", "c"}, "y")};
  range.weights = {initializer<std::int64_t>("a", {}, 7, {0}), initializer<std::int64_t>("b", {}, 7, {INT64_MAX}),
                   initializer<std::int64_t>("c", {}, 7, {1})};
  expect_said(range.file(), "counts further");
}

TEST(GraphHostile, ManyTensorsThatAreTooMuchTogether) {
  GraphParts parts = sized_by("ConstantOfShape", {4000, 4000}, {}, {"s"});  // 61 MiB each
  parts.nodes.back() = node("ConstantOfShape", {"s"}, "v0");
  for (int i = 1; i < 6; ++i)
    parts.nodes.push_back(node("Relu", {"v" + std::to_string(i - 1)}, i == 5 ? "y" : "v" + std::to_string(i)));
  expect_said(parts.file(), "needs 366 MiB for all its tensors");
}

TEST(GraphHostile, WorkWithoutEnd) {
  GraphParts parts = sized_by("ConstantOfShape", {2900, 2900}, {}, {"s"});
  parts.nodes = {node("ConstantOfShape", {"s"}, "a"), node("ReduceMax", {"x"}, {"m"}, {attribute("keepdims", 0)}),
                 node("Add", {"a", "m"}, "b"), node("MatMul", {"b", "b"}, "c"), node("MatMul", {"c", "c"}, "y")};
  EXPECT_EQ(sentence_of(parts.file()), "");  // 49 thousand million: slow, and the watchdog's
  parts.nodes.back() = node("Reshape", {"c", "t"}, "d");
  parts.weights.push_back(whole_numbers("t", {1, 1, 2900, 2900}));
  parts.nodes.push_back(node("MaxPool", {"d"}, {"y"}, {list_attribute("kernel_shape", {2001, 2001})}));
  expect_said(parts.file(), "thousand million multiplications");
}

TEST(GraphHostile, WorkWhileItLoads) {
  GraphParts parts = sized_by("ConstantOfShape", {1300, 1300}, {}, {"s"});
  parts.nodes = {node("ConstantOfShape", {"s"}, "a"), node("MatMul", {"a", "a"}, "y")};
  expect_said(parts.file(), "does 2197 million multiplications that hang on no input");
}

TEST(GraphHostile, SizesThatOutgrowTheBatch) {
  GraphParts parts = plain();
  parts.nodes = {node("Shape", {"x"}, {"n"}, {attribute("end", 1)}),
                 node("Concat", {"n", "n", "n"}, {"s"}, {attribute("axis", 0)}), node("ConstantOfShape", {"s"}, "y")};
  expect_said(parts.file(), "grows faster than the number of pictures");
  parts.nodes = {node("Squeeze", {"x"}, "y")};
  expect_said(parts.file(), "other dimensions for one picture");
}

TEST(GraphHostile, SizesThatOnlyShowWhileItRuns) {
  GraphParts parts = plain();
  parts.nodes = {node("Cast", {"x"}, {"i"}, {attribute("to", 7)}), node("ConstantOfShape", {"i"}, "y")};
  expect_said(parts.file(), "only shows while it runs");
  // Whole numbers that a double cannot hold are not reckoned with: 2^63 - 1 - (2^63 - 600) would come out as 0.
  parts = sized_by("ConstantOfShape", {INT64_MAX}, {}, {"d"});
  parts.nodes = {node("Sub", {"s", "t"}, "d"), node("ConstantOfShape", {"d"}, "y")};
  parts.weights.push_back(whole_numbers("t", {INT64_MAX - 599}));
  expect_said(parts.file(), "only shows while it runs");
}

TEST(GraphHostile, ShapesThatDoNotFit) {
  GraphParts parts = sized_by("Add", {1, 2, 3});
  expect_said(parts.file(), "joins the shapes (1,4) and (3)");
  parts = sized_by("Gather", {9}, {}, {"s", "s"});
  expect_said(parts.file(), "picks an element that is not there");
  for (const char* op :
       {"Conv", "ConvTranspose", "MatMul", "Gemm", "Concat", "Slice", "Pad", "LSTM", "Resize", "Split"}) {
    SCOPED_TRACE(op);
    expect_said(sized_by(op, {1, 2, 3}).file(), "(");
  }
}

// Every single byte of a good graph set to every interesting value: a Result each time (the sanitizers watch).
TEST(GraphHostile, Mutations) {
  GraphParts parts = sized_by("Reshape", {0, 2, 2}, {attribute("allowzero", 0)});
  parts.nodes.push_back(node("Transpose", {"y"}, {"t"}, {list_attribute("perm", {0, 2, 1})}));
  parts.nodes.push_back(node("Pad", {"t", "p"}, {"q"}, {attribute("mode", std::string("reflect"))}));
  parts.weights.push_back(whole_numbers("p", {0, 1, 1, 0, 1, 1}));
  parts.outputs = {value_info("q", {4, 4})};
  const File whole = parts.file();
  ASSERT_EQ(sentence_of(whole), "");
  int taken = 0;
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int value : {0, 1, 2, 7, 8, 10, 18, 42, 58, 127, 128, 200, 255}) {
      File changed = whole;
      changed[at] = static_cast<std::uint8_t>(value);
      taken += check_graph(changed).ok() ? 1 : 0;
    }
  Random random(4);
  for (int i = 0; i < 20'000; ++i) {
    File changed = whole;
    const std::uint32_t changes = 1 + random.below(4);
    for (std::uint32_t k = 0; k < changes; ++k)
      changed[random.below(static_cast<std::uint32_t>(whole.size()))] = static_cast<std::uint8_t>(random.below(256));
    taken += check_graph(changed).ok() ? 1 : 0;
  }
  EXPECT_GT(taken, 0);  // names may change, and numbers too
}

}  // namespace
}  // namespace reverie
