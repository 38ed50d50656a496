#include "cli/command.h"

namespace leeward::cli {

exit_code exit_code_for(error_kind const kind) {
  switch (kind) {
    case error_kind::kInvalidInput:
    case error_kind::kNotFound:
    case error_kind::kUnreachable:
    case error_kind::kTooLarge: return exit_code::kBadInput;
    case error_kind::kStorage: return exit_code::kInternal;
  }
  return exit_code::kInternal;
}

}  // namespace leeward::cli
