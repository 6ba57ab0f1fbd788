// The graph check works sizes out by rules of its own: every rule is held against what ONNX Runtime then really makes.
// Longer than 300 lines because every rule has its case here.
#include <gtest/gtest.h>
#include <onnxruntime_cxx_api.h>

#include <algorithm>
#include <functional>

#include "native/files/files.h"
#include "native/runtime/quiet_stderr.h"
#include "shared/model/graph_check.h"
#include "shared/model/graph_shapes.h"
#include "shared/model/test/onnx_writer.h"

namespace reverie {
namespace {

using namespace tiny;

// One or more nodes that read x (N,4,6,6) float32 and make the values named.
struct Case {
  std::vector<Message> nodes;
  std::vector<std::string> makes = {"y"};
  std::vector<Message> weights = {};
  std::uint64_t opset = 17;
  bool alone = false;  // its constants fit one picture only
};

Message floats(const std::string& name, const std::vector<std::int64_t>& dims, float value = 0.5f) {
  std::size_t count = 1;
  for (const auto size : dims) count *= static_cast<std::size_t>(size);
  return initializer(name, dims, 1, std::vector<float>(count, value));
}
Message whole(const std::string& name, std::int64_t value) { return initializer<std::int64_t>(name, {}, 7, {value}); }
Message op(const std::string& name, const std::vector<std::string>& inputs, const std::vector<Message>& attributes = {},
           const std::vector<std::string>& outputs = {"y"}) {
  return node(name, inputs, outputs, attributes);
}
using A = std::vector<std::int64_t>;
Message list(const std::string& name, const A& values) { return list_attribute(name, values); }

void add_layers(std::vector<Case>& all) {
  const Message w = floats("w", {8, 4, 3, 3}), deep = floats("w", {4, 6, 4, 4}), split = floats("w", {8, 2, 3, 3});
  const Message auto_same = attribute("auto_pad", std::string("SAME_UPPER"));
  all.push_back({{op("Conv", {"x", "w"})}, {"y"}, {w}});
  all.push_back({{op("Conv", {"x", "w"}, {list("strides", {2, 3}), list("pads", {1, 0, 2, 1})})}, {"y"}, {w}});
  all.push_back({{op("Conv", {"x", "w"}, {list("dilations", {2, 1}), list("kernel_shape", {3, 3})})}, {"y"}, {w}});
  all.push_back({{op("Conv", {"x", "w"}, {auto_same, list("strides", {2, 2})})}, {"y"}, {w}});
  all.push_back({{op("Conv", {"x", "w"}, {attribute("auto_pad", std::string("VALID"))})}, {"y"}, {w}});
  all.push_back({{op("Conv", {"x", "w"}, {attribute("group", 2)})}, {"y"}, {split}});
  all.push_back({{op("ConvTranspose", {"x", "w"})}, {"y"}, {deep}});
  all.push_back(
      {{op("ConvTranspose", {"x", "w"}, {list("strides", {2, 2}), list("pads", {1, 1, 1, 1})})}, {"y"}, {deep}});
  all.push_back(
      {{op("ConvTranspose", {"x", "w"}, {list("strides", {3, 2}), list("output_padding", {1, 1})})}, {"y"}, {deep}});
  all.push_back(
      {{op("ConvTranspose", {"x", "w"}, {list("strides", {2, 2}), list("output_shape", {12, 13})})}, {"y"}, {deep}});
  all.push_back({{op("ConvTranspose", {"x", "w"}, {attribute("group", 2), list("dilations", {2, 1})})}, {"y"}, {deep}});
  all.push_back({{op("ConvTranspose", {"x", "w"}, {auto_same, list("strides", {2, 2})})}, {"y"}, {deep}});
  for (const char* pool : {"MaxPool", "AveragePool"})
    for (const std::int64_t up : {0, 1}) {
      const Message ceil = attribute("ceil_mode", up), kernel = list("kernel_shape", {3, 2});
      all.push_back({{op(pool, {"x"}, {kernel, list("strides", {2, 2}), ceil})}});
      all.push_back({{op(pool, {"x"}, {kernel, list("strides", {2, 4}), list("pads", {1, 1, 1, 1}), ceil})}});
    }
  all.push_back({{op("MaxPool", {"x"}, {list("kernel_shape", {2, 2})}, {"y", "i"})}, {"y", "i"}});
  all.push_back({{op("MaxPool", {"x"}, {list("kernel_shape", {2, 2}), auto_same, list("strides", {4, 4})})}});
  all.push_back({{op("GlobalAveragePool", {"x"})}});
  all.push_back({{op("GlobalMaxPool", {"x"})}});
  all.push_back({{op("BatchNormalization", {"x", "c", "c", "c", "c"})}, {"y"}, {floats("c", {4})}});
  all.push_back({{op("InstanceNormalization", {"x", "c", "c"})}, {"y"}, {floats("c", {4})}});
  all.push_back({{op("LayerNormalization", {"x", "c"}, {}, {"y", "m", "d"})}, {"y", "m", "d"}, {floats("c", {6})}});
  all.push_back({{op("LayerNormalization", {"x", "c"}, {attribute("axis", 2)})}, {"y"}, {floats("c", {6, 6})}});
  all.push_back({{op("LpNormalization", {"x"})}});
  all.push_back({{op("LRN", {"x"}, {attribute("size", 3)})}});
  all.push_back({{op("MeanVarianceNormalization", {"x"})}});
  all.push_back(
      {{op("GroupNormalization", {"x", "c", "c"}, {attribute("num_groups", 2)})}, {"y"}, {floats("c", {4})}, 21});
  all.push_back({{op("GridSample", {"x", "g"})}, {"y"}, {floats("g", {1, 5, 7, 2})}, 17, true});
}

void add_products(std::vector<Case>& all) {
  const Message flat = op("Flatten", {"x"}, {}, {"f"});
  all.push_back({{flat, op("Gemm", {"f", "w"})}, {"y"}, {floats("w", {144, 5})}});
  all.push_back({{flat, op("Gemm", {"f", "w", "b"}, {attribute("transB", 1)})},
                 {"y"},
                 {floats("w", {5, 144}), floats("b", {5})}});
  all.push_back({{flat, op("Gemm", {"w", "f"}, {attribute("transA", 1), attribute("transB", 1)})},
                 {"y"},
                 {floats("w", {144, 5})}});
  all.push_back({{op("MatMul", {"x", "w"})}, {"y"}, {floats("w", {6, 5})}});
  all.push_back({{op("MatMul", {"x", "w"})}, {"y"}, {floats("w", {4, 6, 5})}});
  all.push_back({{op("MatMul", {"x", "w"})}, {"y"}, {floats("w", {6})}});
  all.push_back({{op("MatMul", {"w", "x"})}, {"y"}, {floats("w", {6})}});
  all.push_back({{op("MatMul", {"w", "v"})}, {"y"}, {floats("w", {6}), floats("v", {6})}});
  const Message sequence = op("Reshape", {"x", "s"}, {}, {"q"});
  const auto recurrent = [&](const std::string& name, std::int64_t gates, std::int64_t ways,
                             std::vector<std::string> makes) {
    std::vector<Message> attributes = {attribute("hidden_size", 5)};
    if (ways == 2) attributes.push_back(attribute("direction", std::string("bidirectional")));
    all.push_back(
        {{sequence, op(name, {"q", "w", "r"}, attributes, makes)},
         makes,
         {whole_numbers("s", {12, -1, 12}), floats("w", {ways, gates * 5, 12}), floats("r", {ways, gates * 5, 5})}});
  };
  recurrent("LSTM", 4, 1, {"y", "h", "c"});
  recurrent("LSTM", 4, 2, {"y", "h", "c"});
  recurrent("GRU", 3, 2, {"y", "h"});
  recurrent("RNN", 1, 1, {"y"});
}

void add_layout(std::vector<Case>& all) {
  const auto by = [&](const std::string& name, const A& numbers, std::vector<Message> attributes = {}) {
    all.push_back({{op(name, {"x", "s"}, std::move(attributes))}, {"y"}, {whole_numbers("s", numbers)}});
  };
  by("Reshape", {0, -1});
  by("Reshape", {-1, 2, 0, 12});
  by("Reshape", {0, 0, 36, 1}, {attribute("allowzero", 0)});
  by("Expand", {1, 4, 6, 6});
  by("Expand", {3, 1, 1, 1, 6});
  by("Tile", {1, 2, 3, 1});
  by("Unsqueeze", {0, -1});
  by("ReduceSum", {-1, 1});
  by("ReduceSum", {2}, {attribute("keepdims", 0)});
  by("Gather", {2, 0, 1}, {attribute("axis", -3)});
  by("Pad", {0, 1, 2, 3, 0, 0, 1, -1});
  for (std::int64_t axis = -3; axis <= 4; ++axis) all.push_back({{op("Flatten", {"x"}, {attribute("axis", axis)})}});
  all.push_back({{op("Transpose", {"x"})}});
  all.push_back({{op("Transpose", {"x"}, {list("perm", {2, 0, 3, 1})})}});
  all.push_back({{op("Concat", {"x", "x", "x"}, {attribute("axis", -1)})}});
  all.push_back({{op("Split", {"x"}, {attribute("axis", 2)}, {"y", "z"})}, {"y", "z"}});
  all.push_back(
      {{op("Split", {"x", "s"}, {attribute("axis", 3)}, {"y", "z"})}, {"y", "z"}, {whole_numbers("s", {1, 5})}});
  all.push_back({{op("Split", {"x"}, {attribute("axis", 3), list("split", {2, 4})}, {"y", "z"})}, {"y", "z"}, {}, 11});
  all.push_back(
      {{op("Split", {"x"}, {attribute("axis", 3), attribute("num_outputs", 3)}, {"y", "z", "u"})}, {"y", "u"}, {}, 18});
  const auto cut = [&](const A& starts, const A& ends, const A& axes, const A& steps) {
    all.push_back(
        {{op("Slice", {"x", "a", "b", "c", "d"})},
         {"y"},
         {whole_numbers("a", starts), whole_numbers("b", ends), whole_numbers("c", axes), whole_numbers("d", steps)}});
  };
  cut({0}, {INT64_MAX}, {1}, {2});
  cut({-1, 1}, {-7, 5}, {2, -1}, {-1, 2});
  cut({5}, {INT64_MIN}, {3}, {-3});
  cut({9}, {1}, {3}, {1});
  all.push_back({{op("Slice", {"x"}, {list("starts", {1}), list("ends", {100}), list("axes", {1})})}, {"y"}, {}, 9});
  all.push_back({{op("Pad", {"x"}, {list("pads", {0, 0, 1, 2, 0, 0, 3, 4})})}, {"y"}, {}, 10});
  all.push_back({{op("Pad", {"x", "p", "", "a"})}, {"y"}, {whole_numbers("p", {1, 2}), whole_numbers("a", {-1})}, 18});
  all.push_back({{op("Unsqueeze", {"x"}, {list("axes", {1})}, {"u"}), op("Squeeze", {"u"}, {list("axes", {1})})},
                 {"u", "y"},
                 {},
                 11});
  all.push_back({{op("Squeeze", {"w"})}, {"y"}, {floats("w", {1, 3, 1})}});
  all.push_back({{op("GatherElements", {"x", "i"}, {attribute("axis", 1)})},
                 {"y"},
                 {initializer("i", {1, 2, 6, 6}, 7, std::vector<std::int64_t>(72))}});
  all.push_back({{op("GatherND", {"w", "i"})},
                 {"y"},
                 {floats("w", {3, 4, 5}), initializer("i", {7, 2}, 7, std::vector<std::int64_t>(14))}});
  const Message places = initializer("i", {2, 1}, 7, std::vector<std::int64_t>{0, 2});
  all.push_back({{op("ScatterND", {"w", "i", "u"})}, {"y"}, {floats("w", {3, 4}), places, floats("u", {2, 4})}});
  all.push_back({{op("ScatterElements", {"w", "i", "u"})}, {"y"}, {floats("w", {3, 4}), places, floats("u", {2, 1})}});
  all.push_back({{op("DepthToSpace", {"x"}, {attribute("blocksize", 2)})}});
  all.push_back({{op("SpaceToDepth", {"x"}, {attribute("blocksize", 3)})}});
}

void add_scaling(std::vector<Case>& all) {
  const auto scaled = [&](std::vector<float> scales, std::vector<Message> attributes, std::uint64_t opset) {
    const auto count = static_cast<std::int64_t>(scales.size());
    all.push_back(
        {{op("Resize", {"x", "", "k"}, std::move(attributes))}, {"y"}, {initializer("k", {count}, 1, scales)}, opset});
  };
  const Message linear = attribute("mode", std::string("linear"));
  scaled({1, 1, 2, 2}, {}, 17);
  scaled({1, 1, 1.7f, 2.3f}, {linear}, 17);
  scaled({1, 1, 0.35f, 0.5f}, {linear}, 13);
  scaled({1.5f, 0.2f}, {list("axes", {2, 3}), linear}, 18);
  scaled({1, 1, 0.5f, 0.5f}, {linear, attribute("antialias", 1)}, 18);
  all.push_back({{op("Resize", {"x", "", "", "s"})}, {"y"}, {whole_numbers("s", {1, 4, 9, 5})}, 17, true});
  all.push_back(
      {{op("Resize", {"x", "e", "e", "s"})}, {"y"}, {floats("e", {0}), whole_numbers("s", {1, 4, 9, 5})}, 11, true});
  all.push_back({{op("Resize", {"x", "k"})}, {"y"}, {initializer("k", {4}, 1, std::vector<float>{1, 1, 3, 2})}, 10});
  all.push_back(
      {{op("Upsample", {"x", "k"})}, {"y"}, {initializer("k", {4}, 1, std::vector<float>{1, 1, 2, 1.5f})}, 9});
}

void add_choices(std::vector<Case>& all) {
  for (const char* reduce : {"ReduceMean", "ReduceMax", "ReduceL2", "ReduceLogSumExp", "ReduceProd", "ReduceL1",
                             "ReduceLogSum", "ReduceMin", "ReduceSumSquare"}) {
    all.push_back({{op(reduce, {"x"}, {list("axes", {-1, 2})})}});
    all.push_back({{op(reduce, {"x"}, {attribute("keepdims", 0)})}});
  }
  all.push_back({{op("ArgMax", {"x"}, {attribute("axis", 1)})}});
  all.push_back({{op("ArgMin", {"x"}, {attribute("axis", -1), attribute("keepdims", 0)})}});
  all.push_back({{op("TopK", {"x", "k"}, {attribute("axis", 1)}, {"y", "i"})}, {"y", "i"}, {whole_numbers("k", {3})}});
  for (const std::int64_t axis : {-1, 0, 1})
    all.push_back(
        {{op("ArgMax", {"x"}, {attribute("axis", 1)}, {"a"}), op("OneHot", {"a", "d", "v"}, {attribute("axis", axis)})},
         {"y"},
         {whole("d", 5), floats("v", {2})}});
  all.push_back({{op("Range", {"a", "b", "c"})}, {"y"}, {whole("a", 3), whole("b", -8), whole("c", -2)}});
  all.push_back(
      {{op("Range", {"a", "b", "c"})}, {"y"}, {floats("a", {}, 0.1f), floats("b", {}, 2.0f), floats("c", {}, 0.3f)}});
  all.push_back({{op("Where", {"c", "x", "w"})},
                 {"y"},
                 {initializer("c", {6}, 9, std::vector<std::uint8_t>(6)), floats("w", {2, 1, 1, 1, 1})}});
  all.push_back({{op("Greater", {"x", "w"})}, {"y"}, {floats("w", {1, 6})}});
  all.push_back({{op("PRelu", {"x", "w"})}, {"y"}, {floats("w", {4, 1, 1})}});
  all.push_back({{op("Max", {"x", "w", "v"})}, {"y"}, {floats("w", {6}), floats("v", {3, 1, 1, 1, 1})}});
  all.push_back({{op("Dropout", {"x"}, {}, {"y", "m"})}, {"y", "m"}});
  all.push_back(
      {{op("Cast", {"x"}, {attribute("to", 10)}, {"h"}), op("Cast", {"h"}, {attribute("to", 6)})}, {"h", "y"}});
  all.push_back({{op("QuantizeLinear", {"x", "s", "z"}, {}, {"q"}), op("DequantizeLinear", {"q", "s", "z"})},
                 {"q", "y"},
                 {floats("s", {}), initializer("z", {}, 3, std::vector<std::int8_t>(1))}});
  for (const char* name : {"CumSum"}) all.push_back({{op(name, {"x", "a"})}, {"y"}, {whole("a", 1)}});
  all.push_back({{op("Trilu", {"x"})}});
  for (const char* name :
       {"Softmax", "Hardmax", "Clip", "Erf", "HardSwish", "Softplus", "Round", "Reciprocal", "Celu", "Mish"})
    all.push_back({{op(name, {"x"})}, {"y"}, {}, 18});
}

// As exporters reckon with sizes: the numbers must come out right, or the Reshape at the end has another shape.
void add_reckoning(std::vector<Case>& all) {
  const Message shape = op("Shape", {"x"}, {}, {"s"});
  const auto picked = [&](const std::string& name, const std::string& at) {
    return op("Gather", {"s", at}, {}, {name});
  };
  const std::vector<Message> numbers = {whole("i0", 0),
                                        whole("i2", 2),
                                        whole("two", 2),
                                        whole_numbers("zero", {0}),
                                        whole_numbers("minus", {-1}),
                                        whole_numbers("one", {1})};
  all.push_back({{shape, op("Slice", {"s", "zero", "one"}, {}, {"n"}),
                  op("Concat", {"n", "minus"}, {attribute("axis", 0)}, {"t"}), op("Reshape", {"x", "t"})},
                 {"y"},
                 numbers});
  all.push_back(
      {{shape, picked("h", "i2"), op("Mul", {"h", "two"}, {}, {"d"}), op("Cast", {"d"}, {attribute("to", 1)}, {"f"}),
        op("Floor", {"f"}, {}, {"g"}), op("Cast", {"g"}, {attribute("to", 7)}, {"k"}),
        op("Unsqueeze", {"k", "zero"}, {}, {"u"}), op("ConstantOfShape", {"u"})},
       {"y"},
       numbers});
  all.push_back(
      {{shape, op("ReduceProd", {"s"}, {attribute("keepdims", 1)}, {"p"}), op("Reshape", {"x", "p"})}, {"y"}, numbers});
  all.push_back({{shape, picked("h", "i2"), op("Sub", {"h", "two"}, {}, {"a"}), op("Div", {"a", "two"}, {}, {"b"}),
                  op("Range", {"i0", "b", "two"})},
                 {"y"},
                 numbers});
  all.push_back({{shape, op("Equal", {"s", "minus"}, {}, {"e"}),
                  op("ConstantOfShape", {"four"}, {tensor_attribute("value", whole_numbers("", {1}))}, {"o"}),
                  op("Where", {"e", "o", "s"}, {}, {"t"}), op("Expand", {"x", "t"})},
                 {"y"},
                 {whole_numbers("four", {4}), whole_numbers("minus", {-1})}});
  all.push_back({{op("Constant", {}, {list("value_ints", {2, -1})}, {"t"}), op("Reshape", {"x", "t"})}});
  all.push_back({{op("Constant", {}, {tensor_attribute("value", floats("", {2, 3}))})}});
  all.push_back({{op("Shape", {"x"}, {attribute("start", -2), attribute("end", 4)}, {"s"}),
                  op("ConstantOfShape", {"s"}), op("Size", {"x"}, {}, {"z"})},
                 {"s", "y", "z"}});
}

std::vector<Case> all_cases() {
  std::vector<Case> all;
  add_layers(all);
  add_products(all);
  add_layout(all);
  add_scaling(all);
  add_choices(all);
  add_reckoning(all);
  return all;
}

std::vector<std::uint8_t> file_of(const Case& one) {
  GraphParts parts;
  parts.nodes = one.nodes;
  parts.weights = one.weights;
  parts.inputs = {value_info("x", {4, 6, 6})};
  for (const std::string& name : one.makes) parts.outputs.push_back(Message().text(1, name));
  return parts.file(one.opset);
}

// Outputs may be declared by name alone for the check; the runtime works their types out.
std::vector<std::pair<GraphType, Shape>> made_by_the_runtime(const std::vector<std::uint8_t>& file, const Case& one,
                                                             std::int64_t batch) {
  static Ort::Env env(ORT_LOGGING_LEVEL_FATAL, "agrees");
  Ort::SessionOptions options;
  options.SetIntraOpNumThreads(1);
  const QuietStderr quiet;
  Ort::Session session(env, file.data(), file.size(), options);
  std::vector<float> zeros(static_cast<std::size_t>(batch * 4 * 36));
  const Shape shape = {batch, 4, 6, 6};
  const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  Ort::Value x = Ort::Value::CreateTensor<float>(memory, zeros.data(), zeros.size(), shape.data(), shape.size());
  const char* input = "x";
  std::vector<const char*> names;
  for (const std::string& name : one.makes) names.push_back(name.c_str());
  const bool fed = session.GetInputCount() > 0;
  const auto made = session.Run(Ort::RunOptions{nullptr}, &input, &x, fed ? 1 : 0, names.data(), names.size());
  std::vector<std::pair<GraphType, Shape>> found;
  for (const Ort::Value& value : made) {
    const auto info = value.GetTensorTypeAndShapeInfo();
    found.emplace_back(static_cast<GraphType>(info.GetElementType()), info.GetShape());
  }
  return found;
}

TEST(GraphAgrees, WithWhatTheRuntimeMakes) {
  std::size_t number = 0;
  for (const Case& one : all_cases()) {
    const auto file = file_of(one);
    // For scripts/first-functions, which wants to know what a graph calls in the page's runtime.
    if (const char* folder = std::getenv("REVERIE_GRAPHS")) {
      ASSERT_TRUE(write_file_whole(std::string(folder) + "/" + std::to_string(number) + ".onnx", file).ok());
    }
    SCOPED_TRACE("case " + std::to_string(number++) + ", " + one.nodes.back().bytes());
    for (const std::int64_t batch : {1, 3}) {
      if (one.alone && batch > 1) continue;
      const auto found = check_graph(file, {.batch = batch});
      EXPECT_TRUE(found.ok()) << found.error().message;
      if (!found) continue;
      std::vector<std::pair<GraphType, Shape>> made;
      try {
        made = made_by_the_runtime(file, one, batch);
      } catch (const std::exception& thrown) {
        ADD_FAILURE() << thrown.what();
        continue;
      }
      ASSERT_EQ(made.size(), found->outputs.size());
      for (std::size_t i = 0; i < made.size(); ++i) {
        EXPECT_EQ(name_of(found->outputs[i].type), name_of(made[i].first));
        EXPECT_EQ(text_from_shape(found->outputs[i].shape), text_from_shape(made[i].second));
      }
    }
  }
}

// Every allowed operator that can change a shape stands in a case above.
TEST(GraphAgrees, EveryRuleIsTried) {
  std::string bytes;
  for (const Case& one : all_cases())
    for (const Message& each : one.nodes) bytes += each.bytes();
  std::string missing;
  for (const auto rules : {layer_rules(), layout_rules(), reduce_rules()})
    for (const OpRule& rule : rules)
      if (bytes.find(Message().text(4, std::string(rule.op)).bytes()) == std::string::npos)
        missing += " " + std::string(rule.op);
  EXPECT_EQ(missing, "");
}

}  // namespace
}  // namespace reverie
