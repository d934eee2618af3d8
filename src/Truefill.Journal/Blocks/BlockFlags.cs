using System;

namespace Truefill.Journal;

/// <summary>What a block is, besides a carrier of records.</summary>
[Flags]
internal enum BlockFlags : ushort
{
    None = 0,

    /// <summary>A clean stop. No records; the raw section is the state hash.</summary>
    Seal = 1,

    /// <summary>Writing goes on after a seal. No records; one sector, so it is there whole or not at all.</summary>
    Resume = 2,
}
