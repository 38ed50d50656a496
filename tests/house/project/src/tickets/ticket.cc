#include "base/name.h"
#include "tickets/ticket.h"

int ticket() { return name(); }
