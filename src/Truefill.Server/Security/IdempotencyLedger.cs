using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Security;

/// <summary>An answer that can be given again.</summary>
/// <param name="Body">Null: it was too long to be kept.</param>
public sealed record KeptAnswer(int Status, string? ContentType, string? Seq, string? Location, byte[]? Body);

/// <summary>
/// First answers by Idempotency-Key, so that the same request again does nothing again. Bounded by number and age: a
/// key counts for a day, or until ten thousand newer ones came, and not beyond a restart. Orders need no ledger: their
/// key is in the journal as their ClOrdID(11). Thread-safe.
/// </summary>
public sealed class IdempotencyLedger(TimeProvider time)
{
    public const int EntriesMax = 10_000;

    /// <summary>Longer answers are not kept; repeating such a request is refused instead of done twice.</summary>
    public const int BodyMax = 256 << 10;

    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly Lock guard = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Queue<Entry> order = new();

    public int Count
    {
        get
        {
            lock (guard) return entries.Count;
        }
    }

    /// <summary>Claims a key for the caller, or returns the entry of whoever has it.</summary>
    /// <param name="scope">Caller, method and path: a key of somebody else is another key.</param>
    /// <param name="content">A digest of the request: the same key with other content is a mistake.</param>
    public Claim Begin(string scope, string content)
    {
        lock (guard)
        {
            DropOld();
            if (entries.TryGetValue(scope, out Entry? known))
                return new Claim(IsFirst: false, IsSame: known.Content == content, known);
            Entry entry = new(scope, content, time.GetTimestamp());
            entries.Add(scope, entry);
            order.Enqueue(entry);
            return new Claim(IsFirst: true, IsSame: true, entry);
        }
    }

    /// <summary>Keeps the answer; null: it does not count, and the key is free again.</summary>
    public void End(Entry entry, KeptAnswer? answer)
    {
        if (answer is null)
            lock (guard) entries.Remove(entry.Scope);
        entry.Complete(answer);
    }

    private void DropOld()
    {
        while (order.TryPeek(out Entry? oldest)
            && (order.Count >= EntriesMax || time.GetElapsedTime(oldest.At) > Window))
        {
            order.Dequeue();
            if (entries.TryGetValue(oldest.Scope, out Entry? current) && ReferenceEquals(current, oldest))
                entries.Remove(oldest.Scope);
        }
    }

    /// <param name="IsFirst">The caller does the work and calls <see cref="End"/>.</param>
    public readonly record struct Claim(bool IsFirst, bool IsSame, Entry Entry);

    /// <summary>A key in use: its first request may still be on its way.</summary>
    public sealed class Entry(string scope, string content, long at)
    {
        private readonly TaskCompletionSource<KeptAnswer?> answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Scope => scope;

        public string Content => content;

        public long At => at;

        /// <summary>Null: the first request came to nothing that counts.</summary>
        public Task<KeptAnswer?> Answer => answer.Task;

        internal void Complete(KeptAnswer? kept) => answer.TrySetResult(kept);
    }
}
