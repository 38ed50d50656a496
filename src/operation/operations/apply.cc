#include "operation/operations/rules.h"

namespace leeward::operation::operations {

void apply(operation::state& s, instant, opened const& e) { s.operations_.what_ = e; }

void apply(operation::state& s, instant, offer_made const& e) { s.operations_.offer_ = e; }

void apply(operation::state& s, instant, offer_withdrawn const&) { s.operations_.offer_.reset(); }

void apply(operation::state& s, instant, day_closed const& e) { s.operations_.closed_until_ = e.until_; }

void apply(operation::state& s, instant, subject_erased const& e) { s.operations_.erased_.insert(e.subject_); }

}  // namespace leeward::operation::operations
