using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>A venue that lists nothing of what an account has, which makes each position a break.</summary>
internal static class EmptyVenue
{
    /// <summary>Compares with it, and returns the number of the break about this position.</summary>
    public static async Task<int> Differ(ApiHost api, string account, string symbol)
    {
        await Put(InputKind.DefineVenue, new DefineVenue(
            "L", false, VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions));
        await Put(InputKind.SessionOpened, new SessionChange("L", ""));
        await Put(InputKind.Reconcile, new Reconcile("L", "ann"));
        UtcNanos asOf = api.Engine.Clock.Now;
        while (api.Engine.Read(replica => replica.Books.Queries.Pending.ToArray()) is { Length: > 0 } pending)
        {
            foreach (VenueAsked asked in pending)
            {
                await Put(InputKind.VenueAnswer, new VenueAnswer
                {
                    QueryId = asked.QueryId,
                    Venue = "L",
                    Kind = asked.Kind,
                    Status = AnswerStatus.Complete,
                    AsOf = asOf,
                });
            }
        }

        return api.Engine.Read(replica => replica.Books.Reconciliation.Breaks.First(each =>
            replica.Books.Names.Of(each.Latest.Symbol) == symbol
            && replica.Books.Names.Of(each.Latest.Account) == account).Latest.Id);

        Task Put(InputKind kind, object body) =>
            api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });
    }
}
