// Params: what a person can turn, declared once as data in piece.json (or by the piece when a model brings label axes).
// The control in the dock, the link, the command line and the docs all follow from the same declaration.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/result.h"
#include "shared/canvas/canvas.h"

namespace reverie {

enum class ParamKind { number, integer, toggle, choice, text, pad };

// number → double · integer → double with a whole value · toggle → bool · choice → std::string, one of `choices` ·
// text → std::string, at most max_text_length bytes · pad → Vec2
using ParamValue = std::variant<double, bool, std::string, Vec2>;

// As links write it: "0.7", "true", "blue", "0.1,-0.2"; the shortest form that reads back equal.
std::string text_from_param_value(const ParamValue& value);

inline constexpr std::size_t max_text_length = 64;

struct ParamSpec {
  std::string name;   // kebab-case: attribute, link key and flag
  std::string label;  // what a person reads
  std::string help;   // one sentence
  std::string unit;   // "" or "°", "s", "%" …
  std::string group;
  ParamKind kind = ParamKind::number;
  double min = 0, max = 1, step = 0;  // number, integer, and both axes of a pad; step 0: continuous
  std::vector<std::string> choices;
  ParamValue initial = 0.0;
  bool surprise = true;  // may "surprise me" change it
};

// Kebab-case words joined by dots, at most 128 bytes: "walk-speed", "label.glasses". Not piece, random, doc or model.…,
// which mean something else in a link.
bool is_param_name(std::string_view name);

class Params {
 public:
  // Adds, or replaces the spec of the same name keeping a value that still fits. Fails on a bad name or an initial
  // value outside its own range.
  Result<void> declare(ParamSpec spec);
  void remove(std::string_view name);

  std::span<const ParamSpec> specs() const { return specs_; }
  const ParamSpec* spec(std::string_view name) const;

  // Reading a name that was never declared, or as the wrong kind, is a programming error and ends the process.
  double number(std::string_view name) const;
  bool toggle(std::string_view name) const;
  const std::string& text(std::string_view name) const;  // choice and text
  Vec2 pad(std::string_view name) const;
  const ParamValue& value(std::string_view name) const;

  // Fails with a sentence that names the parameter, the value and what is allowed; the old value stays.
  Result<void> set(std::string_view name, ParamValue value);
  // From a link or a command line: "0.7", "true", "blue", "0.1,-0.2".
  Result<void> set_from_text(std::string_view name, std::string_view text);
  std::string text_of(std::string_view name) const;  // the inverse; shortest form that reads back equal

  bool is_initial(std::string_view name) const;
  void reset(std::string_view name);
  bool locked(std::string_view name) const;
  void set_locked(std::string_view name, bool locked);
  // Draws every unlocked param with `surprise` anew.
  void surprise(std::uint64_t seed);
  // Draws this one anew, locked or not: a person asked for it.
  void surprise_one(std::string_view name, std::uint64_t seed);
  // The piece itself moves a value (a walk): links carry it, but version() stays, so it is no step of undo. A value
  // that does not fit is dropped.
  void drift(std::string_view name, ParamValue value);

  // Rises with every change of a value; cheap way to notice one.
  std::uint64_t version() const { return version_; }

 private:
  struct Held {
    ParamValue value;
    bool locked = false;
  };
  std::size_t index_of(std::string_view name) const;
  void draw(std::size_t i, std::uint64_t seed);
  std::vector<ParamSpec> specs_;
  std::vector<Held> held_;
  std::uint64_t version_ = 0;
};

}  // namespace reverie
