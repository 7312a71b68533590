#pragma once

#include <compare>
#include <string_view>

namespace d1mcp::d1 {

/// The order in which wrangler applies migrations, for names relative to the migrations folder with
/// forward slashes (wrangler 4.164.0, workers-sdk packages/workers-utils/src/d1-migrations.ts,
/// compareMigrationPaths). Segment by segment:
///  - by the integer in front of the first underscore, read as JavaScript's parseInt(…, 10) does
///    ("0x10_a" is 0, "1.5_a" is 1, "3-dash" is 3);
///  - a segment with such a number before one without;
///  - otherwise by UTF-16 code units, so "006_x.sql" stands before "006_x_rollback.sql".
/// A name that is a prefix of another, in whole segments, stands before it.
std::weak_ordering compare_migration_names(std::string_view left, std::string_view right);

}  // namespace d1mcp::d1
