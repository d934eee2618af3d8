using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;
using Truefill.Server.Venues;

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
        for (int i = 0; i < 400 && ContinuedAt(asked).IsNone; i++) await Task.Delay(25);
        Assert.True(ContinuedAt(asked) >= asked.At);
    }

    private Domain.Time.UtcNanos ContinuedAt(VenueAsked asked) =>
        api.Engine.Read(replica => replica.Books.Queries.ContinuedAt(asked.QueryId));

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });
}
