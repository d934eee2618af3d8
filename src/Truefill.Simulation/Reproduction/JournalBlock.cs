namespace Truefill.Simulation.Reproduction;

/// <summary>A block of a journal, kept.</summary>
internal sealed record JournalBlock(ulong FirstSeq, int Count, byte[] Records, byte[] Raw);
