using System;
using System.Buffers.Text;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Generation;

/// <summary>What a generator may be told beside its seed.</summary>
public sealed record GeneratorOptions
{
    /// <summary>How the engine wants the bodies that are its own; the model's as they are when not told.</summary>
    public IOperationBodies Bodies { get; init; } = new PlainBodies();

    /// <summary>The handle of the venue with this number, from 1 in the order of definition.</summary>
    public Func<int, VenueId> VenueHandle { get; init; } = number => new VenueId(number);

    /// <summary>Exactly these faults instead of a choice by the seed; empty: none.</summary>
    public FaultKind[]? Faults { get; init; }

    public UtcNanos StartAt { get; init; } = new(1_767_600_000 * UtcNanos.PerSecond);
}

/// <summary>
/// A small faulty world, told by a seed: clients, venues that match as they please, and a wire that loses, repeats and
/// shuffles. What it says is plausible and in the end complete; it never waits for an answer.
/// </summary>
public sealed partial class InputGenerator
{
    private const int OutboxSize = 64;
    private const int ParkSize = 96;
    private const int OrderCount = 48;

    private static readonly string[] AccountNames = ["ACC1", "ACC2", "ACC3", "ACC4"];
    private static readonly string[] VenueNames = ["SIM1", "SIM2"];
    private static readonly string[] VenueSources = ["venue:SIM1", "venue:SIM2"];
    private static readonly string[] SymbolNames = ["AAA", "FUT", "COINUSD", "MINI"];
    private static readonly string[] StrategyNames = ["", "alpha", "beta"];
    private static readonly decimal[] Multipliers = [1m, 50m, 1m, 0.1m];
    private static readonly decimal[] Ticks = [0.01m, 0.25m, 0.01m, 1m];
    private static readonly decimal[] Lots = [1m, 1m, 0.0001m, 1m];

    private static readonly LotMethod[] Methods =
        [LotMethod.Fifo, LotMethod.Lifo, LotMethod.Average, LotMethod.Hifo];

    private readonly GeneratorOptions options;
    private readonly Chance chance;

    // For what came after the first seeds were written down: their stories stay what they were.
    private readonly Chance later;
    private readonly int[] intensity = new int[FaultCount];
    private readonly long[] faultCounts = new long[FaultCount];
    private readonly int[] actionWeights = new int[ActionCount];
    private readonly Input[] outbox = new Input[OutboxSize];
    private readonly WorldOrder?[] owners = new WorldOrder?[OutboxSize];
    private readonly int[] ownerSerials = new int[OutboxSize];
    private readonly Input[] parked = new Input[ParkSize];
    private readonly long[] dueAt = new long[ParkSize];
    private readonly WorldOrder[] orders = new WorldOrder[OrderCount];
    private readonly VenueId[] venues = new VenueId[VenueNames.Length];
    private readonly int[] execSerials = new int[VenueNames.Length];
    private readonly long[] venueSeqs = new long[VenueNames.Length];
    private readonly decimal[] prices = [100m, 4000m, 25000m, 7000m];
    private readonly int accountCount;
    private readonly int symbolCount;
    private int outboxHead;
    private int outboxTail;
    private int parkedCount;
    private int serial;
    private long step;
    private long time;
    private bool lastWasTrade;
    private bool draining;
    private bool stopped;

    public InputGenerator(ulong seed, GeneratorOptions? options = null)
    {
        this.options = options ?? new GeneratorOptions();
        chance = new Chance(seed);
        later = new Chance(~seed);
        time = this.options.StartAt.Value;
        accountCount = chance.Between(1, AccountNames.Length);
        symbolCount = chance.Between(1, SymbolNames.Length);
        for (int i = 0; i < orders.Length; i++) orders[i] = new WorldOrder();
        for (int i = 0; i < venues.Length; i++) venues[i] = this.options.VenueHandle(i + 1);
        ChooseFaults();
        ChooseActions();
        Prologue();
    }

    private static int FaultCount { get; } = Enum.GetValues<FaultKind>().Length;

    /// <summary>The venues of every world, in the order of their definition.</summary>
    public static IReadOnlyList<string> Venues => VenueNames;

    /// <summary>Wall clock of the last input.</summary>
    public UtcNanos Now => new(time);

    /// <summary>How often the fault happened so far.</summary>
    public long Count(FaultKind fault) => faultCounts[(int)fault];

    /// <summary>From now on nothing new happens; what is under way is delivered, then a clean stop.</summary>
    public void Drain() => draining = true;

    /// <summary>The next input. False: drained.</summary>
    public bool Next(ref Input input)
    {
        step++;
        time += chance.Between(1, 1 << 20);
        if (TakeDue(ref input)) return true;
        while (true)
        {
            while (outboxHead == outboxTail)
            {
                if (draining) return TakeRest(ref input);
                Act();
            }

            int slot = outboxHead++ % OutboxSize;
            outbox[slot].ReceivedAt = new UtcNanos(time);
            if (Deliver(slot)) continue;
            input = outbox[slot];
            return true;
        }
    }

    private bool TakeDue(ref Input input)
    {
        for (int i = 0; i < parkedCount; i++)
        {
            if (dueAt[i] > step) continue;
            Unpark(i, ref input);
            return true;
        }

        return false;
    }

    private bool TakeRest(ref Input input)
    {
        if (parkedCount > 0)
        {
            int first = 0;
            for (int i = 1; i < parkedCount; i++)
                if (dueAt[i] < dueAt[first]) first = i;
            Unpark(first, ref input);
            return true;
        }

        if (stopped) return false;
        stopped = true;
        input = new Input
        {
            Kind = InputKind.Stop,
            Source = InputSource.Cli,
            ReceivedAt = Now,
            Body = new EngineStop("drained"),
        };
        return true;
    }

    private void Unpark(int at, ref Input input)
    {
        input = parked[at];
        input.ReceivedAt = new UtcNanos(time);
        parkedCount--;
        if (at == parkedCount) return;
        parked[at] = parked[parkedCount];
        dueAt[at] = dueAt[parkedCount];
    }

    private bool Park(in Input input, int steps)
    {
        if (parkedCount == ParkSize) return false;
        parked[parkedCount] = input;
        dueAt[parkedCount++] = step + steps;
        return true;
    }

    private ref Input Post(InputKind kind, string source, object? body)
    {
        int slot = outboxTail++ % OutboxSize;
        owners[slot] = null;
        ref Input input = ref outbox[slot];
        input.Kind = kind;
        input.Source = source;
        input.Body = body;
        input.Raw = default;
        return ref input;
    }

    private void PostOperation(InputKind kind, Operation operation) =>
        Post(kind, InputSource.Cli, options.Bodies.Write(operation));

    // A subset of all faults, each with its own weight between rare and frequent.
    private void ChooseFaults()
    {
        for (int i = 0; i < FaultCount; i++)
        {
            Chance choice = ChanceOf((FaultKind)i);
            int chosen = choice.OneIn(2) ? 1 << choice.Between(2, 8) : 0;
            bool isTold = options.Faults is not null && Array.IndexOf(options.Faults, (FaultKind)i) >= 0;
            intensity[i] = options.Faults is null ? chosen : isTold ? 64 : 0;
        }
    }

    private bool Has(FaultKind fault)
    {
        int weight = intensity[(int)fault];
        if (weight == 0 || (int)(ChanceOf(fault).Next() >> 54) >= weight) return false;
        faultCounts[(int)fault]++;
        return true;
    }

    private Chance ChanceOf(FaultKind fault) => fault >= FaultKind.ManyCharges ? later : chance;

    private ShortText NewId(char kind, bool longest = false)
    {
        Span<byte> bytes = stackalloc byte[ShortText.MaxBytes];
        bytes.Fill((byte)'x');
        bytes[0] = (byte)kind;
        Utf8Formatter.TryFormat(++serial, bytes[1..], out int written);
        return ShortText.FromTrusted(longest ? bytes : bytes[..(written + 1)]);
    }

    private ShortText NewExecId(int venue)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes[0] = (byte)'E';
        Utf8Formatter.TryFormat(++execSerials[venue], bytes[1..], out int written);
        return ShortText.FromTrusted(bytes[..(written + 1)]);
    }

    // The second venue starts its execution ids anew each day.
    private int Scope(int venue) => venue == 0 ? 0 : (int)(time / UtcNanos.PerSecond / 86_400);
}
