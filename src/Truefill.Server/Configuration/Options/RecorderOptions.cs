using System;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

public sealed record ClickHouseOptions(Secret? Url)
{
    internal static ClickHouseOptions Read(Section s) => new(
        s.OptionalSecret("url", "Where its HTTP interface is.", ValueTypes.Url("http", "https")));
}

public sealed record PostgresOptions(Secret? Connection)
{
    internal static PostgresOptions Read(Section s) => new(s.OptionalSecret("connection", "The connection string."));
}

public sealed record ParquetOptions(TimeSpan Interval)
{
    internal static ParquetOptions Read(Section s) => new(
        s.Get("interval", ValueTypes.Duration(TimeSpan.FromSeconds(1)), TimeSpan.FromHours(1),
            "How often a file is finished."));
}

/// <summary>Where facts are recorded for analysis; null is off.</summary>
public sealed record RecorderOptions(ClickHouseOptions? ClickHouse, PostgresOptions? Postgres, ParquetOptions? Parquet)
{
    internal static RecorderOptions Read(Section s) => new(
        s.OptionalChild("clickhouse", ClickHouseOptions.Read),
        s.OptionalChild("postgres", PostgresOptions.Read),
        s.OptionalChild("parquet", ParquetOptions.Read));
}
