#include "shared/piece/params.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "shared/piece/text.h"
#include "shared/random/random.h"

namespace reverie {

namespace {

constexpr std::size_t not_found = static_cast<std::size_t>(-1);

std::string range_text(const ParamSpec& spec) {
  const std::string unit = spec.unit.empty() ? "" : " " + spec.unit;
  return text_from_number(spec.min) + " to " + text_from_number(spec.max) + unit;
}

std::string choices_text(const ParamSpec& spec) {
  constexpr std::size_t shown = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(spec.choices.size(), shown); ++i) text += (i == 0 ? "" : ", ") + spec.choices[i];
  const std::size_t more = spec.choices.size() - std::min(spec.choices.size(), shown);
  return more == 0 ? text : text + " and " + std::to_string(more) + " more";
}

std::string allowed_text(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::number:
      return "a number from " + range_text(spec) + " is allowed";
    case ParamKind::integer:
      return "a whole number from " + range_text(spec) + " is allowed";
    case ParamKind::toggle:
      return "true or false is allowed";
    case ParamKind::choice:
      return "one of " + choices_text(spec) + " is allowed";
    case ParamKind::text:
      return "up to " + std::to_string(max_text_length) + " bytes of plain text are allowed";
    case ParamKind::pad:
      return "two numbers \"x,y\" from " + range_text(spec) + " are allowed";
  }
  return "";
}

Error refusal(const ParamSpec& spec, std::string_view given) {
  return Error{"The parameter " + spec.name + " cannot be " + in_quotes(given) + ": " + allowed_text(spec) +
               "; it stays as it is."};
}

Error unknown(const std::vector<ParamSpec>& specs, std::string_view name) {
  std::string names;
  for (const ParamSpec& spec : specs) names += (names.empty() ? "" : ", ") + spec.name;
  return Error{"There is no parameter " + in_quotes(name) + ": " +
               (names.empty() ? "there are none" : "there are " + names) + "; it is left out."};
}

bool in_range(const ParamSpec& spec, double value) {
  return std::isfinite(value) && value >= spec.min && value <= spec.max;
}

bool fits(const ParamSpec& spec, const ParamValue& value) {
  switch (spec.kind) {
    case ParamKind::number:
      return value.index() == 0 && in_range(spec, std::get<double>(value));
    case ParamKind::integer:
      return value.index() == 0 && in_range(spec, std::get<double>(value)) &&
             std::get<double>(value) == std::floor(std::get<double>(value));
    case ParamKind::toggle:
      return value.index() == 1;
    case ParamKind::choice:
      return value.index() == 2 &&
             std::find(spec.choices.begin(), spec.choices.end(), std::get<std::string>(value)) != spec.choices.end();
    case ParamKind::text:
      return value.index() == 2 && std::get<std::string>(value).size() <= max_text_length &&
             is_plain_text(std::get<std::string>(value));
    case ParamKind::pad:
      return value.index() == 3 && in_range(spec, std::get<Vec2>(value).x) && in_range(spec, std::get<Vec2>(value).y);
  }
  return false;
}

}  // namespace

std::string text_from_param_value(const ParamValue& value) {
  switch (value.index()) {
    case 0:
      return text_from_number(std::get<double>(value));
    case 1:
      return std::get<bool>(value) ? "true" : "false";
    case 2:
      return std::get<std::string>(value);
    default:
      return text_from_number(std::get<Vec2>(value).x) + "," + text_from_number(std::get<Vec2>(value).y);
  }
}

namespace {

std::optional<ParamValue> value_from_text(const ParamSpec& spec, std::string_view text) {
  if (spec.kind == ParamKind::choice || spec.kind == ParamKind::text) return std::string(text);
  if (spec.kind == ParamKind::toggle) {
    if (text == "true" || text == "false") return text == "true";
    return std::nullopt;
  }
  if (spec.kind == ParamKind::pad) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto x = number_from_text(text.substr(0, comma)), y = number_from_text(text.substr(comma + 1));
    if (!x || !y) return std::nullopt;
    return Vec2{*x, *y};
  }
  const auto number = number_from_text(text);
  if (!number) return std::nullopt;
  return *number;
}

double drawn_number(const ParamSpec& spec, Random& random) {
  if (spec.kind == ParamKind::integer) {
    return spec.min + std::floor(random.uniform() * (spec.max - spec.min + 1));
  }
  const double value = random.uniform(spec.min, spec.max);
  if (spec.step <= 0) return std::round(value * 1000) / 1000;  // readable in the link
  return spec.min + std::round((value - spec.min) / spec.step) * spec.step;
}

// Something that can be said, so that it can be told on: "lumo-vesi".
std::string drawn_word(Random& random) {
  constexpr std::array<std::string_view, 12> heads = {"l", "m", "n", "r", "s", "v", "t", "k", "d", "f", "h", "b"};
  constexpr std::array<std::string_view, 6> tails = {"a", "e", "i", "o", "u", "ei"};
  std::string word;
  for (int syllable = 0; syllable < 4; ++syllable) {
    if (syllable == 2) word += '-';
    word += heads[random.below(heads.size())];
    word += tails[random.below(tails.size())];
  }
  return word;
}

ParamValue drawn_value(const ParamSpec& spec, Random& random) {
  switch (spec.kind) {
    case ParamKind::toggle:
      return random.below(2) == 1;
    case ParamKind::choice:
      return spec.choices[random.below(static_cast<std::uint32_t>(spec.choices.size()))];
    case ParamKind::text:
      return drawn_word(random);
    case ParamKind::pad: {
      const double x = drawn_number(spec, random);
      return Vec2{x, drawn_number(spec, random)};
    }
    default:
      return std::clamp(drawn_number(spec, random), spec.min, spec.max);
  }
}

}  // namespace

bool is_param_name(std::string_view name) {
  if (name.size() > 128 || name == "piece" || name == "random" || name == "doc") return false;
  if (name == "model" || name.starts_with("model.")) return false;
  while (true) {
    const std::size_t dot = name.find('.');
    if (!is_kebab_case(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

std::size_t Params::index_of(std::string_view name) const {
  for (std::size_t i = 0; i < specs_.size(); ++i) {
    if (specs_[i].name == name) return i;
  }
  return not_found;
}

Result<void> Params::declare(ParamSpec spec) {
  if (!is_param_name(spec.name)) {
    return Error{
        "A parameter cannot be named " + in_quotes(spec.name) +
        ": lower-case words joined by hyphens and dots are allowed, but not piece, random, doc and model, which "
        "a link needs; it is not declared."};
  }
  if (!std::isfinite(spec.min) || !std::isfinite(spec.max) || spec.min > spec.max || !fits(spec, spec.initial)) {
    return Error{"The parameter " + spec.name + " cannot start at " + in_quotes(text_from_param_value(spec.initial)) +
                 ": " + allowed_text(spec) + "; it is not declared."};
  }
  const std::size_t i = index_of(spec.name);
  if (i == not_found) {
    held_.push_back({spec.initial, false});
    specs_.push_back(std::move(spec));
  } else {
    if (!fits(spec, held_[i].value)) held_[i].value = spec.initial;
    specs_[i] = std::move(spec);
  }
  ++version_;
  return {};
}

void Params::remove(std::string_view name) {
  const std::size_t i = index_of(name);
  if (i == not_found) return;
  specs_.erase(specs_.begin() + static_cast<std::ptrdiff_t>(i));
  held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(i));
  ++version_;
}

const ParamSpec* Params::spec(std::string_view name) const {
  const std::size_t i = index_of(name);
  return i == not_found ? nullptr : &specs_[i];
}

const ParamValue& Params::value(std::string_view name) const {
  const std::size_t i = index_of(name);
  if (i == not_found) std::abort();
  return held_[i].value;
}

namespace {

template <class T>
const T& require(const ParamValue& value) {
  const T* held = std::get_if<T>(&value);
  if (held == nullptr) std::abort();
  return *held;
}

}  // namespace

double Params::number(std::string_view name) const { return require<double>(value(name)); }
bool Params::toggle(std::string_view name) const { return require<bool>(value(name)); }
const std::string& Params::text(std::string_view name) const { return require<std::string>(value(name)); }
Vec2 Params::pad(std::string_view name) const { return require<Vec2>(value(name)); }

Result<void> Params::set(std::string_view name, ParamValue value) {
  const std::size_t i = index_of(name);
  if (i == not_found) return unknown(specs_, name);
  if (!fits(specs_[i], value)) return refusal(specs_[i], text_from_param_value(value));
  if (held_[i].value == value) return {};
  held_[i].value = std::move(value);
  ++version_;
  return {};
}

Result<void> Params::set_from_text(std::string_view name, std::string_view text) {
  const std::size_t i = index_of(name);
  if (i == not_found) return unknown(specs_, name);
  std::optional<ParamValue> value = value_from_text(specs_[i], text);
  if (!value || !fits(specs_[i], *value)) return refusal(specs_[i], text);
  return set(name, std::move(*value));
}

std::string Params::text_of(std::string_view name) const { return text_from_param_value(value(name)); }

bool Params::is_initial(std::string_view name) const {
  const std::size_t i = index_of(name);
  return i != not_found && held_[i].value == specs_[i].initial;
}

void Params::reset(std::string_view name) {
  const std::size_t i = index_of(name);
  if (i == not_found || held_[i].value == specs_[i].initial) return;
  held_[i].value = specs_[i].initial;
  ++version_;
}

bool Params::locked(std::string_view name) const {
  const std::size_t i = index_of(name);
  return i != not_found && held_[i].locked;
}

void Params::set_locked(std::string_view name, bool locked) {
  const std::size_t i = index_of(name);
  if (i != not_found) held_[i].locked = locked;
}

void Params::surprise(std::uint64_t seed) {
  for (std::size_t i = 0; i < specs_.size(); ++i)
    if (specs_[i].surprise && !held_[i].locked) draw(i, seed);
}

void Params::surprise_one(std::string_view name, std::uint64_t seed) {
  if (const std::size_t i = index_of(name); i != not_found) draw(i, seed);
}

// A stream of its own for each name: what one param draws does not hang on which others are locked.
void Params::draw(std::size_t i, std::uint64_t seed) {
  Random random(seed, seed_from_text("param " + specs_[i].name));
  held_[i].value = drawn_value(specs_[i], random);
  ++version_;
}

void Params::drift(std::string_view name, ParamValue value) {
  const std::size_t i = index_of(name);
  if (i != not_found && fits(specs_[i], value)) held_[i].value = std::move(value);
}

}  // namespace reverie
