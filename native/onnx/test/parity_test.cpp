// LibTorch = ONNX Runtime for every block that a generator may contain, in every storage, with weights as stored.
// Longer than 300 lines because every block has its case here.
#include "native/onnx/parity.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "native/files/files.h"
#include "native/nets/initialise.h"
#include "native/onnx/block_writers.h"
#include "native/onnx/stored_weight.h"

namespace reverie {
namespace {

using nets::AxisSpec;
using torch::Tensor;
using Inputs = std::vector<Tensor>;

struct Case {
  std::shared_ptr<torch::nn::Module> module;
  Inputs inputs;  // (N, …) each
  std::function<Tensor(const Inputs&)> forward;
};

Tensor normal(std::vector<std::int64_t> shape, std::uint64_t seed) {
  Random random(seed);
  auto filled = torch::zeros(shape);
  nets::fill_normal(filled, 1, random);
  return filled;
}

// Class weights: a free row, a decided row, mixtures.
Tensor class_weights(std::int64_t batch, std::int64_t classes, std::uint64_t seed) {
  Random random(seed);
  auto y = torch::zeros({batch, classes});
  for (std::int64_t n = 1; n < batch; ++n) {
    const auto a = random.below(static_cast<std::uint32_t>(classes)),
               b = random.below(static_cast<std::uint32_t>(classes));
    y[n][a] += n == 1 ? 1.0 : 0.25;
    if (n > 1) y[n][b] += 0.5;
  }
  return y;
}

template <class Module>
Case unary(Module module, Tensor x) {
  return {module.ptr(), {x}, [module](const Inputs& in) mutable { return module->forward(in[0]); }};
}
template <class Module>
Case binary(Module module, Tensor a, Tensor b) {
  return {module.ptr(), {a, b}, [module](const Inputs& in) mutable { return module->forward(in[0], in[1]); }};
}
template <class Net>
Case generator(std::shared_ptr<Net> net, std::int64_t batch) {
  Inputs inputs{normal({batch, net->z_size()}, 1)};
  for (const AxisSpec& axis : net->axes()) inputs.push_back(class_weights(batch, axis.classes, inputs.size()));
  return {net, inputs, [net](const Inputs& in) { return net->forward(in[0], {in.begin() + 1, in.end()}); }};
}

// Untrained layers are too tame to show a wrong order of operations: every parameter becomes a normal of this size.
Case loud(Case each, double deviation = 0.3) {
  Random random(99);
  for (Tensor& parameter : each.module->parameters()) {
    torch::NoGradGuard no_grad;
    nets::fill_normal(parameter, deviation, random);
  }
  return each;
}

// The same for the statistics that batch normalisations gathered.
Case with_statistics(Case each) {
  Random random(98);
  const torch::NoGradGuard no_grad;
  for (auto& item : each.module->named_buffers()) {
    if (!item.value().is_floating_point()) continue;
    nets::fill_normal(item.value(), 0.3, random);
    if (item.key().ends_with("running_var")) item.value().square_().add_(0.2);
  }
  for (auto& item : each.module->named_parameters())
    if (item.key().ends_with("norm.weight")) item.value().abs_().add_(0.5);
  return each;
}

Case up_conv() { return with_statistics(loud(unary(nets::UpConv(6, 5), normal({3, 6, 4, 5}, 1)), 0.15)); }

Case transposed() {
  auto net = std::make_shared<nets::TransposedGenerator>(16, 32, std::vector<AxisSpec>{{"digit", 10, {}}},
                                                         std::vector<int>{24, 16, 12});
  return with_statistics(loud(generator(net, 4), 0.08));
}

Case sheet_painter() {
  nets::SheetPainter painter(7, 32, nets::SheetWidths{4, 16, 24});
  Random random(3);
  painter->initialise(random);
  return unary(painter, class_weights(3, 7, 5));
}

Case vote() {
  nets::Vote block(16, 9);
  Random random(4);
  block->initialise(8, random);
  return binary(block, normal({5, 16}, 2), class_weights(5, 9, 6));
}

Case stack() {
  auto net = std::make_shared<nets::StackGenerator>(
      64, 32, std::vector<AxisSpec>{{"ground", 4, {}}, {"body", 30, {4, 16, 16}}, {"head", 250, {8, 64, 64}}}, 8.0);
  Random random(5);
  net->initialise(random);
  return generator(net, 4);
}

Case trunk() {
  auto net =
      std::make_shared<nets::TrunkGenerator>(64, 32, std::vector<AxisSpec>{{"digit", 10, {}}}, nets::TrunkWidths{});
  Random random(6);
  net->initialise(random);
  return generator(net, 4);
}

// A memory of codes as loud as training leaves them, at 64 pixels, with an early stage.
Case remembering_trunk() {
  nets::TrunkWidths widths{8, 24, 16, 32, true};
  auto net = std::make_shared<nets::TrunkGenerator>(32, 64, std::vector<AxisSpec>{{"kind", 3, {}}}, widths,
                                                    nets::RecallSpec{50, 12});
  Random random(7);
  net->initialise(random);
  torch::NoGradGuard no_grad;
  for (std::int64_t k = 0; k < 50; ++k) net->recall->members[0][k][k % 3] = 1;
  return generator(net, 16);
}

Case recall() {
  nets::Recall block(40, 16, 12.0, std::vector<int>{4});
  Random random(8);
  block->initialise(random);
  torch::NoGradGuard no_grad;
  for (std::int64_t k = 0; k < 40; ++k) block->members[0][k][k % 4] = 1;
  return {block.ptr(), {normal({64, 16}, 2), class_weights(64, 4, 6)}, [block](const Inputs& in) mutable {
            return block->forward(in[0], {in[1]});
          }};
}

Case style_conv() {
  nets::StyleConv block(6, 10, 12, 8);
  return loud(binary(block, normal({3, 6, 8, 8}, 1), normal({3, 12}, 2)), 0.2);
}

const std::map<std::string, std::function<Case()>>& cases() {
  using namespace torch::nn;
  static const std::map<std::string, std::function<Case()>> all = {
      {"Linear", [] { return unary(Linear(12, 7), normal({3, 12}, 1)); }},
      {"Conv2d", [] { return unary(Conv2d(Conv2dOptions(5, 6, 3).padding(1)), normal({2, 5, 9, 7}, 1)); }},
      {"ConvTranspose2d",
       [] {
         return unary(ConvTranspose2d(ConvTranspose2dOptions(6, 5, {4, 3}).stride({2, 3}).padding(1).output_padding(1)),
                      normal({2, 6, 5, 4}, 1));
       }},
      {"BatchNorm2d", [] { return with_statistics(unary(BatchNorm2d(5), normal({3, 5, 4, 6}, 1))); }},
      {"Upsample",
       [] {
         return unary(Upsample(UpsampleOptions().scale_factor(std::vector<double>{2, 2}).mode(torch::kNearest)),
                      normal({2, 3, 5, 4}, 1));
       }},
      {"PixelShuffle", [] { return unary(PixelShuffle(2), normal({2, 12, 4, 5}, 1)); }},
      {"LeakyReLU", [] { return unary(LeakyReLU(LeakyReLUOptions().negative_slope(nets::leak)), normal({4, 33}, 1)); }},
      {"ReLU", [] { return unary(ReLU(), normal({4, 33}, 1)); }},
      {"Tanh", [] { return unary(Tanh(), normal({4, 33}, 1)); }},
      {"PixelNorm", [] { return unary(nets::PixelNorm(), normal({4, 33}, 1)); }},
      {"PositionBias", [] { return loud(unary(nets::PositionBias(4, 6, 5), normal({2, 4, 6, 5}, 1))); }},
      {"Vote", vote},
      {"SheetPainter", sheet_painter},
      {"StyleConv", style_conv},
      {"Recall", recall},
      {"UpConv", up_conv},
      {"StackGenerator", stack},
      {"TrunkGenerator", trunk},
      {"TransposedGenerator", transposed},
  };
  return all;
}

// For scripts/first-functions, which wants to know what a block calls in the page's runtime.
void keep_for_profile(const Result<OnnxFile>& file) {
  static int number = 0;
  const char* folder = std::getenv("REVERIE_GRAPHS");
  if (folder == nullptr || !file) return;
  ASSERT_TRUE(write_file_whole(std::string(folder) + "/" + std::to_string(number++) + ".onnx", file->bytes).ok());
}

Result<OnnxFile> exported(const Case& each, const Tensor& expected, WeightType type) {
  GraphWriter graph(type);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < each.inputs.size(); ++i)
    names.push_back(graph.input("in" + std::to_string(i), each.inputs[i].sizes().slice(1).vec()));
  const auto value = write_block(graph, *each.module, names, "net");
  graph.output(value, "out", expected.sizes().slice(1).vec());
  auto file = graph.finish();
  keep_for_profile(file);
  return file;
}

std::vector<std::pair<std::string, Tensor>> named(const Inputs& inputs) {
  std::vector<std::pair<std::string, Tensor>> all;
  for (std::size_t i = 0; i < inputs.size(); ++i) all.emplace_back("in" + std::to_string(i), inputs[i]);
  return all;
}

void expect_close(const Tensor& answer, const Tensor& expected) {
  ASSERT_EQ(answer.sizes(), expected.sizes());
  const Difference found = difference_between(answer, expected);
  EXPECT_TRUE(within(found, parity_tolerance)) << "max " << found.max << ", mean " << found.mean;
}

// As the exporter goes: fold, write, take the weights as they were stored, and only then compare.
void expect_parity(const Case& each, WeightType type) {
  torch::NoGradGuard no_grad;
  each.module->eval();
  nets::fold_batch_norms(*each.module);
  const auto file = exported(each, each.forward(each.inputs), type);
  ASSERT_TRUE(file.ok()) << file.error().message;
  const auto taken = take_stored(*each.module, *file, "net");
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  const Tensor expected = each.forward(each.inputs);
  const auto answer = run_exported(*file, named(each.inputs), expected.sizes());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  expect_close(*answer, expected);
}

std::string name_of_case(const ::testing::TestParamInfo<std::tuple<std::string_view, WeightType>>& info) {
  return std::string(std::get<0>(info.param)) + "_" + std::string(name_of(std::get<1>(info.param)));
}

class Parity : public ::testing::TestWithParam<std::tuple<std::string_view, WeightType>> {};

TEST_P(Parity, LibTorchIsOnnxRuntime) {
  const auto& [block, type] = GetParam();
  ASSERT_TRUE(cases().contains(std::string(block)))
      << "native/nets can build '" << block << "', which has no parity case";
  expect_parity(cases().at(std::string(block))(), type);
}

// What training leaves behind: tables so large that a rounding error of the votes would show. Many codes, all axes
// free.
TEST(ParityGuard, HoldsForLoudTables) {
  Case each = stack();
  for (auto& item : each.module->named_parameters()) {
    const torch::NoGradGuard no_grad;
    if (item.key().find("code.weight") != std::string::npos) item.value().mul_(80);
  }
  each.inputs[0] = normal({256, 64}, 11);
  for (std::size_t a = 1; a < each.inputs.size(); ++a) each.inputs[a] = torch::zeros({256, each.inputs[a].size(1)});
  expect_parity(each, WeightType::float16);
}

TEST(ParityGuard, HoldsForATrunkThatRemembers) { expect_parity(remembering_trunk(), WeightType::float16); }

// The lists are those of native/nets and of the storages: a block or a storage that joins them is tried, and fails
// without a case here.
INSTANTIATE_TEST_SUITE_P(Blocks, Parity,
                         ::testing::Combine(::testing::ValuesIn(nets::block_names()),
                                            ::testing::ValuesIn(weight_types)),
                         name_of_case);

// "torch::nn::LinearImpl" → "Linear"
std::string short_name(const torch::nn::Module& module) {
  std::string name = module.name();
  if (const auto colons = name.rfind("::"); colons != std::string::npos) name.erase(0, colons + 2);
  if (name.ends_with("Impl")) name.resize(name.size() - 4);
  return name;
}

TEST(ParityGuard, WhateverABlockIsMadeOfIsABlock) {
  const auto& names = nets::block_names();
  for (const auto& [name, make] : cases()) {
    const Case each = make();
    for (const auto& part : each.module->modules())
      EXPECT_NE(std::ranges::find(names, short_name(*part)), names.end())
          << "'" << name << "' contains a " << short_name(*part) << ", which block_names() does not list";
  }
}

TEST(ParityGuard, EveryBlockHasAWriter) {
  const auto writers = written_blocks();
  for (const std::string_view name : nets::block_names()) {
    EXPECT_NE(std::ranges::find(writers, name), writers.end()) << "'" << name << "' has no writer";
  }
}

// The folded graph against the net that was never folded, in eval mode.
TEST(Folding, DrawsWhatTheNormalisationsDrew) {
  torch::NoGradGuard no_grad;
  for (const char* name : {"UpConv", "TransposedGenerator"}) {
    const Case each = cases().at(name)();
    each.module->eval();
    const Tensor expected = each.forward(each.inputs);
    nets::fold_batch_norms(*each.module);
    expect_close(each.forward(each.inputs), expected);
    for (const auto& part : each.module->modules()) EXPECT_NE(short_name(*part), "BatchNorm2d") << name;
    const auto file = exported(each, expected, WeightType::float32);
    ASSERT_TRUE(file.ok()) << file.error().message;
    const auto answer = run_exported(*file, named(each.inputs), expected.sizes());
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    expect_close(*answer, expected);
    const std::string bytes(file->bytes.begin(), file->bytes.end());
    EXPECT_EQ(bytes.find("BatchNormalization"), std::string::npos);
  }
}

// Statistics that nothing folded are written as they are.
TEST(Folding, IsNotNeededForARightGraph) {
  torch::NoGradGuard no_grad;
  const Case each = transposed();
  each.module->eval();
  const Tensor expected = each.forward(each.inputs);
  const auto file = exported(each, expected, WeightType::float32);
  ASSERT_TRUE(file.ok()) << file.error().message;
  const auto answer = run_exported(*file, named(each.inputs), expected.sizes());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  expect_close(*answer, expected);
}

TEST(ParityGuard, SeesAWrongGraph) {
  torch::NoGradGuard no_grad;
  Case right = cases().at("Linear")(), wrong = cases().at("Linear")();
  const Tensor expected = right.forward(right.inputs);
  const auto file = exported(wrong, expected, WeightType::float32);  // another random Linear
  ASSERT_TRUE(file.ok());
  const auto answer = run_exported(*file, {{"in0", right.inputs[0]}}, expected.sizes());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_FALSE(within(difference_between(*answer, expected), parity_tolerance));
}

}  // namespace
}  // namespace reverie
