using System;
using System.Collections.Generic;

namespace Truefill.Journal;

/// <summary>
/// Copies one segment. What the copy holds already stays: only sectors that are zero there are filled.
/// </summary>
/// <remarks>
/// No sector of a block is zero (<see cref="SectorMask"/>), so a zero sector of the copy was never written, and any
/// other one is a block that the copy vouches for.
/// </remarks>
/// <param name="durable">Bytes of the segment that are copied; behind them the writer may be at work.</param>
/// <param name="isThere">The target has a file of that name.</param>
internal sealed class SegmentCopy(
    IJournalStorage source, IJournalStorage target, ulong segment, long durable, bool isThere)
{
    private const int ChunkBytes = 1 << 20;
    private const string Temporary = ".copying";

    private readonly string name = SegmentName.Of(segment);
    private readonly byte[] wantedBuffer = new byte[ChunkBytes];
    private readonly byte[] heldBuffer = new byte[ChunkBytes];
    private bool isEqual;

    /// <summary>Compares without writing.</summary>
    /// <exception cref="CopyRefusedException">The target holds something else, or more.</exception>
    public void Compare()
    {
        if (!isThere)
            return;
        using IJournalFile from = source.Open(name, writable: false);
        using IJournalFile held = target.Open(name, writable: false);
        if (from.Length != held.Length)
            throw new CopyRefusedException(name, held.Length, "the segment has another size than the journal's");
        isEqual = true;
        for (long at = 0; at < from.Length; at += ChunkBytes)
        {
            Span<byte> wanted = Wanted(from, at);
            isEqual &= Fits(wanted, Held(held, at, wanted.Length), at);
        }
    }

    /// <summary>
    /// Writes what is missing. The file gets its name when all of it is durable, so that the copy is whole at any time.
    /// </summary>
    /// <exception cref="CopyRefusedException">The target has changed since it was compared.</exception>
    public void Write(IReadOnlyCollection<string> files)
    {
        if (isEqual)
        {
            // An earlier copy may have been interrupted before its sync.
            using IJournalFile equal = target.Open(name, writable: true);
            equal.SyncData();
            return;
        }

        string temporary = name + Temporary;
        foreach (string file in files)
            if (file == temporary) target.Delete(file);
        Fill(temporary);
        if (isThere)
            target.Replace(temporary, name);
        else
            target.Rename(temporary, name);
        target.SyncDirectory();
    }

    private void Fill(string temporary)
    {
        using IJournalFile from = source.Open(name, writable: false);
        using IJournalFile? held = isThere ? target.Open(name, writable: false) : null;
        using IJournalFile to = target.Create(temporary);
        for (long at = 0; at < from.Length; at += ChunkBytes)
        {
            Span<byte> wanted = Wanted(from, at);
            if (held is not null)
                Fits(wanted, Held(held, at, wanted.Length), at);
            to.WriteAt(at, wanted);
        }

        to.SyncData();
    }

    // Behind what is durable zeros, as if the writer had not begun.
    private Span<byte> Wanted(IJournalFile from, long at)
    {
        Span<byte> wanted = wantedBuffer.AsSpan(0, (int)Math.Min(ChunkBytes, from.Length - at));
        wanted.Clear();
        from.ReadAt(at, wanted[..(int)Math.Clamp(durable - at, 0, wanted.Length)]);
        return wanted;
    }

    private Span<byte> Held(IJournalFile held, long at, int bytes)
    {
        Span<byte> there = heldBuffer.AsSpan(0, bytes);
        there.Clear();
        held.ReadAt(at, there);
        return there;
    }

    // False when the copy lacks some of it.
    private bool Fits(ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> held, long at)
    {
        if (wanted.SequenceEqual(held))
            return true;
        for (int i = 0; i < wanted.Length; i += BlockFormat.SectorBytes)
        {
            int bytes = Math.Min(BlockFormat.SectorBytes, wanted.Length - i);
            ReadOnlySpan<byte> there = held.Slice(i, bytes);
            if (!there.ContainsAnyExcept((byte)0) || there.SequenceEqual(wanted.Slice(i, bytes)))
                continue;
            throw new CopyRefusedException(name, at + i, at + i >= durable
                ? "the copy reaches further than the journal that it is of"
                : "the copy and the journal that it is of hold different bytes");
        }

        return false;
    }
}
