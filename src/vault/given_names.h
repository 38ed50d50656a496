#pragma once

#include <string>

namespace leeward::vault {

// Елена and Олена, Николай and Микола are one person's name in two languages: the key (base/text/spelling.h) of the
// Russian one for either; any other key as it is.
std::string one_for_both_languages(std::string key);

}  // namespace leeward::vault
