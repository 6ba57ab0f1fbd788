#include "native/look/layers.h"

#include <gtest/gtest.h>

#include "native/look/test/look_graphs.h"

namespace reverie {
namespace {

std::vector<LayerKind> kinds_of(const Layers& layers) {
  std::vector<LayerKind> kinds;
  for (const Layer& layer : layers.layers) kinds.push_back(layer.kind);
  return kinds;
}

TEST(LayersTest, ANetworkThatGrowsItsPictureIsThreeLayers) {
  const Layers all = layers_of(made::steps_of(made::growing()), "z", "image");
  ASSERT_EQ(kinds_of(all), (std::vector{LayerKind::begin, LayerKind::enlarge, LayerKind::colour}));
  EXPECT_EQ(all.layers[0].shape, (Shape{1, 2, 2, 2}));
  EXPECT_EQ(all.layers[0].name, "first");
  EXPECT_EQ(all.layers[1].value, "bent");
  EXPECT_EQ(all.layers[1].shape, (Shape{1, 4, 4, 4}));
  EXPECT_EQ(all.layers[1].side_before, 2);
  EXPECT_EQ(all.layers[1].name, "grow");
  EXPECT_EQ(title_of(all.layers[1]), "Enlarges to 4 × 4");
  EXPECT_EQ(said_of(all.layers[1]), (std::vector<std::string>{"Enlarges to {0}", "4 × 4"}));
  Layer flat;
  flat.kind = LayerKind::enlarge;
  flat.shape = {1, 64};
  EXPECT_EQ(title_of(flat), "Enlarges");
  EXPECT_EQ(said_of(flat), std::vector<std::string>{"Enlarges"});
  EXPECT_EQ(all.layers[2].value, "image");
  EXPECT_TRUE(all.layers[2].is_picture);
  EXPECT_EQ(all.parts.size(), 1U);
}

TEST(LayersTest, WeightsAndWorkAreThoseOfTheStepsAndNothingElse) {
  const Layers all = layers_of(made::steps_of(made::growing()), "z", "image");
  ASSERT_EQ(all.layers.size(), 3U);
  EXPECT_EQ(all.layers[0].weights, 4 * 8);
  // Filters, their bias and the style, which has no layer of its own; the factors of the enlarging were not learned.
  EXPECT_EQ(all.layers[1].weights, 4 * 2 * 9 + 4 + 4 * 4);
  EXPECT_EQ(all.layers[2].weights, 3 * 4);
  EXPECT_EQ(all.weights, 32 + 92 + 12);
  EXPECT_GE(all.layers[1].multiply_adds, 4 * 16 * 2 * 9 + 16);
  const Bytes bytes = made::bytes_of(made::growing());
  EXPECT_LE(all.multiply_adds, check_graph(bytes)->multiply_adds);
  EXPECT_GE(all.multiply_adds, check_graph(bytes)->multiply_adds * 9 / 10);
}

TEST(LayersTest, FiltersAreThoseOfTheConvolution) {
  const Layers all = layers_of(made::steps_of(made::growing()), "z", "image");
  ASSERT_EQ(all.layers.size(), 3U);
  EXPECT_EQ(all.layers[0].filters, "");
  EXPECT_EQ(all.layers[1].filters, "grow.weight");
  EXPECT_EQ(all.layers[1].filters_shape, (Shape{4, 2, 3, 3}));
  EXPECT_FALSE(all.layers[1].transposed);
}

TEST(LayersTest, SheetsThatAreLaidOverOneAnotherArePartsByTheirInput) {
  const Layers all = layers_of(made::steps_of(made::stacked()), "z", "image");
  ASSERT_EQ(kinds_of(all), (std::vector{LayerKind::colour, LayerKind::colour, LayerKind::lay_over, LayerKind::colour,
                                        LayerKind::lay_over}));
  ASSERT_EQ(all.parts.size(), 3U);
  EXPECT_EQ(all.parts[0].input, "sky");
  EXPECT_EQ(all.parts[1].input, "hat");
  EXPECT_EQ(all.parts[2].input, "");
  EXPECT_EQ(all.layers[0].part, 0U);
  EXPECT_EQ(all.layers[2].part, 1U);
  EXPECT_EQ(all.layers[4].part, 2U);
  EXPECT_EQ(all.layers[1].value, "hat sheet above");
  EXPECT_EQ(all.layers[1].opacity, "hat sheet share");
}

TEST(LayersTest, AnEnlargementThatTwoReadBelongsToTheFirst) {
  made::Graph graph = made::growing();
  graph.weight("second.weight", {4, 2, 1, 1}, 6);
  made::convolution(graph, {"large", "second.weight"}, "second", 0);
  graph.node("Add", {"second", "bent"}, "joined");
  graph.model.mutable_graph()->mutable_node()->SwapElements(8, 10);  // in front of the colours
  graph.model.mutable_graph()->mutable_node()->SwapElements(9, 11);
  graph.model.mutable_graph()->mutable_node(10)->set_input(0, "joined");
  const Layers all = layers_of(made::steps_of(graph), "z", "image");
  EXPECT_EQ(kinds_of(all), (std::vector{LayerKind::begin, LayerKind::enlarge, LayerKind::refine, LayerKind::colour}));
}

TEST(LayersTest, ANameIsPlainWhateverTheGraphCallsItsWeights) {
  made::Graph graph = made::growing();
  const std::string odd = "\x1b[2J\xff<b>.weight";
  graph.model.mutable_graph()->mutable_initializer(0)->set_name(odd);
  graph.model.mutable_graph()->mutable_node(0)->set_input(1, odd);
  const Layers all = layers_of(made::steps_of(graph), "z", "image");
  ASSERT_EQ(all.layers.size(), 3U);
  EXPECT_EQ(all.layers[0].name, "??2J??b?");
}

TEST(LayersTest, WindowsTooLargeToBeSeenAreNotShown) {
  made::Graph graph;
  graph.input("z", {-1, 3, 4, 4});
  graph.weight("wide.weight", {3, 3, 1, 401}, 1);
  auto& pads = *made::convolution(graph, {"z", "wide.weight"}, "image", 0).mutable_attribute(0);
  pads.set_ints(1, 200);
  pads.set_ints(3, 200);
  graph.output("image", {-1, 3, 4, 4});
  const Layers all = layers_of(made::steps_of(graph), "z", "image");
  ASSERT_EQ(all.layers.size(), 1U);
  EXPECT_EQ(all.layers[0].kind, LayerKind::colour);
  EXPECT_EQ(all.layers[0].filters, "");
}

TEST(LayersTest, AVoteAndWhatItGathers) {
  made::Graph graph;
  graph.input("z", {-1, 4});
  graph.weight("directions", {4, 6}, 1).weight("memory", {6, 12}, 2);
  graph.node("MatMul", {"z", "directions"}, "marks");
  graph.node("Softmax", {"marks"}, "shares", "axis", 1);
  graph.node("MatMul", {"shares", "memory"}, "recalled");
  graph.whole("shape", {-1, 3, 2, 2}).weight("last", {12, 12}, 3);
  graph.node("MatMul", {"recalled", "last"}, "flat");
  graph.node("Reshape", {"flat", "shape"}, "image");
  graph.output("image", {-1, 3, 2, 2});
  EXPECT_EQ(kinds_of(layers_of(made::steps_of(graph), "z", "image")),
            (std::vector{LayerKind::vote, LayerKind::gather, LayerKind::colour}));
}

}  // namespace
}  // namespace reverie
