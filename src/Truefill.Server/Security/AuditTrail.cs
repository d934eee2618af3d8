using System;
using System.Collections.Concurrent;
using System.Threading;
using Truefill.Domain.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Server.Http;

namespace Truefill.Server.Security;

/// <summary>
/// What was refused before the engine, for the journal. One caller can ask a thousand times a second and must not fill
/// the disk: equal refusals within ten seconds become one fact that says how many there were.
/// </summary>
public sealed class AuditTrail : IDisposable
{
    private const int DifferentMax = 256;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly EngineHost engine;
    private readonly ConcurrentDictionary<Refusal, Count> pending = new();
    private readonly Timer timer;

    public AuditTrail(EngineHost engine)
    {
        this.engine = engine;
        timer = new Timer(_ => Flush(), null, Interval, Interval);
    }

    /// <summary>The first of its kind goes to the journal at once, what follows is counted.</summary>
    public void Refused(in Caller caller, string from, string action, string target, string code)
    {
        Refusal refusal = new(caller.Name ?? "", caller.RoleText, from, action, target, code);
        if (!pending.ContainsKey(refusal) && pending.Count >= DifferentMax) refusal =
            refusal with { Target = "", From = "" };
        Count count = pending.GetOrAdd(refusal, static _ => new Count());
        if (Interlocked.Increment(ref count.Value) == 1) Post(refusal, 1);
    }

    public void Dispose()
    {
        timer.Dispose();
        Flush();
    }

    private void Flush()
    {
        foreach ((Refusal refusal, _) in pending)
            if (pending.TryRemove(refusal, out Count? count) && Volatile.Read(ref count.Value) is > 1 and var total)
                Post(refusal, (int)Math.Min(int.MaxValue, total - 1));
    }

    // Nobody waits for it: a full lane or a stopped engine loses a refusal, never a change.
    private void Post(Refusal refusal, int repeats)
    {
        Input input = new()
        {
            Kind = InputKind.Audit,
            Source = InputSource.Http,
            ReceivedAt = engine.Clock.Now,
            Body = new AuditEntry
            {
                Actor = refusal.Actor,
                Role = refusal.Role,
                From = refusal.From,
                Action = refusal.Action,
                Target = refusal.Target,
                Outcome = AuditOutcome.Refused,
                Code = refusal.Code,
                Repeats = repeats,
            },
        };
        engine.Inbox.TryPostRequest(in input);
    }

    private readonly record struct Refusal(
        string Actor, string Role, string From, string Action, string Target, string Code);

    private sealed class Count
    {
        public long Value;
    }
}
