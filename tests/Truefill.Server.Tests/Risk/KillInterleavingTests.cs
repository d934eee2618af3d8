using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Risk;

/// <summary>
/// The engine, the blocks on their way to the disk and the latch in front of the venue, in random order: once a switch
/// is engaged, nothing that it covers and that adds risk leaves, decided before or after.
/// </summary>
public sealed class KillInterleavingTests
{
    private const int Interleavings = 100_000;
    private static readonly string[] Symbols = ["AAA", "BBB"];
    private static readonly string[] Accounts = ["A", "B"];

    private readonly BlockBuilder block = new(1 << 12, 1 << 12);
    private readonly ExecutionEngine engine = new(new Books(), default);
    private readonly KillLatch latch = new();
    private readonly Queue<Decided> undurable = new();
    private readonly HashSet<(KillScope Scope, int Target)> engaged = [];
    private UtcNanos now = new(1_700_000_000_000_000_000);
    private ulong nextSeq = 1;
    private long ids;
    private int sent;
    private int stopped;

    private sealed record Decided(List<ReleasedCommand> Commands, List<KillSwitchSet> Kills);

    [Fact]
    public void Nothing_leaks_in_100_000_random_interleavings()
    {
        Random random = new(7);
        Step(InputKind.Start, new EngineStart(1, "test", "", null));
        Step(InputKind.DefineVenue, new DefineVenue("SIM", ReadOnly: false));
        Step(InputKind.SessionOpened, new SessionChange("SIM"));
        foreach (string account in Accounts)
            foreach (string symbol in Symbols) Enter(account, symbol);
        for (int i = 0; i < Interleavings; i++) Interleave(random);
        Assert.True(sent > Interleavings / 10, $"only {sent} were sent");
        Assert.True(stopped > Interleavings / 20, $"only {stopped} were stopped");
    }

    // Two orders are decided, one switch is engaged, blocks become durable, all in some order; then it is reset.
    private void Interleave(Random random)
    {
        KillScope scope = random.Next(3) switch { 0 => KillScope.Global, 1 => KillScope.Account, _ => KillScope.Symbol };
        string target = scope switch
        {
            KillScope.Global => "",
            KillScope.Account => Accounts[random.Next(2)],
            _ => Symbols[random.Next(2)],
        };
        bool isLatched = false;
        bool isJournaled = false;
        for (int step = 0; step < 8; step++)
        {
            switch (random.Next(4))
            {
                case 0: Enter(Accounts[random.Next(2)], Symbols[random.Next(2)]); break;
                case 1 or 2: MakeDurable(); break;
                case 3 when !isLatched:
                    isLatched = true;
                    Latch(scope, target);
                    break;
                case 3 when !isJournaled:
                    isJournaled = true;
                    Step(InputKind.SetKillSwitch, new SetKillSwitch(
                        scope, target, null, KillSwitchState.Active, "stop", "ann"));
                    break;
            }
        }

        if (isLatched && !isJournaled)
            Step(InputKind.SetKillSwitch, new SetKillSwitch(scope, target, null, KillSwitchState.Active, "stop", "ann"));
        while (undurable.Count > 0) MakeDurable();
        Step(InputKind.SetKillSwitch, new SetKillSwitch(scope, target, null, KillSwitchState.Off, "go on", "ann"));
        while (undurable.Count > 0) MakeDurable();
        engaged.Clear();
        Assert.False(latch.IsEngaged);
    }

    private void Latch(KillScope scope, string target)
    {
        int handle = 0;
        if (NameTables.KindOf(scope) is { } kind) engine.Books.Names[kind].TryGet(target, out handle);
        latch.Engage(scope, handle);
        engaged.Add((scope, handle));
    }

    private void MakeDurable()
    {
        if (!undurable.TryDequeue(out Decided? decided)) return;
        foreach (KillSwitchSet set in decided.Kills) latch.Follow(in set);
        foreach (ReleasedCommand command in decided.Commands)
        {
            if (latch.Stops(in command))
            {
                stopped++;
                Step(InputKind.SendFailed, new SendFailed(
                    command.Command.Order, command.Command.WireId, AbortReason.KillSwitch));
                continue;
            }

            if (command.Command.Kind != VenueCommandKind.New) continue;
            sent++;
            Order order = engine.Books.Orders[command.Command.Order];
            Assert.DoesNotContain((KillScope.Global, 0), engaged);
            Assert.DoesNotContain((KillScope.Account, order.Account.Value), engaged);
            Assert.DoesNotContain((KillScope.Symbol, order.Symbol.Value), engaged);
            Reject(order);
        }
    }

    // So that the books do not fill with orders that rest.
    private void Reject(Order order) => Step(InputKind.ExecutionReport, null, new ExecutionReport
    {
        Venue = order.Venue,
        ExecType = ExecType.Rejected,
        ClOrdId = order.WireId,
        TransactTime = now,
    });

    private void Enter(string account, string symbol) => Step(InputKind.NewOrderSingle, new NewOrderSingle
    {
        ClOrdId = ClOrdId.FromTrusted("N" + ++ids),
        Symbol = symbol,
        Account = account,
        Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1)),
    });

    private void Step(InputKind kind, object? body, ExecutionReport report = default)
    {
        now = now.AddNanos(1_000);
        block.Reset(nextSeq);
        engine.Open(block);
        Effects effects = new();
        Input input = new() { Kind = kind, Body = body, Source = "test", ReceivedAt = now };
        if (kind == InputKind.ExecutionReport) input.Report = report;
        engine.Step([input], now, effects);
        nextSeq = block.NextSeq;
        if (effects.Commands.Count + effects.KillSwitches.Count > 0)
            undurable.Enqueue(new Decided([.. effects.Commands], [.. effects.KillSwitches]));
    }
}
