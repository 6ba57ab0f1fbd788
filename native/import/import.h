// reverie import: a generator that other tools trained and exported becomes a package that plays. The stranger's graph
// is read, never trusted; a few nodes before and behind it bring it under our one contract (latent (N,Z) normal, class
// ports of weights, one NCHW picture), its weights stay as they are.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "native/publish/check.h"
#include "native/publish/draft.h"

namespace reverie {

// What the code was drawn from when the network learned. Our ports are normal; the others are reached from there.
enum class CodeSource {
  normal,   // N(0,1)
  uniform,  // evenly from -1 to 1
  unit,     // evenly from 0 to 1
};

struct ImportOrder {
  std::filesystem::path file, models;          // the package becomes models/<id>
  std::string id, title, licence, author;      // empty ones but the id are filled with what is honest: "unknown"
  std::string source, data_note, description;  // where it comes from, what it learned from; may be empty
  std::string limits;                          // what it cannot do; may be empty
  // What decides where a graph can be read in more than one way; empty or 0 lets the graph speak for itself.
  std::string latent, output, axis;  // names; `axis` is what its classes are called
  std::int64_t latent_size = 0;      // where the graph leaves it open
  std::int64_t classes = 0;          // the same for a class that is given as an index
  std::optional<ValueRange> range;   // of its pictures
  std::vector<std::string> labels;   // of its classes, in their order
  CodeSource codes = CodeSource::normal;
  Scaling scaling = Scaling::smooth;
};

struct ImportReport {
  std::vector<CheckLine> findings;  // how the graph was read, for people
  PublishReport published;
};

// Reads, adapts, draws 64 pictures to learn their range, and publishes. The error is one sentence, and where a choice
// of the person's would decide, it names the option. Nothing is written unless all went well.
Result<ImportReport> import_graph(const ImportOrder& order);

}  // namespace reverie
