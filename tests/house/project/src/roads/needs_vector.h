#pragma once

std::vector<int> needs_vector();
