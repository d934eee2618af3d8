using System;
using System.IO;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Embedding;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>What the configuration of an embedded service comes to.</summary>
public sealed class EmbeddedConfigurationTests : IDisposable
{
    private const string Live = """
        mode: live
        risk: { max_order_qty: 1 }
        api: { tokens_file: tokens.yaml }
        venues:
        - { id: F, type: fix, environment: live, host: 10.1.2.3, port: 1234, sender_comp_id: A, target_comp_id: B }
        """;

    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void True_and_false_of_the_hosts_json_are_taken()
    {
        const string Json = """{ "Truefill": { "api": { "alpaca": false }, "instruments": [ { "symbol": "True", "odd_lot": true } ] } }""";
        LiveLoopOptions plan = PlanOf(new EmbeddedOptions(), Json);
        Assert.False(plan.Api.Alpaca);
        Assert.Contains(plan.Definitions, each => each.Body is Truefill.Domain.Positions.Commands.DefineInstrument { Symbol: "True" });
    }

    [Theory]
    [InlineData("TRUE")]
    [InlineData("yes")]
    public void Other_spellings_are_refused(string flag) => Assert.Contains(
        $"'{flag}' is neither true nor false",
        Refusal(new EmbeddedOptions(), $$"""{ "Truefill": { "api": { "alpaca": "{{flag}}" } } }"""),
        StringComparison.Ordinal);

    [Fact]
    public void The_programs_own_values_are_spelled_as_in_a_file() => Assert.Contains(
        "'False' is neither true nor false",
        Refusal(new EmbeddedOptions { Values = { ["api.alpaca"] = "False" } }),
        StringComparison.Ordinal);

    [Fact]
    public void Live_in_the_file_and_in_the_program_trades_live()
    {
        File.WriteAllText(
            Path.Combine(root, "tokens.yaml"), $"- {{ name: ann, role: admin, hash: 'sha256:{new string('a', 64)}' }}");
        Assert.Equal(TradingMode.Live, PlanOf(new EmbeddedOptions { Configuration = Live, Mode = "live" }).Mode);
    }

    [Fact]
    public void Live_in_one_place_alone_is_refused()
    {
        Assert.Contains(
            "live trading needs a second word", Refusal(new EmbeddedOptions { Configuration = Live }),
            StringComparison.Ordinal);
        Assert.Contains(
            "live trading needs a second word",
            Refusal(new EmbeddedOptions { Configuration = Live, Values = { ["mode"] = "live" } }),
            StringComparison.Ordinal);
        Assert.Contains(
            "live trading is not asked for on the command line alone",
            Refusal(new EmbeddedOptions
            {
                Configuration = Live.Replace("mode: live", "mode: paper", StringComparison.Ordinal),
                Mode = "live",
            }),
            StringComparison.Ordinal);
    }

    private string Refusal(EmbeddedOptions embedded, string json = "{}") =>
        Assert.Throws<InvalidOperationException>(() => PlanOf(embedded, json)).Message;

    private LiveLoopOptions PlanOf(EmbeddedOptions embedded, string json = "{}")
    {
        WebApplicationBuilder host = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = root });
        host.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        return EmbeddedPlan.Of(embedded, host.Environment, host.Configuration);
    }
}
