// Small checks on text that came from outside.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reverie {

// Well-formed UTF-8 (no overlong forms, no surrogates) without control characters.
bool is_plain_text(std::string_view text);

// The text in quotes for an error message, cut to a readable length; what is not plain text is only counted.
std::string in_quotes(std::string_view text);

// Letters a-z, digits, and hyphens inside; 1 to 64 bytes.
bool is_kebab_case(std::string_view text);

// A decimal number with an optional exponent, nothing around it; nullopt when it is none or not finite.
std::optional<double> number_from_text(std::string_view text);

// The shortest decimal that reads back equal.
std::string text_from_number(double value);

}  // namespace reverie
