// A runner whose database fails at its n-th call: after every n, what the history says and what the
// database holds are the same.

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

/// Fails before or after the n-th call; before, the call had no effect, after, it had all of it but
/// nobody hears of it, as when a connection breaks.
class FailingConnection final : public sql::Connection {
 public:
  enum class When { before, after };

  FailingConnection(sql::Connection& real, int calls, When when)
      : real_(real), left_(calls), when_(when) {}

  Result<sql::QueryOutcome> query(std::string_view sql,
                                  const sql::Parameters& parameters,
                                  sql::RowSink& sink,
                                  const Work& work) override {
    return pass([&] { return real_.query(sql, parameters, sink, work); });
  }

  Result<std::vector<sql::BatchOutcome>> run_together(std::span<const sql::Batch> batches,
                                                      const Work& work) override {
    return pass([&] { return real_.run_together(batches, work); });
  }

  Status read_consistently(const std::function<Status()>& reads,
                           sql::ValueSize,
                           const Work&) override {
    return reads();
  }

  Status copy_into(const std::filesystem::path& file, const Work& work) override {
    return real_.copy_into(file, work);
  }

 private:
  template <typename Call>
  auto pass(Call call) -> decltype(call()) {
    const Error broken{
        .code = ErrorCode::io_error, .message = "the disk broke", .hint = {}, .place = {}};
    if (left_ == 0 && when_ == When::before) return broken;
    auto outcome = call();
    if (left_-- == 0) return broken;
    return outcome;
  }

  sql::Connection& real_;
  int left_;
  When when_;
};

using When = FailingConnection::When;

constexpr int kFiles = 4;

class FaultAtCall : public MigrationTest,
                    public ::testing::WithParamInterface<std::tuple<int, When>> {
 protected:
  FaultAtCall() {
    for (int number = 1; number <= kFiles; ++number) {
      const std::string digit = std::to_string(number);
      add("00" + digit + "_t.sql",
          "CREATE TABLE t" + digit + "(x); INSERT INTO t" + digit + " VALUES(1);");
    }
  }

  void expect_history_tells_the_truth() const {
    const auto names = recorded();
    for (int number = 1; number <= kFiles; ++number) {
      const std::string digit = std::to_string(number);
      const bool is_recorded = std::ranges::find(names, "00" + digit + "_t.sql") != names.end();
      const bool is_there = count("sqlite_schema WHERE name = 't" + digit + "'") == 1;
      EXPECT_EQ(is_recorded, is_there) << digit;
    }
  }
};

TEST_P(FaultAtCall, LeavesAHistoryThatTellsTheTruth) {
  const auto real = writer();
  FailingConnection failing(*real, std::get<0>(GetParam()), std::get<1>(GetParam()));
  std::vector<AppliedFile> applied;

  const Status status = apply_all(failing, applied);

  if (status) {
    EXPECT_EQ(applied.size(), static_cast<std::size_t>(kFiles));
  } else {
    EXPECT_EQ(status.error().code, ErrorCode::io_error);
    EXPECT_LT(applied.size(), static_cast<std::size_t>(kFiles));
  }
  expect_history_tells_the_truth();
  for (const AppliedFile& file : applied) EXPECT_THAT(recorded(), ::testing::Contains(file.name));

  std::vector<AppliedFile> second_try;
  const Status repaired = apply_all(*real, second_try);
  ASSERT_TRUE(repaired) << repaired.error().message;
  EXPECT_EQ(recorded().size(), static_cast<std::size_t>(kFiles));
  for (int number = 1; number <= kFiles; ++number)
    EXPECT_EQ(count("t" + std::to_string(number)), 1);
}

INSTANTIATE_TEST_SUITE_P(Calls,
                         FaultAtCall,
                         ::testing::Combine(::testing::Range(0, 8),
                                            ::testing::Values(When::before, When::after)));

}  // namespace
}  // namespace d1mcp::migration
