#include "tickets/ticket.h"

#include "base/name.h"

int ticket() { return name(); }
