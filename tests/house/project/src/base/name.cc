#include "base/name.h"

int name() { return 1; }
