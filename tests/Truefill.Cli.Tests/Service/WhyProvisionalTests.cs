using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine;
using Truefill.Engine.Inputs;

namespace Truefill.Cli.Tests.Service;

/// <summary>A difference that a person has booked as a correction.</summary>
public sealed class WhyProvisionalTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const VenueCapabilities Comparable =
        VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions;

    [Fact]
    public async Task A_correction_is_a_cause_and_nothing_is_missing()
    {
        await Put(InputKind.DefineVenue, new DefineVenue("PV", false, Comparable));
        await Put(InputKind.SessionOpened, new SessionChange("PV", ""));
        await Put(InputKind.SetMark, new Domain.Positions.Commands.SetMark("IBM", Px.FromTrusted(100)));
        await fixture.Fill("P0", "buy", "1", "100");
        await Put(InputKind.Reconcile, new Reconcile("PV", "ann"));
        UtcNanos at = await Answered(QueryKind.Positions, new VenuePosition("ACC1", "IBM", Qty.FromTrusted(15)));
        await Answered(QueryKind.Executions, at: at.AddNanos(UtcNanos.PerSecond));
        await fixture.Json("breaks resolve 1 --provisional --reason lost");

        Run run = await fixture.Run("why position ACC1/@provisional/IBM -o json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        JsonElement qty = JsonDocument.Parse(run.Out).RootElement.GetProperty("qty");
        Assert.Equal(("14", "14"), (qty.Text("from_facts"), qty.Text("in_books")));
        string csv = (await fixture.Run("positions list -o csv")).Out;
        Assert.Contains("ACC1,@provisional,IBM,14,", csv);
    }

    private async Task<UtcNanos> Answered(QueryKind kind, VenuePosition? position = null, UtcNanos at = default)
    {
        VenueAsked asked = fixture.Service.Host.Read(
            replica => replica.Books.Queries.Pending.Single(query => query.Kind == kind));
        UtcNanos asOf = UtcNanos.Max(UtcNanos.Max(at, asked.At), fixture.Service.Host.Clock.Now);
        await Put(InputKind.VenueAnswer, new VenueAnswer
        {
            QueryId = asked.QueryId,
            Venue = "PV",
            Kind = kind,
            Status = AnswerStatus.Complete,
            AsOf = asOf,
            Positions = position is null ? [] : [position.Value],
        });
        return asOf;
    }

    private Task<Answer> Put(InputKind kind, object body) =>
        fixture.Service.Host.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });
}
