using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Gateway;

/// <summary>Sessions of clients go by the time of day, which the engine's clock need not show.</summary>
public sealed class GatewayClockTests
{
    [Fact]
    public async Task A_client_logs_on_and_is_told_the_time_of_day_while_the_engines_clock_is_an_hour_off()
    {
        using GatewayDay day = await GatewayDay.Start(
            script: (venue, command) => venue.Say(command, ExecType.New, OrdStatus.New));
        day.Service.Host.Clock.Advance(TimeSpan.FromHours(1));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");

        Dictionary<int, string> told = client.WaitFor(m => m[35] == "8" && m[39] == "0", "the order is accepted");
        DateTime sent = DateTime.ParseExact(
            told[52], "yyyyMMdd-HH:mm:ss.fff", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        Assert.InRange(DateTime.UtcNow - sent, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_a_client_asks_is_stamped_by_the_engines_clock()
    {
        using GatewayDay day = await GatewayDay.Start();
        day.Service.Host.Clock.Advance(TimeSpan.FromHours(1));
        using GatewayClient client = new GatewayClient(day.Port, FixVersion.Fix44).Connect();
        client.Order("C1");
        client.WaitFor(m => m[35] == "8" && m[11] == "C1", "the order is taken");

        UtcNanos now = day.Service.Host.Clock.Now;
        Assert.InRange(ReceivedOf(day).Value, now.Value - 60 * UtcNanos.PerSecond, now.Value);
    }

    // When the last message of a client was received, out of the journal.
    private static UtcNanos ReceivedOf(GatewayDay day)
    {
        EngineHostOptions options = day.Service.Host.Options;
        Messages messages = new();
        Replica replica = new();
        replica.Follow(messages, messages);
        using JournalReader reader = new(options.Storage, options.Journal);
        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }

        return messages.ReceivedAt;
    }

    private sealed class Messages : SelectiveFacts, IInputListener
    {
        public UtcNanos ReceivedAt { get; private set; }

        public void OnInput(in JournaledInput input)
        {
            if (input.Header.Kind == InputKind.ClientMessage) ReceivedAt = input.Header.ReceivedAt;
        }
    }
}
