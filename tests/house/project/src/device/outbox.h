#include <vector>

std::vector<int> outbox();
