#include <algorithm>

#include "core/text.hpp"
#include "d1/limits.hpp"
#include "lint/rules/rules.hpp"
#include "lint/trigger_chain.hpp"

namespace d1mcp::lint::rules {
namespace {

// The last of the file's statements that makes a trigger of the chain.
const Step* completes(const File& file, const std::vector<std::string>& chain) {
  const Step* last = nullptr;
  for (const Step& step : file.steps) {
    const bool makes_link = step.change.verb == Verb::create_trigger && !step.failure &&
                            std::ranges::any_of(chain, [&](const std::string& name) {
                              return equal_names(name, step.change.object);
                            });
    if (makes_link) last = &step;
  }
  return last;
}

void find_deep_triggers(const File& file, Reporter& report) {
  const bool makes_triggers = std::ranges::any_of(
      file.steps, [](const Step& step) { return step.change.verb == Verb::create_trigger; });
  if (!file.target.is_d1() || !makes_triggers) return;
  const auto depth = static_cast<std::size_t>(d1::limits_of(file.target.dialect)->trigger_depth);
  const std::vector<std::string> chain = chain_longer_than(depth, *file.after);
  const Step* step = completes(file, chain);
  if (step == nullptr) return;
  report.at(*step,
            {.message = "a row that fires " + chain.front() + " fires " +
                        std::to_string(chain.size()) + " triggers inside each other, D1 stops at " +
                        std::to_string(depth) + ": " + join(chain, " > ")});
}

}  // namespace

constinit const Rule kRuleX11 = {
    .id = "X11",
    .severity = Severity::error,
    .title = "Triggers fire each other deeper than D1 allows",
    .explanation =
        "D1 runs at most 10 triggers one inside the other. CREATE TRIGGER is accepted, and the "
        "write that goes one deeper fails: \"too many levels of trigger recursion\". A trigger "
        "that "
        "would fire itself does not count again, since PRAGMA recursive_triggers is off unless a "
        "connection turns it on.",
    .fix = "let one trigger write to several tables instead of one after the other",
    .check_file = find_deep_triggers,
};

}  // namespace d1mcp::lint::rules
