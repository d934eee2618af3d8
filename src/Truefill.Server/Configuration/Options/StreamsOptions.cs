using System;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>Executions come from, and facts go to, Redis streams.</summary>
/// <param name="Account">The account of executions that name none.</param>
public sealed record RedisStreamOptions(Secret? Url, string? Account)
{
    internal static RedisStreamOptions Read(Section s) => new(
        s.OptionalSecret("url", "Where Redis is; `rediss` encrypts.", ValueTypes.Url("redis", "rediss")),
        s.OptionalText("account", PlainTypes.Id, "The account of executions that name none."));
}

/// <summary>Market data from a topic.</summary>
public sealed record MarketDataOptions(string Topic, int MaxBatchSize, TimeSpan Linger)
{
    internal static MarketDataOptions Read(Section s) => new(
        s.Get("topic", PlainTypes.Id, "tradepulse.market-data", "The topic."),
        s.Get("max_batch_size", PlainTypes.Integer(1, 1_000_000), 500, "Most records taken at once."),
        s.Get("linger", ValueTypes.Duration(), TimeSpan.FromMilliseconds(5), "How long a batch waits to fill."));
}

public sealed record KafkaStreamOptions(
    string BootstrapServers, string? Username, Secret? Password, MarketDataOptions? MarketData)
{
    internal static KafkaStreamOptions Read(Section s) => new(
        s.Require("bootstrap_servers", PlainTypes.Text, "", "The brokers: `host:port,host:port`."),
        s.OptionalText("username", PlainTypes.Text, "SASL user name."),
        s.OptionalSecret("password", "SASL password."),
        s.OptionalChild("market_data", MarketDataOptions.Read));
}

/// <summary>Streams in and out; null is off.</summary>
public sealed record StreamsOptions(RedisStreamOptions? Redis, KafkaStreamOptions? Kafka)
{
    internal static StreamsOptions Read(Section s) => new(
        s.OptionalChild("redis", RedisStreamOptions.Read), s.OptionalChild("kafka", KafkaStreamOptions.Read));
}
