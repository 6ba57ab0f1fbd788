// Foreign graphs that are imported: what comes out is held against ONNX Runtime's own answer to the foreign file.
// Longer than 300 lines because every kind of foreign file has its case here.
#include "native/import/import.h"

#include <gtest/gtest.h>
#include <onnxruntime_cxx_api.h>

#include <cmath>
#include <deque>

#include "native/codec/image_read.h"
#include "native/import/test/made_graph.h"
#include "native/runtime/ort_session.h"
#include "native/runtime/test/tiny_onnx.h"
#include "shared/latent/latent.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

class Import : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = tiny::fresh_folder(
        ::testing::TempDir(), std::string("import-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  }
  void TearDown() override { fs::remove_all(root_); }

  ImportOrder order_for(const made::Graph& graph) {
    ImportOrder order;
    order.file = made::save(root_, "foreign.onnx", graph.bytes());
    order.models = root_ / "models";
    order.id = "stranger";
    return order;
  }

  ImportReport import(const ImportOrder& order) {
    auto report = import_graph(order);
    EXPECT_TRUE(report.ok()) << report.error().message;
    return report ? std::move(*report) : ImportReport{};
  }

  std::string finding(const ImportReport& report, const std::string& what) {
    for (const CheckLine& line : report.findings)
      if (line.what == what) return line.finding;
    return "";
  }

  // Row `row` of what the package draws for these inputs.
  std::vector<float> drawn(NamedTensors inputs) {
    const auto loaded = load_package(root_ / "models" / "stranger");
    EXPECT_TRUE(loaded.ok()) << loaded.error().message;
    const auto outputs = run_and_wait(*loaded->session, std::move(inputs));
    EXPECT_TRUE(outputs.ok()) << outputs.error().message;
    const auto values = outputs->front().tensor.floats();
    return {values.begin(), values.end()};
  }

  fs::path root_;
};

NamedTensor row(const std::string& name, const std::vector<float>& values) {
  return {name, *Tensor::from_floats({1, static_cast<std::int64_t>(values.size())}, values)};
}

std::vector<float> one_hot(std::size_t size, std::size_t which) {
  std::vector<float> weights(size, 0.0F);
  weights[which] = 1;
  return weights;
}

// The foreign file itself, run as it is.
class Foreign {
 public:
  explicit Foreign(const made::Graph& graph)
      : bytes_(graph.bytes()), session_(environment(), bytes_.data(), bytes_.size(), {}) {}

  Foreign& floats(const char* name, std::vector<std::int64_t> shape, std::vector<float> values) {
    floats_.push_back(std::move(values));
    names_.push_back(name);
    values_.push_back(Ort::Value::CreateTensor<float>(memory_, floats_.back().data(), floats_.back().size(),
                                                      shape.data(), shape.size()));
    return *this;
  }
  Foreign& whole(const char* name, std::vector<std::int64_t> shape, std::vector<std::int64_t> values) {
    wholes_.push_back(std::move(values));
    names_.push_back(name);
    values_.push_back(Ort::Value::CreateTensor<std::int64_t>(memory_, wholes_.back().data(), wholes_.back().size(),
                                                             shape.data(), shape.size()));
    return *this;
  }
  std::vector<float> picture(const char* name = "picture") {
    const auto answers = session_.Run({}, names_.data(), values_.data(), values_.size(), &name, 1);
    const auto count = answers[0].GetTensorTypeAndShapeInfo().GetElementCount();
    const float* data = answers[0].GetTensorData<float>();
    return {data, data + count};
  }

 private:
  static Ort::Env& environment() {
    static Ort::Env env(ORT_LOGGING_LEVEL_FATAL, "foreign");
    return env;
  }
  std::string bytes_;
  Ort::Session session_;
  Ort::MemoryInfo memory_ = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  std::deque<std::vector<float>> floats_;
  std::deque<std::vector<std::int64_t>> wholes_;
  std::vector<const char*> names_;
  std::vector<Ort::Value> values_;
};

void expect_same(const std::vector<float>& a, const std::vector<float>& b, double max = 2e-6, double mean = 2e-7) {
  ASSERT_EQ(a.size(), b.size());
  double worst = 0, sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double distance = std::abs(static_cast<double>(a[i]) - b[i]);
    worst = std::max(worst, distance);
    sum += distance;
  }
  EXPECT_LE(worst, max);
  EXPECT_LE(sum / static_cast<double>(a.size()), mean);
}

const Latent code = latent_from_seed(9, 3, made::code);

TEST_F(Import, APlainGeneratorBecomesAPackageThatDrawsTheSame) {
  const made::Graph graph = made::plain();
  const ImportReport report = import(order_for(graph));
  EXPECT_EQ(finding(report, "latent"),
            "'noise' (float32, batch×12): a code of 12 numbers, taken as normally distributed");
  EXPECT_EQ(finding(report, "range").substr(0, 43), "-1 to 1, the last operator is Tanh (64 pict");
  EXPECT_EQ(finding(report, "batch"), "any number of pictures a call");
  expect_same(drawn({row("z", code)}), Foreign(graph).floats("noise", {1, made::code}, code).picture());
}

TEST_F(Import, ThePackageIsWholeAndHonest) {
  ImportOrder order = order_for(made::plain());
  order.source = "https://example.org/nets";
  const ImportReport report = import(order);
  std::vector<CheckLine> lines;
  const auto sound = check_package(report.published.folder, lines);
  ASSERT_TRUE(sound.ok()) << sound.error().message;
  const auto package = package_from_folder(report.published.folder);
  EXPECT_EQ(package->model.title, "stranger");
  EXPECT_EQ(package->model.licence, "unknown");
  EXPECT_EQ(package->model.previews.size(), 2u);
  const auto preview = image_from_file(report.published.folder / package->model.previews[0]);
  ASSERT_TRUE(preview.ok());
  EXPECT_EQ(preview->width(), 8 * made::side * 2);
  const std::string card = *text_from_file(report.published.folder / "CARD.md", 1 << 20);
  for (const char* words : {"was not trained with Reverie", "| Learned from | not told |", "https://example.org/nets",
                            "Nobody has told", "foreign.onnx"})
    EXPECT_NE(card.find(words), std::string::npos) << words << "\n" << card;
  EXPECT_EQ(card.find("How it learned"), std::string::npos);
}

TEST_F(Import, WeightsAreFoundWhereTheTableSays) {
  const made::Graph graph = made::plain();
  const ImportReport report = import(order_for(graph));
  const auto package = package_from_folder(report.published.folder);
  ASSERT_EQ(package->model.weights.size(), 1u);
  const WeightEntry& entry = package->model.weights[0];
  EXPECT_EQ(entry.name, "W");
  EXPECT_EQ(entry.layer, "MatMul");
  const auto file = package_file(*package, "generator");
  const auto& wanted = graph.model.graph().initializer(0).float_data();
  ASSERT_EQ(entry.bytes, static_cast<std::uint64_t>(wanted.size()) * 4);
  EXPECT_EQ(std::memcmp(file->data() + entry.offset, wanted.data(), entry.bytes), 0);
}

TEST_F(Import, TheSameFileGivesTheSamePackage) {
  const ImportOrder order = order_for(made::indexed(4));
  const auto first = import(order);
  const auto one = *text_from_file(first.published.folder / "model.json", 1 << 20);
  import(order);
  EXPECT_EQ(*text_from_file(first.published.folder / "model.json", 1 << 20), one);
}

TEST_F(Import, WhatOnlyItsAuthorsMachineKnowsStaysThere) {
  made::Graph graph = made::plain();
  graph.model.set_doc_string("/home/someone/secret");
  graph.model.mutable_graph()->mutable_node(0)->set_doc_string("/home/someone/secret/train.py");
  auto* note = graph.model.add_metadata_props();
  note->set_key("path");
  note->set_value("/home/someone/secret");
  const auto report = import(order_for(graph));
  const auto package = package_from_folder(report.published.folder);
  const auto file = *package_file(*package, "generator");
  EXPECT_EQ(std::string(file.begin(), file.end()).find("secret"), std::string::npos);
}

TEST_F(Import, ACodeWithTwoMoreDimensionsIsReshaped) {
  made::Graph graph;
  graph.input("z", {-1, made::code, 1, 1}).whole("rows", {-1, made::code});
  graph.node("Reshape", {"z", "rows"}, "image");  // a value that is called like our port
  made::finish(graph, "image", made::code, -1, 3, "out");
  import(order_for(graph));
  expect_same(drawn({row("z", code)}), Foreign(graph).floats("z", {1, made::code, 1, 1}, code).picture("out"));
}

TEST_F(Import, OneHotWeightsDrawExactlyTheClassOfThatIndex) {
  const made::Graph graph = made::indexed(4);
  const ImportReport report = import(order_for(graph));
  EXPECT_EQ(finding(report, "class"), "'label' (int64, batch): 4 classes, which can be mixed");
  for (std::int64_t k = 0; k < 4; ++k) {
    const auto wanted = Foreign(graph).floats("noise", {1, made::code}, code).whole("label", {1}, {k}).picture();
    expect_same(drawn({row("z", code), row("class", one_hot(4, static_cast<std::size_t>(k)))}), wanted);
  }
}

TEST_F(Import, AnIndexInAColumnWorksToo) {
  const made::Graph graph = made::indexed(4, {-1, 1});
  import(order_for(graph));
  const auto wanted = Foreign(graph).floats("noise", {1, made::code}, code).whole("label", {1, 1}, {2}).picture();
  expect_same(drawn({row("z", code), row("class", one_hot(4, 2))}), wanted);
}

TEST_F(Import, NoWeightsLeaveTheClassToTheCode) {
  const made::Graph graph = made::indexed(4);
  import(order_for(graph));
  std::vector<std::size_t> chosen(4, 0);
  for (std::uint64_t i = 0; i < 40; ++i) {
    const Latent z = latent_from_seed(1, i, made::code);
    const auto free = drawn({row("z", z), row("class", std::vector<float>(4, 0.0F))});
    double nearest = 1e9;
    std::size_t best = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const auto named = drawn({row("z", z), row("class", one_hot(4, k))});
      double distance = 0;
      for (std::size_t j = 0; j < free.size(); ++j) distance += std::abs(free[j] - named[j]);
      if (distance < nearest) nearest = distance, best = k;
    }
    ++chosen[best];
  }
  for (std::size_t k = 0; k < 4; ++k) EXPECT_GE(chosen[k], 3u) << "class " << k << " of 40 draws";
}

TEST_F(Import, AnIndexThatIsComparedIsTheLargestWeight) {
  made::Graph graph;
  graph.input("noise", {-1, made::code}).input("label", {-1, 1}, onnx::TensorProto::INT64);
  graph.node("Cast", {"label"}, "as float", "to", onnx::TensorProto::FLOAT);
  graph.node("Concat", {"noise", "as float"}, "joined", "axis", 1);
  made::finish(graph, "joined", made::code + 1);
  ImportOrder order = order_for(graph);
  order.labels = {"calm", "merry", "grave"};
  order.axis = "mood";
  const ImportReport report = import(order);
  EXPECT_EQ(finding(report, "mood"),
            "'label' (int64, batch×1): 3 classes, of which the one with the largest weight is drawn");
  EXPECT_EQ(package_from_folder(report.published.folder)->model.inputs[1].labels[1], "merry");
  const auto wanted = Foreign(graph).floats("noise", {1, made::code}, code).whole("label", {1, 1}, {2}).picture();
  expect_same(drawn({row("z", code), row("mood", {0.1F, 0.2F, 0.7F})}), wanted);
}

TEST_F(Import, AOneHotRowIsGivenAsItIs) {
  made::Graph graph;
  graph.input("a", {-1, made::code}).input("onehot", {-1, 6});
  graph.node("Concat", {"a", "onehot"}, "joined", "axis", 1);
  made::finish(graph, "joined", made::code + 6);
  import(order_for(graph));
  const auto wanted =
      Foreign(graph).floats("a", {1, made::code}, code).floats("onehot", {1, 6}, one_hot(6, 5)).picture();
  expect_same(drawn({row("z", code), row("onehot", one_hot(6, 5))}), wanted);
}

TEST_F(Import, TheIndexOfOneHotIsReplacedByTheWeights) {
  made::Graph graph;
  graph.input("a", {-1, made::code}).input("y", {-1}, onnx::TensorProto::INT64);
  graph.whole("depth", {6}).whole("off on", {0, 1});
  graph.model.mutable_graph()->mutable_initializer(0)->clear_dims();
  graph.node("OneHot", {"y", "depth", "off on"}, "chosen", "axis", -1);
  graph.node("Cast", {"chosen"}, "onehot", "to", onnx::TensorProto::FLOAT);
  graph.node("Concat", {"a", "onehot"}, "joined", "axis", 1);
  made::finish(graph, "joined", made::code + 6);
  const ImportReport report = import(order_for(graph));
  EXPECT_EQ(finding(report, "class"), "'y' (int64, batch): 6 classes, which can be mixed");
  const auto wanted = Foreign(graph).floats("a", {1, made::code}, code).whole("y", {1}, {3}).picture();
  expect_same(drawn({row("z", code), row("class", one_hot(6, 3))}), wanted);
}

TEST_F(Import, AFrozenBatchIsOpenedWhereThatDrawsTheSame) {
  for (const std::int64_t batch : {1, 4}) {
    const made::Graph graph = made::plain(batch);
    const ImportReport report = import(order_for(graph));
    EXPECT_EQ(finding(report, "batch"), "any number of pictures a call; the file was frozen to " +
                                            std::to_string(batch) + ", opened it draws the same");
    std::vector<float> repeated;
    for (std::int64_t i = 0; i < batch; ++i) repeated.insert(repeated.end(), code.begin(), code.end());
    auto wanted = Foreign(graph).floats("noise", {batch, made::code}, repeated).picture();
    wanted.resize(3 * made::side * made::side);
    expect_same(drawn({row("z", code)}), wanted);
    EXPECT_EQ(package_from_folder(report.published.folder)->model.inputs[0].shape[0].size, -1);
  }
}

TEST_F(Import, ABatchThatCannotBeOpenedIsDrawnRowByRow) {
  made::Graph graph;
  graph.input("noise", {4, made::code}).weight("offsets", {4, made::code}, 5);
  graph.node("Add", {"noise", "offsets"}, "moved");
  made::finish(graph, "moved", made::code, 4);
  const ImportReport report = import(order_for(graph));
  EXPECT_EQ(finding(report, "batch"), "one picture a call, though the graph computes 4");
  EXPECT_EQ(package_from_folder(report.published.folder)->model.inputs[0].shape[0].size, 1);
  std::vector<float> repeated;
  for (int i = 0; i < 4; ++i) repeated.insert(repeated.end(), code.begin(), code.end());
  auto wanted = Foreign(graph).floats("noise", {4, made::code}, repeated).picture();
  wanted.resize(3 * made::side * made::side);
  expect_same(drawn({row("z", code)}), wanted);
}

TEST_F(Import, PicturesThatDependOnTheirNeighboursAreDrawnAlone) {
  made::Graph graph;  // as batch normalisation does in a graph that was exported while it still learned
  graph.input("noise", {-1, made::code});
  auto& mean = graph.node("ReduceMean", {"noise"}, "mean", "keepdims", 1);
  auto* axes = mean.add_attribute();
  axes->set_name("axes");
  axes->set_type(onnx::AttributeProto::INTS);
  axes->add_ints(0);
  graph.number("half", 0.5F).node("Mul", {"mean", "half"}, "part");
  graph.node("Sub", {"noise", "part"}, "rest");
  made::finish(graph, "rest", made::code);
  EXPECT_EQ(finding(import(order_for(graph)), "batch"), "one picture a call");
}

TEST_F(Import, ColoursMayComeLast) {
  made::Graph graph;
  graph.input("noise", {-1, made::code}).weight("W", {made::code, 3 * 8 * 10}, 1).whole("shape", {-1, 8, 10, 3});
  graph.node("MatMul", {"noise", "W"}, "flat");
  graph.node("Sigmoid", {"flat"}, "bounded");
  graph.node("Reshape", {"bounded", "shape"}, "picture");
  graph.output("picture", {-1, 8, 10, 3});
  const ImportReport report = import(order_for(graph));
  EXPECT_EQ(finding(report, "picture"), "'picture' (float32, batch×8×10×3): 10 × 8 pixels, in colour");
  EXPECT_EQ(finding(report, "range").substr(0, 7), "0 to 1,");
  const auto last = Foreign(graph).floats("noise", {1, made::code}, code).picture();
  std::vector<float> first(last.size());
  for (std::size_t c = 0; c < 3; ++c)
    for (std::size_t i = 0; i < 80; ++i) first[c * 80 + i] = last[i * 3 + c];
  expect_same(drawn({row("z", code)}), first);
}

TEST_F(Import, ASquarePictureMayBeARowOfNumbers) {
  made::Graph graph;
  graph.input("noise", {-1, made::code}).weight("W", {made::code, 28 * 28}, 1);
  graph.node("MatMul", {"noise", "W"}, "flat");
  graph.node("Tanh", {"flat"}, "row");
  graph.output("row", {-1, 28 * 28});
  EXPECT_EQ(finding(import(order_for(graph)), "picture"), "'row' (float32, batch×784): 28 × 28 pixels, grey");
  expect_same(drawn({row("z", code)}), Foreign(graph).floats("noise", {1, made::code}, code).picture("row"));
}

TEST_F(Import, HalfPrecisionAndBytesAreCast) {
  made::Graph graph;
  graph.input("noise", {-1, made::code}, onnx::TensorProto::FLOAT16);
  graph.weight("W", {made::code, 3 * 64}, 1).whole("shape", {-1, 3, 8, 8}).number("scale", 127.5F).number("one", 1);
  graph.node("Cast", {"noise"}, "wide", "to", onnx::TensorProto::FLOAT);
  graph.node("MatMul", {"wide", "W"}, "flat");
  graph.node("Tanh", {"flat"}, "bounded");
  graph.node("Add", {"bounded", "one"}, "raised");
  graph.node("Mul", {"raised", "scale"}, "levels");
  graph.node("Cast", {"levels"}, "bytes", "to", onnx::TensorProto::UINT8);
  graph.node("Reshape", {"bytes", "shape"}, "picture");
  graph.output("picture", {-1, 3, 8, 8}, onnx::TensorProto::UINT8);
  const ImportReport report = import(order_for(graph));
  EXPECT_EQ(finding(report, "range").substr(0, 9), "0 to 255,");
}

TEST_F(Import, OldAndNewOperatorSetsAreAdaptedAlike) {
  for (const std::int64_t opset : {9, 12, 13, 21}) {
    made::Graph graph = made::indexed(20);  // more classes than numbers in a code
    graph.model.mutable_opset_import(0)->set_version(opset);
    graph.model.set_ir_version(opset < 12 ? 3 : 8);
    if (opset < 12)  // weights were inputs too
      for (const auto& tensor : graph.model.graph().initializer()) {
        made::Dims dims(tensor.dims().begin(), tensor.dims().end());
        graph.input(tensor.name(), dims, tensor.data_type());
      }
    import(order_for(graph));
    const auto wanted = Foreign(graph).floats("noise", {1, made::code}, code).whole("label", {1}, {17}).picture();
    expect_same(drawn({row("z", code), row("class", one_hot(20, 17))}), wanted);
  }
}

TEST_F(Import, LargePicturesAreShownSmall) {
  made::Graph graph;
  graph.input("noise", {-1, 16}).weight("W", {16, 3 * 16}, 1).whole("shape", {-1, 3, 4, 4});
  graph.node("MatMul", {"noise", "W"}, "flat");
  graph.node("Reshape", {"flat", "shape"}, "small");
  auto* scales = graph.model.mutable_graph()->add_initializer();
  scales->set_name("scales");
  scales->set_data_type(onnx::TensorProto::FLOAT);
  scales->add_dims(4);
  for (const float value : {1.0F, 1.0F, 64.0F, 75.0F}) scales->add_float_data(value);
  graph.node("Resize", {"small", "", "scales"}, "wide");
  graph.node("Tanh", {"wide"}, "picture");
  graph.output("picture", {-1, 3, 256, 300});
  const auto report = import(order_for(graph));
  const auto package = package_from_folder(report.published.folder);
  const auto preview = image_from_file(report.published.folder / package->model.previews[0]);
  ASSERT_TRUE(preview.ok());
  EXPECT_EQ(preview->width(), 8 * (300 / 3));
  EXPECT_EQ(preview->height(), 4 * (256 / 3));
}

TEST_F(Import, EvenlySpreadCodesAreMadeOfNormalOnes) {
  const made::Graph graph = made::plain();
  ImportOrder order = order_for(graph);
  order.codes = CodeSource::uniform;
  import(order);
  std::vector<float> even;
  for (const float value : code) even.push_back(static_cast<float>(std::erf(value / std::sqrt(2.0))));
  expect_same(drawn({row("z", code)}), Foreign(graph).floats("noise", {1, made::code}, even).picture(), 2e-5, 2e-6);
}

TEST_F(Import, OtherOutputsAreCutAway) {
  made::Graph graph = made::plain();
  graph.weight("U", {made::code, 64}, 8);  // as many as an 8 × 8 picture has, but a picture stands beside them
  graph.node("MatMul", {"noise", "U"}, "features");
  graph.output("features", {-1, 64});
  const auto report = import(order_for(graph));
  const auto package = package_from_folder(report.published.folder);
  ASSERT_EQ(package->model.weights.size(), 1u);
  EXPECT_EQ(package->model.outputs.size(), 1u);
}

}  // namespace
}  // namespace reverie
