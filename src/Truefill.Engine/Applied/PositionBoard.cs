using System;
using System.Threading;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Engine.Applied;

/// <summary>
/// The applied positions, for readers on other threads. Written by the engine's thread only. Each position has two
/// buffers:
/// the writer fills the one that is not current and then makes it so, which means that a reader never waits for a
/// writer that was preempted; it only copies again when two writes came during its copy.
/// </summary>
public sealed class PositionBoard(Books books)
{
    // Null: never touched. A page of slots made ahead would cost more than the positions.
    private Slot?[] slots = [];
    private IPositionSubscriber[] subscribers = [];

    /// <summary>Highest handle that can be read, as of now.</summary>
    public int Count => Volatile.Read(ref slots).Length;

    /// <summary>To be called before the engine runs.</summary>
    public void Subscribe(IPositionSubscriber subscriber) => subscribers = [.. subscribers, subscriber];

    /// <summary>The latest applied state of a position; false when it was never touched.</summary>
    public bool TryRead(PositionHandle position, out PositionSnapshot snapshot)
    {
        snapshot = default;
        Slot?[] current = Volatile.Read(ref slots);
        if (position.Value <= 0 || position.Value > current.Length) return false;
        return Volatile.Read(ref current[position.Value - 1]) is { } slot && slot.TryRead(out snapshot);
    }

    internal void Publish(PositionHandle handle, PositionChange reason, ulong seq)
    {
        if (handle.Value > slots.Length) Grow(handle.Value);
        Position position = books.Positions[handle];
        Slot slot = slots[handle.Value - 1] ?? Make(handle);

        // Written where it stays: each fill comes by here.
        ref PositionSnapshot after = ref slot.Next;
        after.Position = handle;
        after.Key = position.Key;
        position.Read(ref after.Amounts);
        after.AppliedSeq = seq;
        Qty before = subscribers.Length == 0 ? Qty.Zero : slot.Current.Qty;
        slot.Advance();
        if (subscribers.Length == 0) return;
        PositionDelta delta = new(reason, after.Qty - before, after);
        foreach (IPositionSubscriber subscriber in subscribers) subscriber.OnPosition(in delta);
    }

    /// <summary>A position that is published soon; a hint, see <see cref="Books.PrefetchPosition"/>.</summary>
    internal void Prefetch(PositionHandle position)
    {
        if (position.Value > 0 && position.Value <= slots.Length)
            CacheHint.FetchObject(ref slots[position.Value - 1], Slot.CacheLines);
    }

    // Readers keep the array they have; its slots are the same objects.
    private void Grow(int needed)
    {
        Slot?[] grown = new Slot?[Math.Max(needed, slots.Length * 2)];
        slots.CopyTo(grown, 0);
        Volatile.Write(ref slots, grown);
    }

    private Slot Make(PositionHandle position)
    {
        Slot slot = new();
        Volatile.Write(ref slots[position.Value - 1], slot);
        return slot;
    }

    private sealed class Slot
    {
        public const int CacheLines = 4;

        private PositionSnapshot even;
        private PositionSnapshot odd;

        // 0: never written. The buffer of the version's parity is the current one.
        private long version;

        /// <summary>For the writer, which is the only one that changes it.</summary>
        public ref readonly PositionSnapshot Current => ref (version & 1) == 0 ? ref even : ref odd;

        /// <summary>The other one, which no reader looks at until <see cref="Advance"/>.</summary>
        public ref PositionSnapshot Next => ref (version & 1) == 0 ? ref odd : ref even;

        public void Advance() => Volatile.Write(ref version, version + 1);

        public bool TryRead(out PositionSnapshot snapshot)
        {
            while (true)
            {
                long before = Volatile.Read(ref version);
                snapshot = (before & 1) == 0 ? even : odd;
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref version) == before) return before != 0;
            }
        }
    }
}
