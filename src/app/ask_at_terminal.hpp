#pragma once

#include "core/result.hpp"
#include "core/work.hpp"
#include "mcp/question.hpp"

namespace d1mcp::app {

/// Whether a person sits at standard input and sees standard error.
bool has_a_person();

/// Shows the requests for a person's word on standard error and reads the answers, "y" or "yes" for
/// consent, anything else and the end of input for none. Ends with the work.
Result<mcp::Answers> ask_at_terminal(const mcp::Question& question, const Work& work);

}  // namespace d1mcp::app
