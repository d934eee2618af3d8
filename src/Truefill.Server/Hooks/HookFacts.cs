using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;
using Truefill.Venues;

namespace Truefill.Server.Hooks;

/// <summary>
/// Durable facts that hooks are told of, on the replica's thread, and attempts to reach a venue, on the adapter's.
/// </summary>
/// <param name="replica">Whose facts these are.</param>
/// <param name="clock">Engine time.</param>
/// <param name="offer">Takes what it is given and returns at once.</param>
internal sealed class HookFacts(Replica replica, Func<UtcNanos> clock, Action<HookCall> offer) : SelectiveFacts
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, Lost> lost = new(StringComparer.Ordinal);

    public override void Apply(in KillSwitchSet e) => offer(HookCall.Of(new KillSwitchChange(
        replica.Seq, e.At, e.Scope, replica.Books.Names.TargetOf(e.Scope, e.Target), e.Type, e.State, e.Reason, e.By)));

    public override void Apply(in SessionClosed e)
    {
        lock (guard) lost[Name(e.Venue)] = new Lost(e.At, 0, e.Reason);
    }

    public override void Apply(in SessionOpened e)
    {
        string venue = Name(e.Venue);
        Lost before;
        lock (guard)
        {
            if (!lost.Remove(venue, out before)) return;
        }

        TimeSpan? down = before.Since.IsNone ? null : UtcNanos.SpanOf(e.At.Value - before.Since.Value);
        offer(HookCall.Of(new VenueReconnect(
            replica.Seq, e.At, venue, ReconnectState.Connected, Math.Max(1, before.Attempts), null, down,
            before.Reason)));
    }

    public void Retrying(string venue, VenueRetry retry)
    {
        TimeSpan? down;
        UtcNanos now = clock();
        lock (guard)
        {
            lost.TryGetValue(venue, out Lost before);
            lost[venue] = new Lost(before.Since, retry.Attempt, retry.Reason);
            down = before.Since.IsNone ? null : UtcNanos.SpanOf(now.Value - before.Since.Value);
        }

        offer(HookCall.Of(new VenueReconnect(
            null, now, venue, ReconnectState.Retrying, retry.Attempt, retry.Delay, down, retry.Reason)));
    }

    private string Name(VenueId venue) => replica.Books.Names.Of(venue);

    /// <param name="Since">None: it was never there in this run.</param>
    private readonly record struct Lost(UtcNanos Since, int Attempts, string Reason);
}
