#include "sqlite/time_difference.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>

#include "sqlite/handle.hpp"
#include "sqlite/value_text.hpp"

namespace d1mcp::sqlite {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;
using Instant = std::chrono::sys_time<milliseconds>;

// The Julian day of 1970-01-01 00:00, in milliseconds.
constexpr double kEpoch = 2440587.5 * 86'400'000.0;

/// Reads what SQLite takes for a time. Not one of the statement's own handle: its authorizer would
/// be asked, and remember.
class TimeReader {
 public:
  std::optional<Instant> read(sqlite3_value* value) {
    if (!statement_ && !open()) return std::nullopt;
    sqlite3_bind_value(statement_.get(), 1, value);
    std::optional<Instant> instant;
    if (sqlite3_step(statement_.get()) == SQLITE_ROW &&
        sqlite3_column_type(statement_.get(), 0) == SQLITE_FLOAT) {
      const double day = sqlite3_column_double(statement_.get(), 0);
      instant = Instant(milliseconds(std::llround((day * 86'400'000.0) - kEpoch)));
    }
    sqlite3_reset(statement_.get());
    return instant;
  }

  static void destroy(void* reader) {
    std::unique_ptr<TimeReader>(static_cast<TimeReader*>(reader)).reset();
  }

 private:
  bool open() {
    auto opened = open_handle(":memory:", SQLITE_OPEN_READWRITE);
    if (!opened) return false;
    handle_ = *std::move(opened);
    sqlite3_stmt* raw = nullptr;
    sqlite3_prepare_v2(handle_.get(), "SELECT julianday(?1)", -1, &raw, nullptr);
    statement_.reset(raw);
    return raw != nullptr;
  }

  Handle handle_;
  PreparedStatement statement_;
};

// `instant` with another year and month; a day that such a month has not runs into the next one.
Instant moved_to(year_month month, Instant instant) {
  const auto day = std::chrono::floor<days>(instant);
  const year_month_day date(day);
  const auto in_month = days(static_cast<unsigned>(date.day()) - 1);
  return sys_days(month / 1) + in_month + (instant - day);
}

year_month month_of(Instant instant) {
  const year_month_day date(std::chrono::floor<days>(instant));
  return date.year() / date.month();
}

std::string difference(Instant to, Instant from) {
  const int sign = to >= from ? 1 : -1;
  months whole = month_of(to) - month_of(from);
  const auto rest = [&] { return sign * (to - moved_to(month_of(from) + whole, from)); };
  while (rest() < milliseconds(0)) whole -= months(sign);
  const milliseconds left = rest();
  const std::chrono::hh_mm_ss time(left % days(1));
  std::array<char, 64> text{};
  const int size = std::snprintf(text.data(),
                                 text.size(),
                                 "%c%04d-%02d-%02d %02d:%02d:%02d.%03d",
                                 sign > 0 ? '+' : '-',
                                 static_cast<int>(std::abs(whole.count()) / 12),
                                 static_cast<int>(std::abs(whole.count()) % 12),
                                 static_cast<int>(left / days(1)),
                                 static_cast<int>(time.hours().count()),
                                 static_cast<int>(time.minutes().count()),
                                 static_cast<int>(time.seconds().count()),
                                 static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

void timediff(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
  auto& reader = *static_cast<TimeReader*>(sqlite3_user_data(context));
  const std::optional<Instant> to = reader.read(arguments[0]);
  const std::optional<Instant> from = reader.read(arguments[1]);
  if (to && from) give_text(context, difference(*to, *from));
}

}  // namespace

void add_timediff(sqlite3* handle) {
  sqlite3_create_function_v2(handle,
                             "timediff",
                             2,
                             SQLITE_UTF8 | SQLITE_INNOCUOUS,
                             std::make_unique<TimeReader>().release(),
                             timediff,
                             nullptr,
                             nullptr,
                             &TimeReader::destroy);
}

}  // namespace d1mcp::sqlite
