// What a stranger's graph means: which input is the latent code, which the class, which output the picture. Inside this
// module only.
#pragma once

#include "native/import/import.h"
#include "native/import/stranger.h"

namespace reverie {

enum class ClassForm {
  one_hot,  // (N,K) or (N,K,1,1) floats
  index,    // (N) or (N,1) whole numbers
};

struct ClassReading {
  std::string input;
  GraphType type = GraphType::float32;
  std::size_t rank = 2;
  ClassForm form = ClassForm::one_hot;
  std::int64_t count = 0;
  std::string axis;
};

enum class PictureForm {
  nchw,
  nhwc,
  grey,  // (N,H,W)
  flat,  // (N,C·S·S): a square of one channel or three
};

struct Reading {
  std::string latent;
  GraphType latent_type = GraphType::float32;
  std::size_t latent_rank = 2;
  std::int64_t latent_size = 0;
  std::vector<ClassReading> classes;
  std::string output;
  GraphType output_type = GraphType::float32;
  PictureForm form = PictureForm::nchw;
  std::int64_t channels = 3, height = 0, width = 0;
  std::int64_t batch = 0;  // 0: the graph leaves it open
};

// Larger pictures take seconds each, and a session holds several.
inline constexpr std::int64_t max_import_side = 1024;

Result<Reading> reading_of(const Stranger& stranger, const ImportOrder& order);

// How many classes an input of indices chooses among, told by the tables that it looks up; 0 when nothing tells.
std::int64_t class_count(const onnx::GraphProto& graph, const std::string& input);

// Untrusted text for a sentence: short, without what a terminal would obey.
std::string shown(std::string_view text);

// "'image' (float32, N×3×64×64)"
std::string text_from_port(const GraphPort& port);

}  // namespace reverie
