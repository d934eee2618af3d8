using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Hosting;
using Truefill.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>FIX order entry: what a client asks for, and what it is told.</summary>
public sealed class FixGatewayTests
{
    [Theory]
    [InlineData("FIX.4.0", FixVersion.Fix40, "A 0 1 2")]
    [InlineData("FIX.4.1", FixVersion.Fix41, "AA 00 11 22")]
    [InlineData("FIX.4.2", FixVersion.Fix42, "AA 00 11 22")]
    [InlineData("FIX.4.3", FixVersion.Fix43, "AA 00 F1 F2")]
    [InlineData("FIX.4.4", FixVersion.Fix44, "AA 00 F1 F2")]
    [InlineData("FIX.5.0SP2", FixVersion.Fix50SP2, "AA 00 F1 F2")]
    public async Task An_order_is_told_through_its_whole_life(string begin, FixVersion version, string states)
    {
        using GatewayDay day = await GatewayDay.Start(GatewayDay.Session(begin), Fill);
        using GatewayClient client = new GatewayClient(day.Port, version).Connect();
        client.Order("C1");
        var filled = client.WaitFor(m => m[35] == "8" && m[39] == "2", "the order is filled");

        Assert.Equal(states, string.Join(' ', client.StatesOf("C1")));
        Assert.Equal(("100", "10", "60"), (filled[14], filled[6], filled[32]));
        Assert.Equal(("ACC1", "IBM"), (filled[1], filled[55]));
        if (version > FixVersion.Fix40) Assert.Equal(("0", "V1"), (filled[151], filled[198]));
        Assert.StartsWith("T1-", filled[37], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_are_told_in_turn_where_the_threads_spin_and_after_a_cut_line()
    {
        using GatewayDay day = await GatewayDay.Start(script: Fill, spin: true);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[11] == "C1" && m[39] == "2", "the first order is filled");
        client.Disconnect();
        client.Connect();
        client.Order("C2");
        client.WaitFor(m => m[35] == "8" && m[11] == "C2" && m[39] == "2", "the second order is filled");

        Assert.Equal("AA 00 F1 F2", string.Join(' ', client.StatesOf("C2")));
    }

    [Fact]
    public async Task A_cancel_and_a_replace_carry_the_clients_own_ids()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Replace("R1", "C1", "50", "11");
        var replaced = client.WaitFor(m => m[35] == "8" && m[150] == "5", "it is replaced");
        client.Cancel("X1", "R1");
        var canceled = client.WaitFor(m => m[35] == "8" && m[150] == "4", "it is canceled");

        Assert.Equal(("R1", "C1", "0", "50", "11"), (replaced[11], replaced[41], replaced[39], replaced[38], replaced[44]));
        Assert.Equal(("X1", "R1", "4", "0"), (canceled[11], canceled[41], canceled[39], canceled[151]));
        Assert.Contains("EE", client.StatesOf("C1"));
        Assert.Contains("66", client.StatesOf("R1"));
    }

    [Fact]
    public async Task A_venues_refusal_to_cancel_is_an_OrderCancelReject_with_the_status_after_it()
    {
        using GatewayDay day = await GatewayDay.Start(script: (venue, command) =>
        {
            if (command.Kind == VenueCommandKind.Cancel) venue.Refuse(command);
            else venue.Say(command, ExecType.New, OrdStatus.New);
        });
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Cancel("X1", "C1");
        var refused = client.WaitFor(m => m[35] == "9", "the cancel is refused");
        Assert.Equal(("X1", "C1", "0", "1", "0", "too late to cancel"), (refused[11], refused[41], refused[39], refused[434], refused[102], refused[58]));
    }

    [Theory]
    [InlineData("quantity_not_positive", "0", "10", null, null)]
    [InlineData("price_missing", "100", null, null, null)]
    [InlineData("unsupported_field", "100", "10", 111, "10")]
    [InlineData("unknown_venue", "100", "10", 100, "NOWHERE")]
    [InlineData("unknown_account", "100", "10", 1, "ACC9")]
    public async Task What_is_refused_comes_back_as_rejected_and_names_the_reason(string reason, string qty, string? price, int? tag, string? value)
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        (int, string)[] fields =
        [
            (11, "C1"), (1, tag == 1 ? value! : "ACC1"), (55, "IBM"), (54, "1"), (38, qty), (40, "2"),
            .. price is null ? Array.Empty<(int, string)>() : [(44, price)],
            .. tag is null or 1 ? Array.Empty<(int, string)>() : [(tag.Value, value!)],
        ];
        client.Send("D", fields);
        var refused = client.WaitFor(m => m[35] == "8", "the order is refused");
        Assert.Equal(("8", "8", "NONE", "C1"), (refused[150], refused[39], refused[37], refused[11]));
        Assert.StartsWith(reason + ":", refused[58], StringComparison.Ordinal);
        Assert.Empty(day.Venue.Commands);
        Assert.Equal(1, day.Service.Host.Read(r => r.Books.Orders.DeniedCount));
    }

    [Fact]
    public async Task A_client_trades_for_its_own_accounts_only()
    {
        using GatewayDay day = await GatewayDay.Start(GatewayDay.Session(more: ", accounts: [ACC2]"), ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.Send("D", (11, "C2"), (55, "IBM"), (54, "1"), (38, "5"), (40, "1"));
        Assert.StartsWith("account_not_permitted", client.WaitFor(m => m[35] == "8" && m[11] == "C1", "refused")[58], StringComparison.Ordinal);
        Assert.Equal("ACC2", client.WaitFor(m => m[35] == "8" && m[11] == "C2", "taken")[1]);
    }

    [Fact]
    public async Task An_active_kill_switch_holds_for_clients_too()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        await day.Service.Host.AskAsync(new Input
        {
            Kind = InputKind.SetKillSwitch,
            Body = new SetKillSwitch(KillScope.Global, "", null, KillSwitchState.Active, "test", "me"),
            Source = "test",
        });
        client.Order("C2", "10", "11");
        Assert.StartsWith("kill_switch_active", client.WaitFor(m => m[35] == "8" && m[11] == "C2", "refused")[58], StringComparison.Ordinal);
        client.WaitFor(m => m[35] == "8" && m[11] == "C1" && m[150] == "4", "what works is canceled, and the client hears of it");
    }

    [Fact]
    public async Task An_id_that_was_used_before_is_refused_and_a_PossResend_of_it_is_answered_with_the_status()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Order("C1", "7");
        Assert.Equal("6", client.WaitFor(m => m[35] == "8" && m[39] == "8", "refused")[103]);
        client.Send("D", (97, "Y"), (11, "C1"), (1, "ACC1"), (55, "IBM"), (54, "1"), (38, "100"), (40, "2"), (44, "10"));
        Assert.Equal("0", client.WaitFor(m => m[35] == "8" && m[150] == "I", "the status")[39]);
        Assert.Single(day.Venue.Commands);
    }

    [Fact]
    public async Task While_storage_is_low_an_order_sent_again_is_told_as_it_stands_and_a_new_one_is_refused()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        using StorageGuard low = new(Path.GetTempPath(), long.MaxValue, long.MaxValue, static _ => { });
        day.Service.Host.Storage = low;
        client.Order("C1", "100", "10", (97, "Y"));
        Assert.Equal("0", client.WaitFor(m => m[35] == "8" && m[150] == "I", "the status")[39]);
        client.Order("C2");
        Assert.Contains("storage", client.WaitFor(m => m[35] == "j", "refused")[58], StringComparison.Ordinal);
        Assert.Single(day.Venue.Commands);

        // What only takes away goes out; what could do more does not.
        client.Replace("G1", "C1", "200", "10");
        Assert.Contains(
            "storage", client.WaitFor(m => m[35] == "j" && m[372] == "G", "refused")[58], StringComparison.Ordinal);
        client.Replace("G2", "C1", "50", "10");
        await Eventually.Holds(() => day.Venue.Commands.Count == 2, "the smaller quantity is asked for");
        Assert.Equal(50, day.Venue.Commands.Last().Terms.OrderQty.Value);

        // The same where a program asks: in its account the id stands for one order.
        EngineHost host = day.Service.Host;
        NewOrderSingle again = new()
        {
            ClOrdId = ClOrdId.FromTrusted("C1"),
            Symbol = "IBM",
            Account = "ACC1",
            Terms = new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(100), Px.FromTrusted(10)),
        };
        Assert.Equal(DenyReason.DuplicateClOrdId, (await host.AskAsync(Entry(again))).Reason);
        await Assert.ThrowsAsync<EngineBusyException>(() => host.AskAsync(Entry(again with { Account = "ACC2" })));

        static Input Entry(NewOrderSingle order) =>
            new() { Kind = InputKind.NewOrderSingle, Body = order, Source = "fix:CLIENT" };
    }

    [Theory]
    [InlineData("", "too_late_to_enter", "0")]
    [InlineData(", max_order_age: 1s", "too_late_to_enter", "too_late_to_enter")]
    [InlineData(", max_order_age: 0s", "0", "0")]
    public async Task An_order_that_a_line_brings_back_late_is_refused_and_a_cancel_never_is(string more, string hourOld, string minuteOld)
    {
        using GatewayDay day = await GatewayDay.Start(GatewayDay.Session(more: more), ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        Assert.Equal((hourOld, minuteOld), (SentAgain("C2", 60), SentAgain("C3", 1)));
        client.Send("F", (43, "Y"), (122, Ago(60)), (41, "C1"), (11, "X1"), (55, "IBM"), (54, "1"));
        client.WaitFor(m => m[35] == "8" && m[11] == "X1" && m[39] == "4", "the cancel is taken");

        // The status after it, or the reason's name.
        string SentAgain(string id, int minutes)
        {
            client.Send("D", (43, "Y"), (122, Ago(minutes)), (11, id), (1, "ACC1"), (55, "IBM"), (54, "1"), (38, "1" + minutes), (40, "2"), (44, "10"));
            var told = client.WaitFor(m => m[35] == "8" && m[11] == id && m[39] != "A", "it is answered");
            if (told[39] == "8") Assert.Equal("4", told[103]);
            return told[39] == "8" ? told[58][..told[58].IndexOf(':', StringComparison.Ordinal)] : told[39];
        }

        static string Ago(int minutes) =>
            DateTime.UtcNow.AddMinutes(-minutes).ToString("yyyyMMdd-HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("", null, "8")]
    [InlineData("", "17000101-00:00:00.000", "8")]
    [InlineData("", "yesterday", "8")]
    [InlineData(", max_order_age: 0s", null, "0")]
    public async Task An_order_sent_again_that_does_not_say_since_when_is_too_late(string more, string? since, string status)
    {
        using GatewayDay day = await GatewayDay.Start(GatewayDay.Session(more: more), ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Send("D", [(43, "Y"), .. since is null ? Array.Empty<(int, string)>() : [(122, since)], (11, "C1"), (1, "ACC1"), (55, "IBM"), (54, "1"), (38, "5"), (40, "2"), (44, "10")]);
        var told = client.WaitFor(m => m[35] == "8" && m[39] != "A", "it is answered");

        Assert.Equal((status, status == "8" ? "4" : null), (told[39], told.GetValueOrDefault(103)));
        Assert.Equal(status == "8" ? 0 : 1, day.Venue.Commands.Count);
    }

    [Fact]
    public async Task A_side_that_no_order_here_has_is_never_taken_for_both_or_for_another()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Send("q", (11, "M1"), (530, "7"), (54, "3"));
        client.Send("AF", (584, "M2"), (585, "7"), (54, "3"));
        client.Send("F", (41, "C1"), (11, "X1"), (55, "IBM"), (54, "3"));
        client.Send("D", (11, "C2"), (1, "ACC1"), (55, "IBM"), (54, "6"), (38, "5"), (40, "2"), (44, "10"));
        var refused = client.WaitFor(m => m[35] == "8" && m[11] == "C2", "the order is refused");
        client.Send("D", (11, "C3"), (1, "ACC1"), (55, "IBM"), (54, "5"), (38, "5"), (40, "2"), (44, "10"));
        client.WaitFor(m => m[35] == "8" && m[11] == "C3" && m[39] == "0", "the short sale is accepted");
        client.Send("AF", (584, "M3"), (585, "7"), (54, "6"));
        var status = client.WaitFor(m => m.GetValueOrDefault(584) == "M3", "the short sales are told");

        Assert.Equal(["q 54 5", "AF 54 5"], client.Received.Where(m => m[35] == "3").Select(m => $"{m[372]} {m[371]} {m[373]}"));
        Assert.StartsWith("contradicts_order", client.Received.Single(m => m[35] == "9")[58], StringComparison.Ordinal);
        Assert.StartsWith("unsupported_field: ", refused[58], StringComparison.Ordinal);
        Assert.Equal(("C3", "Y", "1"), (status[11], status[912], status[911]));
        Assert.DoesNotContain(day.Venue.Commands, each => each.Kind == VenueCommandKind.Cancel);
    }

    [Fact]
    public async Task Requests_about_an_order_must_agree_with_it_and_reach_own_orders_only()
    {
        string sessions = GatewayDay.Session() + ", " + GatewayDay.Session(name: "OTHER");
        using GatewayDay day = await GatewayDay.Start(sessions, ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        using GatewayClient other = new GatewayClient(day.Port, FixVersion.Fix44, "OTHER").Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        other.Cancel("X1", "C1");
        client.Send("F", (41, "C1"), (11, "X2"), (55, "MSFT"), (54, "1"));
        Assert.Equal(("1", "NONE"), (other.WaitFor(m => m[35] == "9", "refused") is var no ? no[102] : "", no![37]));
        Assert.StartsWith("contradicts_order", client.WaitFor(m => m[35] == "9", "refused")[58], StringComparison.Ordinal);
        Assert.DoesNotContain(other.Received, m => m[35] == "8");
    }

    [Fact]
    public async Task A_status_request_is_answered_from_what_is_durable_and_a_mass_status_names_its_last_report()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.Send("H", (790, "Q1"), (11, "C1"), (55, "IBM"), (54, "1"));
        client.Send("H", (790, "Q2"), (11, "C7"), (55, "IBM"), (54, "1"));
        Assert.Equal("C1", client.WaitFor(m => m.GetValueOrDefault(790) == "Q1", "the status")[11]);
        Assert.Equal(("8", "5"), (client.WaitFor(m => m.GetValueOrDefault(790) == "Q2", "no status") is var none ? none[39] : "", "5"));
        client.Order("C2", "20", "11");
        client.Send("AF", (584, "M1"), (585, "7"));
        client.WaitFor(m => m.GetValueOrDefault(584) == "M1" && m[912] == "Y" && m[911] == "2", "the last of two");
        Assert.Equal(["C1", "C2"], client.Received.Where(m => m.GetValueOrDefault(584) == "M1").Select(m => m[11]));
    }

    [Fact]
    public async Task A_mass_cancel_cancels_the_clients_open_orders_and_counts_them()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.Order("C2", "20", "11");
        client.Send("q", (11, "M1"), (530, "7"));
        var report = client.WaitFor(m => m[35] == "r", "the mass cancel is answered");
        Assert.Equal(("M1", "7", "2"), (report[11], report[531], report[533]));
        client.Until(() => client.Received.Count(m => m[35] == "8" && m[150] == "4") == 2, "both are canceled");
    }

    [Fact]
    public async Task What_is_not_supported_is_a_BusinessMessageReject_and_the_session_goes_on()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Send("AN", (710, "P1"), (724, "0"), (1, "ACC1"), (581, "1"), (715, "20261125"));
        Assert.Equal("3", client.WaitFor(m => m[35] == "j", "refused")[380]);
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
    }

    [Fact]
    public async Task A_message_that_is_rejected_as_such_is_kept_too_and_not_asked_for_again()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Send("D", (11, "C1"), (1, "ACC1"), (55, "IBM"), (54, "z"), (38, "5"), (40, "1"));
        Assert.Equal("54", client.WaitFor(m => m[35] == "3", "rejected")[371]);
        client.Until(() => day.Service.Host.Read(r => r.Books.Intake.Ignored) == 1, "it is counted");
        FixSession session = Assert.Single(day.Service.Gateway!.Sessions).Connection()!.Session;
        client.Until(() => session.ConfirmedInbound == session.NextInbound - 1, "its number is confirmed");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_ClOrdID_that_no_path_can_name_is_rejected_for_an_order_and_a_replace_and_taken_for_a_cancel(string id)
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order(id);
        var order = client.WaitFor(m => m[35] == "3", "the order is rejected");
        Assert.Equal(("D", "11", "5"), (order[372], order[371], order[373]));
        Assert.Contains("cannot be named in a path", order[58], StringComparison.Ordinal);
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the next is accepted");
        client.Replace(id, "C1", "50", "11");
        Assert.Equal("11", client.WaitFor(m => m[35] == "3" && m[372] == "G", "the replace is rejected")[371]);
        client.Cancel(id, "C1");
        client.Until(() => day.Venue.Commands.Any(each => each.Kind == VenueCommandKind.Cancel), "the cancel is sent");
    }

    [Fact]
    public async Task An_outcome_that_nobody_knows_shows_as_pending_new_with_the_reason_in_words()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.Until(() => day.Venue.Commands.Count == 1, "the venue has it");
        day.Venue.Drop();
        var unknown = client.WaitFor(m => m[35] == "8" && m.GetValueOrDefault(58)?.StartsWith("unknown since", StringComparison.Ordinal) == true, "unknown");
        Assert.Equal(("A", "A"), (unknown[150], unknown[39]));
    }

    [Fact]
    public async Task An_unknown_outcome_is_told_as_pending_after_a_reconnect_and_after_a_restart_too()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.Until(() => day.Venue.Commands.Count == 1, "the venue has it");
        client.Disconnect();
        day.Venue.Drop();
        client.Until(() => day.Service.Host.Read(r => r.Books.Orders.All.Any(order => order.IsUnknown)), "the outcome is unknown");
        client.Connect();
        var told = client.WaitFor(IsUnknown, "it is told when the client is back");
        Assert.Equal(("C1", "A", "A"), (told[11], told[150], told[39]));
        client.Disconnect();
        await day.Restart();
        client.Connect();
        client.Send("H", (790, "Q1"), (11, "C1"), (55, "IBM"), (54, "1"));
        var asked = client.WaitFor(m => m.GetValueOrDefault(790) == "Q1", "the status");

        Assert.Equal(("I", "A", told[58]), (asked[150], asked[39], asked[58]));
        Assert.Single(client.Received, m => IsUnknown(m) && m[150] == "A");
        Assert.DoesNotContain(client.Received, m => m.GetValueOrDefault(39) is "8" or "4");

        static bool IsUnknown(Dictionary<int, string> m) =>
            m[35] == "8" && m.GetValueOrDefault(58)?.StartsWith("unknown since", StringComparison.Ordinal) == true;
    }

    [Fact]
    public async Task What_happens_while_the_client_is_away_is_told_when_it_is_back_and_also_after_a_restart()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Disconnect();
        VenueCommand command = day.Venue.Commands.First();
        day.Venue.Say(command, ExecType.Trade, OrdStatus.PartiallyFilled, 40, 10);
        client.Connect();
        client.WaitFor(m => m[35] == "8" && m[39] == "1", "the fill is told");
        client.Disconnect();
        day.Venue.Say(command, ExecType.Trade, OrdStatus.PartiallyFilled, 10, 9);
        client.Until(() => day.Service.Host.Read(r => r.Books.Executions.Count) == 2, "the second fill is booked");
        await day.Restart();
        client.Connect();
        client.Until(() => client.Received.Any(m => m[35] == "8" && m.GetValueOrDefault(14) == "50"), "the second fill is told");

        string[] trades = [.. client.Received.Where(m => m[35] == "8" && m[150] == "F").Select(m => m[17])];
        Assert.Equal(2, trades.Length);
        Assert.Equal(client.Received.Count(m => m[35] == "8"), client.Received.Where(m => m[35] == "8").Select(m => m[17]).Distinct().Count());
        Assert.Equal("T1-1", client.Received.Last(m => m[35] == "8" && m[150] == "F")[37]);
    }

    [Fact]
    public async Task A_message_that_was_journaled_before_its_number_was_stored_is_decided_once()
    {
        using GatewayDay day = await GatewayDay.Start(script: ScriptedVenue.Accept);
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        client.Disconnect();
        day.Service.Dispose();

        // As a kill between the two leaves it: the order is in the journal, and its number still expected.
        using (FileMessageStore store = FileMessageStore.Open(Path.Combine(day.State, "fix", "gateway", "CLIENT"), "session", 0))
            store.SetNextInbound(2);
        await day.Restart();
        client.Connect();
        client.Order("C2", "20", "11");
        client.WaitFor(m => m[35] == "8" && m[11] == "C2" && m[39] == "0", "the next order is accepted");

        Assert.Equal(20, Assert.Single(day.Venue.Commands).Terms.OrderQty.Value);
        Assert.Equal(
            (2, 1L), day.Service.Host.Read(r => (r.Books.Orders.All.Count(), r.Books.Intake.Duplicate)));
        Assert.Single(client.Received, m => m[35] == "8" && m[11] == "C1" && m[150] == "0");
    }

    [Fact]
    public async Task An_order_that_is_held_is_replaced_and_canceled_here()
    {
        using GatewayDay day = await GatewayDay.Start();
        day.Venue.Drop();
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Until(() => !day.Service.Host.Read(r => r.Books.Sessions.All.Any(s => s.IsOpen)), "the venue is gone");
        client.Order("C1");
        client.Replace("R1", "C1", "50", "11");
        client.Cancel("X1", "R1");
        var canceled = client.WaitFor(m => m[35] == "8" && m[150] == "4", "it is canceled");
        var replaced = client.WaitFor(m => m[35] == "8" && m[150] == "5", "it is replaced");

        Assert.Equal(("R1", "C1", "A", "50"), (replaced[11], replaced[41], replaced[39], replaced[38]));
        Assert.Equal(("X1", "R1", "4", "50"), (canceled[11], canceled[41], canceled[39], canceled[38]));
        Assert.Empty(day.Venue.Commands);
    }

    [Fact]
    public async Task A_wrong_password_is_not_let_in()
    {
        using GatewayDay day = await GatewayDay.Start(GatewayDay.Session(more: ", password: sesame"), ScriptedVenue.Accept);
        using GatewayClient right = new GatewayClient(day.Port, FixVersion.Fix44, password: "sesame").Connect();
        right.Disconnect();
        using GatewayClient wrong = new(day.Port, FixVersion.Fix44, password: "open");
        Assert.ThrowsAny<Exception>(() => wrong.Connect(TimeSpan.FromMilliseconds(500)));
    }

    private static void Fill(ScriptedVenue venue, VenueCommand command)
    {
        venue.Say(command, ExecType.New, OrdStatus.New);
        venue.Say(command, ExecType.Trade, OrdStatus.PartiallyFilled, 40, 10);
        venue.Say(command, ExecType.Trade, OrdStatus.Filled, 60, 10);
    }
}
