#include "roads/road.h"

int event() { return road(); }
