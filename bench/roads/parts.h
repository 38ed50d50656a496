#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "roads/subject.h"

// What bench_roads measures, one file each.
namespace leeward::bench {

void measure_import(subject const&);
void measure_network(subject const&, std::string_view profile);
void measure_closing(subject const&);
void measure_queries(subject const&, std::string_view profile);
void measure_opening(subject const&);

// Import time per MB over made regions of rising size.
void measure_linearity(std::filesystem::path const& folder);

// Whether the command line asks for a part of the work in a fresh process; does it and prints its one number.
bool is_child(std::span<char const* const> arguments);
void run_child(std::span<char const* const> arguments);

// The number that this program, started afresh, prints.
double ask_child(std::string_view what, std::filesystem::path const&);

}  // namespace leeward::bench
