using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Venues;

public sealed class VenueInletTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Each_further_call_of_an_answer_tells_the_engine_that_it_goes_on()
    {
        await Put(InputKind.DefineVenue, new DefineVenue("PG", false, VenueCapabilities.QueryOpenOrders));
        await Put(InputKind.SessionOpened, new SessionChange("PG", ""));
        await Put(InputKind.Reconcile, new Reconcile("PG", "ann"));
        VenueAsked asked = api.Engine.Read(replica => replica.Books.Queries.Pending.Single(each =>
            replica.Books.Names.Of(each.Venue) == "PG"));
        Assert.True(ContinuedAt(asked).IsNone);

        using VenueInlet inlet = new(api.Engine, "PG", asked.Venue);
        await inlet.MayCallAsync(asked.QueryId, CancellationToken.None);
        await Eventually.Holds(() => !ContinuedAt(asked).IsNone, "the engine is told");
        Assert.True(ContinuedAt(asked) >= asked.At);
    }

    [Theory]
    [InlineData(VenueReportKind.Answer, AnswerStatus.Failed, false)]
    [InlineData(VenueReportKind.Answer, AnswerStatus.Partial, false)]
    [InlineData(VenueReportKind.Answer, AnswerStatus.Complete, true)]
    [InlineData(VenueReportKind.Answer, AnswerStatus.NotFound, true)]
    [InlineData(VenueReportKind.AnswerContinues, AnswerStatus.Complete, false)]
    [InlineData(VenueReportKind.Ignored, AnswerStatus.Failed, true)]
    public async Task Silence_ends_by_what_the_venue_says_and_not_by_what_is_said_for_it(
        VenueReportKind kind, AnswerStatus status, bool isHeard)
    {
        using VenueInlet inlet = await Silent();
        VenueAnswer answer = new() { QueryId = 1, Venue = "MUTE", Kind = QueryKind.Positions, Status = status };
        Post(inlet, new VenueReport { Kind = kind, Answer = kind == VenueReportKind.Answer ? answer : null });
        Assert.Equal(isHeard ? null : "nothing came", inlet.Silence);
    }

    [Fact]
    public async Task A_copy_of_what_the_venue_says_elsewhere_and_a_refusal_by_its_own_bytes_tell_apart_who_is_heard()
    {
        using VenueInlet inlet = await Silent();
        Post(inlet, new VenueReport { Kind = VenueReportKind.Ignored, Raw = new byte[3], IsCopy = true });
        Assert.Equal("nothing came", inlet.Silence);

        VenueAnswer refused = new()
        {
            QueryId = 1,
            Venue = "MUTE",
            Kind = QueryKind.Positions,
            Status = AnswerStatus.Failed,
        };
        Post(inlet, new VenueReport { Kind = VenueReportKind.Answer, Answer = refused, Raw = new byte[3] });
        Assert.Null(inlet.Silence);
    }

    [Fact]
    public async Task A_heartbeat_ends_silence_too()
    {
        using VenueInlet inlet = await Silent();
        inlet.HeardAgain();
        Assert.Null(inlet.Silence);
    }

    private async Task<VenueInlet> Silent()
    {
        await Put(InputKind.DefineVenue, new DefineVenue("MUTE", false, VenueCapabilities.QueryPositions));
        VenueId venue = api.Engine.Read(replica =>
            new VenueId(replica.Books.Names.Venues.TryGet("MUTE", out int handle) ? handle : 0));
        VenueInlet inlet = new(api.Engine, "MUTE", venue);
        Post(inlet, new VenueReport { Kind = VenueReportKind.SessionSilent, Detail = "nothing came" });
        Assert.Equal("nothing came", inlet.Silence);
        return inlet;
    }

    private static void Post(VenueInlet inlet, VenueReport report) => inlet.Post(in report);

    private Domain.Time.UtcNanos ContinuedAt(VenueAsked asked) =>
        api.Engine.Read(replica => replica.Books.Queries.ContinuedAt(asked.QueryId));

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });
}
