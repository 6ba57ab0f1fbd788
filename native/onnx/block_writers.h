// One writer for every block of native/nets; the guard beside it (test/parity_test.cpp) runs each against LibTorch.
#pragma once

#include <torch/torch.h>

#include <string>
#include <vector>

#include "native/nets/transposed.h"
#include "native/onnx/graph_writer.h"

namespace reverie {

// Writes `module` with these input values and gives its output value. `path` is the module's path in the tree
// ("sheet1.code"); weights are named by it. A type that has no writer makes finish() fail with a sentence that names
// the layer. Inputs: (x) for most; (z, y) for Vote; (z, labels…) for Recall; (x, w) for StyleConv; (z, labels…) for
// generators.
std::string write_block(GraphWriter& graph, const torch::nn::Module& module, const std::vector<std::string>& inputs,
                        const std::string& path);

// The short names of the blocks that have a writer, as nets::block_names() spells them.
std::vector<std::string> written_blocks();

// Leaves of LibTorch, used by the composite writers.
std::string write_linear(GraphWriter& graph, const torch::nn::LinearImpl& layer, const std::string& x,
                         const std::string& path);
std::string write_conv(GraphWriter& graph, const torch::nn::Conv2dImpl& layer, const std::string& x,
                       const std::string& path);
std::string write_conv_transpose(GraphWriter& graph, const torch::nn::ConvTranspose2dImpl& layer, const std::string& x,
                                 const std::string& path);
// As it draws in eval mode. Only where nothing folded it into the layer before it (nets::fold_batch_norms).
std::string write_batch_norm(GraphWriter& graph, const torch::nn::BatchNorm2dImpl& layer, const std::string& x,
                             const std::string& path);
std::string write_leaky_relu(GraphWriter& graph, const std::string& x, double slope);
std::string write_upsample(GraphWriter& graph, const std::string& x);  // nearest ×2
std::string write_pixel_shuffle(GraphWriter& graph, const std::string& x, std::int64_t factor);

// Blocks of native/nets.
std::string write_pixel_norm(GraphWriter& graph, const std::string& z);
std::string write_position_bias(GraphWriter& graph, const nets::PositionBiasImpl& block, const std::string& x,
                                const std::string& path);
std::string write_vote(GraphWriter& graph, const nets::VoteImpl& block, const std::string& z, const std::string& y,
                       const std::string& path);
std::string write_recall(GraphWriter& graph, const nets::RecallImpl& block, const std::vector<std::string>& inputs,
                         const std::string& path);
std::string write_sheet_painter(GraphWriter& graph, const nets::SheetPainterImpl& block, const std::string& p,
                                const std::string& path);
std::string write_style_conv(GraphWriter& graph, const nets::StyleConvImpl& block, const std::string& x,
                             const std::string& w, const std::string& path);
std::string write_up_conv(GraphWriter& graph, const nets::UpConvImpl& block, const std::string& x,
                          const std::string& path);
std::string write_stack_generator(GraphWriter& graph, const nets::StackGenerator& net,
                                  const std::vector<std::string>& inputs, const std::string& path);
std::string write_trunk_generator(GraphWriter& graph, const nets::TrunkGenerator& net,
                                  const std::vector<std::string>& inputs, const std::string& path);
std::string write_transposed_generator(GraphWriter& graph, const nets::TransposedGenerator& net,
                                       const std::vector<std::string>& inputs, const std::string& path);

}  // namespace reverie
