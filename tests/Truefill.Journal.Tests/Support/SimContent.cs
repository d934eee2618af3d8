using System;
using System.Collections.Generic;

namespace Truefill.Journal.Tests;

/// <summary>
/// What a file holds: as the kernel shows it, and as the disk has it, with the sectors in which they may differ.
/// </summary>
internal sealed class SimContent
{
    public const int Sector = 512;

    private readonly SortedSet<int> dirty = [];
    private byte[] durable = [];

    public SimContent()
    {
    }

    public SimContent(byte[] bytes)
    {
        Bytes = bytes;
        durable = [.. bytes];
    }

    public byte[] Bytes { get; set; } = [];

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        int end = (int)offset + bytes.Length;
        if (Bytes.Length < end)
        {
            byte[] longer = Bytes;
            Array.Resize(ref longer, end);
            Bytes = longer;
        }

        bytes.CopyTo(Bytes.AsSpan((int)offset));
        for (int sector = (int)offset / Sector; sector * Sector < end; sector++)
            dirty.Add(sector);
    }

    public void Sync()
    {
        if (durable.Length != Bytes.Length)
            Array.Resize(ref durable, Bytes.Length);
        foreach (int sector in dirty)
            Put(durable, sector);
        dirty.Clear();
    }

    /// <summary>
    /// A failed sync: the kernel takes the pages for clean from now on, whether the disk has them or not.
    /// </summary>
    public void SyncFailed(Prng chance)
    {
        if (durable.Length != Bytes.Length)
            Array.Resize(ref durable, Bytes.Length);
        foreach (int sector in dirty)
        {
            if (chance.Chance(50))
                Put(durable, sector);
        }

        dirty.Clear();
    }

    public SimContent AfterPowerFailure(Prng chance)
    {
        byte[] bytes = [.. durable];
        bool longer = Bytes.Length > bytes.Length && chance.Chance(50);
        if (longer)
            Array.Resize(ref bytes, Bytes.Length);
        int percent = chance.Below(5) * 25;
        foreach (int sector in dirty)
        {
            if (sector * Sector < bytes.Length && chance.Chance(percent))
                Put(bytes, sector);
        }

        return new SimContent(bytes);
    }

    private void Put(byte[] to, int sector)
    {
        int start = sector * Sector;
        int count = Math.Min(Sector, Math.Min(to.Length, Bytes.Length) - start);
        Bytes.AsSpan(start, count).CopyTo(to.AsSpan(start));
    }
}
