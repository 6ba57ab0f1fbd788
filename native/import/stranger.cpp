#include "native/import/stranger.h"

#include <algorithm>
#include <array>

namespace reverie {
namespace {

struct Kind {
  std::string_view beginning;
  std::size_t at;
  const char* words;
};

using namespace std::string_view_literals;
constexpr std::array<Kind, 14> kinds{{
    {"PK\3\4"sv, 0,
     "a PyTorch checkpoint or another zip archive; torch.onnx.export writes the ONNX file that is needed"},
    {"\x80\2"sv, 0, "a pickled Python object; torch.onnx.export writes the ONNX file that is needed"},
    {"\x89HDF\r\n"sv, 0, "an HDF5 file as Keras writes it; tf2onnx makes the ONNX file that is needed"},
    {"TFL3"sv, 4, "a TensorFlow Lite model; tf2onnx makes the ONNX file that is needed"},
    {"GGUF"sv, 0, "a GGUF file, which holds weights without a graph"},
    {"version https://git-lfs"sv, 0, "a pointer of Git LFS to a file that was not fetched; run git lfs pull first"},
    {"<"sv, 0, "a web page or XML"},
    {"{"sv, 0, "JSON text"},
    {"\x89PNG"sv, 0, "a picture"},
    {"\xff\xd8\xff"sv, 0, "a picture"},
    {"\x1f\x8b"sv, 0, "a gzip archive; unpack it first"},
    {"BZh"sv, 0, "a bzip2 archive; unpack it first"},
    {"\xfd"
     "7zXZ"sv,
     0, "an xz archive; unpack it first"},
    {"ORTM"sv, 4, "a model in ONNX Runtime's own format; the .onnx file that it was made from is needed"},
}};

// The commonest refusal has a simple cure: PyTorch's newer exporter puts the weights into a second file.
std::string with_way_on(std::string sentence, const Bytes& bytes) {
  onnx::ModelProto model;
  if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return sentence;
  const bool outside = std::ranges::any_of(model.graph().initializer(), [](const onnx::TensorProto& tensor) {
    return tensor.data_location() == onnx::TensorProto::EXTERNAL;
  });
  if (outside && sentence.ends_with('.')) {
    sentence.pop_back();
    sentence += "; export it again as one file (in PyTorch with external_data=False).";
  }
  return sentence;
}

}  // namespace

std::string other_kind(std::span<const std::uint8_t> bytes) {
  std::string head(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(bytes.size(), 64)));
  for (const Kind& kind : kinds)
    if (head.size() >= kind.at + kind.beginning.size() &&
        std::string_view(head).substr(kind.at).starts_with(kind.beginning))
      return kind.words;
  // Safetensors: the size of a JSON header in eight bytes, then the header.
  if (head.size() > 9 && head[8] == '{' && head[5] == 0 && head[6] == 0 && head[7] == 0)
    return "a safetensors file, which holds weights without a graph";
  return "";
}

Result<Stranger> stranger_from_file(const std::filesystem::path& file, const GraphSizes& sizes) {
  Stranger stranger;
  stranger.name = file.filename().string();
  const std::string subject = "'" + stranger.name + "'";
  auto bytes = bytes_from_file(file, max_package_file_bytes);
  if (!bytes) return bytes.error();
  if (bytes->empty()) return Error{subject + " is empty, where an ONNX graph is needed; nothing was imported."};
  if (const std::string kind = other_kind(*bytes); !kind.empty())
    return Error{subject + " is " + kind + "; nothing was imported."};
  auto summary = check_graph(*bytes, sizes, subject);
  if (!summary) return Error{with_way_on(summary.error().message, *bytes)};
  stranger.summary = std::move(*summary);
  stranger.sha256 = sha256_from_bytes(*bytes);
  stranger.bytes = bytes->size();
  if (!stranger.model.ParseFromArray(bytes->data(), static_cast<int>(bytes->size())))
    return Error{subject + " is no whole ONNX file; it may have been cut short on its way, nothing was imported."};
  return stranger;
}

}  // namespace reverie
