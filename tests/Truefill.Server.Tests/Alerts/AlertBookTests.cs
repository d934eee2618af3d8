using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Tests.Security;

namespace Truefill.Server.Tests.Alerts;

public class AlertBookTests
{
    private readonly List<Alert> told = [];
    private readonly AlertBook book;
    private long now = 1;

    public AlertBookTests()
    {
        book = new AlertBook(() => new UtcNanos(++now), () => 7);
        book.Changed += told.Add;
    }

    [Fact]
    public void An_alert_is_raised_known_and_cleared_once_each()
    {
        book.Raise(AlertKind.VenueDown, "FIX1", Severity.Critical, "down");
        book.Raise(AlertKind.VenueDown, "FIX1", Severity.Critical, "down");
        string id = book.All[0].Id;
        Assert.Equal("7-1", id);
        Assert.Equal("ann", book.Acknowledge(id, "ann", "on it")!.AcknowledgedBy);
        book.Acknowledge(id, "bob", null);
        book.Clear(AlertKind.VenueDown, "FIX1");
        book.Clear(AlertKind.VenueDown, "FIX1");

        Assert.Equal([AlertState.Raised, AlertState.Acknowledged, AlertState.Cleared], told.Select(alert => alert.State));
        Assert.Equal("ann", told[^1].AcknowledgedBy);
        Assert.True(told[^1].ClearedAt > told[^1].AcknowledgedAt && told[^1].AcknowledgedAt > told[^1].RaisedAt);
    }

    [Fact]
    public void What_begins_again_after_it_was_cleared_is_another_alert()
    {
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "down");
        book.Clear(AlertKind.VenueDown, "A");
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "down");

        Assert.Equal(2, book.All.Select(alert => alert.Id).Distinct().Count());
        Assert.Single(book.All, alert => alert.IsOpen);
    }

    [Fact]
    public void What_gets_worse_asks_for_attention_again()
    {
        book.Raise(AlertKind.StorageLow, "", Severity.Warning, "low");
        book.Acknowledge(book.All[0].Id, "ann", null);
        book.Raise(AlertKind.StorageLow, "", Severity.Critical, "full");

        Assert.Equal((AlertState.Raised, Severity.Critical, "full"), (told[^1].State, told[^1].Severity, told[^1].Text));
    }

    [Fact]
    public void What_is_raised_again_is_known_to_nobody()
    {
        book.Raise(AlertKind.StorageLow, "", Severity.Warning, "low");
        book.Acknowledge(book.All[0].Id, "ann", "on it");
        book.Raise(AlertKind.StorageLow, "", Severity.Critical, "full");
        book.Clear(AlertKind.StorageLow, "");

        Assert.All(told[^2..], alert => Assert.Equal(
            (default, null, null), (alert.AcknowledgedAt, alert.AcknowledgedBy, alert.AcknowledgeReason)));
    }

    [Fact]
    public async Task Changes_are_told_in_their_order_whoever_makes_them_meanwhile()
    {
        List<AlertState> heard = [];
        Task? clearing = null;
        book.Changed += alert =>
        {
            // Somebody else clears it while this is on its way.
            if (alert.State == AlertState.Raised)
            {
                clearing = Task.Run(() => book.Clear(AlertKind.VenueDown, "A"));
                clearing.Wait(TimeSpan.FromSeconds(10));
            }

            lock (heard) heard.Add(alert.State);
        };
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "down");
        await clearing!;

        Assert.Equal([AlertState.Raised, AlertState.Cleared], heard);
        Assert.True(book.IsTold);
    }

    [Fact]
    public void What_a_change_brings_about_is_told_behind_it_to_all()
    {
        List<string> late = [];
        book.Changed += alert =>
        {
            if (alert.Subject == "A") book.Raise(AlertKind.DependencyDown, "B", Severity.Warning, "not told");
        };
        book.Changed += alert => late.Add(alert.Subject);
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "down");

        Assert.Equal(["A", "B"], late);
    }

    [Fact]
    public void A_new_text_tells_nobody()
    {
        book.Raise(AlertKind.DeadLetters, "", Severity.Warning, "1 open");
        book.Raise(AlertKind.DeadLetters, "", Severity.Warning, "2 open");

        Assert.Single(told);
        Assert.Equal("2 open", book.All[0].Text);
    }

    [Fact]
    public void What_somebody_knows_of_is_raised_again_when_there_is_more_of_it_and_not_when_there_is_less()
    {
        Unknown(1);
        Unknown(1, 2);
        Assert.Single(told);
        book.Acknowledge(book.All[0].Id, "ann", null);
        Unknown(2);
        Unknown(2);
        Assert.Equal(AlertState.Acknowledged, book.All[0].State);
        Assert.Equal(2, told.Count);

        Unknown(2, 3);
        Unknown(2, 3, 4);
        Assert.Equal([AlertState.Raised, AlertState.Acknowledged, AlertState.Raised], told.Select(alert => alert.State));
        Assert.Equal("2 unknown", told[^1].Text);
        Assert.True(told[^1].Version > told[^2].Version);
        Assert.Single(told.Select(alert => alert.Id).Distinct());
    }

    [Fact]
    public void What_was_over_and_comes_back_is_not_what_somebody_knew_of()
    {
        Unknown(1, 2);
        book.Acknowledge(book.All[0].Id, "ann", null);
        Unknown(2);
        Unknown(1, 2);
        Assert.Equal(AlertState.Raised, told[^1].State);
    }

    [Fact]
    public void Of_more_than_are_told_apart_only_what_is_newer_than_all_that_was_known_is_news()
    {
        int half = Sign.MembersMax / 2;
        Unknown([.. Numbers(1, Sign.MembersMax), 9_000]);
        book.Acknowledge(book.All[0].Id, "ann", null);

        // Some are over, and others stand for those that are left; then so few are left that all are told apart.
        Unknown([.. Numbers(half, Sign.MembersMax), 9_000]);
        Unknown(Numbers(6_000, half));
        Assert.Equal(AlertState.Acknowledged, book.All[0].State);
        Unknown([.. Numbers(6_000, half), 9_001]);
        Assert.Equal(AlertState.Raised, book.All[0].State);

        Unknown([.. Numbers(1, Sign.MembersMax), 10_000]);
        book.Acknowledge(book.All[0].Id, "ann", null);
        Unknown([.. Numbers(1, Sign.MembersMax), 10_001]);
        Assert.Equal(AlertState.Raised, book.All[0].State);

        static long[] Numbers(int from, int count) => [.. Enumerable.Range(from, count).Select(each => (long)each)];
    }

    private void Unknown(params long[] orders) => book.Raise(
        AlertKind.OrderUnknown, "V", Severity.Critical, $"{orders.Length} unknown", new HashSet<long>(orders));

    [Fact]
    public void What_is_gone_or_unknown_cannot_be_acknowledged()
    {
        Assert.Null(book.Acknowledge("7-99", "ann", null));
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "down");
        string id = book.All[0].Id;
        book.Clear(AlertKind.VenueDown, "A");
        Assert.Null(book.Acknowledge(id, "ann", null));
    }

    [Fact]
    public void Only_the_last_thousand_cleared_ones_are_kept()
    {
        for (int i = 0; i < 1100; i++)
        {
            book.Raise(AlertKind.VenueDown, "V" + i, Severity.Critical, "down");
            book.Clear(AlertKind.VenueDown, "V" + i);
        }

        Assert.Equal(1000, book.All.Count);
    }

    [Fact]
    public void A_key_that_saturates_three_times_in_a_minute_is_named_until_the_minute_is_over()
    {
        ManualTime time = new();
        SaturationCounter counter = new(time, () => 3);
        for (int i = 0; i < 2; i++) counter.Add("client ann");
        Assert.Empty(counter.Read());
        time.Advance(TimeSpan.FromSeconds(30));
        counter.Add("client ann");
        Assert.Equal(["client ann"], counter.Read().Keys);

        time.Advance(TimeSpan.FromSeconds(45));
        Assert.Empty(counter.Read());
    }

    [Fact]
    public void A_recovery_that_took_as_long_as_it_may_holds_nothing()
    {
        Assert.Null(RecoveryHold.Of(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)));
        Assert.Equal("recovery took 12.5 s, more than 10 s", RecoveryHold.Of(TimeSpan.FromSeconds(12.5), TimeSpan.FromSeconds(10)));
    }
}
