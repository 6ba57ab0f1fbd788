// What a person would call the layers of a network, read off its graph: every node that does work of its own begins
// one, and what only follows it (biases, scales, activations) belongs to it.
#pragma once

#include <string>
#include <vector>

#include "shared/model/graph_steps.h"

namespace reverie {

enum class LayerKind {
  mix,      // every number of the code from all others
  vote,     // the same, ending in shares that sum to one
  gather,   // a sum of what was learned by heart, in the shares of a vote
  begin,    // numbers become the first small patterns
  refine,   // a convolution that keeps the size
  enlarge,  // one that doubles it, or nothing but that
  shrink,
  attend,    // a product of two values that both hang on the input
  colour,    // whatever ends in the picture itself
  unfold,    // patterns woven into fewer, larger ones
  lay_over,  // below + how much · (above − below)
  other
};

// Whether it is patterns or a picture, of more than one point.
inline bool has_rows(const Shape& shape) { return shape.size() == 4 && shape[2] * shape[3] > 1; }

// "lay-over"
const char* name_of(LayerKind kind);

inline constexpr std::int64_t max_filter_side = 32;

struct Layer {
  LayerKind kind = LayerKind::other;
  std::string
      name;  // of its weights in the file, "head.half_a.conv": letters, digits and . _ - / : at most; may be empty
  std::vector<std::string> operators;  // in order, each once
  std::string value;                   // what it hands on; empty where that is a whole number
  Shape shape;                         // of `value`
  std::int64_t side_before = 0;        // rows of what it reads, where that has rows
  std::int64_t weights = 0;            // numbers that were learned; what several layers share counts once
  std::int64_t multiply_adds = 0;
  // Larger windows than max_filter_side are not told.
  std::string filters;  // the value that holds a convolution's weights, where these are fixed
  Shape filters_shape;
  bool transposed = false;  // their first two dimensions stand the other way round
  std::string opacity;      // of a sheet that is laid over something: how much of it counts
  bool is_picture = false;  // of the size and channels of what the network draws
  std::size_t part = 0;
};

// A part is what is drawn before the next sheet is laid over; most networks have one.
struct Part {
  std::string input;  // the one input other than the code that it reads; empty where it reads several or none
};

struct Layers {
  std::vector<Layer> layers;
  std::vector<Part> parts;
  std::int64_t weights = 0, multiply_adds = 0;  // of all layers
};

// `code` is the name of the latent input, `picture` that of the output that people look at.
Layers layers_of(const GraphSteps& graph, const std::string& code, const std::string& picture);

// "Enlarges to 16 × 16", in a few plain words.
std::string title_of(const Layer& layer);
// The same as it is said in any language: {"Enlarges to {0}", "16 × 16"}, or the words alone.
std::vector<std::string> said_of(const Layer& layer);

}  // namespace reverie
