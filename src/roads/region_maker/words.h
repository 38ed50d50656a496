#pragma once

#include <span>
#include <string_view>

// Word lists for names, in Russian; none is meant to be a certain real place.
namespace leeward::roads::made::words {

// "Садовый": for a street of that kind, put into its gender.
std::span<std::string_view const> adjectives();

// "Ломоносова", "Строителей": follows the kind of street.
std::span<std::string_view const> genitives();

// What streets were called before.
std::span<std::string_view const> old_adjectives();

std::span<std::string_view const> cities();
std::span<std::string_view const> towns();
std::span<std::string_view const> villages();  // feminine
std::span<std::string_view const> rivers();
std::span<std::string_view const> quarters();

}  // namespace leeward::roads::made::words
