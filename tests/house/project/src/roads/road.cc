#include "roads/road.h"

#include "base/name.h"

int road() { return name(); }
