using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Reconciliation;

/// <summary>What the event stream tells of comparisons with a venue and of the breaks that they find.</summary>
public class ReconciliationEventTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_comparison_its_break_and_the_break_s_end_are_events_live_and_from_the_journal()
    {
        ulong start = (await api.Get("/api/v1/status")).Seq;
        using SseClient live = await SseClient.Open(api, "?events=reconciliation");
        await Define("RE1", "REACC1");
        await Compare("RE1", "REACC1");
        JsonElement found = Assert.Single((await api.Get("/api/v1/breaks?venue=RE1")).Items);
        await api.Post($"/api/v1/breaks/{found.GetProperty("id")}/explain", """{"reason":"a test","by":"ann"}""");

        List<SseEvent> events = await UntilExplained(live);
        JsonElement compared = events.Last(each => each.Data.TryGetProperty("reconciliation", out _))
            .Data.GetProperty("reconciliation");
        Assert.Equal(
            ("RE1", 1), (compared.GetProperty("venue").GetString(), compared.GetProperty("differences").GetInt32()));
        Assert.Equal(
            (await api.Get("/api/v1/reconciliations?venue=RE1")).Items[^1].GetProperty("id").GetInt32(),
            compared.GetProperty("id").GetInt32());
        JsonElement opened = events.First(each => each.Data.TryGetProperty("break", out _)).Data.GetProperty("break");
        Assert.Equal(found.GetRawText(), opened.GetRawText());

        using SseClient later = await SseClient.Open(api, "?events=reconciliation", start);
        Assert.Equal(
            events.Select(each => (each.Id, each.Data.GetRawText())),
            (await UntilExplained(later)).Select(each => (each.Id, each.Data.GetRawText())));
    }

    [Fact]
    public async Task A_break_is_told_to_who_may_see_its_account_and_the_comparison_to_everybody()
    {
        using SseClient stream = await SseClient.Open(api, "?events=reconciliation&account=REACC3");
        foreach (string at in (string[])["2", "3"])
        {
            await Define("RE" + at, "REACC" + at);
            await Compare("RE" + at, "REACC" + at);
        }

        List<string> told = [];
        while (!told.Contains("break of REACC3") || !told.Contains("comparison with RE3"))
        {
            JsonElement next = (await stream.Take(1, "reconciliation"))[0].Data;
            told.Add(next.TryGetProperty("break", out JsonElement found)
                ? "break of " + found.GetProperty("account").GetString()
                : "comparison with " + next.GetProperty("reconciliation").GetProperty("venue").GetString());
        }

        Assert.Contains("comparison with RE2", told);
        Assert.DoesNotContain("break of REACC2", told);
    }

    private static async Task<List<SseEvent>> UntilExplained(SseClient stream)
    {
        List<SseEvent> events = [];
        do events.AddRange(await stream.Take(1, "reconciliation"));
        while (!events[^1].Data.TryGetProperty("break", out JsonElement found)
            || found.GetProperty("state").GetString() != "explained");
        return events;
    }

    private async Task Define(string venue, string account)
    {
        await Put(InputKind.DefineVenue, new DefineVenue(
            venue, false, VenueCapabilities.QueryPositions | VenueCapabilities.QueryExecutions));
        await Put(InputKind.DefineAccount, new DefineAccount(account, Currency.Usd, LotMethod.Fifo, venue));
        await Put(InputKind.SessionOpened, new SessionChange(venue, ""));
    }

    // The venue lists five of what the books have nothing of, as often as it is asked.
    private async Task Compare(string venue, string account)
    {
        await Put(InputKind.Reconcile, new Reconcile(venue, "ann"));
        while (Pending(venue) is { Length: > 0 } asked)
        {
            foreach (VenueAsked each in asked)
            {
                await Put(InputKind.VenueAnswer, new VenueAnswer
                {
                    QueryId = each.QueryId,
                    Venue = venue,
                    Kind = each.Kind,
                    Status = AnswerStatus.Complete,
                    AsOf = api.Engine.Clock.Now,
                    Positions = each.Kind == QueryKind.Positions
                        ? [new VenuePosition(account, "LISTED", Qty.FromTrusted(5))]
                        : [],
                });
            }
        }
    }

    private VenueAsked[] Pending(string venue) => api.Engine.Read(replica =>
        replica.Books.Queries.Pending.Where(each => replica.Books.Names.Of(each.Venue) == venue).ToArray());

    private Task Put(InputKind kind, object body) =>
        api.Engine.AskAsync(new Input { Kind = kind, Body = body, Source = "test" });
}
