#include "native/look/look.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "native/look/mistakes.h"
#include "native/look/probe.h"
#include "native/look/test/look_graphs.h"
#include "native/publish/previews.h"
#include "native/runtime/ort_session.h"
#include "native/runtime/package_neighbours.h"
#include "native/runtime/test/tiny_onnx.h"

namespace reverie {
namespace {

namespace fs = std::filesystem;

fs::path fresh(const std::string& name) { return tiny::fresh_folder(::testing::TempDir(), "look-" + name); }

nlohmann::json told_in(const fs::path& folder) {
  const auto text = text_from_file(folder / "look.json", 1 << 20);
  return text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
}

TEST(ProbeTest, InnerValuesAreThoseOfThePictureThatIsDrawn) {
  const Bytes graph = tiny::graph_bytes();
  const auto inputs = tiny::inputs(1);
  const auto held = probe_graph(graph, inputs, {"a", "image"}, "The graph");
  ASSERT_TRUE(held) << held.error().message;
  const auto w = tiny::matrix(tiny::z_size, 1);
  const auto z = inputs[0].tensor.floats();
  for (std::size_t p = 0; p < tiny::pixels; ++p) {
    float sum = 0;
    for (std::size_t i = 0; i < tiny::z_size; ++i) sum += z[i] * w[i * tiny::pixels + p];
    EXPECT_NEAR((*held)[0].floats()[p], sum, 1e-5F);
  }
  EXPECT_EQ((*held)[1].shape(), (Shape{1, 3, 8, 8}));
}

TEST(ProbeTest, WeightsAreUnpackedFromWhateverTheyAreStoredIn) {
  made::Graph graph;
  graph.input("z", {-1, 4});
  auto* packed = graph.model.mutable_graph()->add_initializer();
  packed->set_name("packed");
  packed->set_data_type(onnx::TensorProto::INT8);
  packed->add_dims(4);
  packed->add_dims(1);
  for (const int value : {-4, 0, 2, 6}) packed->add_int32_data(value);
  graph.number("factor", 0.5F);
  graph.node("DequantizeLinear", {"packed", "factor"}, "weight");
  graph.node("MatMul", {"z", "weight"}, "image");
  graph.output("image", {-1, 1});
  const auto held = probe_weights(made::bytes_of(graph), made::steps_of(graph), {"weight"}, "The graph");
  ASSERT_TRUE(held) << held.error().message;
  EXPECT_EQ(std::vector<float>((*held)[0].floats().begin(), (*held)[0].floats().end()),
            (std::vector<float>{-2, 0, 1, 3}));
}

TEST(ProbeTest, ManyValuesAtOnceAndNamesThatAreTaken) {
  made::Graph graph;
  graph.input("__inside", {-1, 4});
  std::string last = "__inside";
  std::vector<std::string> values;
  for (int i = 0; i < 90; ++i) {
    values.push_back("__inside" + std::to_string(i));
    graph.node("Neg", {last}, values.back());
    last = values.back();
  }
  graph.node("Identity", {last}, "image");
  graph.output("image", {-1, 4});
  const auto held = probe_graph(made::bytes_of(graph), {{"__inside", *Tensor::from_floats({1, 4}, {1, 2, 3, 4})}},
                                values, "The graph");
  ASSERT_TRUE(held) << held.error().message;
  for (std::size_t i = 0; i < 90; ++i) EXPECT_EQ((*held)[i].floats()[3], i % 2 == 0 ? -4 : 4);
}

// A package of the growing network.
void write_growing(const fs::path& folder, const Bytes& graph) {
  Model model = tiny::model();
  model.inputs.resize(1);
  model.outputs[0].shape = {{-1, "N"}, {3, ""}, {4, ""}, {4, ""}};
  tiny::write_plain_package(folder, model, graph);
}

TEST(LookTest, TellsEveryLayerAndDrawsIt) {
  const fs::path folder = fresh("growing");
  write_growing(folder / "package", made::bytes_of(made::growing()));
  const auto report = look_into({folder / "package", folder / "out"});
  ASSERT_TRUE(report) << report.error().message;
  const auto told = told_in(folder / "out");
  ASSERT_TRUE(told.is_object());
  EXPECT_EQ(told["weights"], 32 + 92 + 12);
  ASSERT_EQ(told["layers"].size(), 3U);
  EXPECT_EQ(told["layers"][0]["holds"]["as"], "patterns");
  EXPECT_EQ(told["layers"][1]["kind"], "enlarge");
  EXPECT_EQ(told["layers"][1]["filters"]["size"], (std::vector<int>{3, 3}));
  EXPECT_EQ(told["layers"][2]["holds"]["as"], "picture");
  EXPECT_EQ(told["code"]["of"], 4);
  EXPECT_FALSE(told.contains("mistakes"));
  std::size_t pictures = 0;
  for (const auto& entry : fs::directory_iterator(folder / "out")) pictures += entry.path().extension() == ".png";
  EXPECT_EQ(pictures, report->pictures);
  EXPECT_EQ(pictures, 8U);  // the code, three layers, two of them with filters, a sample of each of two sizes
  EXPECT_EQ(told["layers"][0]["sample"]["width"], 128);
  EXPECT_FALSE(told["layers"][2].contains("sample"));
}

TEST(LookTest, ThePageShowsEveryPictureAndBelievesNoTitle) {
  const fs::path folder = fresh("page");
  Model model = tiny::model();
  model.title = "<script>alert(1)</script>";
  model.inputs.resize(1);
  model.outputs[0].shape = {{-1, "N"}, {3, ""}, {4, ""}, {4, ""}};
  tiny::write_plain_package(folder / "package", model, made::bytes_of(made::growing()));
  ASSERT_TRUE(look_into({folder / "package", folder / "out"}));
  const auto page = text_from_file(folder / "out" / "index.html", 1 << 20);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->find("<script"), std::string::npos);
  EXPECT_NE(page->find("--paper: #"), std::string::npos) << "the site's paper is not in it";
  EXPECT_NE(page->find("&#60;script&#62;"), std::string::npos);
  EXPECT_NE(page->find("<h3>Enlarges to 4 × 4</h3>"), std::string::npos);
  for (const auto& entry : fs::directory_iterator(folder / "out")) {
    const std::string name = entry.path().filename();
    if (!name.ends_with(".png") || name.ends_with("-one.png")) continue;
    EXPECT_NE(page->find("src=\"" + name + "\""), std::string::npos) << name;
  }
}

TEST(LookTest, EqualPackagesGiveEqualFiles) {
  const fs::path folder = fresh("equal");
  write_growing(folder / "package", made::bytes_of(made::growing()));
  ASSERT_TRUE(look_into({folder / "package", folder / "a"}));
  ASSERT_TRUE(look_into({folder / "package", folder / "b"}));
  for (const auto& entry : fs::directory_iterator(folder / "a"))
    EXPECT_EQ(bytes_from_file(entry.path(), 1 << 20).value(),
              bytes_from_file(folder / "b" / entry.path().filename(), 1 << 20).value())
        << entry.path();
}

TEST(LookTest, AGraphThatMayNotBePlayedIsRefusedAndNothingIsWritten) {
  const fs::path folder = fresh("refused");
  made::Graph graph = made::growing();
  graph.model.mutable_graph()->mutable_node(0)->set_op_type("Loop");
  write_growing(folder / "package", made::bytes_of(graph));
  const auto report = look_into({folder / "package", folder / "out"});
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("The graph of 'tiny' has the operator \"Loop\""), std::string::npos)
      << report.error().message;
  EXPECT_FALSE(fs::exists(folder / "out"));
}

TEST(LookTest, OfAVeryDeepNetworkAllIsListedAndAPartIsShown) {
  const fs::path folder = fresh("deep");
  made::Graph graph;
  graph.input("z", {-1, 4});
  graph.weight("turn", {4, 4}, 1, 0.5F).weight("last", {4, 48}, 2).whole("shape", {-1, 3, 4, 4});
  std::string at = "z";
  for (int i = 0; i < 400; ++i) {
    graph.node("MatMul", {at, "turn"}, "v" + std::to_string(i));
    at = "v" + std::to_string(i);
  }
  graph.node("MatMul", {at, "last"}, "flat");
  graph.node("Reshape", {"flat", "shape"}, "image");
  graph.output("image", {-1, 3, 4, 4});
  write_growing(folder / "package", made::bytes_of(graph));
  const auto report = look_into({folder / "package", folder / "out"});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->layers.layers.size(), 401U);
  EXPECT_EQ(report->pictures, 1 + most_pictured_layers);
  const auto told = told_in(folder / "out");
  EXPECT_TRUE(told["layers"][118].contains("holds"));
  EXPECT_FALSE(told["layers"][119].contains("holds"));
  EXPECT_EQ(told["layers"][400]["holds"]["as"], "picture");
  EXPECT_EQ(report->layers.weights, 16 + 4 * 48);  // what all share counts once
}

TEST(LookTest, AFileThatWasChangedIsRefused) {
  const fs::path folder = fresh("changed");
  write_growing(folder / "package", made::bytes_of(made::growing()));
  for (const auto& entry : fs::directory_iterator(folder / "package"))
    if (entry.path().extension() == ".onnx") {
      Bytes bytes = *bytes_from_file(entry.path(), 1 << 20);
      bytes.back() ^= 1;
      ASSERT_TRUE(write_file_whole(entry.path(), bytes));
    }
  EXPECT_FALSE(look_into({folder / "package", folder / "out"}));
}

TEST(MistakesTest, TheNearestIsThePictureItWasShownAndTheFarthestIsNot) {
  const fs::path folder = fresh("mistakes");
  tiny::write_plain_package(folder);
  const auto loaded = load_package(folder);
  ASSERT_TRUE(loaded);
  const auto pictures = draw_samples(*loaded->model, *loaded->session, mistakes_seed, mistakes_drawn);
  ASSERT_TRUE(pictures);
  // It “learned” from what it draws from its codes 3 and 200.
  const auto neighbours =
      neighbours_from_features(std::vector{*near_feature((*pictures)[3]), *near_feature((*pictures)[200])}, 2, false);
  ASSERT_TRUE(neighbours) << neighbours.error().message;
  Package package{folder, *loaded->model};
  const Bytes bytes = bytes_from_neighbours(*neighbours);
  package.model.files.push_back({"neighbours", "neighbours.rvn", bytes.size(), sha256_from_bytes(bytes)});
  ASSERT_TRUE(write_file_whole(folder / "neighbours.rvn", bytes));
  const auto found = mistakes_of(package, *loaded->session, 1000);
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_TRUE(*found);
  const Mistakes& mistakes = **found;
  EXPECT_EQ(mistakes.drawn, 256);
  EXPECT_EQ(mistakes.rows, 2U);
  ASSERT_EQ(mistakes.nearest.size(), 8U);
  ASSERT_EQ(mistakes.farthest.size(), 8U);
  const auto is_one = [&](const Image& image) {
    return image.rgba() == (*pictures)[3].rgba() || image.rgba() == (*pictures)[200].rgba();
  };
  EXPECT_TRUE(is_one(mistakes.nearest[0]) && is_one(mistakes.nearest[1]));
  for (const Image& far : mistakes.farthest) EXPECT_FALSE(is_one(far));
  int all = 0;
  for (const int count : mistakes.words) all += count;
  EXPECT_EQ(all, 256);
}

TEST(MistakesTest, APackageWithoutNeighboursTellsNone) {
  const fs::path folder = fresh("untold");
  tiny::write_plain_package(folder);
  const auto loaded = load_package(folder);
  ASSERT_TRUE(loaded);
  const auto found = mistakes_of({folder, *loaded->model}, *loaded->session, 1000);
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

TEST(MistakesTest, ASlowNetworkIsAskedForFewer) {
  const fs::path folder = fresh("slow");
  tiny::write_plain_package(folder);
  const auto loaded = load_package(folder);
  ASSERT_TRUE(loaded);
  const auto pictures = draw_samples(*loaded->model, *loaded->session, 1, 2);
  const auto neighbours =
      neighbours_from_features(std::vector{*near_feature((*pictures)[0]), *near_feature((*pictures)[1])}, 2, false);
  Package package{folder, *loaded->model};
  const Bytes bytes = bytes_from_neighbours(*neighbours);
  package.model.files.push_back({"neighbours", "neighbours.rvn", bytes.size(), sha256_from_bytes(bytes)});
  ASSERT_TRUE(write_file_whole(folder / "neighbours.rvn", bytes));
  EXPECT_EQ((*mistakes_of(package, *loaded->session, 250'000'000'000))->drawn, 16);
}

}  // namespace
}  // namespace reverie
