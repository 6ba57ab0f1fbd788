// model.json: the card that code reads. One parser for trainer, desktop and page; it trusts nothing it is given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/image/image.h"

namespace reverie {

inline constexpr int model_format_version = 1;
inline constexpr std::size_t max_model_json_bytes = 1 << 20;
inline constexpr std::uint64_t max_package_file_bytes = 64 << 20;
inline constexpr std::size_t max_package_files = 256;
inline constexpr std::size_t max_ports = 64;     // of either side
inline constexpr std::size_t max_labels = 4096;  // of a class port
inline constexpr std::size_t max_label_bytes = 64;
inline constexpr std::size_t max_weight_entries = 16384;
inline constexpr std::size_t max_timeline_entries = 1024;

struct ModelFile {
  std::string role;  // "generator" is what a session loads; open set
  std::string name;  // plain file name carrying the first 8 hex digits of its hash: "generator.1a2b3c4d.onnx"
  std::uint64_t bytes = 0;
  std::string sha256;  // 64 lower-case hex digits
};

struct Dimension {
  std::int64_t size = -1;  // -1: dynamic
  std::string name;        // "N" for the batch; empty when fixed
};

enum class PortKind { latent, image, class_label };
enum class Scaling { smooth, nearest };

struct Port {
  std::string name;  // the graph's own input or output name
  PortKind kind = PortKind::latent;
  Dtype dtype = Dtype::float32;
  std::vector<Dimension> shape;
  std::string layout;                 // image: "NCHW"
  std::string color_space;            // image: "sRGB"
  ValueRange range;                   // image
  Scaling scaling = Scaling::smooth;  // image: how it wants to be enlarged
  std::string axis;                   // class_label: "glasses"
  std::vector<std::string> labels;    // class_label: names, index = class. shape (N, labels.size()) of weights:
                                      // a row of zeros leaves the axis to the latent, one-hot picks, mixtures glide
  std::int64_t width() const;         // image: columns of an NCHW shape, else -1
  std::int64_t height() const;
  std::int64_t channels() const;
};

// Golden pair: one file holds all inputs in port order, the other all outputs, both as little-endian float32. All ports
// have one batch size N, which the size of the input file tells.
struct Golden {
  std::string input_file, output_file;
  float max_tolerance = 0, mean_tolerance = 0;
};

// A step before or after the graph, as data. Format 1 knows "clamp".
struct ValueOp {
  std::string op;
  float low = 0, high = 0;
  bool operator==(const ValueOp&) const = default;
};

// A grid drawn while the model learned: after so many pictures seen, in this file.
struct TimelineEntry {
  std::uint64_t pictures = 0;
  std::string file;
  bool operator==(const TimelineEntry&) const = default;
};

// Where the factors of an int8 weight lie: one float32 for each index of its dimension `axis`.
struct WeightScales {
  std::int64_t axis = 0;     // of the weight's shape
  std::uint64_t offset = 0;  // in the generator file; 4 · shape[axis] bytes
  bool operator==(const WeightScales&) const = default;
};

struct WeightEntry {  // where a parameter lies, so that an instrument can damage and restore it
  std::string name;   // module path and kind: "blocks.2.conv.weight"
  std::string layer;  // "Conv", "Gemm", …
  std::string dtype;  // "float16" | "float32" | "int8"
  Shape shape;
  std::uint64_t offset = 0, bytes = 0;                // in the generator file
  std::optional<WeightScales> scales = std::nullopt;  // of int8, and only there: value = stored number · scale
};

// Bytes of one number: 2, 4 or 1. 0 for what is no dtype of a weight.
std::size_t weight_dtype_bytes(std::string_view dtype);

struct Model {
  int format = 0;
  std::string id, title, kind, licence, author, description;
  std::string generator_id;  // of the randomness its previews used
  std::vector<std::string> required_roles;
  std::vector<ModelFile> files;
  std::vector<Port> inputs, outputs;
  std::vector<ValueOp> prepare, finish;  // on every latent or image value going in, on every image value coming out
  std::vector<WeightEntry> weights;
  std::optional<Golden> golden;
  std::vector<std::string> previews;    // picture file names, the first stands for the model
  std::vector<TimelineEntry> timeline;  // oldest first
  std::string training_json;  // a JSON object as text, "{}" when there is none: the training record as JSON text, shown
                              // to people, never interpreted
  std::string credit;         // one line: dataset, its licence and its authors
  std::string limits;         // what it cannot do, in plain words; may be empty

  const ModelFile* file_with_role(std::string_view role) const;
  const Port* input_of_kind(PortKind kind) const;  // the first, or nullptr
  const Port* output_of_kind(PortKind kind) const;
  std::vector<const Port*> class_inputs() const;
  std::string hash_prefix() const;  // 8 hex digits of the generator file's hash
};

// Parses and validates; every count, size, name and path is bounded before it is used. The error is one sentence.
// What holds afterwards: a generator file is there; port names and file names are unique; every previews, timeline and
// golden file is listed in `files`; latent and class ports have only their first dimension dynamic; image ports are
// (N,1|3,H,W); a class port has shape (N, labels.size()).
Result<Model> model_from_json(std::string_view text);

// The inverse, indented, keys in the order of the format, ends with a line break. Publishing writes with it, so that
// writer and parser cannot drift; model_from_json(json_from_model(m)) gives m again. Checks nothing.
std::string json_from_model(const Model& model);

// Whether `id` is a package id: [a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?
bool is_model_id(std::string_view id);

// Whether `name` is a plain file name of a package: [A-Za-z0-9._-]{1,128}, no leading '.', not "model.json".
bool is_package_file_name(std::string_view name);

}  // namespace reverie
