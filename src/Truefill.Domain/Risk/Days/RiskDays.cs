using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Days;

/// <summary>An account's day under way.</summary>
/// <param name="Baseline">PnL at its beginning.</param>
/// <param name="IsTripped">Its loss has stopped the account once; a person who resets that knows.</param>
public readonly record struct RiskDay(long Day, decimal Baseline, bool IsTripped);

/// <summary>Which day it is for each account, and with what it began.</summary>
public sealed class RiskDays
{
    private const long DayNanos = 24L * 60 * 60 * UtcNanos.PerSecond;

    private readonly SortedDictionary<int, IReadOnlyList<DayOffset>> offsets = [];

    // By account; the gate asks for it with each order.
    private readonly List<RiskDay?> days = [];

    /// <summary>Days since 1970, by the account's own days; UTC where none are defined.</summary>
    public long DayOf(AccountId account, UtcNanos at) =>
        Floor(checked(at.Value + OffsetAt(account, at)));

    /// <summary>When the account's day that this time belongs to began.</summary>
    public UtcNanos BeginningOf(AccountId account, UtcNanos at)
    {
        long midnight = checked(DayOf(account, at) * DayNanos);

        // The clocks may have been changed since then.
        UtcNanos about = new(midnight - OffsetAt(account, at));
        return new UtcNanos(midnight - OffsetAt(account, about));
    }

    /// <summary>Null: none has begun yet.</summary>
    public RiskDay? TryGet(AccountId account) =>
        account.Value >= 0 && account.Value < days.Count ? days[account.Value] : null;

    /// <summary>The account has days of its own, whichever they are.</summary>
    public bool HasOffsets(AccountId account) => offsets.ContainsKey(account.Value);

    internal bool IsDefined(AccountId account, IReadOnlyList<DayOffset> asked) =>
        offsets.TryGetValue(account.Value, out IReadOnlyList<DayOffset>? own) && own.SequenceEqual(asked);

    internal void Apply(in RiskDaysDefined e) => offsets[e.Account.Value] = e.Offsets;

    internal void Apply(in RiskDayStarted e) => Set(e.Account.Value, new RiskDay(e.Day, e.Baseline, false));

    internal void Trip(AccountId account)
    {
        if (TryGet(account) is { } day) Set(account.Value, day with { IsTripped = true });
    }

    internal void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)offsets.Count);
        foreach ((int account, IReadOnlyList<DayOffset> own) in offsets)
        {
            writer.Unsigned((ulong)account);
            writer.Unsigned((ulong)own.Count);
            foreach (DayOffset offset in own)
            {
                writer.Write(offset.From);
                writer.Signed(offset.Nanos);
            }
        }

        writer.Unsigned((ulong)days.Count(static day => day.HasValue));
        for (int account = 0; account < days.Count; account++)
        {
            if (days[account] is not { } day) continue;
            writer.Unsigned((ulong)account);
            writer.Signed(day.Day);
            writer.Decimal(Quantities.ExactDecimal.Normalize(day.Baseline));
            writer.Bool(day.IsTripped);
        }
    }

    internal void Load(IStateReader reader)
    {
        offsets.Clear();
        days.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            int account = reader.ReadInt();
            List<DayOffset> own = [];
            for (int each = reader.ReadInt(); each > 0; each--)
                own.Add(new DayOffset(reader.ReadTime(), reader.Signed()));
            offsets.Add(account, own);
        }

        for (int count = reader.ReadInt(); count > 0; count--)
            Set(reader.ReadInt(), new RiskDay(reader.Signed(), reader.Decimal(), reader.Bool()));
    }

    private void Set(int account, RiskDay day)
    {
        while (days.Count <= account) days.Add(null);
        days[account] = day;
    }

    private long OffsetAt(AccountId account, UtcNanos at)
    {
        if (!offsets.TryGetValue(account.Value, out IReadOnlyList<DayOffset>? own)
            && !offsets.TryGetValue(0, out own)) return 0;
        int found = 0;
        while (found + 1 < own.Count && at >= own[found + 1].From) found++;
        return own[found].Nanos;
    }

    private static long Floor(long nanos) => Math.DivRem(nanos, DayNanos, out long rest) - (rest < 0 ? 1 : 0);
}
