using System;
using System.Collections.Generic;

namespace Truefill.Journal.Tests;

/// <summary>
/// What a file holds: as the kernel shows it, and as the disk has it, with the sectors in which they may differ.
/// </summary>
internal sealed class SimContent
{
    public const int Sector = 512;

    private readonly SortedSet<int> _dirty = [];
    private byte[] _durable = [];

    public SimContent()
    {
    }

    public SimContent(byte[] bytes)
    {
        Bytes = bytes;
        _durable = [.. bytes];
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
            _dirty.Add(sector);
    }

    public void Sync()
    {
        if (_durable.Length != Bytes.Length)
            Array.Resize(ref _durable, Bytes.Length);
        foreach (int sector in _dirty)
            Put(_durable, sector);
        _dirty.Clear();
    }

    /// <summary>
    /// A failed sync: the kernel takes the pages for clean from now on, whether the disk has them or not.
    /// </summary>
    public void SyncFailed(Prng chance)
    {
        if (_durable.Length != Bytes.Length)
            Array.Resize(ref _durable, Bytes.Length);
        foreach (int sector in _dirty)
        {
            if (chance.Chance(50))
                Put(_durable, sector);
        }

        _dirty.Clear();
    }

    public SimContent AfterPowerFailure(Prng chance)
    {
        byte[] bytes = [.. _durable];
        bool longer = Bytes.Length > bytes.Length && chance.Chance(50);
        if (longer)
            Array.Resize(ref bytes, Bytes.Length);
        int percent = chance.Below(5) * 25;
        foreach (int sector in _dirty)
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
